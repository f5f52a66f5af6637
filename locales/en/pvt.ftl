# PVT: classes about life in the Netherlands, and the signing.
# Keep the Dutch terms PVT and MAP: they stand on the letters.

# @machine
pvt-vraag =
    Hello { $naam }, you have a PVT class (life in the Netherlands) on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
pvt-vraag--b =
    Hello { $naam }, your PVT class (life in the Netherlands) is on { $dag } at { $tijd }.
    We keep a place for you: { $plaats }, { $adres }.
    Will you come?

# @machine
pvt-excursie =
    Hello { $naam }, your PVT group is going on a trip on { $dag } at { $tijd }.
    We start here: { $plaats }, { $adres }.
    Will you join us?
    .komt = I will join
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
pvt-ondertekening =
    Hello { $naam }, you will sign the participation statement (participatieverklaring) on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
pvt-straks-vraag =
    Hello { $naam }, your PVT class is today: { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
pvt-komt = Great that you are coming! See you on { $dag } at { $tijd }.

# @machine
pvt-meenemen = Please bring this to the class: { $meenemen }.

# @machine
pvt-herhaling =
    Hello { $naam }, you have a PVT class { $dagen ->
        [0] today
        [1] tomorrow
        [one] in { $dagen } day
       *[other] in { $dagen } days
    }: { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.

# @machine
pvt-straks =
    See you soon, { $naam }: your PVT class is today, { $dag }, at { $tijd }.
    Place: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Hello { $naam }, you have a PVT class on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }, see you then!
