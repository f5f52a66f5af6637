# Hacer un plan, y recordárselo a la persona con sus propias palabras.

trefwoord-plan =
    plan, mi plan, un plan, hacer un plan, hacer plan, quiero hacer un plan, quiero un plan, nuevo plan, plan de estudio

# @machine
plan-taal =
    Un plan ayuda a aprender.
    ¿Cuándo estudia neerlandés cada semana?
    .weet-niet = No lo sé

# @machine
plan-delen =
    ¿Y las otras partes, como PVT y MAP?
    .weet-niet = No lo sé

# @machine
plan-anders =
    A veces las cosas salen de otra manera.
    ¿Cuál es entonces su plan?
    .weet-niet = No lo sé

# @machine
plan-bedankt = ¡Buen plan! En una semana le preguntaremos cómo va.

# @machine
plan-herinnering =
    Hola { $naam }, este era su plan para el neerlandés: { $plan-taal }.
    ¿Funciona?
    .ja = Sí, funciona
    .nee = No, todavía no
    .ander-plan = Un plan nuevo

# @machine
plan-nu-vraag =
    Hola { $naam }, este es ahora su plan: { $eigen-plan }.
    ¿Funciona?
    .ja = Sí, funciona
    .nee = No, todavía no
    .ander-plan = Un plan nuevo

# @machine
plan-lukt = ¡Muy bien! En un mes le preguntaremos otra vez.

# @machine
plan-lukt-niet = No pasa nada. Una persona del municipio mirará con usted qué puede ayudar.
