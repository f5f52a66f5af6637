# MAP: clases sobre el trabajo.

# @machine
map-vraag =
    Hola { $naam }, tiene clase de MAP (sobre el trabajo) el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
map-komt = ¡Qué bien que venga! Hasta el { $dag } a las { $tijd }.

# @machine
map-herhaling =
    Hola { $naam }, tiene clase de MAP { $dagen ->
        [0] hoy
        [1] mañana
        [one] dentro de { $dagen } día
       *[other] dentro de { $dagen } días
    }: { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Hola { $naam }, tiene clase de MAP el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }, ¡hasta entonces!
