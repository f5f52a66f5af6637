# Meetings with the municipality: the broad intake, progress, the final MAP meeting.

# @machine
gesprek-intake =
    Hello { $naam }, you have an intake (first meeting) on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
gesprek-intake-alleen = Part of the meeting is with you alone. We do that with everybody.

# @machine
gesprek-voortgang =
    Hello { $naam }, your meeting with the municipality is on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
gesprek-einde =
    Hello { $naam }, your last MAP meeting is on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .niet-klaar = I am not ready

# @machine
gesprek-bijeenkomst =
    Hello { $naam }, you are welcome on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Will you come?
    .komt = I will come
    .komt-niet = I cannot come
    .hulp = I have a question

# @machine
gesprek-herhaling =
    Hello { $naam }, we look forward to seeing you on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }, see you then!

# @machine
gesprek-niet-klaar = Thank you for telling us. A colleague will look with you at what is still needed.

# @machine
wat-helpt-vraag =
    Thank you, now we know.
    What would help you to come?
    .andere-dag = Another day
    .avond = An evening lesson
    .online = Joining online
    .opvang = Help with childcare
    .tolk = An interpreter
    .samen = Travelling together
    .niets = Nothing, thank you

# @machine
wat-helpt-bedankt = Thank you. A colleague will call you on a working day to find something that suits you.
