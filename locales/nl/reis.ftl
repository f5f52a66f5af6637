# Drie dagen ervoor, voor wie komt: wie bedenkt hoe hij reist, komt vaker.

reis-vraag =
    Dag { $naam }, wij zien u op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Hoe komt u naar ons toe?
    .fiets = Met de fiets
    .ov = Met bus of trein
    .lopen = Ik loop
    .auto = Met de auto
    .samen = Liever samen

reis-bedankt = Goed plan! Ga op tijd weg, dan hoeft u niet te haasten.

reis-samen = Dank u dat u het zegt. Een coach kan de eerste keer met u meereizen.
