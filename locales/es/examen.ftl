# Exámenes. La fecha la tiene DUO; hasta 7 días antes, cambiarla es gratis.

# @machine
examen-vraag =
    Hola { $naam }, su examen es el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Puede ir ese día?
    .komt = Sí, puedo
    .komt-niet = No, no puedo
    .hulp = Tengo una pregunta

# @machine
examen-andere-dag = Cambiar el día de un examen es gratis hasta 7 días antes. Una persona del municipio le ayudará un día laborable.

# @machine
examen-morgen =
    Hola { $naam }, su examen es el { $dag } a las { $tijd }.
    Llegue media hora antes, con su pasaporte o su tarjeta de residencia.

# @machine
examen-vandaag =
    Hola { $naam }, hoy es su examen a las { $tijd }.
    Lugar: { $plaats }, { $adres }, ¡mucha suerte!

# @machine
examen-uitslag =
    Hola { $naam }, hace un tiempo hizo un examen.
    ¿Ya tiene el resultado?
    .gehaald = Sí, aprobé
    .niet-gehaald = Sí, pero no aprobé
    .nog-niet = Todavía no

# @machine
examen-gehaald = ¡Enhorabuena, muy bien hecho! Lo anotamos.

# @machine
examen-niet-gehaald = Es una lástima, pero puede intentarlo otra vez. Una persona del municipio hará un plan con usted.

# @machine
examen-nog-niet = De acuerdo. Le preguntaremos otra vez en cuatro semanas.
