# PVT: clases sobre la vida en los Países Bajos, y la firma.
# Español sencillo, de «usted». PVT y MAP se quedan como están: así figuran en las cartas.

# @machine
pvt-vraag =
    Hola { $naam }, tiene clase de PVT (la vida en Países Bajos) el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
pvt-vraag--b =
    Hola { $naam }, su clase de PVT (la vida en Países Bajos) es el { $dag } a las { $tijd }.
    Le guardamos un lugar: { $plaats }, { $adres }.
    ¿Va a venir?

# @machine
pvt-excursie =
    Hola { $naam }, su grupo de PVT va de excursión el { $dag } a las { $tijd }.
    Empezamos aquí: { $plaats }, { $adres }.
    ¿Viene con nosotros?
    .komt = Voy con ustedes
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
pvt-ondertekening =
    Hola { $naam }, el { $dag } a las { $tijd } firma la declaración de participación (participatieverklaring).
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
pvt-straks-vraag =
    Hola { $naam }, su clase de PVT es hoy: { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
pvt-komt = ¡Qué bien que venga! Hasta el { $dag } a las { $tijd }.

# @machine
pvt-meenemen = Traiga esto a la clase, por favor: { $meenemen }.

# @machine
pvt-herhaling =
    Hola { $naam }, tiene clase de PVT { $dagen ->
        [0] hoy
        [1] mañana
        [one] dentro de { $dagen } día
       *[other] dentro de { $dagen } días
    }: { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.

# @machine
pvt-straks =
    Hasta luego, { $naam }: su clase de PVT es hoy, { $dag }, a las { $tijd }.
    Lugar: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Hola { $naam }, tiene clase de PVT el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }, ¡hasta entonces!
