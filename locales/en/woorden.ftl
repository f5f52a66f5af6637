# What people type. Separated by commas; capitals, accents and punctuation do not matter.
# All languages count together: a word may stand in one list only, across all languages.

## Work at any moment, when the message is nothing but this word

woord-stop = stop, stop messages, unsubscribe, opt out, no more messages
woord-start = start, restart, subscribe
woord-taal = language, /language, languages, change language
woord-mens = human, /help, person, a person, help me, help please, talk to someone
woord-check-in = check-in, check in
woord-mijn-afspraken = my appointments, appointments, my classes, my lessons, when is my class, when is my lesson
woord-mijn-gegevens = my data, my details, what do you know about me
woord-verberg = hide, /hide, hide messages, hide my messages, hide the messages, hide chat, hide this

## Answer to a question

woord-ja = yes, yes please, yes I will, yeah, yep, yup, sure, of course, okay, fine, I'll come
woord-nee = no, no thanks, no thank you, no sorry, nope, not possible, I can't, I cannot, I can't come
woord-misschien = maybe, perhaps, I don't know, don't know, not sure, I'm not sure
woord-nummer = number, num, answer, option, choice

## Taking an earlier answer back

woord-toch-wel = I will come after all, I'm coming after all, after all yes, I can come after all
woord-toch-niet = not after all, I'm not coming after all, I can't come after all, after all no
woord-vergist = I changed my mind, changed my mind, I was wrong, my mistake, wrong answer, I made a mistake

## Danger: count anywhere in a message, and are answered at once

woord-gevaar =
    there is a fire, house is on fire, on fire, it is burning, ambulance, call 112, call 911,
    suicide, suicidal, kill myself, killing myself, want to die, wish I was dead, end my life,
    hurt myself, hits me, he hit me, she hit me, beats me, he beat me, beating me, hits my child, beats my children,
    violence, abuses me, abused me, rape, raped, threatens me, threatened me, kill me, kill you,
    murder, in danger, it is an emergency, this is an emergency, heart attack, unconscious,
    can't breathe, cannot breathe, not breathing, overdose, has a gun, with a gun, stabbed

# Hold a word of danger, also one of another language, and mean none
woord-geen-gevaar = brand new, brand name
