# Answers that can occur in any conversation.

# @machine
reden-vraag =
    What a pity that you cannot come.
    What is the reason?
    .ziek = I am ill
    .kind = My child is ill
    .werk = I have to work
    .opvang = No childcare
    .anders = Something else

# @machine
niet-bedankt = Thank you, now we know. A colleague from the municipality will look for another day with you.

# @machine
mens-komt = A colleague from the municipality will help you on a working day. You can already write your question here.

## Words that always work

# @machine
stop-bevestigd = All right, you will get no more messages from us. Send START if you want them again.

# @machine
start-bevestigd = Good that you are here, you will get our messages. Send STOP if you want to stop.

# @machine
taal-vraag =
    In which language would you like our messages?
    .meer = More languages

# @machine
taal-klaar = Thank you, we will remember your language.

## When we do not understand something

# @machine
vangnet-antwoord =
    The computer does not understand your message, but a colleague will read it on a working day.
    These words always work: LANGUAGE, HELP and STOP.

# @machine
onbekend-antwoord =
    With these messages the municipality helps newcomers to find their way in the Netherlands.
    Send the code from your letter, then we know who you are.

# @machine
niet-begrepen = Sorry, we do not understand that. Tap a button or send the number of your answer.

# { $voorbeeld }: a day, a time or a number as we understand it.
# @machine
niet-begrepen-waarde = Sorry, we do not understand that. Write it for example like this: { $voorbeeld }.

# @machine
stuur-foto = Sorry, that is not a photo. Send a photo, or send the word HELP.

# @machine
stuur-spraak = Sorry, that is not a voice message. Record a message, or send the word HELP.

# @machine
stuur-contact = Sorry, that is not a contact from your phone. Send a contact, or send the word HELP.

# After "ask me later": the day on which we ask again.
# @machine
later-weer = That is fine. We will ask you again on { $dag }.

# @machine
later-collega = That is fine. A colleague from the municipality will call you about this.

# @machine
correctie = Thank you. We have changed your answer.

# @machine
te-laat = This question has already closed. Send the word HELP if you want to change something.

# @machine
al-geregeld = Thank you, we already have this answer.

# @machine
overgenomen = A colleague is talking with you now and reads your message. You will get an answer on a working day.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Sorry, something went wrong on our side. A colleague from the municipality will help you on a working day.

# Opens a list of answers: at most 20 characters.
# @machine
lijst-knop = Choose an answer

## Danger, and a citizen service number

# Also for somebody nobody knows, and while a colleague is talking. 113 is for thoughts of suicide.
# @machine
gevaar-antwoord =
    Are you or is someone else in danger? Call 112 now.
    If you are thinking about suicide, call 113: someone will help you at once.

# @machine
geen-bsn = Do not send us your BSN (citizen service number). We have removed it.

## Invitations

# @machine
hallo-weer = Hello, good to see you again! You already get our messages here.

# @machine
uitnodiging-gebruikt = Someone else has already used this code. Call your contact person (klantmanager) for a new code.

# @machine
uitnodiging-verlopen = This code no longer works. Call your contact person (klantmanager) for a new code.

## A phone that more people use

# @machine
bericht-voor = For { $naam }:

# @machine
voor-wie =
    More people use this phone.
    Who is your message about?
    .iemand-anders = Someone else

# @machine
voor-wie-stop =
    All right, this phone gets no messages for now.
    Who wants no more messages?
    .iedereen = Everyone

# @machine
voor-wie-collega = Thank you. A colleague will read your message on a working day.

## A class changes

# @machine
verplaatst =
    Hello { $naam }, your class is now on { $dag } at { $tijd }.
    Place: { $plaats }.

# @machine
afgezegd = Hello { $naam }, the class on { $dag } at { $tijd } will not take place. You do not need to come.

# @machine
nogmaals = We are sending this once more:

## The menu of the Telegram bot

# @machine
opdracht-start = Messages on
# @machine
opdracht-taal = Choose another language
# @machine
opdracht-afspraken = My appointments
# @machine
opdracht-mens = Help from a person
# @machine
opdracht-stop = No more messages
