# MAP: de lessen over werk.

map-vraag =
    Dag { $naam }, u hebt MAP-les op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

map-komt = Fijn dat u komt! Tot { $dag } om { $tijd } uur.

# Voor wie al zei: ik kom.
map-herhaling =
    Dag { $naam }, { $dagen ->
        [0] vandaag
        [1] morgen
        [one] over { $dagen } dag
       *[other] over { $dagen } dagen
    } hebt u MAP-les: { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
map-herhaling-sjabloon =
    Dag { $naam }, u hebt MAP-les op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }, tot dan!
