# Kulamada degmada: kulanka koowaad, horumarka, kulanka ugu dambeeya ee MAP.

# @machine
gesprek-intake =
    Salaan { $naam }, waxaad leedahay intake (kulanka koowaad) { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# Qof kasta qayb lammaanihiisu ma joogo: waa xaq, cidina uma baahna inay codsato.
# @machine
gesprek-intake-alleen = Kulanka qaybtiis adiga oo keliya ayaa jooga. Qof kasta sidaas ayaan u samaynaa.

# @machine
gesprek-voortgang =
    Salaan { $naam }, kulanka aad degmada la leedahay waa { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
gesprek-einde =
    Salaan { $naam }, kulankaaga ugu dambeeya ee MAP waa { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .niet-klaar = Weli diyaar ma ihi

# @machine
gesprek-bijeenkomst =
    Salaan { $naam }, waad casuuman tahay { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Ma imanaysaa?
    .komt = Haa, waan imanayaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
gesprek-herhaling =
    Salaan { $naam }, waan ku farxi doonnaa inaan ku aragno { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }, waan is arki doonnaa!

# @machine
gesprek-niet-klaar = Waad ku mahadsan tahay inaad noo sheegtay. Shaqaale ayaa kula eegi doona waxa weli dhiman.

## Ma iman karo: maxaa markaas ku caawin kara?

# @machine
wat-helpt-vraag =
    Mahadsanid, hadda waan ognahay.
    Maxaa kaa caawin kara imaanshaha?
    .andere-dag = Maalin kale
    .avond = Cashar fiidkii ah
    .online = Online ka qaybgal
    .opvang = Xannaano ilmo
    .tolk = Turjubaan
    .samen = Inaan wada safarno
    .niets = Waxba, mahadsanid

# @machine
wat-helpt-bedankt = Mahadsanid. Shaqaale ayaa ku soo wici doona maalin shaqo si loo helo wax kugu habboon.
