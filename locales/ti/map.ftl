# MAP: de lessen over werk.

# @machine
map-vraag =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ትምህርቲ MAP (ብዛዕባ ስራሕ) ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }።
    ክትመጹ ዲኹም?
    .komt = ክመጽእ እየ
    .komt-niet = ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
map-komt = ክትመጹ ስለ ዝኾንኩም ደስ ኢሉና! { $dag } ሰዓት { $tijd } የራኽበና።

# Voor wie al zei: ik kom.
# @machine
map-herhaling =
    ሰላም { $naam }፣ { $dagen ->
        [0] ሎሚ
        [1] ጽባሕ
       *[other] ድሕሪ { $dagen } መዓልቲ
    } ትምህርቲ MAP ኣለኩም፦ { $dag } ሰዓት { $tijd }።
    ቦታ፦ { $plaats }, { $adres }።

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
# @machine
map-herhaling-sjabloon =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ትምህርቲ MAP ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }፣ የራኽበና!
