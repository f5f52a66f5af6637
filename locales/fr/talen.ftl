# Plus de langues qu'il n'en tient sur un écran.

# @machine
taal-meer =
    Choisissez votre langue.
    .terug = Retour
