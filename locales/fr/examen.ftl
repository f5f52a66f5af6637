# Examens. La date est chez DUO ; jusqu'à 7 jours avant, la changer est gratuit.

# @machine
examen-vraag =
    Bonjour { $naam }, votre examen a lieu le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Ce jour vous convient-il ?
    .komt = Oui, je peux
    .komt-niet = Non, je ne peux pas
    .hulp = J'ai une question

# @machine
examen-andere-dag = Déplacer un examen est gratuit jusqu'à 7 jours avant. Une personne de la commune vous aidera un jour ouvrable.

# @machine
examen-morgen =
    Bonjour { $naam }, votre examen a lieu le { $dag } à { $tijd }.
    Venez une demi-heure avant, avec votre passeport ou votre titre de séjour.

# @machine
examen-vandaag =
    Bonjour { $naam }, votre examen est aujourd'hui à { $tijd }.
    Lieu : { $plaats }, { $adres }, bonne chance !

# @machine
examen-uitslag =
    Bonjour { $naam }, vous avez passé un examen il y a quelque temps.
    Avez-vous déjà le résultat ?
    .gehaald = Oui, j'ai réussi
    .niet-gehaald = Oui, mais pas réussi
    .nog-niet = Pas encore

# @machine
examen-gehaald = Félicitations, bravo à vous ! Nous le notons.

# @machine
examen-niet-gehaald = C'est dommage, mais vous pouvez réessayer. Une personne de la commune fera un plan avec vous.

# @machine
examen-nog-niet = C'est d'accord. Nous redemanderons dans quatre semaines.
