# Lo que cambia en una vida. Nunca se pregunta por una enfermedad ni por el motivo.

trefwoord-verandering =
    hay un cambio, tengo un cambio, enfermo, enferma, estoy enfermo, estoy enferma, estoy muy enfermo, estoy muy enferma,
    embarazada, estoy embarazada, embarazo, mi mujer está embarazada, mi esposa está embarazada, bebé, espero un bebé,
    vamos a tener un bebé, mudanza, mudarme, me mudo, nos mudamos, me voy a mudar, nos vamos a mudar, me mudé,
    me he mudado, cambio de casa, cambio de dirección, cambio de domicilio, nueva dirección, tengo nueva dirección,
    encontré trabajo, he encontrado trabajo

# @machine
verandering-vraag =
    Gracias por contárnoslo.
    ¿Qué cambia?
    .ziek = Una enfermedad larga
    .baby = Va a llegar un bebé
    .verhuizen = Me mudo de casa
    .werk = He encontrado trabajo
    .anders = Otra cosa

# @machine
verandering-ziek = Que se mejore. A veces se da más tiempo: una persona del municipio lo mirará con usted.

# @machine
verandering-baby = ¡Qué alegría! A veces se da más tiempo: una persona del municipio lo mirará con usted.

# @machine
verandering-wanneer =
    ¿Qué día se muda?
    .weet-niet = No lo sé

# @machine
verandering-verhuizen = Gracias. Una persona del municipio le ayudará, también si se va a otro municipio.

# @machine
verandering-werk = ¡Enhorabuena! Una persona del municipio hablará con usted de cómo unir trabajo y clases.

## La pareja

# @machine
partner-vraag =
    Hola { $naam }, su pareja también puede recibir mensajes.
    ¿Su pareja los quiere?
    .ja = Sí
    .nee = No
    .weet-niet = No lo sé

# @machine
partner-ja = ¡Qué bien! Su pareja recibirá su propia carta con su propio código.

# @machine
partner-nee = De acuerdo. También es posible más tarde.

## Trabajo o estudios: ¿cómo va después?

# @machine
nazorg-vraag =
    Hola { $naam }, queremos saber cómo le va.
    ¿Va todo bien con su trabajo o sus estudios?
    .goed = Sí, va bien
    .gestopt = Ya no continúa
    .hulp = Tengo una pregunta

# @machine
nazorg-goed = ¡Qué alegría! Más adelante le preguntaremos otra vez.

# @machine
nazorg-gestopt = Es una lástima, y no es fácil. Una persona del municipio le llamará un día laborable.

## Las horas de atención

trefwoord-spreekuur =
    horario de atención, horarios de atención, horas de atención, horario de oficina, horas de oficina,
    atención por la noche, pedir cita, pedir una cita, quiero pedir cita, quiero pedir una cita, quiero una cita,
    necesito una cita, sacar cita, sacar una cita, hacer una cita, reservar cita, reservar una cita, concertar una cita,
    agendar cita, agendar una cita

# @machine
spreekuur-vraag =
    Puede visitar a una persona del municipio, también por la noche.
    ¿Qué le conviene?
    .avond = Por la noche
    .overdag = Durante el día
    .bellen = Prefiero una llamada

# @machine
spreekuur-bedankt = Gracias. Una persona del municipio acordará una cita con usted un día laborable.
