# Wat mensen typen. Komma's ertussen; hoofdletters, accenten en leestekens maken niet uit.
# Alle talen tellen samen: een woord mag maar in één lijst staan, over alle talen heen.

## Werken altijd, als het bericht niets anders is dan dit woord

woord-stop = stop, /stop, stoppen, afmelden, geen berichten meer
woord-start = start, /start, starten, begin, beginnen
woord-taal = taal, /taal, talen, andere taal
woord-mens = mens, /mens, een mens, hulp, help, help mij, medewerker, collega
woord-check-in = check-in, /checkin
woord-mijn-afspraken = mijn afspraken, afspraken, /afspraken, mijn lessen, wanneer is mijn les, wanneer heb ik les
woord-mijn-gegevens = mijn gegevens, gegevens, /gegevens, wat weet u van mij, inzage
woord-verberg =
    verberg, verbergen, /verberg, verberg berichten, berichten verbergen, berichten weghalen,
    haal berichten weg

## Antwoord op een vraag

woord-ja = ja, jawel, jazeker, ja hoor, ja graag, ja dank u, zeker, natuurlijk, prima, oké, ok, is goed, goed, 👍, 👌, ✅, ✔️
woord-nee = nee, neen, nee hoor, nee dank u, nee sorry, helaas niet, kan niet, ik kom niet, ik kan niet komen, 👎, ❌, ✖️
woord-misschien = misschien, weet ik niet, ik weet het niet, weet niet, nog niet zeker, 🤷, 🤔
woord-nummer = nummer, nr, antwoord, keuze, optie

## Een eerder antwoord terugnemen

woord-toch-wel = toch wel, ik kom toch, ik kom toch wel, het kan toch, ik kan toch komen
woord-toch-niet = toch niet, ik kom toch niet, het kan toch niet, ik kan toch niet
woord-vergist = ik heb me vergist, vergist, foutje, verkeerd, ik bedoelde iets anders, ander antwoord

## Gevaar: tellen overal in een bericht, en er gaat meteen een antwoord uit

woord-gevaar =
    brand, er is brand, het brandt, in brand, ambulance, ziekenwagen, bel 112, 112 bellen,
    zelfmoord, zelfdoding, ik wil dood, wil dood, dood wil, wil sterven, wil niet meer leven,
    mezelf doden, mezelf pijn doen, eind aan mijn leven, einde aan mijn leven,
    slaat mij, slaat me, slaat mijn kind, slaat mijn kinderen, sloeg mij, heeft mij geslagen,
    ik word geslagen, mishandelt, mishandeld, mishandeling, geweld, verkracht, verkrachting,
    bedreigt mij, bedreigt me, bedreigd, vermoorden, vermoord, doodmaken, dood maken,
    in gevaar, noodgeval, hartaanval, bewusteloos, ademt niet, kan niet ademen, krijg geen lucht,
    overdosis, pistool, neergestoken
