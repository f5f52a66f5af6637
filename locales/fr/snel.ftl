# @machine
snel-bellen = { $collega }: Nous vous appelons aujourd’hui.

# @machine
snel-genoteerd = { $collega }: Merci, nous l’avons noté.

# @machine
snel-foto = { $collega }: Envoyez-nous une photo de la lettre. Nous la regardons avec vous.

# @machine
snel-verplaatst = { $collega }: Le cours est un autre jour. Nous vous enverrons une nouvelle date.

# @machine
snel-uitzoeken = { $collega }: Nous cherchons la réponse pour vous. Vous aurez de nos nouvelles.

# @machine
snel-langskomen = { $collega }: Venez à la commune. Nous vous aidons là-bas.

# @machine
snel-nummer = { $collega }: À quel numéro pouvons-nous vous appeler ?

# @machine
snel-wanneer = { $collega }: Quel est le meilleur moment pour vous appeler ?

# @machine
snel-nog-een-keer = { $collega }: Nous ne comprenons pas encore votre message. Pouvez-vous l’écrire encore une fois ?

# @machine
schrijf-terug = Bonjour { $naam }, une personne de la commune a un message pour vous. Envoyez-nous le mot OUI et vous le recevrez.
