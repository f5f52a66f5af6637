# How are things going? Every four weeks.

# @machine
check-in-school =
    Hello { $naam }, we would like to know how you are doing.
    Are you going to Dutch classes yet?
    .ja = Yes
    .nog-niet = Not yet
    .hulp = I need help

# @machine
check-in-uren =
    For the MAP you practise for 40 hours at a workplace.
    How far are you?
    .nul = No hours yet
    .tien = 1 to 10 hours
    .twintig = 11 to 25 hours
    .veertig = 26 to 40 hours
    .weet-niet = I do not know

# @machine
check-in-hoe =
    How is your integration going now?
    .goed = Well
    .gaat-wel = All right
    .niet-zo-goed = Not so well
    .slecht = Badly

# @machine
check-in-obstakel =
    What is difficult for you now?
    .niets = Nothing, all is well
    .opvang = Childcare
    .werk = My work
    .geld = Money
    .wachtlijst = A waiting list
    .anders = Something else

# @machine
check-in-goed-zo = Good to hear that! We will ask you again in a few weeks.

# @machine
check-in-bespreken = Thank you for telling us. A colleague from the municipality will talk with you about it.
