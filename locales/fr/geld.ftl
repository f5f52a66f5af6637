# L'argent pour les cours. Ne jamais demander pourquoi quelqu'un ne veut pas de prêt.

# « Prêt » seul manque exprès : sans accent, c'est aussi « prêt » de « je suis prêt ».
trefwoord-geld =
    argent, l'argent, pas d'argent, je n'ai pas d'argent, j'ai pas d'argent, je n'ai plus d'argent, j'ai plus d'argent,
    manque d'argent, un prêt, faire un prêt, demander un prêt, je veux un prêt, prêt duo, emprunt, emprunter,
    emprunter de l'argent, crédit, un crédit, dette, dettes, mes dettes, j'ai des dettes, intérêts, taux d'intérêt, payer,
    comment payer, je ne peux pas payer, je peux pas payer, payer en plusieurs fois, payer les cours

# @machine
geld-vraag =
    Les cours coûtent de l'argent ; une personne de la commune y réfléchit avec vous.
    De quoi voulez-vous parler ?
    .lenen = Un prêt de DUO
    .zonder = Payer sans prêt
    .schulden = J'ai des dettes
    .anders = Autre chose

# @machine
geld-lenen = Vous pouvez emprunter à DUO ; combien, cela dépend de vos revenus. Une personne de la commune le calculera avec vous.

# @machine
geld-zonder = Un prêt n'est pas nécessaire : on peut parfois payer en plusieurs fois. Une personne de la commune le regardera avec vous.

# @machine
geld-schulden = Merci de nous le dire, c'est le cas de beaucoup de gens. La commune vous appellera un jour ouvrable.

# @machine
geld-anders = Une personne de la commune vous appellera un jour ouvrable. Vous pouvez déjà écrire votre question ici.
