# Cashar ka dib: yaa yimid, yaanse waynay.

# @machine
gemist-vraag =
    Salaan { $naam }, waan kugu waynay casharkii { $dag }.
    Ma rabtaa inaad casharkaas mar kale qaadato?
    .ja = Haa, waan rabaa
    .nee = Maya
    .hulp = Su'aal ayaan qabaa

# @machine
gemist-inhalen = Aad u fiican! Shaqaale ayaa maalin cusub kula raadin doona.

# @machine
geweest-vraag =
    Salaan { $naam }, waa farxad inaad joogtay casharkii { $dag }!
    Hadda waxaad qaadatay { $gevolgd } ka mid ah { $totaal } cashar.
    Casharku ma kuu caddaa?
    .ja = Haa
    .beetje = Wax yar
    .nee = Maya

# @machine
geweest-bedankt = Mahadsanid, taasi waxay naga caawinaysaa hagaajinta casharrada.

# @machine
geweest-onduidelijk = Waad ku mahadsan tahay inaad noo sheegtay. Shaqaale ayaa mar kale kuugu sharxi doona.

## Saacadaha MAP, toddobaad kasta

# @machine
map-uren-vraag =
    Salaan { $naam }, MAP waxaad hadda u tababaratay { $totaal } ka mid ah 40 saacadood.
    Immisa saacadood ayaad toddobaadkan tababaratay?
    .geen = Ma tababaran
    .probleem = Dhib baa jira
    .geen-plek = Meel ma haysto

# @machine
map-uren-bedankt = Aad u fiican, mahadsanid! Waxaan qornay { $uren } saacadood.

# @machine
map-uren-geen = Mahadsanid, waad noo sheegtay. Toddobaadka dambe waan ku weydiinaynaa.
