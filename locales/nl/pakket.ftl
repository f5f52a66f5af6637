# Het welkomstpakket: een tip per drie dagen. Een gemeente schrijft hier haar eigen plaatsen in.

pakket-vraag =
    Dag { $naam }, wij hebben vijf tips voor uw eerste weken hier.
    Wilt u die tips krijgen?
    .ja = Ja, graag
    .nee = Nee, dank u

pakket-taal = Dag { $naam }, tip 1: kijk op oefenen.nl en oefen elke dag 10 minuten Nederlands.

pakket-bieb = Dag { $naam }, tip 2: in de bibliotheek is een taalcafé. U praat daar met anderen, en het is gratis.

pakket-dokter = Dag { $naam }, tip 3: bent u ziek, bel dan uw huisarts. In gevaar belt u 112.

pakket-woorden = Dag { $naam }, tip 4: de PIP is uw plan. PVT en MAP zijn lessen over Nederland en over werk.

pakket-buurt = Dag { $naam }, tip 5: ga naar het buurthuis. U ontmoet daar mensen uit uw buurt.

pakket-goed = Fijn! U krijgt elke paar dagen een tip.

pakket-niet = Dat is goed.
