# Een plan maken, en eraan herinneren in de eigen woorden van de persoon.

trefwoord-plan = plan, mijn plan, plan maken

plan-taal =
    Een plan helpt om te leren.
    Wanneer leert u elke week Nederlands?
    .weet-niet = Ik weet het niet

plan-delen =
    En de andere delen, zoals PVT en MAP?
    .weet-niet = Ik weet het niet

plan-anders =
    Soms gaat het anders.
    Wat is dan uw plan?
    .weet-niet = Ik weet het niet

plan-bedankt = Goed plan! Over een week vragen wij of het lukt.

plan-herinnering =
    Dag { $naam }, dit was uw plan voor Nederlands: { $plan-taal }.
    Lukt het?
    .ja = Ja, het lukt
    .nee = Nee, nog niet
    .ander-plan = Een nieuw plan

plan-nu-vraag =
    Dag { $naam }, dit is nu uw plan: { $eigen-plan }.
    Lukt het?
    .ja = Ja, het lukt
    .nee = Nee, nog niet
    .ander-plan = Een nieuw plan

plan-lukt = Goed bezig! Over een maand vragen wij het weer.

plan-lukt-niet = Dat geeft niet. Een collega kijkt met u wat kan helpen.
