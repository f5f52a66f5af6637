## Quelqu'un demande ses rendez-vous ou ses données

# @machine
afspraken-lijst =
    Voici vos rendez-vous :
    { $afspraken }

# Une ligne de la liste. En ligne : pas d'adresse.
# @machine
afspraak-regel =
    { $dag } à { $tijd } - { $antwoord ->
        [komt] vous venez
        [komt-niet] vous ne venez pas
       *[onbekend] pas encore de réponse
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = Vous n'avez pas de rendez-vous chez nous. Si vous avez un doute, envoyez AIDE.

# @machine
gegevens-vraag =
    Voici ce que nous savons de vous :
    { $gegevens }
    Est-ce correct ?
    .klopt = C'est correct
    .anders = Il y a une erreur
    .weg = Effacer une donnée

# @machine
gegevens-naam = Nom : { $naam }
# @machine
gegevens-taal = Langue : { $taal }
# @machine
gegevens-kanaal = Messages par : { $kanaal }
# @machine
gegevens-klantmanager = Personne de contact (klantmanager) : { $klantmanager }

# @machine
gegevens-klaar = Très bien, merci.
# @machine
gegevens-collega = Merci. Une personne de la commune vous aidera un jour ouvrable.

# Sur un téléphone que plusieurs personnes utilisent, on ne dit rien ici sur l'une d'elles.
# @machine
gedeeld-collega = Ce téléphone sert à plusieurs personnes. La commune vous appellera un jour ouvrable.

# @machine
afspraak-agenda = Mettez-les dans votre agenda : { $agenda }
