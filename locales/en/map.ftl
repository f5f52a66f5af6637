# MAP: classes about work.

# @machine
map-vraag =
    Hello { $naam }, you have a MAP class (about work) on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
map-komt = Great that you are coming! See you on { $dag } at { $tijd }.

# @machine
map-herhaling =
    Hello { $naam }, you have a MAP class { $dagen ->
        [0] today
        [1] tomorrow
        [one] in { $dagen } day
       *[other] in { $dagen } days
    }: { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Hello { $naam }, you have a MAP class on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }, see you then!
