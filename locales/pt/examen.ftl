# Provas. A data fica com o DUO; até 7 dias antes, mudar é grátis.

# @machine
examen-vraag =
    Olá { $naam }, você tem uma prova: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você pode nesse dia?
    .komt = Sim, posso
    .komt-niet = Não, não posso
    .hulp = Tenho uma pergunta

# @machine
examen-andere-dag = Mudar o dia de uma prova é grátis até 7 dias antes. Uma pessoa da prefeitura vai ajudar você em um dia útil.

# @machine
examen-morgen =
    Olá { $naam }, sua prova é { $dag }, às { $tijd }.
    Venha meia hora antes, com seu passaporte ou seu cartão de residência.

# @machine
examen-vandaag =
    Olá { $naam }, hoje é sua prova, às { $tijd }.
    Local: { $plaats }, { $adres }, boa sorte!

# @machine
examen-uitslag =
    Olá { $naam }, você fez uma prova há algum tempo.
    Você já tem o resultado?
    .gehaald = Sim, passei
    .niet-gehaald = Sim, mas não passei
    .nog-niet = Ainda não

# @machine
examen-gehaald = Parabéns, muito bem! Vamos anotar.

# @machine
examen-niet-gehaald = Que pena, mas você pode tentar de novo. Uma pessoa da prefeitura vai fazer um plano com você.

# @machine
examen-nog-niet = Tudo bem. Vamos perguntar de novo em quatro semanas.
