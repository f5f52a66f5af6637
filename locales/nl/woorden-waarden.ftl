# Woorden van getallen, uren, dagen en tijden, zoals mensen ze typen.
# Komma's ertussen; hoofdletters, accenten en leestekens maken niet uit. In de lijsten met een vaste
# volgorde (getallen, weekdagen, maanden, uren van de klok) staat | tussen twee schrijfwijzen.

## Getallen, van 0 tot en met 40

woord-getallen =
    nul, een | één | eentje, twee, drie, vier, vijf, zes, zeven, acht, negen,
    tien, elf, twaalf, dertien, veertien, vijftien, zestien, zeventien, achttien, negentien,
    twintig, eenentwintig, tweeëntwintig, drieëntwintig, vierentwintig, vijfentwintig,
    zesentwintig, zevenentwintig, achtentwintig, negenentwintig,
    dertig, eenendertig, tweeëndertig, drieëndertig, vierendertig, vijfendertig,
    zesendertig, zevenendertig, achtendertig, negenendertig, veertig

## Hoe lang

woord-uur = uur, uren, uurtje, uurtjes, u, h
woord-minuut = minuut, minuten, min, minuutjes
woord-kwartier = kwartier, kwartieren, kwartiertje
woord-half = half, halve, een half
woord-halfuur = halfuur, halfuurtje
woord-anderhalf = anderhalf, anderhalve

## Hoe laat

woord-half-voor = half
woord-kwart-over = kwart over
woord-kwart-voor = kwart voor
woord-minuten-over = over
woord-minuten-voor = voor
woord-ochtend = 's ochtends, 's morgens, ochtend, in de ochtend
woord-middag = 's middags, middag, in de middag
woord-avond = 's avonds, avond, in de avond
woord-nacht = 's nachts, nacht, in de nacht
woord-am = am, vm
woord-pm = pm, nm

## Welke dag

woord-weekdagen =
    maandag | ma, dinsdag | di, woensdag | wo, donderdag | do, vrijdag | vr, zaterdag | za,
    zondag
woord-maanden =
    januari | jan, februari | feb, maart | mrt, april | apr, mei, juni | jun, juli | jul,
    augustus | aug, september | sep | sept, oktober | okt, november | nov, december | dec
woord-vandaag = vandaag
woord-morgen = morgen
woord-overmorgen = overmorgen
woord-gisteren = gisteren
woord-komende = komende, aanstaande, eerstvolgende, a.s.
woord-deze-week = deze week
woord-volgende-week = volgende week
woord-over-een-tijd = over
woord-dagen = dag, dagen
woord-weken = week, weken

## Mogen ernaast staan, en veranderen niets

woord-vulwoord = om, op, de, het, van, en, e, ste
