# Na een les: wie er was, en wie wij misten.

gemist-vraag =
    Dag { $naam }, wij hebben u gemist in de les van { $dag }.
    Wilt u de les inhalen?
    .ja = Ja, graag
    .nee = Nee
    .hulp = Ik heb een vraag

gemist-inhalen = Fijn! Een collega zoekt met u een nieuwe dag.

geweest-vraag =
    Dag { $naam }, fijn dat u bij de les van { $dag } was!
    U hebt nu { $gevolgd } van de { $totaal } lessen gehad.
    Was de les duidelijk?
    .ja = Ja
    .beetje = Een beetje
    .nee = Nee

geweest-bedankt = Dank u, dat helpt ons om de lessen beter te maken.

geweest-onduidelijk = Dank u dat u dit zegt. Een collega legt het u graag nog een keer uit.

## De uren van de MAP, elke week

map-uren-vraag =
    Dag { $naam }, u hebt nu { $totaal } van de 40 uur geoefend voor de MAP.
    Hoeveel uur oefende u deze week?
    .geen = Geen uren
    .probleem = Er is een probleem
    .geen-plek = Ik heb geen plek

map-uren-bedankt = Goed zo, dank u! Wij hebben { $uren } uur opgeschreven.

map-uren-geen = Dank u dat u het zegt. Wij vragen het volgende week weer.
