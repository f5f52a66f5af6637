# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = sharaxaad, maxay tani ka dhigan tahay, waa maxay tani, erey adag, ereyo adag, pvt waa maxay, map waa maxay, pip waa maxay

trefwoord-gevolgen = ganaax, ganaax ma heli doonaa, ciqaab, maxaa dhacaya haddii aanan imaan, maxaa dhacaya haddii aan dhaco

# @machine
uitleg-vraag =
    Ereygee ayaad wax badan ka rabtaa inaad ogaato?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Wareysiga ballaaran
    .klantmanager = Shaqaalahaaga
    .duo = DUO
    .inburgeren = Is-dhexgalka
    .niveau = A1, A2 iyo B1
    .eindgesprek = Wada-hadalka dambe

# @machine
uitleg-pvt = PVT waa casharro ku saabsan nolosha iyo qiyamka Nederland. Dhammaadka waad saxiixaysaa.

# @machine
uitleg-map = MAP waxay ku saabsan tahay shaqada Nederland. Waad barataa oo 40 saacadood ayaad meel ku tababarataa.

# @machine
uitleg-pip = PIP waa qorshahaaga is-dhexgalka. Waxaa ku qoran waxa aad samaynayso iyo cidda ku caawinaysa.

# @machine
uitleg-intake = Wareysiga ballaaran waa wada-hadal adiga kugu saabsan. Waxaan ka hadalnaa iskuulka, shaqada iyo waxa aad rabto.

# @machine
uitleg-klantmanager = Shaqaalahaagu wuxuu kaa caawiyaa is-dhexgalka. Qofkani wuxuu u shaqeeyaa degmada.

# @machine
uitleg-duo = DUO waa hay’ad dawladeed. DUO waxay qabataa imtixaannada iyo amaahda.

# @machine
uitleg-inburgeren = Is-dhexgalku waa barashada Af-Holandayska iyo ka qayb galka Nederland. Degmadu way ku caawinaysaa.

# @machine
uitleg-niveau = A1, A2 iyo B1 waxay sheegaan inta aad luqad taqaan. A1 waa bilowga.

# @machine
uitleg-eindgesprek = Wada-hadalka dambe waa kan ugu dambeeya ee MAP. Waxaad sheegtaa waxa aad baratay.

# @machine
gevolgen-uitleg = Waa wanaag inaad weydiisay. Shaqaale degmada ah ayaa si fiican kuugu sharxi doona.

# @machine
duidelijk-vraag = Tani ma kuu caddahay?
    .ja = Haa
    .beetje = Wax yar
    .nee = Maya

# @machine
duidelijk-bedankt = Mahadsanid, taasi way na caawinaysaa.

# @machine
duidelijk-collega = Waad ku mahadsan tahay inaad noo sheegtay. Shaqaale ayaa mar kale kuugu sharxi doona.
