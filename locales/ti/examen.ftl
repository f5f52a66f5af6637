# Examens. De datum staat bij DUO; tot 7 dagen ervoor is veranderen gratis.

# @machine
examen-vraag =
    ሰላም { $naam }፣ ፈተናኹም { $dag } ሰዓት { $tijd } እዩ።
    ቦታ፦ { $plaats }, { $adres }።
    በዛ መዓልቲ እዚኣ ክትመጹ ትኽእሉ ዶ?
    .komt = እወ፣ ይኽእል እየ
    .komt-niet = ኣይፋል፣ ኣይክእልን እየ
    .hulp = ሕቶ ኣለኒ

# @machine
examen-andere-dag = መዓልቲ ፈተና ምቕያር ክሳብ 7 መዓልቲ ቅድሚኡ ብነጻ እዩ። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክሕግዘኩም እዩ።

# @machine
examen-morgen =
    ሰላም { $naam }፣ ፈተናኹም { $dag } ሰዓት { $tijd } እዩ።
    ፓስፖርት ወይ ካርድ መንበሪ ፍቓድ ሒዝኩም፣ ፍርቂ ሰዓት ኣቐዲምኩም ምጹ።

# @machine
examen-vandaag =
    ሰላም { $naam }፣ ሎሚ ሰዓት { $tijd } ፈተና ኣለኩም።
    ቦታ፦ { $plaats }, { $adres }፣ ጽቡቕ ዕድል!

# @machine
examen-uitslag =
    ሰላም { $naam }፣ ቅድሚ ገለ ግዜ ፈተና ወሲድኩም ኔርኩም።
    ውጽኢቱ በጺሑኩም ድዩ?
    .gehaald = እወ፣ ሓሊፈ
    .niet-gehaald = እወ፣ ግን ኣይሓለፍኩን
    .nog-niet = ገና ኣይበጽሓንን

# @machine
examen-gehaald = እንቋዕ ሓጎሰኩም፣ ጽቡቕ ጌርኩም! ክንምዝግቦ ኢና።

# @machine
examen-niet-gehaald = የሕዝን እዩ፣ ግን መሊስኩም ክትፍተኑ ትኽእሉ። ሰራሕተኛ ምምሕዳር ከተማ ምሳኹም መደብ ከውጽእ እዩ።

# @machine
examen-nog-niet = ጽቡቕ። ድሕሪ ኣርባዕተ ሰሙን ደጊምና ክንሓተኩም ኢና።
