# Entretiens avec la commune : le premier, où vous en êtes, le dernier entretien du MAP.

# @machine
gesprek-intake =
    Bonjour { $naam }, votre premier entretien (intake) a lieu le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# Avec tout le monde, une partie se passe sans le partenaire : c'est un droit, et personne n'a à le demander.
# @machine
gesprek-intake-alleen = Une partie de l'entretien est juste avec vous. Nous faisons cela avec chacun.

# @machine
gesprek-voortgang =
    Bonjour { $naam }, votre entretien avec la commune a lieu le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
gesprek-einde =
    Bonjour { $naam }, votre dernier entretien MAP a lieu le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .niet-klaar = Je n'ai pas fini

# @machine
gesprek-bijeenkomst =
    Bonjour { $naam }, nous vous attendons avec plaisir le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }.
    Venez-vous ?
    .komt = Je viens
    .komt-niet = Je ne peux pas
    .hulp = J'ai une question

# @machine
gesprek-herhaling =
    Bonjour { $naam }, nous serons heureux de vous voir le { $dag } à { $tijd }.
    Lieu : { $plaats }, { $adres }, à bientôt !

# @machine
gesprek-niet-klaar = Merci de nous le dire. Une personne de la commune regardera avec vous ce qui manque encore.

## Je ne peux pas : qu'est-ce qui aiderait ?

# @machine
wat-helpt-vraag =
    Merci, maintenant nous le savons.
    Qu'est-ce qui vous aiderait ?
    .andere-dag = Un autre jour
    .avond = Un cours le soir
    .online = Participer en ligne
    .opvang = Aide : garde d'enfants
    .tolk = Un interprète
    .samen = Venir avec quelqu'un
    .niets = Rien, merci

# @machine
wat-helpt-bedankt = Merci. Une personne de la commune vous appellera un jour ouvrable pour trouver ce qui vous convient.
