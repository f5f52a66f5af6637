# @machine
inhalen-een =
    Bonjour { $naam }, vous pouvez rattraper le cours avec un autre groupe :
    { $lessen }
    Viendrez-vous ce jour-là ?
    .eerste = Oui, je viens
    .geen = Je ne peux pas

# @machine
inhalen-twee =
    Bonjour { $naam }, vous pouvez rattraper le cours ces jours-ci :
    { $lessen }
    Quel jour vous convient ?
    .eerste = Jour 1
    .tweede = Jour 2
    .geen = Aucun de ces jours

# @machine
inhalen-drie =
    Bonjour { $naam }, vous pouvez rattraper le cours ces jours-ci :
    { $lessen }
    Quel jour vous convient ?
    .eerste = Jour 1
    .tweede = Jour 2
    .derde = Jour 3
    .geen = Aucun de ces jours

# @machine
inhalen-een-sjabloon =
    Bonjour { $naam }, vous pouvez rattraper le cours avec un autre groupe :
    { $dag1 } à { $tijd1 }, { $plaats1 }
    Viendrez-vous ce jour-là ?

# @machine
inhalen-twee-sjabloon =
    Bonjour { $naam }, vous pouvez rattraper le cours ces jours-ci :
    1: { $dag1 } à { $tijd1 }, { $plaats1 }
    2: { $dag2 } à { $tijd2 }, { $plaats2 }
    Quel jour vous convient ?

# @machine
inhalen-drie-sjabloon =
    Bonjour { $naam }, vous pouvez rattraper le cours ces jours-ci :
    1: { $dag1 } à { $tijd1 }, { $plaats1 }
    2: { $dag2 } à { $tijd2 }, { $plaats2 }
    3: { $dag3 } à { $tijd3 }, { $plaats3 }
    Quel jour vous convient ?

# @machine
inhalen-regel = { $nummer }. { $dag } à { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Merci, ce cours est noté pour vous. Nous vous enverrons un rappel.

# @machine
inhalen-geen-dag = D'accord. Une personne de la commune cherchera un autre jour avec vous.

# @machine
inhalen-vol = Désolé, ce cours vient d'être complet.

# @machine
praktisch-lijst =
    Bon à savoir :
    { $praktisch }

# @machine
praktisch-meenemen = Apportez : { $wat }.

# @machine
praktisch-reistip = Pour venir : { $wat }.

# @machine
praktisch-opvang = Il y a une garderie : votre enfant peut venir.

# @machine
praktisch-tolk = Il y a un interprète pour votre langue.

# @machine
peiling-vraag =
    Le { $dag }, nous parlerons ensemble.
    De quoi voulez-vous parler ?
    .school = Langue et école
    .werk = Travail
    .geld = Argent
    .kinderen = Enfants
    .anders = Autre chose

# @machine
peiling-bedankt = Merci, nous en parlerons à la réunion.
