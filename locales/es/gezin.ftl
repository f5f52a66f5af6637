# ¿Cómo va todo? Para quien busca por su cuenta una escuela de idiomas.

# @machine
gezin-school =
    Hola { $naam }, es usted quien elige su escuela de idiomas.
    ¿Ya ha elegido una escuela?
    .ja = Sí
    .nog-niet = Todavía no
    .hulp = Necesito ayuda

# @machine
gezin-begonnen =
    ¡Qué bien que tenga una escuela!
    ¿Ya ha empezado las clases?
    .ja = Sí
    .nog-niet = Todavía no

# @machine
gezin-wanneer =
    ¿Qué día empieza?
    .weet-niet = No lo sé

# @machine
gezin-niveau =
    ¿Qué nivel hace ahora?
    .alfa = Leer y escribir
    .a1 = A1
    .a2 = A2
    .b1 = B1 o más alto
    .weet-niet = No lo sé

# @machine
gezin-scholen = En inburgeren.nl encuentra escuelas cerca de usted. Una persona del municipio le ayuda con gusto a buscar.
