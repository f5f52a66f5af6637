# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = explicación, qué significa esto, qué quiere decir, qué es esto, palabra difícil, palabras difíciles, qué es pvt, qué es map, qué es pip

trefwoord-gevolgen = multa, multas, me ponen una multa, castigo, sanción, consecuencias, qué pasa si no voy, qué pasa si no apruebo

# @machine
uitleg-vraag =
    ¿Sobre qué palabra quiere saber más?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Entrevista amplia
    .klantmanager = Gestor de su caso
    .duo = DUO
    .inburgeren = Integración
    .niveau = A1, A2 y B1
    .eindgesprek = Entrevista final

# @machine
uitleg-pvt = El PVT son clases sobre la vida y los valores en los Países Bajos. Al final usted firma.

# @machine
uitleg-map = El MAP trata del trabajo en los Países Bajos. Usted aprende y practica 40 horas en un lugar.

# @machine
uitleg-pip = El PIP es su plan de integración. Dice qué hace usted y quién le ayuda.

# @machine
uitleg-intake = La entrevista amplia es una conversación sobre usted. Hablamos de estudios, trabajo y lo que quiere.

# @machine
uitleg-klantmanager = El gestor le ayuda con la integración. Esta persona trabaja en el municipio.

# @machine
uitleg-duo = DUO es un servicio del Estado. DUO organiza los exámenes y el préstamo.

# @machine
uitleg-inburgeren = Integrarse es aprender neerlandés y participar en los Países Bajos. El municipio le ayuda.

# @machine
uitleg-niveau = A1, A2 y B1 dicen cuánto sabe de un idioma. A1 es el comienzo.

# @machine
uitleg-eindgesprek = La entrevista final es la última del MAP. Usted cuenta lo que ha aprendido.

# @machine
gevolgen-uitleg = Está bien que pregunte. Una persona del municipio se lo explicará con gusto.

# @machine
duidelijk-vraag = ¿Le ha quedado claro?
    .ja = Sí
    .beetje = Un poco
    .nee = No

# @machine
duidelijk-bedankt = Gracias, eso nos ayuda.

# @machine
duidelijk-collega = Gracias por decírnoslo. Con gusto una persona del municipio se lo explicará otra vez.
