# Hoe gaat het? Voor wie zelf een taalschool zoekt: gezinsmigranten en anderen.

gezin-school =
    Dag { $naam }, u kiest zelf een taalschool.
    Hebt u al een school gekozen?
    .ja = Ja
    .nog-niet = Nog niet
    .hulp = Ik heb hulp nodig

gezin-begonnen =
    Goed dat u een school hebt!
    Bent u al begonnen met de lessen?
    .ja = Ja
    .nog-niet = Nog niet

gezin-wanneer =
    Op welke dag begint u?
    .weet-niet = Ik weet het niet

gezin-niveau =
    Welk niveau doet u nu?
    .alfa = Lezen en schrijven
    .a1 = A1
    .a2 = A2
    .b1 = B1 of hoger
    .weet-niet = Ik weet het niet

gezin-scholen = Op inburgeren.nl vindt u scholen bij u in de buurt. Een collega zoekt graag met u mee.
