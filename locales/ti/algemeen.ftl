# Antwoorden die in elk gesprek kunnen voorkomen. Beleefd meervoud (ንስኹም).
# Tussen plaats en adres staat een gewone komma: alleen die verdwijnt mee als er geen adres is.

# @machine
reden-vraag =
    ክትመጹ ስለ ዘይትኽእሉ የሕዝነና።
    ምኽንያቱ እንታይ እዩ?
    .ziek = ሓሚመ ኣለኹ
    .kind = ውላደይ ሓሚሙ
    .werk = ስራሕ ኣለኒ
    .opvang = ቆልዑ ዝሕዝ የለን
    .anders = ካልእ ምኽንያት

# @machine
niet-bedankt = የቐንየልና፣ ሕጂ ፈሊጥና ኣለና። ሰራሕተኛ ምምሕዳር ከተማ ምሳኹም ካልእ መዓልቲ ክደሊ እዩ።

# @machine
mens-komt = ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክሕግዘኩም እዩ። ሕቶኹም ካብ ሕጂ ኣብዚ ክትጽሕፉ ትኽእሉ።

## ኩሉ ግዜ ዝሰርሑ ቃላት

# @machine
stop-bevestigd = ሕራይ፣ ድሕሪ ሕጂ መልእኽቲ ኣይክንሰደልኩምን ኢና። መሊስኩም እንተ ደሊኹም «ጀምር» ስደዱ።

# @machine
start-bevestigd = እንቋዕ ብደሓን መጻእኩም፣ መልእኽትታትና ክበጽሓኩም እዩ። ደው ከተብሉ እንተ ደሊኹም «ደው» ስደዱ።

# @machine
taal-vraag =
    መልእኽትታትና ብኣየናይ ቋንቋ ትደልዩ?
    .meer = ካልኦት ቋንቋታት

# Staat ook als helft onder een andere taal: noem de taal dus niet.
# @machine
taal-klaar = የቐንየልና፣ ቋንቋኹም ክንዝክር ኢና።

## እንተ ዘይተረዲኡና

# @machine
vangnet-antwoord =
    እቲ ኮምፕዩተር መልእኽትኹም ኣይተረድኦን፣ ግን ሰራሕተኛ ኣብ ናይ ስራሕ መዓልቲ ከንብቦ እዩ።
    እዞም ቃላት ኩሉ ግዜ ይሰርሑ፦ «ቋንቋ»፣ «ሓገዝ» ወይ «ደው»።

# @machine
onbekend-antwoord =
    በዞም መልእኽትታት ምምሕዳር ከተማ (gemeente) ንሓደስቲ መጻእቲ ይሕግዝ።
    ኣብ ደብዳቤኹም ዘሎ ኮድ ስደዱልና፣ ሽዑ መን ምዃንኩም ክንፈልጥ ኢና።

# @machine
niet-begrepen = ይቕሬታ፣ ኣይተረድኣናን። ኣብ ሓደ መልጎም ጠውቑ ወይ ቁጽሪ መልስኹም ስደዱ።

# { $voorbeeld }: een dag, een tijd of een getal zoals wij het begrijpen.
# @machine
niet-begrepen-waarde = ይቕሬታ፣ ኣይተረድኣናን። ንኣብነት ከምዚ ጸሓፉ፦ { $voorbeeld }።

# @machine
stuur-foto = ይቕሬታ፣ እዚ ስእሊ ኣይኮነን። ስእሊ ስደዱ፣ ወይ «ሓገዝ» ዝብል ቃል ስደዱ።

# @machine
stuur-spraak = ይቕሬታ፣ እዚ ናይ ድምጺ መልእኽቲ ኣይኮነን። ድምጽኹም ቀዲሕኩም ስደዱ፣ ወይ «ሓገዝ» ዝብል ቃል ስደዱ።

# @machine
stuur-contact = ይቕሬታ፣ እዚ ካብ ተሌፎንኩም ዝመጸ ኮንታክት ኣይኮነን። ኮንታክት ስደዱ፣ ወይ «ሓገዝ» ዝብል ቃል ስደዱ።

# Na "vraag het mij later": de dag waarop wij het weer vragen.
# @machine
later-weer = ሕራይ። { $dag } መሊስና ክንሓትተኩም ኢና።

# @machine
later-collega = ሕራይ። ሰራሕተኛ ምምሕዳር ከተማ ብዛዕባ እዚ ክድውለልኩም እዩ።

# @machine
correctie = የቐንየልና። መልስኹም ቀይርናዮ ኣለና።

# @machine
te-laat = እዚ ሕቶ ድሮ ሓሊፉ እዩ። ሓደ ነገር ክትቅይሩ እንተ ደሊኹም «ሓገዝ» ዝብል ቃል ስደዱ።

# @machine
al-geregeld = የቐንየልና፣ እዚ መልሲ ድሮ በጺሑና ኣሎ።

# @machine
overgenomen = ሕጂ ሓደ ሰራሕተኛ ምሳኹም ይዛረብ ኣሎ፣ መልእኽትኹም ድማ የንብብ። ኣብ ናይ ስራሕ መዓልቲ መልሲ ክትረኽቡ ኢኹም።

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = ይቕሬታ፣ ብወገንና ጌጋ ኣጋጢሙ። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክሕግዘኩም እዩ።

# Opent een lijst met antwoorden: hooguit 20 tekens.
# @machine
lijst-knop = መልሲ ምረጹ

## ሓደጋን BSNን

# Ook voor wie niemand kent, en ook als een collega meepraat. 113 is voor wie aan zelfmoord denkt.
# @machine
gevaar-antwoord =
    ንስኹም ወይ ካልእ ሰብ ኣብ ሓደጋ ዲኹም? ሕጂ ናብ 112 ደውሉ።
    ህይወትኩም ከተጥፍኡ ትሓስቡ እንተ ኣለኹም፣ ናብ 113 ደውሉ፦ ሽዑ ንሽዑ ዝሕግዘኩም ሰብ ኣሎ።

# @machine
geen-bsn = ናይ መንነት ቁጽርኹም (BSN) ኣይትስደዱልና። ደምሲስናዮ ኣለና።

## ዕድመታት

# @machine
hallo-weer = ሰላም፣ እንቋዕ ብደሓን ተመለስኩም! መልእኽትታትና ኣብዚ ይበጽሓኩም እዩ።

# @machine
uitnodiging-gebruikt = ነዚ ኮድ ካልእ ሰብ ተጠቒሙሉ ኣሎ። ሓድሽ ኮድ ንምርካብ ናብ ሓጋዚኹም (klantmanager) ደውሉ።

# @machine
uitnodiging-verlopen = እዚ ኮድ ደጊም ኣይሰርሕን እዩ። ሓድሽ ኮድ ንምርካብ ናብ ሓጋዚኹም (klantmanager) ደውሉ።

## ካብ ሓደ ሰብ ንላዕሊ ዝጥቀመሉ ተሌፎን

# Boven een bericht: de anderen zien voor wie het is.
# @machine
bericht-voor = ን { $naam }፦

# @machine
voor-wie =
    ነዚ ተሌፎን ካብ ሓደ ሰብ ንላዕሊ ይጥቀሙሉ።
    መልእኽትኹም ብዛዕባ መን እዩ?
    .iemand-anders = ካልእ ሰብ

# @machine
voor-wie-stop =
    ሕራይ፣ ናብዚ ተሌፎን ንግዚኡ መልእኽቲ ኣይክንሰድድን ኢና።
    ድሕሪ ሕጂ መልእኽቲ ዘይደሊ መን እዩ?
    .iedereen = ኩላትና

# @machine
voor-wie-collega = የቐንየልና። ሓደ ሰራሕተኛ ኣብ ናይ ስራሕ መዓልቲ መልእኽትኹም ከንብቦ እዩ።

## ትምህርቲ ክቕየር ከሎ

# @machine
verplaatst =
    ሰላም { $naam }፣ ትምህርትኹም ሕጂ { $dag } ሰዓት { $tijd } ኮይኑ ኣሎ።
    ቦታ፦ { $plaats }።

# @machine
afgezegd = ሰላም { $naam }፣ ናይ { $dag } ሰዓት { $tijd } ትምህርቲ ኣይክህሉን እዩ። ክትመጹ ኣየድልን እዩ።

# Boven een bericht dat misschien al is aangekomen.
# @machine
nogmaals = ነዚ መልእኽቲ መሊስና ንሰደልኩም ኣለና፦

## Het menu van de Telegram-bot

# @machine
opdracht-start = መልእኽትታት ምጅማር
# @machine
opdracht-taal = ካልእ ቋንቋ ምምራጽ
# @machine
opdracht-mens = ሓገዝ ካብ ሰብ
# @machine
opdracht-stop = መልእኽትታት ምቁራጽ

# @machine
opdracht-afspraken = ቆጸራታተይ
