## Une lettre sur papier, pour qui n'a pas de numéro de téléphone qui marche

# @machine
brief-onderwerp-uitnodiging = Nos messages sur votre téléphone
# @machine
brief-onderwerp-herinnering = Nous aimerions avoir de vos nouvelles
# @machine
brief-onderwerp-stil = Allez-vous bien ?

# @machine
brief-aanhef = Bonjour { $naam },

# @machine
brief-uitnodiging = Vous allez vous intégrer aux Pays-Bas, et votre commune, { $gemeente }, vous aide. Nous ne pouvons pas encore vous envoyer de messages.
# @machine
brief-herinnering = Nous vous avons déjà envoyé une lettre. Vous ne l'avez peut-être pas reçue, alors nous vous écrivons de nouveau.
# @machine
brief-stil = Nous avons envoyé des messages sur votre téléphone, mais nous n'avons pas de vos nouvelles. Ils n'arrivent peut-être pas.

# @machine
brief-waarom = Dans nos messages, vous lisez où et quand est votre cours. Vous pouvez aussi poser des questions.
# @machine
brief-hoe = Scannez un code carré avec la caméra de votre téléphone. Touchez ensuite START ou envoyer.
# @machine
brief-typen = Cela ne marche pas ? Envoyez-nous alors votre code dans un message.
# @machine
brief-geldig = Votre code marche jusqu'au { $dag } inclus. Ce code est seulement pour vous : ne le donnez à personne.

# @machine
brief-hulp-bellen = Vous n'avez pas de téléphone, ou préférez parler ? Appelez le { $nummer }.
# @machine
brief-hulp-langs = Vous n'avez pas de téléphone, ou préférez parler ? Venez à votre commune, { $gemeente }.

# @machine
brief-groet = Cordialement,

# Au-dessus du code à taper.
# @machine
brief-code = Votre code :

## Le code d'une lettre, dans un message

# @machine
code-typfout = Ce code n'est pas tout à fait juste. Regardez encore votre lettre, et envoyez le code de nouveau.
# @machine
code-te-vaak = Vous avez envoyé plusieurs fois un code faux. Essayez de nouveau dans une heure, ou appelez la commune.

# @machine
bewijs-vraag = Nous voulons être sûrs que c'est vous. Envoyez votre numéro de maison et votre année de naissance, par exemple 12 1990.
    .hulp = J'ai une question

# @machine
bewijs-fout = Ce n'est pas ce que nous savons. Envoyez votre numéro de maison et votre année de naissance, par exemple 12 1990.
    .hulp = J'ai une question

# @machine
bewijs-goed = Merci, maintenant nous savons que c'est vous. Envoyez encore MES DONNÉES.

# @machine
bewijs-collega = Merci. Une personne de la commune vous aidera un jour ouvrable, ensuite vous verrez vos données.

# @machine
code-gevraagd = Ce code a déjà servi sur un autre téléphone. Nous demandons d'abord là-bas si c'est vous.

# @machine
tweede-vraag =
    Quelqu'un veut recevoir des messages avec votre code sur un autre téléphone.
    Est-ce vous ?
    .ja = Oui, c'est moi
    .nee = Non, pas moi
    .bel = Appelez-moi

# @machine
tweede-ja = Merci. Vous recevez maintenant aussi des messages sur l'autre téléphone.

# @machine
tweede-nee = Merci. L'autre téléphone ne reçoit pas de messages, et une personne de la commune vous contactera.
