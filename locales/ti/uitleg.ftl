# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = መብርሂ, እዚ እንታይ ማለት እዩ, እንታይ ማለት እዩ, ከቢድ ቃል, pvt እንታይ እዩ, map እንታይ እዩ, pip እንታይ እዩ

trefwoord-gevolgen = መቕጻዕቲ, መቅጻዕቲ, መቕጻዕቲ ኣለኒ ዶ, እንተዘይመጻእኩ እንታይ ይኸውን, እንተዘይሓለፍኩ እንታይ ይኸውን

# @machine
uitleg-vraag =
    ብዛዕባ ኣየናይ ቃል ክትፈልጡ ትደልዩ?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = ሰፊሕ ቃለ መሕትት
    .klantmanager = ሓላፊ ጉዳይ
    .duo = DUO
    .inburgeren = ውህደት
    .niveau = A1፣ A2ን B1ን
    .eindgesprek = ናይ መጨረሻ ዘተ

# @machine
uitleg-pvt = PVT ብዛዕባ ህይወትን ክብርታትን ኣብ ሆላንድ ትምህርቲ እዩ። ኣብ መወዳእታ ትፍርሙ።

# @machine
uitleg-map = MAP ብዛዕባ ስራሕ ኣብ ሆላንድ እዩ። ትመሃሩን ኣብ ሓደ ቦታ 40 ሰዓት ትለማመዱን።

# @machine
uitleg-pip = PIP ናይ ውህደት መደብኩም እዩ። እንታይ ከም እትገብሩን መን ከም ዝሕግዘኩምን ኣብኡ ኣሎ።

# @machine
uitleg-intake = ሰፊሕ ቃለ መሕትት ብዛዕባኹም ዘተ እዩ። ብዛዕባ ትምህርቲ፣ ስራሕን ድሌትኩምን ንዛረብ።

# @machine
uitleg-klantmanager = ሓላፊ ጉዳይ ኣብ ውህደት ይሕግዘኩም። እዚ ሰብ ኣብ ምምሕዳር ከተማ ይሰርሕ።

# @machine
uitleg-duo = DUO ናይ መንግስቲ ቤት ጽሕፈት እዩ። DUO ፈተናታትን ልቓሕን የዳሉ።

# @machine
uitleg-inburgeren = ውህደት ቋንቋ ሆላንድ ምምሃርን ኣብ ሆላንድ ምስታፍን እዩ። ምምሕዳር ከተማ ይሕግዘኩም።

# @machine
uitleg-niveau = A1፣ A2ን B1ን ቋንቋ ክሳብ ክንደይ ከም እትፈልጡ ይነግሩ። A1 መጀመርታ እዩ።

# @machine
uitleg-eindgesprek = ናይ መጨረሻ ዘተ ናይ MAP መወዳእታ ዘተ እዩ። ዝተማህርኩምዎ ትነግሩ።

# @machine
gevolgen-uitleg = ጽቡቕ ሓቲትኩም። ሓደ ሰራሕተኛ ምምሕዳር ከተማ ብሓጎስ ከብርሃልኩም እዩ።

# @machine
duidelijk-vraag = እዚ ንዓኹም ንጹር ዶ ነይሩ?
    .ja = እወ
    .beetje = ቁሩብ
    .nee = ኣይፋል

# @machine
duidelijk-bedankt = የቐንየልና፣ እዚ ይሕግዘና።

# @machine
duidelijk-collega = ስለ ዝነገርኩምና የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ብሓጎስ መሊሱ ክገልጸልኩም እዩ።
