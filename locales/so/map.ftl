# MAP: casharrada shaqada.

# @machine
map-vraag =
    Salaan { $naam }, waxaad leedahay casharka MAP (shaqada) { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
map-komt = Waa farxad inaad imanayso! Waan is arki doonnaa { $dag }, saacadda { $tijd }.

# @machine
map-herhaling =
    Salaan { $naam }, waxaad leedahay casharka MAP { $dagen ->
        [0] maanta
        [1] berri
        [one] { $dagen } maalin ka dib
       *[other] { $dagen } maalmood ka dib
    }: { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Salaan { $naam }, waxaad leedahay casharka MAP { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }, waan is arki doonnaa!
