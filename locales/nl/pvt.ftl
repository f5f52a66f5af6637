# PVT: de lessen over Nederland en de ondertekening.
# Schrijf op A2: hooguit twee zinnen en één vraag, hooguit 15 woorden per zin, "u".

pvt-vraag =
    Dag { $naam }, u hebt PVT-les op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

# De tweede manier om pvt-vraag te vragen; zie compare_texts in dialogs/policies.yaml. Labels zijn die van pvt-vraag.
pvt-vraag--b =
    Dag { $naam }, op { $dag } om { $tijd } uur is uw PVT-les.
    Een plek voor u: { $plaats }, { $adres }.
    Komt u?

pvt-excursie =
    Dag { $naam }, de PVT-groep gaat op excursie op { $dag } om { $tijd } uur.
    Wij beginnen hier: { $plaats }, { $adres }.
    Gaat u mee?
    .komt = Ik ga mee
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

pvt-ondertekening =
    Dag { $naam }, u tekent de participatieverklaring op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

# Twee uur van tevoren, als iemand nog niets zei.
pvt-straks-vraag =
    Dag { $naam }, vandaag is uw PVT-les: { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Komt u?
    .komt = Ik kom
    .komt-niet = Ik kan niet
    .hulp = Ik heb een vraag

pvt-komt = Fijn dat u komt! Tot { $dag } om { $tijd } uur.

pvt-meenemen = Neem dit mee naar de les: { $meenemen }.

# Voor wie al zei: ik kom.
pvt-herhaling =
    Dag { $naam }, { $dagen ->
        [0] vandaag
        [1] morgen
        [one] over { $dagen } dag
       *[other] over { $dagen } dagen
    } hebt u PVT-les: { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.

pvt-straks =
    Tot straks, { $naam }: uw PVT-les is vandaag, { $dag }, om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
pvt-herhaling-sjabloon =
    Dag { $naam }, u hebt PVT-les op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }, tot dan!
