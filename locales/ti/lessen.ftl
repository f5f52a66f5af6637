# @machine
inhalen-een =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ምስ ካልእ ጉጅለ ክትወስድዎ ትኽእሉ፦
    { $lessen }
    ሽዑ ክትመጹ ዲኹም?
    .eerste = እወ፣ ክመጽእ እየ
    .geen = ሽዑ ኣይክእልን

# @machine
inhalen-twee =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ኣብዘን መዓልታት ክትወስድዎ ትኽእሉ፦
    { $lessen }
    ኣየነይቲ መዓልቲ ትጥዕመኩም?
    .eerste = መዓልቲ 1
    .tweede = መዓልቲ 2
    .geen = ዋላ ሓንቲ

# @machine
inhalen-drie =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ኣብዘን መዓልታት ክትወስድዎ ትኽእሉ፦
    { $lessen }
    ኣየነይቲ መዓልቲ ትጥዕመኩም?
    .eerste = መዓልቲ 1
    .tweede = መዓልቲ 2
    .derde = መዓልቲ 3
    .geen = ዋላ ሓንቲ

# @machine
inhalen-een-sjabloon =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ምስ ካልእ ጉጅለ ክትወስድዎ ትኽእሉ፦
    { $dag1 } ሰዓት { $tijd1 }፣ { $plaats1 }
    ሽዑ ክትመጹ ዲኹም?

# @machine
inhalen-twee-sjabloon =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ኣብዘን መዓልታት ክትወስድዎ ትኽእሉ፦
    1: { $dag1 } ሰዓት { $tijd1 }፣ { $plaats1 }
    2: { $dag2 } ሰዓት { $tijd2 }፣ { $plaats2 }
    ኣየነይቲ መዓልቲ ትጥዕመኩም?

# @machine
inhalen-drie-sjabloon =
    ሰላም { $naam }፣ ነቲ ትምህርቲ ኣብዘን መዓልታት ክትወስድዎ ትኽእሉ፦
    1: { $dag1 } ሰዓት { $tijd1 }፣ { $plaats1 }
    2: { $dag2 } ሰዓት { $tijd2 }፣ { $plaats2 }
    3: { $dag3 } ሰዓት { $tijd3 }፣ { $plaats3 }
    ኣየነይቲ መዓልቲ ትጥዕመኩም?

# @machine
inhalen-regel = { $nummer }. { $dag } ሰዓት { $tijd }፣ { $plaats }

# @machine
inhalen-genoteerd = የቐንየልና፣ እቲ ትምህርቲ ተመዝጊቡልኩም ኣሎ። መዘኻኸሪ ክንልእከልኩም ኢና።

# @machine
inhalen-geen-dag = ጽቡቕ። ሰራሕተኛ ምምሕዳር ከተማ ምሳኹም ካልእ መዓልቲ ክደሊ እዩ።

# @machine
inhalen-vol = ይቕሬታ፣ እቲ ትምህርቲ ሕጂ መሊኡ።

# @machine
praktisch-lijst =
    ክትፈልጥዎ ጽቡቕ፦
    { $praktisch }

# @machine
praktisch-meenemen = ሒዝኩም ምጹ፦ { $wat }።

# @machine
praktisch-reistip = መንገዲ፦ { $wat }።

# @machine
praktisch-opvang = ክንክን ቆልዑ ኣሎ፦ ውላድኩም ምሳኹም ክመጽእ ይኽእል።

# @machine
praktisch-tolk = ንቋንቋኹም ተርጓሚ ኣሎ።

# @machine
peiling-vraag =
    { $dag } ብሓባር ክንዛረብ ኢና።
    ብዛዕባ እንታይ ክትዛረቡ ትደልዩ?
    .school = ቋንቋን ትምህርትን
    .werk = ስራሕ
    .geld = ገንዘብ
    .kinderen = ቆልዑ
    .anders = ካልእ ነገር

# @machine
peiling-bedankt = የቐንየልና፣ ኣብቲ ኣኼባ ብዛዕባኡ ክንዛረብ ኢና።
