# Wat er verandert in een leven. Nooit vragen naar een ziekte of naar de reden.

trefwoord-verandering = ለውጢ ኣሎ, ለውጢ ህይወት, ሓሚመ, ሓሚመ ኣለኹ, ሓሚመ አለኹ, ሓሚመ ኣለኩ, ሕሙም እየ, ሕምምቲ እየ, ጥንስቲ, ጥንስቲ እየ, ጠኒሰ, ጠኒሰ ኣለኹ, ነፍሰ ጾር, ነፍሰ ጾር እየ, ነፍሰ ፆር, ነፍሰ ፆር እየ, ሰበይተይ ጥንስቲ እያ, ክወልድ እየ, ህጻን ክንወልድ ኢና, ህፃን, ህጻን, ገዛ ክቕይር እየ, ገዛ ክቅይር እየ, ገዛ ክንቅይር ኢና, ገዛ ቀይረ, ገዛ ምቕያር, ገዛ ምቅያር, ኣድራሻይ ተቐይሩ, ሓድሽ ኣድራሻ, hamime, hamime aleku

# @machine
verandering-vraag =
    ስለ ዝነገርኩምና የቐንየልና።
    እንታይ ይቕየር ኣሎ?
    .ziek = ንነዊሕ ግዜ ሓሚመ ኣለኹ
    .baby = ህጻን ክንወልድ ኢና
    .verhuizen = ገዛ ክቕይር እየ
    .werk = ስራሕ ረኺበ
    .anders = ካልእ ነገር

# @machine
verandering-ziek = ጥዕና ንምነየልኩም። ሓደ ሓደ ግዜ ተወሳኺ ግዜ ትረኽቡ፦ ሰራሕተኛ ምምሕዳር ከተማ ነዚ ምሳኹም ክርእዮ እዩ።

# @machine
verandering-baby = ደስ ዘብል እዩ! ሓደ ሓደ ግዜ ተወሳኺ ግዜ ትረኽቡ፦ ሰራሕተኛ ምምሕዳር ከተማ ነዚ ምሳኹም ክርእዮ እዩ።

# @machine
verandering-wanneer =
    ኣየናይ መዓልቲ ገዛ ክትቅይሩ ኢኹም?
    .weet-niet = ኣይፈልጥን እየ

# @machine
verandering-verhuizen = የቐንየልና። ናብ ካልእ ምምሕዳር ከተማ እንተ ኸድኩም እውን፣ ሰራሕተኛ ክሕግዘኩም እዩ።

# @machine
verandering-werk = እንቋዕ ሓጎሰኩም! ሰራሕተኛ ምምሕዳር ከተማ ስራሕን ትምህርትን ብሓባር ከመይ ከም ዝኸዱ ምሳኹም ክዛረብ እዩ።

## መጻምዲ

# Beleefd meervoud voor de partner: zegt niet of het een man of een vrouw is.
# @machine
partner-vraag =
    ሰላም { $naam }፣ መጻምድትኹም እውን ባዕሎም መልእኽቲ ክቕበሉ ይኽእሉ።
    መጻምድትኹም ከምኡ ይደልዩ ዶ?
    .ja = እወ
    .nee = ኣይፋል
    .weet-niet = ኣይፈልጥን እየ

# @machine
partner-ja = ጽቡቕ! ንመጻምድትኹም ናይ ባዕሎም ኮድ ዘለዎ ደብዳቤ ክበጽሖም እዩ።

# @machine
partner-nee = ጸገም የለን። ደሓር እውን ይከኣል እዩ።

## ስራሕ ወይ ትምህርቲ፦ ድሕሪኡ ከመይ ይኸይድ?

# @machine
nazorg-vraag =
    ሰላም { $naam }፣ ከመይ ከም ዘለኹም ክንፈልጥ ንደሊ።
    ስራሕኩም ወይ ትምህርትኹም ጽቡቕ ይኸይድ ዶ ኣሎ?
    .goed = እወ፣ ጽቡቕ ይኸይድ ኣሎ
    .gestopt = ተቛሪጹ ኣሎ
    .hulp = ሕቶ ኣለኒ

# @machine
nazorg-goed = ብምስማዕና ደስ ኢሉና! ደሓር መሊስና ክንሓትተኩም ኢና።

# @machine
nazorg-gestopt = የሕዝን እዩ፣ ቀሊል ኣይኮነን። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክድውለልኩም እዩ።

## ሰዓት ቆጸራ

trefwoord-spreekuur = ሰዓታት ቤት ጽሕፈት, ሰዓት ቤት ጽሕፈት, ናይ ምሸት ቆጸራ, ቆጸራ ምሓዝ, ቆጸራ ክሕዝ, ቆፀራ ክሕዝ, ቆጸራ ክሕዝ እደሊ, ቆጸራ እደሊ, ቆፀራ እደሊ, ቆጸራ ደልየ, ቆጸራ ሃቡኒ, መዓስ ክፉት ኣለኹም, ናብ ቤት ጽሕፈት ክመጽእ

# @machine
spreekuur-vraag =
    ናብ ሰራሕተኛ ምምሕዳር ከተማ ክትመጹ ትኽእሉ፣ ምሸት እውን።
    እንታይ ይሰማምዓኩም?
    .avond = ኣብ ምሸት
    .overdag = ብመዓልቲ
    .bellen = ብተሌፎን ይሓይሸኒ

# @machine
spreekuur-bedankt = የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ምሳኹም ቆጸራ ክሕዝ እዩ።
