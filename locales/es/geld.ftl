# Dinero para las clases. Nunca se pregunta por qué alguien no quiere un préstamo.

trefwoord-geld =
    dinero, no tengo dinero, sin dinero, no hay dinero, me falta dinero, plata, no tengo plata, préstamo, un préstamo,
    quiero un préstamo, pedir un préstamo, pedir dinero, crédito, deuda, deudas, mis deudas, tengo deudas, intereses, pagar,
    cómo pago, cómo puedo pagar, no puedo pagar, pagar a plazos, pagar las clases

# @machine
geld-vraag =
    Las clases cuestan dinero; una persona del municipio le ayuda a pensarlo.
    ¿De qué quiere hablar?
    .lenen = Un préstamo de DUO
    .zonder = Pagar sin préstamo
    .schulden = Tengo deudas
    .anders = Otra cosa

# @machine
geld-lenen = Puede pedir un préstamo a DUO; cuánto, depende de sus ingresos. Una persona del municipio lo calculará con usted.

# @machine
geld-zonder = No hace falta un préstamo: a veces se puede pagar a plazos. Una persona del municipio mirará con usted qué es posible.

# @machine
geld-schulden = Gracias por contárnoslo, le pasa a mucha gente. Una persona del municipio le llamará un día laborable.

# @machine
geld-anders = Una persona del municipio le llamará un día laborable. Ya puede escribir su pregunta aquí.
