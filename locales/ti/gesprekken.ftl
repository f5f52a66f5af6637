# Gesprekken met de gemeente: de brede intake, de voortgang, het eindgesprek van de MAP.

# Bij iedereen is een deel zonder partner: dat is een recht, en niemand hoeft erom te vragen.
# @machine
gesprek-intake =
    ሰላም { $naam }፣ ናይ መጀመርታ ዝርርብ (intake) { $dag } ሰዓት { $tijd } ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# ንስኹም is ook "jullie": daarom "met ieder mens apart".
# @machine
gesprek-intake-alleen = ገለ ክፋል ናይቲ ዝርርብ ምሳኹም በይንኹም እዩ። ምስ ነፍሲ ወከፍ ሰብ ከምኡ ኢና ንገብር።

# @machine
gesprek-voortgang =
    ሰላም { $naam }፣ ምስ ምምሕዳር ከተማ ዝርርብ { $dag } ሰዓት { $tijd } ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
gesprek-einde =
    ሰላም { $naam }፣ ናይ መወዳእታ ዝርርብ MAP { $dag } ሰዓት { $tijd } ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .niet-klaar = ገና ድሉው ኣይኮንኩን

# @machine
gesprek-bijeenkomst =
    ሰላም { $naam }፣ ናባና ክትመጹ ንዕድመኩም ኣለና፦ { $dag } ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
gesprek-herhaling =
    ሰላም { $naam }፣ ብሓጎስ ንጽበየኩም ኣለና፦ { $dag } ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }፣ የራኽበና!

# @machine
gesprek-niet-klaar = ስለ ዝነገርኩምና የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ገና እንታይ ከም ዘድሊ ምሳኹም ክርኢ እዩ።

## ኣይክእልን፦ እንታይ ይሕግዝ?

# @machine
wat-helpt-vraag =
    የቐንየልና፣ ሕጂ ፈሊጥና ኣለና።
    ምእንቲ ክትመጹ እንታይ ምሓገዘኩም?
    .andere-dag = ካልእ መዓልቲ
    .avond = ናይ ምሸት ትምህርቲ
    .online = ብኢንተርነት ምስታፍ
    .opvang = ሓገዝ ክንክን ቆልዑ
    .tolk = ኣስተርጓሚ
    .samen = ብሓባር ምጉዓዝ
    .niets = ዋላ ሓንቲ፣ የቐንየለይ

# @machine
wat-helpt-bedankt = የቐንየልና። ዝሰማምዓኩም ነገር ንምርካብ ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክድውለልኩም እዩ።
