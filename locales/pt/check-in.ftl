# Como vão as coisas? A cada quatro semanas.

# @machine
check-in-school =
    Olá { $naam }, queremos saber como você está.
    Você já vai às aulas de holandês?
    .ja = Sim
    .nog-niet = Ainda não
    .hulp = Preciso de ajuda

# @machine
check-in-uren =
    Para o MAP você pratica 40 horas em um local de trabalho.
    Quantas horas você já fez?
    .nul = Nenhuma hora ainda
    .tien = De 1 a 10 horas
    .twintig = De 11 a 25 horas
    .veertig = De 26 a 40 horas
    .weet-niet = Não sei

# @machine
check-in-hoe =
    Como vai sua integração agora?
    .goed = Bem
    .gaat-wel = Mais ou menos
    .niet-zo-goed = Não muito bem
    .slecht = Mal

# @machine
check-in-obstakel =
    O que está difícil para você agora?
    .niets = Nada, está tudo bem
    .opvang = Creche
    .werk = Meu trabalho
    .geld = Dinheiro
    .wachtlijst = Uma lista de espera
    .anders = Outra coisa

# @machine
check-in-goed-zo = Que bom! Vamos perguntar de novo em algumas semanas.

# @machine
check-in-bespreken = Obrigado por contar. Uma pessoa da prefeitura vai conversar com você sobre isso.
