# Answers that can occur in any conversation.

reden-vraag =
    What a pity that you cannot come.
    What is the reason?
    .ziek = I am ill
    .kind = My child is ill
    .werk = I have to work
    .opvang = No childcare
    .anders = Something else

niet-bedankt = Thank you, now we know. A colleague from the municipality will look for another day with you.

mens-komt = A colleague from the municipality will help you on a working day. You can already write your question here.

## Words that always work

stop-bevestigd = All right, you will get no more messages from us. Send START if you want them again.

start-bevestigd = Good that you are here, you will get our messages. Send STOP if you want to stop.

taal-vraag =
    In which language would you like our messages?
    .nl = Nederlands
    .en = English
    .ar = العربية

taal-klaar = Thank you, we will remember your language.

## When we do not understand something

vangnet-antwoord =
    The computer does not understand your message, but a colleague will read it on a working day.
    These words always work: LANGUAGE, HELP and STOP.

onbekend-antwoord =
    With these messages the municipality helps newcomers to find their way in the Netherlands.
    Send the code from your letter, then we know who you are.

niet-begrepen = Sorry, we do not understand that. Tap a button or send the number of your answer.

# { $voorbeeld }: a day, a time or a number as we understand it.
niet-begrepen-waarde = Sorry, we do not understand that. Write it for example like this: { $voorbeeld }.

stuur-foto = Sorry, that is not a photo. Send a photo, or send the word HELP.

stuur-spraak = Sorry, that is not a voice message. Record a message, or send the word HELP.

stuur-contact = Sorry, that is not a contact from your phone. Send a contact, or send the word HELP.

# After "ask me later": the day on which we ask again.
later-weer = That is fine. We will ask you again on { $dag }.

later-collega = That is fine. A colleague from the municipality will call you about this.

correctie = Thank you. We have changed your answer.

te-laat = This question has already closed. Send the word HELP if you want to change something.

al-geregeld = Thank you, we already have this answer.

overgenomen = A colleague is talking with you now and reads your message. You will get an answer on a working day.

tekst-ontbreekt = Sorry, something went wrong on our side. A colleague from the municipality will help you on a working day.

# Opens a list of answers: at most 20 characters.
lijst-knop = Choose an answer

## Danger, and a citizen service number

# Also for somebody nobody knows, and while a colleague is talking. 113 is for thoughts of suicide.
gevaar-antwoord =
    Are you or is someone else in danger? Call 112 now.
    If you are thinking about suicide, call 113: someone will help you at once.

geen-bsn = Do not send us your BSN (citizen service number). We have removed it.

## Invitations

hallo-weer = Hello, good to see you again! You already get our messages here.

uitnodiging-gebruikt = Someone else has already used this code. Call your contact person (klantmanager) for a new code.

uitnodiging-verlopen = This code no longer works. Call your contact person (klantmanager) for a new code.

## A phone that more people use

bericht-voor = For { $naam }:

voor-wie =
    More people use this phone.
    Who is your message about?
    .iemand-anders = Someone else

voor-wie-stop =
    All right, this phone gets no messages for now.
    Who wants no more messages?
    .iedereen = Everyone

voor-wie-collega = Thank you. A colleague will read your message on a working day.

## A class changes

verplaatst =
    Hello { $naam }, your class is now on { $dag } at { $tijd }.
    Place: { $plaats }.

afgezegd = Hello { $naam }, the class on { $dag } at { $tijd } will not take place. You do not need to come.

nogmaals = We are sending this once more:

## The menu of the Telegram bot

opdracht-start = Messages on
opdracht-taal = Choose another language
opdracht-mens = Help from a person
opdracht-stop = No more messages
