# What people type. Separated by commas; capitals, accents and punctuation do not matter.
# All languages count together: a word may stand in one list only, across all languages.

## Work at any moment, when the message is nothing but this word

woord-stop = stop, stop messages, unsubscribe, opt out, no more messages
woord-start = start, restart, subscribe
woord-taal = language, /language, languages, change language
woord-mens = human, /help, person, a person, help me, help please, talk to someone
woord-check-in = check-in, check in

## Answer to a question

woord-ja = yes, yes please, yes I will, yeah, yep, yup, sure, of course, okay, fine, I'll come
woord-nee = no, no thanks, no thank you, no sorry, nope, not possible, I can't, I cannot, I can't come
woord-nummer = number, num, answer, option, choice
