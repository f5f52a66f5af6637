# PVT: casharrada nolosha Nederland, iyo saxiixa.
# PVT iyo MAP sidooda ha ahaadaan: warqadaha ayay ku qoran yihiin.

# @machine
pvt-vraag =
    Salaan { $naam }, waxaad leedahay casharka PVT (nolosha Nederland) { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
pvt-vraag--b =
    Salaan { $naam }, casharka PVT (nolosha Nederland) waa { $dag }, saacadda { $tijd }.
    Boos ayaan kuu haynay: { $plaats }, { $adres }.
    Ma imanaysaa?

# @machine
pvt-excursie =
    Salaan { $naam }, kooxdaada PVT waxay safar u baxaysaa { $dag }, saacadda { $tijd }.
    Halkan ayaan ka bilaabaynaa: { $plaats }, { $adres }.
    Ma na raacaysaa?
    .komt = Haa, waan raacayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
pvt-ondertekening =
    Salaan { $naam }, waxaad saxiixaysaa bayaanka ka-qaybgalka (participatieverklaring) { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
pvt-straks-vraag =
    Salaan { $naam }, casharkaaga PVT waa maanta: { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
pvt-komt = Waa farxad inaad imanayso! Waan is arki doonnaa { $dag }, saacadda { $tijd }.

# @machine
pvt-meenemen = Fadlan waxan casharka u soo qaado: { $meenemen }.

# @machine
pvt-herhaling =
    Salaan { $naam }, waxaad leedahay casharka PVT { $dagen ->
        [0] maanta
        [1] berri
        [one] { $dagen } maalin ka dib
       *[other] { $dagen } maalmood ka dib
    }: { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.

# @machine
pvt-straks =
    Waan is arki doonnaa, { $naam }: casharkaaga PVT waa maanta, { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Salaan { $naam }, waxaad leedahay casharka PVT { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }, waan is arki doonnaa!
