# Reuniones con el municipio: la primera reunión, cómo van las cosas, la última reunión del MAP.

# @machine
gesprek-intake =
    Hola { $naam }, su primera reunión (intake) es el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# Con todas las personas hay una parte sin la pareja: es un derecho, y nadie tiene que pedirlo.
# @machine
gesprek-intake-alleen = Una parte de la reunión es solo con usted. Lo hacemos así con todas las personas.

# @machine
gesprek-voortgang =
    Hola { $naam }, su reunión con el municipio es el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
gesprek-einde =
    Hola { $naam }, su última reunión del MAP es el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .niet-klaar = Aún no he terminado

# @machine
gesprek-bijeenkomst =
    Hola { $naam }, le esperamos con gusto el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Va a venir?
    .komt = Voy a ir
    .komt-niet = No puedo ir
    .hulp = Tengo una pregunta

# @machine
gesprek-herhaling =
    Hola { $naam }, nos alegrará verle el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }, ¡hasta entonces!

# @machine
gesprek-niet-klaar = Gracias por decírnoslo. Una persona del municipio mirará con usted qué falta todavía.

## No puedo ir: ¿qué ayudaría?

# @machine
wat-helpt-vraag =
    Gracias, ahora lo sabemos.
    ¿Qué le ayudaría a venir?
    .andere-dag = Otro día
    .avond = Una clase por la noche
    .online = Participar por internet
    .opvang = Ayuda con la guardería
    .tolk = Un intérprete
    .samen = Viajar con alguien
    .niets = Nada, gracias

# @machine
wat-helpt-bedankt = Gracias. Una persona del municipio le llamará un día laborable para buscar algo que le convenga.
