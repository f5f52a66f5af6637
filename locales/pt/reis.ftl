# @machine
reis-vraag =
    Olá, { $naam }: esperamos você em { $dag }, às { $tijd }.
    Lugar: { $plaats }, { $adres }.
    Como você vem até aqui?
    .fiets = De bicicleta
    .ov = De ônibus ou trem
    .lopen = A pé
    .auto = De carro
    .samen = Prefiro companhia

# @machine
reis-bedankt = Bom plano! Saia com tempo e não vai precisar correr.

# @machine
reis-samen = Obrigado por contar. Um acompanhante pode ir com você na primeira vez.
