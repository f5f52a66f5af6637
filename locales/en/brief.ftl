## A letter on paper, for people without a telephone number that works

# @machine
brief-onderwerp-uitnodiging = Get our messages on your phone
# @machine
brief-onderwerp-herinnering = We would like to hear from you
# @machine
brief-onderwerp-stil = Are you doing well?

# @machine
brief-aanhef = Dear { $naam },

# @machine
brief-uitnodiging = You are starting your civic integration, and the municipality of { $gemeente } helps you with it. We cannot send you messages now.
# @machine
brief-herinnering = We sent you a letter before. Perhaps you did not get it, so we are writing to you again.
# @machine
brief-stil = We sent messages to your phone, but we hear nothing from you. Perhaps they do not reach you.

# @machine
brief-waarom = Our messages tell you where and when your lesson is. You can ask questions too.
# @machine
brief-hoe = Scan a square code with the camera of your phone. Then tap START or send.
# @machine
brief-typen = Does that not work? Then send us your code in a message.
# @machine
brief-geldig = Your code works until { $dag }. The code is only for you: do not give it to anybody.

# @machine
brief-hulp-bellen = You have no phone, or would rather talk? Call { $nummer }.
# @machine
brief-hulp-langs = You have no phone, or would rather talk? Come to the municipality of { $gemeente }.

# @machine
brief-groet = Kind regards,

# Above the code that people type.
# @machine
brief-code = Your code:

## The code of a letter, in a message

# @machine
code-typfout = This code is not quite right. Look at your letter again, and send the code once more.
# @machine
code-te-vaak = You often sent a code that is not right. Try again in an hour, or call the municipality.

## Somebody whom a letter linked proves who they are first

# @machine
bewijs-vraag = We want to be sure that it is you. Send your house number and your year of birth, for example 12 1990.
    .hulp = I have a question
# @machine
bewijs-fout = That is not what we know. Send your house number and your year of birth, for example 12 1990.
    .hulp = I have a question
# @machine
bewijs-goed = Thank you, now we know that it is you. Send MY DATA once more.
# @machine
bewijs-collega = Thank you. A colleague from the municipality will help you on a working day, then you can see your data.

## A second phone with the same code

# @machine
code-gevraagd = This code was used on another phone before. We first ask there whether that is you.
# @machine
tweede-vraag =
    Somebody wants to get messages on another phone with your code.
    Is that you?
    .ja = Yes, that is me
    .nee = No, that is not me
    .bel = Call me
# @machine
tweede-ja = Thank you. You now get messages on the other phone too.
# @machine
tweede-nee = Thank you. The other phone gets no messages, and a colleague will contact you.
