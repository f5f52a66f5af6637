# El primer contacto, después del código o del enlace de la carta.

# Los nombres de los idiomas son iguales en todos los idiomas.
# @machine
welkom-taal =
    Hola { $naam }, le damos la bienvenida a los mensajes del municipio de { $gemeente }.
    ¿En qué idioma quiere nuestros mensajes?
    .meer = Más idiomas

# @machine
welkom-toestemming =
    Queremos enviarle mensajes sobre sus clases y citas.
    Puede dejar de recibirlos cuando quiera con la palabra PARAR.
    ¿Puede el municipio de { $gemeente } enviarle mensajes?
    .ja = Sí, de acuerdo
    .nee = No, prefiero que no
    .hulp = Tengo una pregunta

# @machine
welkom-klaar =
    Gracias, { $naam }: a partir de ahora le enviaremos mensajes aquí.
    Envíe la palabra AYUDA si necesita ayuda.

# @machine
welkom-per-brief =
    De acuerdo: recibirá cartas del municipio de { $gemeente }.
    Envíe la palabra EMPEZAR si más adelante quiere mensajes.
