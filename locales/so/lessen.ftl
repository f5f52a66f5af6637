# @machine
inhalen-een =
    Salaan { $naam }, casharka waxaad la qaadan kartaa koox kale:
    { $lessen }
    Markaas ma iman doontaa?
    .eerste = Haa, waan imanayaa
    .geen = Markaas ma iman karo

# @machine
inhalen-twee =
    Salaan { $naam }, maalmahan ayaad casharka qaadan kartaa:
    { $lessen }
    Maalinta kee kugu habboon?
    .eerste = Maalinta 1
    .tweede = Maalinta 2
    .geen = Midna

# @machine
inhalen-drie =
    Salaan { $naam }, maalmahan ayaad casharka qaadan kartaa:
    { $lessen }
    Maalinta kee kugu habboon?
    .eerste = Maalinta 1
    .tweede = Maalinta 2
    .derde = Maalinta 3
    .geen = Midna

# @machine
inhalen-een-sjabloon =
    Salaan { $naam }, casharka waxaad la qaadan kartaa koox kale:
    { $dag1 }, saacadda { $tijd1 }, { $plaats1 }
    Markaas ma iman doontaa?

# @machine
inhalen-twee-sjabloon =
    Salaan { $naam }, maalmahan ayaad casharka qaadan kartaa:
    1: { $dag1 }, saacadda { $tijd1 }, { $plaats1 }
    2: { $dag2 }, saacadda { $tijd2 }, { $plaats2 }
    Maalinta kee kugu habboon?

# @machine
inhalen-drie-sjabloon =
    Salaan { $naam }, maalmahan ayaad casharka qaadan kartaa:
    1: { $dag1 }, saacadda { $tijd1 }, { $plaats1 }
    2: { $dag2 }, saacadda { $tijd2 }, { $plaats2 }
    3: { $dag3 }, saacadda { $tijd3 }, { $plaats3 }
    Maalinta kee kugu habboon?

# @machine
inhalen-regel = { $nummer }. { $dag }, saacadda { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Mahadsanid, casharkaas waa laguu qoray. Waxaan kuu soo diri doonnaa xasuusin.

# @machine
inhalen-geen-dag = Waa hagaag. Shaqaale ayaa maalin kale kula raadin doona.

# @machine
inhalen-vol = Waan ka xunnahay, casharkaas hadda ayuu buuxsamay.

# @machine
praktisch-lijst =
    Waa wanaagsan tahay inaad ogaato:
    { $praktisch }

# @machine
praktisch-meenemen = Soo qaado: { $wat }.

# @machine
praktisch-reistip = Sida loo yimaado: { $wat }.

# @machine
praktisch-opvang = Waxaa jira xannaano carruur: ilmahaagu wuu ku raaci karaa.

# @machine
praktisch-tolk = Waxaa jira turjumaan luqaddaada ah.

# @machine
peiling-vraag =
    { $dag } waan wada hadli doonnaa.
    Maxaad rabtaa inaad ka hadasho?
    .school = Luqadda iyo dugsiga
    .werk = Shaqo
    .geld = Lacag
    .kinderen = Carruur
    .anders = Wax kale

# @machine
peiling-bedankt = Mahadsanid, kulanka ayaan uga hadli doonnaa.
