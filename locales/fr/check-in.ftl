# Comment ça va ? Toutes les quatre semaines.

# @machine
check-in-school =
    Bonjour { $naam }, nous voulons savoir comment vous allez.
    Allez-vous déjà aux cours de néerlandais ?
    .ja = Oui
    .nog-niet = Pas encore
    .hulp = J'ai besoin d'aide

# @machine
check-in-uren =
    Pour le MAP, vous faites 40 heures de pratique sur un lieu de travail.
    Où en êtes-vous ?
    .nul = Pas encore d'heures
    .tien = De 1 à 10 heures
    .twintig = De 11 à 25 heures
    .veertig = De 26 à 40 heures
    .weet-niet = Je ne sais pas

# @machine
check-in-hoe =
    Comment se passe votre intégration à présent ?
    .goed = Bien
    .gaat-wel = Ça va
    .niet-zo-goed = Pas très bien
    .slecht = Mal

# @machine
check-in-obstakel =
    Qu'est-ce qui est difficile à présent ?
    .niets = Rien, tout va bien
    .opvang = La garde d'enfants
    .werk = Mon travail
    .geld = L'argent
    .wachtlijst = Une liste d'attente
    .anders = Autre chose

# @machine
check-in-goed-zo = C'est bien ! Nous vous le demanderons de nouveau dans quelques semaines.

# @machine
check-in-bespreken = Merci de nous le dire. Une personne de la commune en parlera avec vous.
