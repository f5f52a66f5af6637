# Exams. The date is kept by DUO; until 7 days before, changing it costs nothing.

# @machine
examen-vraag =
    Hello { $naam }, your exam is on { $dag } at { $tijd }.
    Place: { $plaats }, { $adres }.
    Is that day possible for you?
    .komt = Yes, it is
    .komt-niet = No, I cannot
    .hulp = I have a question

# @machine
examen-andere-dag = Moving an exam is free until 7 days before. A colleague will help you on a working day.

# @machine
examen-morgen =
    Hello { $naam }, your exam is on { $dag } at { $tijd }.
    Come half an hour early, with your passport or your residence card.

# @machine
examen-vandaag =
    Hello { $naam }, today is your exam at { $tijd }.
    Place: { $plaats }, { $adres }, good luck!

# @machine
examen-uitslag =
    Hello { $naam }, you took an exam some time ago.
    Do you have the result yet?
    .gehaald = Yes, I passed
    .niet-gehaald = Yes, not passed
    .nog-niet = Not yet

# @machine
examen-gehaald = Congratulations, well done! We will write it down.

# @machine
examen-niet-gehaald = That is a pity, but you can try again. A colleague will make a plan with you.

# @machine
examen-nog-niet = That is fine. We will ask again in four weeks.
