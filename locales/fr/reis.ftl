# @machine
reis-vraag =
    Bonjour { $naam }, nous vous attendons { $dag } à { $tijd }, ici.
    Lieu : { $plaats }, { $adres }.
    Comment viendrez-vous ?
    .fiets = À vélo
    .ov = En bus ou en train
    .lopen = À pied
    .auto = En voiture
    .samen = Plutôt accompagné

# @machine
reis-bedankt = Bon plan ! Partez à temps, vous n’aurez pas à courir.

# @machine
reis-samen = Merci de le dire. Un accompagnateur peut venir avec vous la première fois.
