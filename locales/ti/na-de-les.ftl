# Na een les: wie er was, en wie wij misten.

# @machine
gemist-vraag =
    ሰላም { $naam }፣ ኣብ ትምህርቲ ናይ { $dag } ኣይረኣናኩምን።
    ነቲ ትምህርቲ ካልእ መዓልቲ ክትወስድዎ ትደልዩ ዶ?
    .ja = እወ፣ እደሊ
    .nee = ኣይፋል
    .hulp = ሕቶ ኣለኒ

# @machine
gemist-inhalen = ጽቡቕ! ሰራሕተኛ ምምሕዳር ከተማ ምሳኹም ሓድሽ መዓልቲ ክደሊ እዩ።

# @machine
geweest-vraag =
    ሰላም { $naam }፣ ኣብ ትምህርቲ ናይ { $dag } ስለ ዝነበርኩም ደስ ኢሉና!
    ክሳብ ሕጂ ካብ { $totaal } ትምህርቲ { $gevolgd } ወሲድኩም ኣለኹም።
    እቲ ትምህርቲ ንጹር ዶ ነይሩ?
    .ja = እወ
    .beetje = ቁሩብ
    .nee = ኣይፋል

# @machine
geweest-bedankt = የቐንየልና፣ እዚ ትምህርትታትና ንምምሕያሽ ይሕግዘና።

# @machine
geweest-onduidelijk = ስለ ዝነገርኩምና የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ብሓጎስ መሊሱ ክገልጸልኩም እዩ።

## ሰዓታት MAP፣ ሰሙናዊ

# @machine
map-uren-vraag =
    ሰላም { $naam }፣ ን MAP ክሳብ ሕጂ ካብ 40 ሰዓት { $totaal } ተለማሚድኩም ኣለኹም።
    ኣብዚ ሰሙን ክንደይ ሰዓት ተለማሚድኩም?
    .geen = ኣይተለማመድኩን
    .probleem = ሽግር ኣሎ
    .geen-plek = ቦታ የብለይን

# @machine
map-uren-bedankt = ጽቡቕ ጌርኩም፣ የቐንየልና! { $uren } ሰዓት መዝጊብና ኣለና።

# @machine
map-uren-geen = ስለ ዝነገርኩምና የቐንየልና። ዝመጽእ ሰሙን መሊስና ክንሓትተኩም ኢና።
