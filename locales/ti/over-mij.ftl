## Wie vraagt naar afspraken of gegevens

# @machine
afspraken-lijst =
    ቆጸራታትኩም እዚኣቶም እዮም፦
    { $afspraken }

# Een regel van de lijst. Online: geen adres.
# @machine
afspraak-regel =
    { $dag } ሰዓት { $tijd } - { $antwoord ->
        [komt] ክትመጹ ኢኹም
        [komt-niet] ኣይክትመጹን ኢኹም
       *[onbekend] መልሲ ገና የለን
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = ምሳና ቆጸራ የብልኩምን። ርግጸኛታት እንተ ዘይኮንኩም «ሓገዝ» ስደዱ።

# @machine
gegevens-vraag =
    ብዛዕባኹም ንፈልጦ እዚ እዩ፦
    { $gegevens }
    ልክዕ ድዩ?
    .klopt = ልክዕ እዩ
    .anders = ጌጋ ኣሎ
    .weg = ሓደ ነገር ደምስሱ
    .rustig = ህዱእ መልእኽትታት
    .horen = ኣንብቡለይ
    .niet-horen = ድምጺ ኣይደልን

# @machine
gegevens-naam = ስም፦ { $naam }
# @machine
gegevens-taal = ቋንቋ፦ { $taal }
# @machine
gegevens-kanaal = መልእኽትታት ብ፦ { $kanaal }
# @machine
gegevens-klantmanager = ሓጋዚኹም (klantmanager)፦ { $klantmanager }

# @machine
gegevens-klaar = ጽቡቕ፣ የቐንየልና።
# @machine
gegevens-collega = የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክሕግዘኩም እዩ።

# Op een telefoon van meer mensen staat hier niets over één van hen.
# @machine
gedeeld-collega = ነዚ ተሌፎን ካብ ሓደ ሰብ ንላዕሊ ይጥቀሙሉ። ሓደ ሰራሕተኛ ኣብ ናይ ስራሕ መዓልቲ ክድውለልኩም እዩ።

# @machine
afspraak-agenda = ኣብ ካላንደርኩም ኣእትውዎ: { $agenda }

# @machine
rustig-vraag =
    ሽዑ ቅድም ዛዕባ ዘይብሉ ሓጺር መልእኽቲ ንሰድድ። እቲ ዝተረፈ ኣንብብ ምስ ጠወቕኩም ጥራይ ትርእይዎ። ከምኡ ትደልዩ ዶ?
    .ja = እወ፣ በጃኹም
    .nee = ኣይፋል፣ ኣየድልን

# @machine
rustig-bericht =
    ሰላም { $naam }፣ ንዓኹም መልእኽቲ ኣሎ። ከተንብብዎ ትደልዩ ዶ?
    .ja = ኣንብብ

# @machine
rustig-aan = ካብ ሕጂ ንደሓር መልእኽትታትና ከምዚ ይጅምር። ዛዕባኡ ድሕሪ ኣንብብ ጥራይ ትርእይዎ።

# @machine
rustig-uit = ጽቡቕ። መልእኽትታትና ዛዕባኡ ብቐጥታ ይነግር።

# @machine
rustig-later = ጽቡቕ። ዝጥዕመኩም ግዜ ኣንብብ ጠውቑ።

# @machine
rustig-voorbij = እዚ መልእኽቲ ሓሊፉ እዩ። ሓደ ነገር ክትሓቱ እንተ ደሊኹም «ሓገዝ» ዝብል ቃል ስደዱ።

# @machine
horen-aan = ጽቡቕ። ድምጺ እንተሃልዩ ምስ መልእኽትታትና ክንሰዶ ኢና።

# @machine
horen-uit = ጽቡቕ፡ ካብ ሕጂ ድምጺ ኣይንሰድድን። መልእኽትታትና ኩሉ ግዜ ከተንብብዎ ትኽእሉ።

# @machine
verberg-klaar = ተወዲኡ። ካብ ክልተ መዓልቲ ንላዕሊ ዝገበረ ባዕልኹም ጥራይ ኢኹም ክትድምስስዎ ትኽእሉ።

# @machine
verberg-zelf = ኣብ ዋትስኣፕ መልእኽትታት ክድምስስ ኣይክእልን እየ። ነዚ ዝርርብ ኣብቲ ዝርዝር ጸቒጥኩም ሒዝኩም «ደምስስ» ምረጹ።

# @machine
verberg-knop = መልእኽትታት ምድምሳስ
    .verberg = መልእኽትታት ሕብኡ
