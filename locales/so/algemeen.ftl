# Jawaabo wadahadal kasta ku iman kara.

# @machine
reden-vraag =
    Waan ka xunnahay inaadan iman karin.
    Waa maxay sababtu?
    .ziek = Waan jirranahay
    .kind = Ilmahayga ayaa jirran
    .werk = Waan shaqaynayaa
    .opvang = Ma jirto xannaano ilmo
    .anders = Sabab kale

# @machine
niet-bedankt = Mahadsanid, hadda waan ognahay. Shaqaale degmada ka tirsan ayaa maalin kale kula raadin doona.

# @machine
mens-komt = Shaqaale degmada ka tirsan ayaa ku caawin doona maalin shaqo. Su'aashaada hadda ayaad halkan ku qori kartaa.

## Erayada mar kasta shaqeeya

# @machine
stop-bevestigd = Waa hagaag, farriimo dambe nagama heli doontid. Soo dir BILOW haddii aad mar kale rabto.

# @machine
start-bevestigd = Ku soo dhowow, waad heli doontaa farriimahayaga. Soo dir JOOJI haddii aad joojinayso.

# @machine
taal-vraag =
    Luqaddee ayaad farriimahayaga ku rabtaa?
    .meer = Luqado kale

# @machine
taal-klaar = Mahadsanid, luqaddaada waan xasuusan doonnaa.

## Marka aan wax fahmi weyno

# @machine
vangnet-antwoord =
    Kombiyuutarku farriintaada ma fahmin, laakiin shaqaale ayaa akhrin doona maalin shaqo.
    Erayadani mar kasta way shaqeeyaan: LUQAD, CAAWIMO iyo JOOJI.

# @machine
onbekend-antwoord =
    Farriimahan degmadu waxay ku caawisaa dadka Nederland ku cusub.
    Soo dir koodhka warqaddaada ku qoran, markaas waan ku aqoonsan doonnaa.

# @machine
niet-begrepen = Waan ka xunnahay, taas ma fahmin. Taabo badhan ama soo dir lambarka jawaabtaada.

# { $voorbeeld }: maalin, saacad ama tiro sida aan u fahanno.
# @machine
niet-begrepen-waarde = Waan ka xunnahay, taas ma fahmin. Tusaale ahaan sidan u qor: { $voorbeeld }.

# @machine
stuur-foto = Waan ka xunnahay, taasi sawir ma aha. Soo dir sawir ama erayga CAAWIMO.

# @machine
stuur-spraak = Waan ka xunnahay, taasi farriin cod ah ma aha. Duub farriin cod ah, ama soo dir erayga CAAWIMO.

# @machine
stuur-contact = Waan ka xunnahay, taasi ma aha qof taleefankaaga ku qoran. Soo dir qof ku qoran ama erayga CAAWIMO.

# "Mar dambe i weydii" ka dib: maalinta aan mar kale weydiinayno.
# @machine
later-weer = Waa hagaag. Mar kale ayaan ku weydiin doonnaa { $dag }.

# @machine
later-collega = Waa hagaag. Shaqaale degmada ka tirsan ayaa kuugu soo wici doona arrintan.

# @machine
correctie = Mahadsanid. Jawaabtaada waan beddelnay.

# @machine
te-laat = Su'aashan waqtigeedii waa dhammaaday. Soo dir erayga CAAWIMO haddii aad wax beddelayso.

# @machine
al-geregeld = Mahadsanid, jawaabtan hore ayaan u helnay.

# @machine
overgenomen = Shaqaale ayaa hadda kula hadlaya oo farriintaada akhrinaya. Jawaab waxaad heli doontaa maalin shaqo.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Waan ka xunnahay, cilad ayaa dhankayaga ka dhacday. Shaqaale degmada ka tirsan ayaa ku caawin doona maalin shaqo.

# Waxay furaysaa liiska jawaabaha: ugu badnaan 20 xaraf.
# @machine
lijst-knop = Dooro jawaab

## Khatar iyo lambarka muwaadinka

# Xataa qof aan la aqoon, iyo marka shaqaale hadlayo. 113: qofka ka fikiraya inuu is dilo.
# @machine
gevaar-antwoord =
    Adiga ama qof kale miyaad khatar ku jirtaan? Hadda wac 112.
    Haddii aad ka fikirayso inaad is disho, wac 113: isla markiiba qof baa ku caawinaya.

# @machine
geen-bsn = Ha noo soo dirin BSN (lambarka muwaadinka). Waan tirtirnay.

## Casuumado

# @machine
hallo-weer = Salaan, waa farxad inaad soo noqotay! Farriimahayaga halkan ayaad hore uga heshaa.

# @machine
uitnodiging-gebruikt = Qof kale ayaa hore u isticmaalay koodhkan. Wac qofka kuu xilsaaran (klantmanager) si aad koodh cusub u hesho.

# @machine
uitnodiging-verlopen = Koodhkani hadda ma shaqeeyo. Wac qofka kuu xilsaaran (klantmanager) si aad koodh cusub u hesho.

## Taleefan dad badani isticmaalaan

# @machine
bericht-voor = U socota { $naam }:

# @machine
voor-wie =
    Dhowr qof baa taleefankan isticmaala.
    Farriintu yay ku saabsan tahay?
    .iemand-anders = Qof kale

# @machine
voor-wie-stop =
    Waa hagaag, taleefankan hadda farriimo ma heli doono.
    Yaa aan rabin farriimo dambe?
    .iedereen = Dhammaan

# @machine
voor-wie-collega = Mahadsanid. Shaqaale ayaa farriintaada akhrin doona maalin shaqo.

## Cashar isbeddelay

# @machine
verplaatst =
    Salaan { $naam }, casharkaagu hadda waa { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }.

# @machine
afgezegd = Salaan { $naam }, casharkii { $dag }, saacadda { $tijd }, ma dhici doono. Uma baahnid inaad timaaddo.

# @machine
nogmaals = Tan mar kale ayaan soo diraynaa:

## Liiska botka Telegram

# @machine
opdracht-start = Fur farriimaha
# @machine
opdracht-taal = Dooro luqad kale
# @machine
opdracht-mens = Qof ku caawiya
# @machine
opdracht-stop = Farriimo dambe maya

# @machine
opdracht-afspraken = Ballamahayga
