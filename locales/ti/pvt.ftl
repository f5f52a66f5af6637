# PVT: de lessen over Nederland en de ondertekening.
# PVT en MAP blijven staan zoals in de brieven.

# @machine
pvt-vraag =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ትምህርቲ PVT (ናብራ ኣብ ሆላንድ) ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
pvt-vraag--b =
    ሰላም { $naam }፣ ትምህርቲ PVT (ናብራ ኣብ ሆላንድ) { $dag } ሰዓት { $tijd } እዩ።
    ቦታ ሓዚእናልኩም ኣለና፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?

# @machine
pvt-excursie =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ጉጅለ PVT ንዙረት ክወጽእ እዩ።
    ካብዚ ክንጅምር ኢና፦ { $plaats }, { $adres }።
    ምሳና ክትከዱ ዲኹም?
    .komt = ምሳኹም ክኸይድ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
pvt-ondertekening =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } መግለጺ ተሳትፎ (participatieverklaring) ክትፍርሙ ኢኹም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# Twee uur van tevoren, als iemand nog niets zei.
# @machine
pvt-straks-vraag =
    ሰላም { $naam }፣ ትምህርቲ PVT ሎሚ እዩ፦ { $dag } ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
pvt-komt = ክትመጹ ስለ ዝኾንኩም ደስ ኢሉና! { $dag } ሰዓት { $tijd } የራኽበና።

# @machine
pvt-meenemen = በጃኹም ናብ ትምህርቲ እዚ ሒዝኩም ምጹ፦ { $meenemen }።

# Voor wie al zei: ik kom.
# @machine
pvt-herhaling =
    ሰላም { $naam }፣ { $dagen ->
        [0] ሎሚ
        [1] ጽባሕ
       *[other] ድሕሪ { $dagen } መዓልቲ
    } ትምህርቲ PVT ኣለኩም፦ { $dag } ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }።

# @machine
pvt-straks =
    ደሓር የራኽበና { $naam }፦ ትምህርቲ PVT ሎሚ እዩ፣ { $dag }፣ ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }።

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
# @machine
pvt-herhaling-sjabloon =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ትምህርቲ PVT ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }፣ የራኽበና!
