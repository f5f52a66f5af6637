# Waxa nolosha iska beddela. Weligeed ha la weydiin cudur ama sabab.

# "uur" keligiis halkan ha ku qorin: Af-Holandays waa "saacad"
trefwoord-verandering =
    isbeddel, isbedel, isbeddel baa jira, isbedel baa jira, waan jirranahay, waan jiranahay,
    waan xanuunsanahay, waan xanuunsanayaa, waan bukaa, jirran, xanuunsan, uur leh,
    uur baan leeyahay, uur ayaan leeyahay, waan uur leeyahay, xaaskaygu uur bay leedahay,
    ilmo ayaan sugayaa, ilmo baan sugayaa, ilmo ayaa ii dhashay, ilmo baa ii dhashay, waan guurayaa,
    waan guuray, guuritaan, guri cusub, cinwaankaygu wuu isbeddelay, shaqo ayaan helay,
    shaqo baan helay

# @machine
verandering-vraag =
    Mahadsanid, waad noo sheegtay.
    Maxaa isbeddelaya?
    .ziek = Jirro dheer baan qabaa
    .baby = Ilmo ayaa soo socda
    .verhuizen = Waan guurayaa
    .werk = Shaqo ayaan helay
    .anders = Arrin kale

# @machine
verandering-ziek = Caafimaad ayaan kuu rajaynaynaa. Mararka qaar waqti dheeraad ah ayaad heshaa: shaqaale ayaa kula eegi doona.

# @machine
verandering-baby = Waa farxad! Mararka qaar waqti dheeraad ah ayaad heshaa: shaqaale ayaa kula eegi doona.

# @machine
verandering-wanneer =
    Maalintee ayaad guuraysaa?
    .weet-niet = Ma garanayo

# @machine
verandering-verhuizen = Mahadsanid. Shaqaale ayaa ku caawin doona, xataa haddii aad degmo kale u guurto.

# @machine
verandering-werk = Hambalyo! Shaqaale ayaa kaala hadli doona sida shaqada iyo casharrada la isugu wado.

## Lammaanaha

# @machine
partner-vraag =
    Salaan { $naam }, lammaanahaagu sidoo kale farriimo ayuu heli karaa.
    Lammaanahaagu ma rabaa?
    .ja = Haa
    .nee = Maya
    .weet-niet = Ma garanayo

# @machine
partner-ja = Aad u fiican! Lammaanahaagu warqad iyo koodh u gaar ah ayuu helayaa.

# @machine
partner-nee = Waa hagaag. Mar dambena way suurtowdaa.

## Shaqo ama waxbarasho: sidee wax u socdaan markaas ka dib?

# @machine
nazorg-vraag =
    Salaan { $naam }, waxaan rabnaa inaan ogaanno sida aad tahay.
    Shaqadaadu ama waxbarashadu si fiican ma u socotaa?
    .goed = Haa, si fiican
    .gestopt = Way joogsatay
    .hulp = Su'aal ayaan qabaa

# @machine
nazorg-goed = Waa war fiican! Mar dambe ayaan ku weydiinaynaa.

# @machine
nazorg-gestopt = Waan ka xunnahay, taasi ma fududa. Shaqaale ayaa ku soo wici doona maalin shaqo.

## Saacadaha xafiiska

trefwoord-spreekuur =
    saacadaha xafiiska, saacadaha shaqada, saacadaha fiidkii, ballan samee, balan samee,
    ballan qabso, balan qabso, ballan ayaan rabaa, balan ayaan rabaa, ballan baan rabaa,
    balan baan rabaa, xafiiska ayaan imanayaa, xafiiska ayaan rabaa inaan imaado

# @machine
spreekuur-vraag =
    Shaqaale ayaad u iman kartaa, xataa fiidkii.
    Maxaa kuu habboon?
    .avond = Fiidkii
    .overdag = Maalintii
    .bellen = Wicitaan ayaan rabaa

# @machine
spreekuur-bedankt = Mahadsanid. Shaqaale ayaa maalin shaqo ballan kula samayn doona.
