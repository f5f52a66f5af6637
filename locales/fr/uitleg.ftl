# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = explication, qu'est-ce que ça veut dire, c'est quoi, mot difficile, mots difficiles, c'est quoi pvt, c'est quoi map, c'est quoi pip

trefwoord-gevolgen = amende, amendes, est-ce que j'ai une amende, punition, sanction, conséquences, que se passe-t-il si je ne viens pas, que se passe-t-il si j'échoue

# @machine
uitleg-vraag =
    Sur quel mot voulez-vous en savoir plus ?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Entretien complet
    .klantmanager = Votre conseiller
    .duo = DUO
    .inburgeren = L'intégration
    .niveau = A1, A2 et B1
    .eindgesprek = Entretien final

# @machine
uitleg-pvt = Le PVT, ce sont des cours sur la vie et les valeurs aux Pays-Bas. À la fin, vous signez.

# @machine
uitleg-map = Le MAP parle du travail aux Pays-Bas. Vous apprenez et vous pratiquez 40 heures dans un lieu.

# @machine
uitleg-pip = Le PIP est votre plan d'intégration. Il dit ce que vous faites et qui vous aide.

# @machine
uitleg-intake = L'entretien complet est une conversation sur vous. Nous parlons d'école, de travail et de vos souhaits.

# @machine
uitleg-klantmanager = Le conseiller vous aide pour l'intégration. Cette personne travaille à la commune.

# @machine
uitleg-duo = DUO est un service de l'État. DUO organise les examens et le prêt.

# @machine
uitleg-inburgeren = S'intégrer, c'est apprendre le néerlandais et participer aux Pays-Bas. La commune vous aide.

# @machine
uitleg-niveau = A1, A2 et B1 disent comment vous connaissez une langue. A1 est le début.

# @machine
uitleg-eindgesprek = L'entretien final est le dernier du MAP. Vous dites ce que vous avez appris.

# @machine
gevolgen-uitleg = C'est bien de demander. Une personne de la commune vous l'expliquera volontiers.

# @machine
duidelijk-vraag = Est-ce que c'était clair pour vous ?
    .ja = Oui
    .beetje = Un peu
    .nee = Non

# @machine
duidelijk-bedankt = Merci, cela nous aide.

# @machine
duidelijk-collega = Merci de nous le dire. Une personne de la commune vous l'expliquera volontiers encore une fois.
