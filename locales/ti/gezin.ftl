# Hoe gaat het? Voor wie zelf een taalschool zoekt: gezinsmigranten en anderen.

# @machine
gezin-school =
    ሰላም { $naam }፣ ቤት ትምህርቲ ቋንቋ ባዕልኹም ትመርጹ።
    ቤት ትምህርቲ መሪጽኩም ዶ ኣለኹም?
    .ja = እወ
    .nog-niet = ገና ኣይመረጽኩን
    .hulp = ሓገዝ የድልየኒ

# @machine
gezin-begonnen =
    ቤት ትምህርቲ ስለ ዝረኸብኩም ደስ ኢሉና!
    ትምህርቲ ጀሚርኩም ዶ ኣለኹም?
    .ja = እወ
    .nog-niet = ገና ኣይጀመርኩን

# @machine
gezin-wanneer =
    ኣየናይ መዓልቲ ክትጅምሩ ኢኹም?
    .weet-niet = ኣይፈልጥን እየ

# @machine
gezin-niveau =
    ሕጂ ኣብ ኣየናይ ደረጃ ኣለኹም?
    .alfa = ምንባብን ምጽሓፍን
    .a1 = A1
    .a2 = A2
    .b1 = B1 ወይ ልዕሊኡ
    .weet-niet = ኣይፈልጥን እየ

# @machine
gezin-scholen = ኣብ inburgeren.nl ኣብ ከባቢኹም ዘለዉ ኣብያተ ትምህርቲ ትረኽቡ። ሰራሕተኛ ምምሕዳር ከተማ ብሓጎስ ምሳኹም ክደሊ እዩ።
