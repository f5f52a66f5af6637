# ¿Cómo va todo? Cada cuatro semanas.

# @machine
check-in-school =
    Hola { $naam }, queremos saber cómo le va.
    ¿Ya va a clases de neerlandés?
    .ja = Sí
    .nog-niet = Todavía no
    .hulp = Necesito ayuda

# @machine
check-in-uren =
    Para el MAP usted practica 40 horas en un lugar de trabajo.
    ¿Cuántas horas lleva?
    .nul = Ninguna todavía
    .tien = De 1 a 10 horas
    .twintig = De 11 a 25 horas
    .veertig = De 26 a 40 horas
    .weet-niet = No lo sé

# @machine
check-in-hoe =
    ¿Cómo va ahora su integración?
    .goed = Bien
    .gaat-wel = Regular
    .niet-zo-goed = No muy bien
    .slecht = Mal

# @machine
check-in-obstakel =
    ¿Qué le resulta difícil ahora?
    .niets = Nada, todo va bien
    .opvang = La guardería
    .werk = Mi trabajo
    .geld = El dinero
    .wachtlijst = Una lista de espera
    .anders = Otra cosa

# @machine
check-in-goed-zo = ¡Qué bien! Dentro de unas semanas le preguntaremos otra vez.

# @machine
check-in-bespreken = Gracias por contárnoslo. Una persona del municipio hablará de ello con usted.
