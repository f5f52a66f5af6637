# What changes in a life. Never ask about an illness or the reason.

trefwoord-verandering = I am ill, ill, pregnant, I am pregnant, moving house, I am moving

# @machine
verandering-vraag =
    Thank you for telling us.
    What is changing?
    .ziek = I am ill for long
    .baby = A baby is coming
    .verhuizen = I am moving house
    .werk = I have found work
    .anders = Something else

# @machine
verandering-ziek = We wish you well. Sometimes you get more time: a colleague will look at that with you.

# @machine
verandering-baby = How nice! Sometimes you get more time: a colleague will look at that with you.

# @machine
verandering-wanneer =
    On which day will you move?
    .weet-niet = I do not know

# @machine
verandering-verhuizen = Thank you. A colleague will help you, also when you go to another municipality.

# @machine
verandering-werk = Congratulations! A colleague will talk with you about work and lessons together.

# @machine
partner-vraag =
    Hello { $naam }, your partner can get messages too.
    Would your partner like that?
    .ja = Yes
    .nee = No
    .weet-niet = I do not know

# @machine
partner-ja = Great! Your partner will get a letter with a code of their own.

# @machine
partner-nee = That is fine. It is also possible later.

# @machine
nazorg-vraag =
    Hello { $naam }, we would like to know how you are.
    Is your work or education going well?
    .goed = Yes, it goes well
    .gestopt = It has stopped
    .hulp = I have a question

# @machine
nazorg-goed = How good to hear! We will ask again later.

# @machine
nazorg-gestopt = That is a pity, and not easy. A colleague will call you on a working day.

trefwoord-spreekuur = office hours, evening office hours, make an appointment

# @machine
spreekuur-vraag =
    You can visit a colleague, also in the evening.
    What suits you?
    .avond = In the evening
    .overdag = During the day
    .bellen = I prefer a call

# @machine
spreekuur-bedankt = Thank you. A colleague will make an appointment with you on a working day.
