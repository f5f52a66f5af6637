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
    .rustig = Messages discrets
    .horen = Lisez-moi le texte
    .niet-horen = Sans la voix

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

# @machine
rustig-vraag =
    Nous envoyons alors d'abord un message court sans sujet. Vous voyez la suite seulement après avoir touché Lire. Le voulez-vous ?
    .ja = Oui, volontiers
    .nee = Non, pas besoin

# @machine
rustig-bericht =
    Bonjour { $naam }, il y a un message pour vous. Voulez-vous le lire ?
    .ja = Lire

# @machine
rustig-aan = Nos messages commencent ainsi à partir de maintenant. Le sujet apparaît seulement après Lire.

# @machine
rustig-uit = C'est bien. Nos messages disent tout de suite de quoi il s'agit.

# @machine
rustig-later = C'est bien. Touchez Lire plus tard, quand cela vous convient.

# @machine
rustig-voorbij = Ce message est passé. Envoyez le mot AIDE si vous voulez demander quelque chose.

# @machine
horen-aan = Bien. Nos messages viendront avec une voix, s'il y en a une.

# @machine
horen-uit = Bien, nous n'enverrons plus de voix. Vous pouvez toujours lire nos messages.

# @machine
verberg-klaar = C'est fait. Ce qui a plus de deux jours, vous seul pouvez l'effacer.

# @machine
verberg-zelf = Sur WhatsApp, je ne peux pas effacer les messages. Appuyez longtemps sur cette discussion dans la liste et choisissez Supprimer.

# @machine
verberg-knop = Effacer les messages
    .verberg = Cacher les messages
