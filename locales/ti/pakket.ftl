# Het welkomstpakket: een tip per drie dagen. Een gemeente schrijft hier haar eigen plaatsen in.

# @machine
pakket-vraag =
    ሰላም { $naam }፣ ንናይ መጀመርታ ሰሙናትኩም ኣብዚ ሓሙሽተ ምኽርታት ኣለና።
    ነዞም ምኽርታት ክትቅበሉ ትደልዩ ዶ?
    .ja = እወ፣ እደሊ
    .nee = ኣይፋል፣ የቐንየለይ

# @machine
pakket-taal = ሰላም { $naam }፣ ምኽሪ 1፦ ኣብ oefenen.nl መዓልታዊ 10 ደቒቕ ቋንቋ ሆላንድ ተለማመዱ።

# @machine
pakket-bieb = ሰላም { $naam }፣ ምኽሪ 2፦ ኣብ ቤተ መጻሕፍቲ ናይ ቋንቋ ካፈ ኣሎ። ኣብኡ ምስ ካልኦት ትዛረቡ፣ ብነጻ ድማ እዩ።

# @machine
pakket-dokter = ሰላም { $naam }፣ ምኽሪ 3፦ እንተ ሓሚምኩም ናብ ሓኪም ስድራኹም (huisarts) ደውሉ። ኣብ ሓደጋ ናብ 112 ደውሉ።

# @machine
pakket-woorden = ሰላም { $naam }፣ ምኽሪ 4፦ PIP ናትኩም መደብ እዩ። PVT ብዛዕባ ሆላንድ፣ MAP ድማ ብዛዕባ ስራሕ ትምህርቲ እዩ።

# @machine
pakket-buurt = ሰላም { $naam }፣ ምኽሪ 5፦ ናብ ማእከል ማሕበረሰብ (buurthuis) ኪዱ። ኣብኡ ምስ ሰባት ከባቢኹም ትላለዩ።

# @machine
pakket-goed = ጽቡቕ! በብቁሩብ መዓልታት ሓደ ምኽሪ ክበጽሓኩም እዩ።

# @machine
pakket-niet = ሕራይ፣ ጸገም የለን።
