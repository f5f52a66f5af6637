# @machine
reis-vraag =
    Hello { $naam }, we will see you on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    How will you travel to us?
    .fiets = By bicycle
    .ov = By bus or train
    .lopen = On foot
    .auto = By car
    .samen = Rather together

# @machine
reis-bedankt = Good plan! Leave in time, then you do not have to hurry.

# @machine
reis-samen = Thank you for telling us. A coach can travel with you the first time.
