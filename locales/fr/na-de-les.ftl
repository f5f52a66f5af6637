# Après un cours : qui était là, et qui nous a manqué.

# @machine
gemist-vraag =
    Bonjour { $naam }, vous nous avez manqué au cours du { $dag }.
    Voulez-vous rattraper ce cours ?
    .ja = Oui, avec plaisir
    .nee = Non
    .hulp = J'ai une question

# @machine
gemist-inhalen = C'est bien ! La commune cherchera un autre jour avec vous.

# @machine
geweest-vraag =
    Bonjour { $naam }, nous étions contents de vous voir au cours du { $dag } !
    Vous avez déjà suivi { $gevolgd } des { $totaal } cours.
    Ce cours était-il clair ?
    .ja = Oui
    .beetje = Un peu
    .nee = Non

# @machine
geweest-bedankt = Merci, cela nous aide à améliorer les cours.

# @machine
geweest-onduidelijk = Merci de nous le dire. Une personne de la commune vous l'expliquera volontiers encore une fois.

## Les heures du MAP, chaque semaine

# @machine
map-uren-vraag =
    Bonjour { $naam }, pour le MAP, vous avez déjà fait { $totaal } des 40 heures de pratique.
    Combien d'heures avez-vous faites cette semaine ?
    .geen = Aucune heure
    .probleem = Il y a un problème
    .geen-plek = Je n'ai pas de lieu

# Ainsi la phrase va aussi pour une seule heure.
# @machine
map-uren-bedankt = Très bien, merci ! Heures que nous avons notées : { $uren }.

# @machine
map-uren-geen = Merci de nous le dire. Nous redemanderons la semaine prochaine.
