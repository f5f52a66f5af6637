# Ce qui change dans une vie. Ne jamais demander quelle maladie ni pourquoi.

trefwoord-verandering =
    changement, un changement, malade, je suis malade, je suis très malade, enceinte, je suis enceinte, grossesse,
    ma femme est enceinte, bébé, un bébé, j'attends un bébé, nous attendons un bébé, déménagement, déménager, je déménage,
    nous déménageons, je vais déménager, nous allons déménager, j'ai déménagé, nous avons déménagé, changement d'adresse,
    nouvelle adresse, j'ai une nouvelle adresse, j'ai changé d'adresse, j'ai trouvé un travail, j'ai trouvé du travail,
    j'ai trouvé un emploi

# @machine
verandering-vraag =
    Merci de nous le dire.
    Qu'est-ce qui change ?
    .ziek = Malade pour longtemps
    .baby = Un bébé va arriver
    .verhuizen = Je déménage
    .werk = J'ai trouvé un travail
    .anders = Autre chose

# @machine
verandering-ziek = Bon rétablissement. On a parfois plus de temps : une personne de la commune le regardera avec vous.

# @machine
verandering-baby = Quelle joie ! On a parfois plus de temps : une personne de la commune le regardera avec vous.

# @machine
verandering-wanneer =
    Quel jour déménagez-vous ?
    .weet-niet = Je ne sais pas

# @machine
verandering-verhuizen = Merci. Une personne de la commune vous aidera, aussi si vous allez dans une autre commune.

# @machine
verandering-werk = Félicitations ! Une personne de la commune vous parlera du travail et des cours ensemble.

## Le ou la partenaire

# @machine
partner-vraag =
    Bonjour { $naam }, votre partenaire peut aussi recevoir des messages.
    Est-ce que ça l'intéresse ?
    .ja = Oui
    .nee = Non
    .weet-niet = Je ne sais pas

# @machine
partner-ja = C'est bien ! Votre partenaire recevra sa propre lettre avec son propre code.

# @machine
partner-nee = C'est d'accord. C'est possible aussi plus tard.

## Travail ou formation : comment ça va ensuite ?

# @machine
nazorg-vraag =
    Bonjour { $naam }, nous voulons savoir comment vous allez.
    Votre travail ou votre formation se passe bien ?
    .goed = Oui, tout va bien
    .gestopt = Ça s'est arrêté
    .hulp = J'ai une question

# @machine
nazorg-goed = Quelle bonne nouvelle ! Nous redemanderons plus tard.

# @machine
nazorg-gestopt = C'est dommage, et pas facile. Une personne de la commune vous appellera un jour ouvrable.

## La permanence

trefwoord-spreekuur =
    permanence, la permanence, permanence du soir, heures de permanence, heures d'ouverture, horaires d'ouverture,
    prendre rendez-vous, prendre un rendez-vous, je veux prendre rendez-vous, je voudrais prendre rendez-vous,
    je veux un rendez-vous, je voudrais un rendez-vous, prendre rdv, prendre un rdv, je veux prendre rdv, je veux un rdv,
    demander un rendez-vous, passer vous voir

# @machine
spreekuur-vraag =
    Vous pouvez venir nous voir à la commune, aussi le soir.
    Que préférez-vous ?
    .avond = Le soir
    .overdag = En journée
    .bellen = Plutôt par téléphone

# @machine
spreekuur-bedankt = Merci. Une personne de la commune prendra rendez-vous avec vous un jour ouvrable.
