# PVT: aulas sobre a vida na Holanda, e a assinatura.
# Português do Brasil, simples, com "você". PVT e MAP ficam assim: estão nas cartas.

# @machine
pvt-vraag =
    Olá { $naam }, você tem aula de PVT (a vida na Holanda): { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
pvt-vraag--b =
    Olá { $naam }, sua aula de PVT (a vida na Holanda): { $dag }, às { $tijd }.
    Guardamos um lugar para você: { $plaats }, { $adres }.
    Você vem?

# @machine
pvt-excursie =
    Olá { $naam }, seu grupo de PVT vai fazer um passeio: { $dag }, às { $tijd }.
    Começamos aqui: { $plaats }, { $adres }.
    Você vem com a gente?
    .komt = Eu vou junto
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
pvt-ondertekening =
    Olá { $naam }, você vai assinar a declaração de participação (participatieverklaring): { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
pvt-straks-vraag =
    Olá { $naam }, sua aula de PVT é hoje: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
pvt-komt = Que bom que você vem! Até { $dag }, às { $tijd }.

# @machine
pvt-meenemen = Traga isto para a aula, por favor: { $meenemen }.

# @machine
pvt-herhaling =
    Olá { $naam }, você tem aula de PVT { $dagen ->
        [0] hoje
        [1] amanhã
        [one] em { $dagen } dia
       *[other] em { $dagen } dias
    }: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.

# @machine
pvt-straks =
    Até daqui a pouco, { $naam }: sua aula de PVT é hoje, { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Olá { $naam }, você tem aula de PVT: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }, até lá!
