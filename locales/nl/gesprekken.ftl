# Gesprekken met de gemeente: de brede intake, de voortgang, het eindgesprek van de MAP.

# Bij iedereen is een deel zonder partner: dat is een recht, en niemand hoeft erom te vragen.
gesprek-intake =
    Dag { $naam }, u hebt een intakegesprek op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

gesprek-intake-alleen = Een deel van het gesprek is alleen met u. Dat doen wij bij iedereen.

gesprek-voortgang =
    Dag { $naam }, u hebt een gesprek op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

gesprek-einde =
    Dag { $naam }, uw laatste MAP-gesprek is op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .niet-klaar = Ik ben niet klaar

gesprek-bijeenkomst =
    Dag { $naam }, u bent welkom op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

gesprek-herhaling =
    Dag { $naam }, wij zien u graag op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }, tot dan!

gesprek-niet-klaar = Dank u dat u dit zegt. Een collega kijkt met u wat nog nodig is.

## Ik kan niet: wat helpt dan wel?

wat-helpt-vraag =
    Dank u, nu weten wij het.
    Wat helpt u om wel te komen?
    .andere-dag = Een andere dag
    .avond = Een les in de avond
    .online = Online meedoen
    .opvang = Hulp met kinderopvang
    .tolk = Een tolk
    .samen = Samen reizen
    .niets = Niets, dank u

wat-helpt-bedankt = Dank u. Een collega belt u op een werkdag om iets te vinden dat past.
