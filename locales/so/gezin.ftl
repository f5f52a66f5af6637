# Sidee wax u socdaan? Qofka dugsiga luqadda iskii u raadinaya.

# @machine
gezin-school =
    Salaan { $naam }, adiga ayaa dooranaya dugsiga luqadda.
    Dugsi ma dooratay?
    .ja = Haa
    .nog-niet = Weli maya
    .hulp = Caawimo ayaan rabaa

# @machine
gezin-begonnen =
    Waa wax fiican inaad dugsi haysato!
    Miyaad bilowday casharrada?
    .ja = Haa
    .nog-niet = Weli maya

# @machine
gezin-wanneer =
    Maalintee ayaad bilaabaysaa?
    .weet-niet = Ma garanayo

# @machine
gezin-niveau =
    Heerkee ayaad hadda dhigataa?
    .alfa = Akhris iyo qoris
    .a1 = A1
    .a2 = A2
    .b1 = B1 ama ka sarreeya
    .weet-niet = Ma garanayo

# @machine
gezin-scholen = Bogga inburgeren.nl waxaad ka helaysaa dugsiyo kuu dhow. Shaqaale ayaa si farxad leh kula raadin doona.
