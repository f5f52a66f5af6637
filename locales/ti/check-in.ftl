# Hoe gaat het? Elke vier weken.

# @machine
check-in-school =
    ሰላም { $naam }፣ ከመይ ከም ዘለኹም ክንፈልጥ ንደሊ።
    ናብ ትምህርቲ ቋንቋ ሆላንድ ትኸዱ ዶ ኣለኹም?
    .ja = እወ
    .nog-niet = ገና ኣይጀመርኩን
    .hulp = ሓገዝ የድልየኒ

# @machine
check-in-uren =
    ን MAP ኣብ ቦታ ስራሕ 40 ሰዓት ትልማመዱ።
    ክሳብ ሕጂ ክንደይ ሰዓት ሰሪሕኩም?
    .nul = ገና ኣይጀመርኩን
    .tien = ካብ 1 ክሳብ 10 ሰዓት
    .twintig = ካብ 11 ክሳብ 25 ሰዓት
    .veertig = ካብ 26 ክሳብ 40 ሰዓት
    .weet-niet = ኣይፈልጥን እየ

# @machine
check-in-hoe =
    ሕጂ ምውህሃድኩም ከመይ ይኸይድ ኣሎ?
    .goed = ጽቡቕ
    .gaat-wel = ደሓን
    .niet-zo-goed = ብዙሕ ጽቡቕ ኣይኮነን
    .slecht = ሕማቕ

# @machine
check-in-obstakel =
    ሕጂ እንታይ እዩ ዘጸግመኩም ዘሎ?
    .niets = ሽግር የለን፣ ኩሉ ጽቡቕ
    .opvang = ክንክን ቆልዑ
    .werk = ስራሐይ
    .geld = ገንዘብ
    .wachtlijst = ናይ ምጽባይ ዝርዝር
    .anders = ካልእ ነገር

# @machine
check-in-goed-zo = ብምስማዕና ደስ ኢሉና! ድሕሪ ቁሩብ ሰሙናት መሊስና ክንሓትተኩም ኢና።

# @machine
check-in-bespreken = ስለ ዝነገርኩምና የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ብዛዕባ እዚ ምሳኹም ክዛረብ እዩ።
