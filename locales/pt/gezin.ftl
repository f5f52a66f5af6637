# Como vão as coisas? Para quem procura por conta própria uma escola de idiomas.

# @machine
gezin-school =
    Olá { $naam }, é você quem escolhe a escola de idiomas.
    Você já escolheu uma escola?
    .ja = Sim
    .nog-niet = Ainda não
    .hulp = Preciso de ajuda

# @machine
gezin-begonnen =
    Que bom que você tem uma escola!
    Você já começou as aulas?
    .ja = Sim
    .nog-niet = Ainda não

# @machine
gezin-wanneer =
    Em que dia você começa?
    .weet-niet = Não sei

# @machine
gezin-niveau =
    Que nível você faz agora?
    .alfa = Ler e escrever
    .a1 = A1
    .a2 = A2
    .b1 = B1 ou mais alto
    .weet-niet = Não sei

# @machine
gezin-scholen = Em inburgeren.nl você encontra escolas perto de você. Uma pessoa da prefeitura procura junto com prazer.
