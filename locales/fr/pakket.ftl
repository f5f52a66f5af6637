# Le paquet de bienvenue : un conseil tous les trois jours. Chaque commune écrit ici ses propres lieux.

# @machine
pakket-vraag =
    Bonjour { $naam }, nous avons cinq conseils pour vos premières semaines ici.
    Voulez-vous recevoir ces conseils ?
    .ja = Oui, avec plaisir
    .nee = Non, merci

# @machine
pakket-taal = Bonjour { $naam }, conseil 1 : allez sur oefenen.nl et faites 10 minutes de néerlandais chaque jour.

# @machine
pakket-bieb = Bonjour { $naam }, conseil 2 : à la bibliothèque, il y a un café des langues. Vous y parlez avec d'autres, c'est gratuit.

# @machine
pakket-dokter = Bonjour { $naam }, conseil 3 : si vous êtes malade, appelez le médecin (huisarts). En danger, faites le 112.

# @machine
pakket-woorden = Bonjour { $naam }, conseil 4 : le PIP est votre plan. PVT et MAP sont des cours sur les Pays-Bas et sur le travail.

# @machine
pakket-buurt = Bonjour { $naam }, conseil 5 : allez à la maison de quartier (buurthuis). Vous y rencontrez des gens du quartier.

# @machine
pakket-goed = C'est bien ! Vous aurez un conseil tous les 3 jours.

# @machine
pakket-niet = C'est d'accord.
