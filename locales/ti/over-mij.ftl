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
