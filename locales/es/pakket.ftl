# El paquete de bienvenida: un consejo cada tres días. Cada municipio escribe aquí sus lugares.

# @machine
pakket-vraag =
    Hola { $naam }, tenemos cinco consejos para sus primeras semanas aquí.
    ¿Quiere recibir esos consejos?
    .ja = Sí, por favor
    .nee = No, gracias

# @machine
pakket-taal = Hola { $naam }, consejo 1: mire oefenen.nl y practique neerlandés 10 minutos cada día.

# @machine
pakket-bieb = Hola { $naam }, consejo 2: en la biblioteca hay un café de idiomas. Allí habla con otras personas, y es gratis.

# @machine
pakket-dokter = Hola { $naam }, consejo 3: si se enferma, llame a su médico (huisarts). En peligro, llame al 112.

# @machine
pakket-woorden = Hola { $naam }, consejo 4: el PIP es su plan. PVT y MAP son clases sobre los Países Bajos y sobre el trabajo.

# @machine
pakket-buurt = Hola { $naam }, consejo 5: vaya al centro de barrio (buurthuis). Allí puede conocer a gente de su zona.

# @machine
pakket-goed = ¡Qué bien! Recibirá un consejo cada pocos días.

# @machine
pakket-niet = De acuerdo.
