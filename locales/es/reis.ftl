# @machine
reis-vraag =
    Hola, { $naam }: le esperamos el { $dag } a las { $tijd }.
    Lugar: { $plaats }, { $adres }.
    ¿Cómo viene hasta aquí?
    .fiets = En bicicleta
    .ov = En autobús o tren
    .lopen = A pie
    .auto = En coche
    .samen = Mejor acompañado

# @machine
reis-bedankt = ¡Buen plan! Salga con tiempo y no tendrá que correr.

# @machine
reis-samen = Gracias por decirlo. Un acompañante puede viajar con usted la primera vez.
