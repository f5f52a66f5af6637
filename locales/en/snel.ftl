# @machine
snel-bellen = { $collega }: We will call you today.

# @machine
snel-genoteerd = { $collega }: Thank you, we have written it down.

# @machine
snel-foto = { $collega }: Send us a photo of the letter. Then we will look at it with you.

# @machine
snel-verplaatst = { $collega }: The lesson is on another day. We will send you a new date.

# @machine
snel-uitzoeken = { $collega }: We will find this out for you. You will hear from us.

# @machine
snel-langskomen = { $collega }: Come to the municipality. We will help you there.

# @machine
snel-nummer = { $collega }: At which number can we call you?

# @machine
snel-wanneer = { $collega }: When is the best time to call you?

# @machine
snel-nog-een-keer = { $collega }: We do not understand your message yet. Could you write it again?

# @machine
schrijf-terug = Hello { $naam }, a colleague from the municipality has a message for you. Send us the word YES and you will get it.
