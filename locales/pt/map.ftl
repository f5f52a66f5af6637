# MAP: aulas sobre trabalho.

# @machine
map-vraag =
    Olá { $naam }, você tem aula de MAP (sobre trabalho): { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
map-komt = Que bom que você vem! Até { $dag }, às { $tijd }.

# @machine
map-herhaling =
    Olá { $naam }, você tem aula de MAP { $dagen ->
        [0] hoje
        [1] amanhã
        [one] em { $dagen } dia
       *[other] em { $dagen } dias
    }: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Olá { $naam }, você tem aula de MAP: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }, até lá!
