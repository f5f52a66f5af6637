# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = explicação, o que significa isso, o que quer dizer, o que é isso, palavra difícil, palavras difíceis, o que é pvt, o que é map, o que é pip

trefwoord-gevolgen = multa, multas, vou levar multa, castigo, punição, sanção, consequências, o que acontece se eu não for, o que acontece se eu não passar

# @machine
uitleg-vraag =
    Sobre qual palavra você quer saber mais?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Entrevista ampla
    .klantmanager = Seu atendente
    .duo = DUO
    .inburgeren = Integração
    .niveau = A1, A2 e B1
    .eindgesprek = Conversa final

# @machine
uitleg-pvt = O PVT são aulas sobre a vida e os valores na Holanda. No final você assina.

# @machine
uitleg-map = O MAP é sobre o trabalho na Holanda. Você aprende e pratica 40 horas em um lugar.

# @machine
uitleg-pip = O PIP é o seu plano de integração. Ele diz o que você faz e quem ajuda você.

# @machine
uitleg-intake = A entrevista ampla é uma conversa sobre você. Falamos de escola, trabalho e o que você quer.

# @machine
uitleg-klantmanager = O atendente ajuda você na integração. Essa pessoa trabalha na prefeitura.

# @machine
uitleg-duo = A DUO é um serviço do governo. A DUO cuida das provas e do empréstimo.

# @machine
uitleg-inburgeren = Integrar-se é aprender holandês e participar da vida na Holanda. A prefeitura ajuda você.

# @machine
uitleg-niveau = A1, A2 e B1 dizem quanto você sabe de uma língua. A1 é o começo.

# @machine
uitleg-eindgesprek = A conversa final é a última do MAP. Você conta o que aprendeu.

# @machine
gevolgen-uitleg = Que bom que você perguntou. Uma pessoa da prefeitura vai explicar com prazer.

# @machine
duidelijk-vraag = Isto ficou claro para você?
    .ja = Sim
    .beetje = Um pouco
    .nee = Não

# @machine
duidelijk-bedankt = Obrigado, isso nos ajuda.

# @machine
duidelijk-collega = Obrigado por contar. Uma pessoa da prefeitura vai explicar de novo com prazer.
