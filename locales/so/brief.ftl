## Warqad, qofka aan lahayn lambar taleefan oo shaqeeya

# @machine
brief-onderwerp-uitnodiging = Farriimahayaga taleefankaaga ku hel
# @machine
brief-onderwerp-herinnering = Waxaan jeclaan lahayn inaan kaa maqalno
# @machine
brief-onderwerp-stil = Ma fiican tahay?

# @machine
brief-aanhef = Salaan { $naam },

# @machine
brief-uitnodiging = Waxaad bilaabaysaa inburgering (la qabsiga Nederland), degmada { $gemeente } ayaana kugu caawinaysa. Weli farriimo kuuma soo diri karno.
# @machine
brief-herinnering = Hore ayaan warqad kuugu soo dirnay. Malaha ma aadan helin, sidaas darteed mar kale ayaan kuu soo qoraynaa.
# @machine
brief-stil = Farriimo ayaan taleefankaaga ku soo dirnay, laakiin waxba kaama maqlin. Malaha kuma soo gaaraan.

# @machine
brief-waarom = Farriimahayaga waxaad ka akhrinaysaa halka iyo goorta casharka. Su'aalana waad weydiin kartaa.
# @machine
brief-hoe = Koodh afargees ah ku iskaan garee kamarada taleefankaaga. Ka dib taabo START ama dir.
# @machine
brief-typen = Haddii ay shaqayn weydo, koodhkaaga farriin noogu soo dir.
# @machine
brief-geldig = Koodhkaagu wuu shaqaynayaa ilaa iyo { $dag }. Koodhka adiga oo keliya ayaa leh: cidna ha siin.

# @machine
brief-hulp-bellen = Taleefan ma lihid, mise hadal ayaad ka jeceshahay? Wac { $nummer }.
# @machine
brief-hulp-langs = Taleefan ma lihid, mise hadal ayaad ka jeceshahay? Kaalay degmada { $gemeente }.

# @machine
brief-groet = Salaan wanaagsan,

# Koodhka la qorayo korkiisa.
# @machine
brief-code = Koodhkaaga:

## Koodhka warqadda, farriin ku jira

# @machine
code-typfout = Koodhkani sax ma aha. Warqaddaada mar kale fiiri, oo koodhka mar kale soo dir.
# @machine
code-te-vaak = Dhowr jeer ayaad soo dirtay koodh aan sax ahayn. Saacad ka dib mar kale isku day, ama wac degmada.

# @machine
bewijs-vraag = Waxaan rabnaa inaan hubinno inaad adiga tahay. Soo dir lambarka gurigaaga iyo sannadka dhalashadaada, tusaale 12 1990.
    .hulp = Su'aal ayaan qabaa

# @machine
bewijs-fout = Taasi kuma habboona waxa aan ognahay. Soo dir lambarka gurigaaga iyo sannadka dhalashadaada, tusaale 12 1990.
    .hulp = Su'aal ayaan qabaa

# @machine
bewijs-goed = Mahadsanid, hadda waan ognahay inaad adiga tahay. Hadda mar kale soo dir XOGTAYDA.

# @machine
bewijs-collega = Mahadsanid. Shaqaale degmada ka tirsan ayaa ku caawin doona maalin shaqo, kadibna xogtaada ayaad arki doontaa.

# @machine
code-gevraagd = Koodhkan hore ayaa taleefan kale loogu isticmaalay. Marka hore halkaas ayaan ku weydiinaynaa inaad adiga tahay.

# @machine
tweede-vraag =
    Qof ayaa raba inuu koodhkaaga farriimo ku helo taleefan kale.
    Ma adigaa?
    .ja = Haa, waa aniga
    .nee = Maya, anigu ma ihi
    .bel = I soo wac

# @machine
tweede-ja = Mahadsanid. Hadda taleefanka kalena farriimo waad ku helaysaa.

# @machine
tweede-nee = Mahadsanid. Taleefanka kale farriimo ma helayo, shaqaale ayaana kula soo xiriiri doona.
