## Somebody asks about their appointments or data

# @machine
afspraken-lijst =
    These are your appointments:
    { $afspraken }

# One line of the list. Online: no address.
# @machine
afspraak-regel =
    { $dag } at { $tijd } - { $antwoord ->
        [komt] you are coming
        [komt-niet] you are not coming
       *[onbekend] no answer yet
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = You have no appointments with us. If you are not sure, send HELP.

# @machine
gegevens-vraag =
    This is what we know about you:
    { $gegevens }
    Is that right?
    .klopt = That is right
    .anders = Something is wrong
    .weg = Remove something
    .rustig = Quiet messages
    .horen = Read to me
    .niet-horen = No more voice

# @machine
gegevens-naam = Name: { $naam }
# @machine
gegevens-taal = Language: { $taal }
# @machine
gegevens-kanaal = Messages by: { $kanaal }
# @machine
gegevens-klantmanager = Contact person (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Good, thank you.
# @machine
gegevens-collega = Thank you. A colleague from the municipality will help you on a working day.

# On a phone that more people use nothing about one of them is said here.
# @machine
gedeeld-collega = More people use this phone. A colleague will call you on a working day.

# @machine
afspraak-agenda = Put them in your calendar: { $agenda }

# @machine
rustig-vraag =
    We then first send a short message without a subject. You see the rest only after a tap on Read. Would you like that?
    .ja = Yes, please
    .nee = No, not needed

# @machine
rustig-bericht =
    Hello { $naam }, there is a message for you. Do you want to read it?
    .ja = Read

# @machine
rustig-aan = From now on our messages start like this. You see what it is about only after Read.

# @machine
rustig-uit = Fine. Our messages say straight away what they are about.

# @machine
rustig-later = Fine. Tap Read later, when it suits you.

# @machine
rustig-voorbij = This message is over. Send the word HELP if you want to ask something.

# @machine
horen-aan = Good. A voice will come with our messages, when there is one.

# @machine
horen-uit = Good, we will not send a voice any more. You can always read our messages.

# @machine
verberg-klaar = Done. What is older than two days you can only remove yourself.

# @machine
verberg-zelf = I cannot remove messages on WhatsApp. Press and hold this chat in the list and choose Delete.

# @machine
verberg-knop = Removing messages
    .verberg = Hide messages
