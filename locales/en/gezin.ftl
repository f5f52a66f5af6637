# How is it going? For people who look for a language school themselves.

# @machine
gezin-school =
    Hello { $naam }, you choose a language school yourself.
    Have you chosen a school yet?
    .ja = Yes
    .nog-niet = Not yet
    .hulp = I need help

# @machine
gezin-begonnen =
    Good that you have a school!
    Have you started the lessons yet?
    .ja = Yes
    .nog-niet = Not yet

# @machine
gezin-wanneer =
    On which day will you start?
    .weet-niet = I do not know

# @machine
gezin-niveau =
    Which level are you doing now?
    .alfa = Reading and writing
    .a1 = A1
    .a2 = A2
    .b1 = B1 or higher
    .weet-niet = I do not know

# @machine
gezin-scholen = On inburgeren.nl you find schools near you. A colleague is happy to look with you.
