# MAP : cours sur le travail.

# @machine
map-vraag =
    Bonjour { $naam }, vous avez un cours MAP (sur le travail) le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
map-komt = C'est bien que vous veniez ! Rendez-vous le { $dag } à { $tijd }.

# @machine
map-herhaling =
    Bonjour { $naam }, vous avez un cours MAP { $dagen ->
        [0] aujourd'hui
        [1] demain
        [one] dans { $dagen } jour
       *[other] dans { $dagen } jours
    } : { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Bonjour { $naam }, vous avez un cours MAP le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }, à bientôt !
