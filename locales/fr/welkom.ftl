# Le premier contact, après le code ou le lien de la lettre.

# Les noms des langues sont les mêmes dans toutes les langues.
# @machine
welkom-taal =
    Bonjour { $naam }, bienvenue dans les messages de votre commune, { $gemeente }.
    Dans quelle langue voulez-vous nos messages ?
    .meer = Autres langues

# @machine
welkom-toestemming =
    Nous voulons vous envoyer des messages sur vos cours et rendez-vous.
    Vous pouvez toujours arrêter avec le mot STOP.
    Votre commune ({ $gemeente }) peut-elle vous envoyer des messages ?
    .ja = Oui, d'accord
    .nee = Non, merci
    .hulp = J'ai une question

# @machine
welkom-klaar =
    Merci, { $naam } : à partir de maintenant, nous vous envoyons nos messages ici.
    Envoyez le mot AIDE si vous avez besoin d'aide.

# @machine
welkom-per-brief =
    C'est d'accord : vous recevrez des lettres de votre commune, { $gemeente }.
    Envoyez le mot COMMENCER si plus tard vous voulez des messages.
