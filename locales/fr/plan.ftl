# Faire un plan, et le rappeler à la personne avec ses propres mots.

trefwoord-plan =
    plan, mon plan, un plan, faire un plan, faire plan, je veux faire un plan, je veux un plan, nouveau plan, plan d'étude

# @machine
plan-taal =
    Un plan aide à apprendre.
    Quand étudiez-vous le néerlandais chaque semaine ?
    .weet-niet = Je ne sais pas

# @machine
plan-delen =
    Et les autres parties, comme PVT et MAP ?
    .weet-niet = Je ne sais pas

# @machine
plan-anders =
    Parfois, les choses se passent autrement.
    Quel est alors votre plan ?
    .weet-niet = Je ne sais pas

# @machine
plan-bedankt = Bon plan ! Dans une semaine, nous demanderons si ça va.

# @machine
plan-herinnering =
    Bonjour { $naam }, voici votre plan pour le néerlandais : { $plan-taal }.
    Ça marche bien ?
    .ja = Oui, ça marche
    .nee = Non, pas encore
    .ander-plan = Un nouveau plan

# @machine
plan-nu-vraag =
    Bonjour { $naam }, voici votre plan maintenant : { $eigen-plan }.
    Ça marche bien ?
    .ja = Oui, ça marche
    .nee = Non, pas encore
    .ander-plan = Un nouveau plan

# @machine
plan-lukt = Très bien ! Nous redemanderons dans un mois.

# @machine
plan-lukt-niet = Ce n'est pas grave. Une personne de la commune regardera avec vous ce qui peut aider.
