# Hoe gaat het? Elke vier weken.

check-in-school =
    Dag { $naam }, wij willen graag weten hoe het met u gaat.
    Gaat u al naar taalles?
    .ja = Ja
    .nog-niet = Nog niet
    .hulp = Ik heb hulp nodig

check-in-uren =
    Voor de MAP oefent u 40 uur op een werkplek.
    Hoe ver bent u?
    .nul = Nog geen uren
    .tien = 1 tot 10 uur
    .twintig = 11 tot 25 uur
    .veertig = 26 tot 40 uur
    .weet-niet = Ik weet het niet

check-in-hoe =
    Hoe gaat het nu met uw inburgering?
    .goed = Goed
    .gaat-wel = Gaat wel
    .niet-zo-goed = Niet zo goed
    .slecht = Slecht

check-in-obstakel =
    Wat is nu moeilijk voor u?
    .niets = Niets, het gaat goed
    .opvang = Kinderopvang
    .werk = Mijn werk
    .geld = Geld
    .wachtlijst = Een wachtlijst
    .anders = Iets anders

check-in-goed-zo = Goed dat het lukt! Over een paar weken vragen wij het weer.

check-in-bespreken = Dank u dat u dit vertelt. Een collega van de gemeente praat er met u over.
