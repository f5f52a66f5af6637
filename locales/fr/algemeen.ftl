# Réponses qui peuvent venir dans chaque conversation.

# @machine
reden-vraag =
    Dommage que vous ne puissiez pas venir.
    Quelle est la raison ?
    .ziek = Je suis malade
    .kind = Mon enfant est malade
    .werk = Je travaille
    .opvang = Pas de garde d'enfants
    .anders = Autre raison

# @machine
niet-bedankt = Merci, maintenant nous le savons. Une personne de la commune cherchera un autre jour avec vous.

# @machine
mens-komt = Une personne de la commune vous aidera un jour ouvrable. Vous pouvez déjà écrire votre question ici.

## Mots qui marchent toujours

# @machine
stop-bevestigd = D'accord, vous ne recevrez plus nos messages. Envoyez COMMENCER si vous les voulez de nouveau.

# @machine
start-bevestigd = Nous sommes contents de vous voir ici, vous recevrez nos messages. Envoyez STOP pour arrêter.

# @machine
taal-vraag =
    Dans quelle langue voulez-vous nos messages ?
    .meer = Autres langues

# @machine
taal-klaar = Merci, nous retenons votre langue.

## Quand nous ne comprenons pas

# @machine
vangnet-antwoord =
    L'ordinateur ne comprend pas votre message, mais une personne le lira un jour ouvrable.
    Ces mots marchent toujours : LANGUE, AIDE et STOP.

# @machine
onbekend-antwoord =
    Avec ces messages, la commune aide les personnes qui s'intègrent aux Pays-Bas.
    Envoyez le code de votre lettre, ainsi nous saurons qui vous êtes.

# @machine
niet-begrepen = Désolé, nous ne comprenons pas. Touchez un bouton ou envoyez le numéro de votre réponse.

# { $voorbeeld } : un jour, une heure ou un nombre comme nous le comprenons.
# @machine
niet-begrepen-waarde = Désolé, nous ne comprenons pas. Écrivez par exemple : { $voorbeeld }.

# @machine
stuur-foto = Désolé, ce n'est pas une photo. Envoyez une photo, ou envoyez le mot AIDE.

# @machine
stuur-spraak = Désolé, ce n'est pas un message vocal. Enregistrez un message, ou envoyez le mot AIDE.

# @machine
stuur-contact = Désolé, ce n'est pas un contact de votre téléphone. Envoyez un contact, ou envoyez le mot AIDE.

# Après « demandez-moi plus tard » : le jour où nous demandons de nouveau.
# @machine
later-weer = C'est d'accord. Nous le demanderons de nouveau le { $dag }.

# @machine
later-collega = C'est d'accord. Une personne de la commune vous appellera à ce sujet.

# @machine
correctie = Merci. Nous avons changé votre réponse.

# @machine
te-laat = Cette question est déjà fermée. Envoyez le mot AIDE si vous voulez changer quelque chose.

# @machine
al-geregeld = Merci, nous avons déjà cette réponse.

# @machine
overgenomen = Une personne de la commune parle avec vous et lit votre message. Vous aurez une réponse un jour ouvrable.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Désolé, il y a un problème chez nous. Une personne de la commune vous aidera un jour ouvrable.

# Ouvre une liste de réponses : 20 caractères au plus.
# @machine
lijst-knop = Choisir une réponse

## Danger, et un numéro de citoyen

# Aussi pour qui nous ne connaissons pas. Le 113 est pour qui pense au suicide.
# @machine
gevaar-antwoord =
    Êtes-vous en danger, vous ou une autre personne ? Appelez tout de suite le 112.
    Si vous pensez au suicide, appelez le 113 : on vous aidera aussitôt.

# @machine
geen-bsn = Merci de ne pas envoyer votre BSN (numéro de citoyen). Nous l'avons effacé.

## Invitations

# @machine
hallo-weer = Bonjour, quel plaisir de vous revoir ! Vous recevez déjà nos messages ici.

# @machine
uitnodiging-gebruikt = Une autre personne a déjà utilisé ce code. Appelez votre personne de contact (klantmanager) pour un nouveau code.

# @machine
uitnodiging-verlopen = Ce code ne marche plus. Appelez votre personne de contact (klantmanager) pour un nouveau code.

## Un téléphone que plusieurs personnes utilisent

# @machine
bericht-voor = Pour { $naam } :

# @machine
voor-wie =
    Ce téléphone sert à plusieurs personnes.
    De qui parle votre message ?
    .iemand-anders = Une autre personne

# @machine
voor-wie-stop =
    D'accord, ce téléphone ne reçoit plus de messages pour l'instant.
    Qui ne veut plus de messages ?
    .iedereen = Tout le monde

# @machine
voor-wie-collega = Merci. Une personne de la commune lira votre message un jour ouvrable.

## Un cours change

# @machine
verplaatst =
    Bonjour { $naam }, votre cours a maintenant lieu le { $dag } à { $tijd }.
    Lieu : { $plaats }.

# @machine
afgezegd = Bonjour { $naam }, le cours du { $dag } à { $tijd } est annulé. Vous n'avez pas besoin de venir.

# @machine
nogmaals = Nous envoyons ceci encore une fois :

## Le menu du bot Telegram

# @machine
opdracht-start = Recevoir les messages
# @machine
opdracht-taal = Choisir une autre langue
# @machine
opdracht-mens = Aide d'une personne
# @machine
opdracht-stop = Arrêter les messages

# @machine
opdracht-afspraken = Mes rendez-vous
