# The first meeting, after the code or link from the letter.

# The names of the languages stay the same in every language.
# @machine
welkom-taal =
    Hello { $naam }, welcome to the messages of the municipality of { $gemeente }.
    In which language would you like our messages?
    .meer = More languages

# @machine
welkom-toestemming =
    We would like to send you messages about your classes and appointments.
    You can stop at any time with the word STOP.
    May the municipality of { $gemeente } send you messages?
    .ja = Yes, that is fine
    .nee = No, rather not
    .hulp = I have a question

# @machine
welkom-klaar =
    Thank you, { $naam }: from now on we will send you messages here.
    Send the word HELP if you need help.

# @machine
welkom-per-brief =
    That is fine: you will get letters from the municipality of { $gemeente }.
    Send the word START if you want messages after all.
