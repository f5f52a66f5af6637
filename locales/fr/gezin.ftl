# Comment ça va ? Pour qui cherche lui-même une école de langue.

# @machine
gezin-school =
    Bonjour { $naam }, c'est vous qui choisissez votre école de langue.
    Avez-vous déjà choisi une école ?
    .ja = Oui
    .nog-niet = Pas encore
    .hulp = J'ai besoin d'aide

# @machine
gezin-begonnen =
    C'est bien que vous ayez une école !
    Avez-vous commencé les cours ?
    .ja = Oui
    .nog-niet = Pas encore

# @machine
gezin-wanneer =
    Quel jour commencez-vous ?
    .weet-niet = Je ne sais pas

# @machine
gezin-niveau =
    Quel niveau faites-vous maintenant ?
    .alfa = Lire et écrire
    .a1 = A1
    .a2 = A2
    .b1 = B1 ou plus haut
    .weet-niet = Je ne sais pas

# @machine
gezin-scholen = Sur inburgeren.nl, vous trouvez des écoles près de chez vous. La commune cherche volontiers avec vous.
