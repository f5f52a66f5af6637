# PVT : cours sur la vie aux Pays-Bas, et la signature.
# Français simple, avec « vous ». PVT et MAP restent ainsi : ces mots sont dans les lettres.

# @machine
pvt-vraag =
    Bonjour { $naam }, vous avez un cours PVT (la vie aux Pays-Bas) le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
pvt-vraag--b =
    Bonjour { $naam }, votre cours PVT (la vie aux Pays-Bas) est le { $dag } à { $tijd }.
    Nous gardons une place pour vous : { $plaats }, { $adres }.
    Venez-vous ?

# @machine
pvt-excursie =
    Bonjour { $naam }, votre groupe PVT part en excursion le { $dag } à { $tijd }.
    Nous commençons ici : { $plaats }, { $adres }.
    Venez-vous avec nous ?
    .komt = Je viens avec vous
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
pvt-ondertekening =
    Bonjour { $naam }, vous signez la déclaration de participation (participatieverklaring) le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
pvt-straks-vraag =
    Bonjour { $naam }, votre cours PVT est aujourd'hui : { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
pvt-komt = C'est bien que vous veniez ! Rendez-vous le { $dag } à { $tijd }.

# @machine
pvt-meenemen = Merci d'apporter ceci au cours : { $meenemen }.

# @machine
pvt-herhaling =
    Bonjour { $naam }, vous avez un cours PVT { $dagen ->
        [0] aujourd'hui
        [1] demain
        [one] dans { $dagen } jour
       *[other] dans { $dagen } jours
    } : { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.

# @machine
pvt-straks =
    À tout à l'heure, { $naam } : votre cours PVT est aujourd'hui, { $dag }, à { $tijd }.
    Lieu : { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Bonjour { $naam }, vous avez un cours PVT le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }, à bientôt !
