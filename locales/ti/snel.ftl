# @machine
snel-bellen = { $collega }: ሎሚ ክንድውለልኩም ኢና።

# @machine
snel-genoteerd = { $collega }: የቐንየልና፣ ጽሒፍናዮ ኣሎና።

# @machine
snel-foto = { $collega }: ስእሊ ናይቲ ደብዳበ ስደዱልና። ምሳኹም ክንርእዮ ኢና።

# @machine
snel-verplaatst = { $collega }: እቲ ትምህርቲ ኣብ ካልእ መዓልቲ እዩ። ሓድሽ ዕለት ክንሰደልኩም ኢና።

# @machine
snel-uitzoeken = { $collega }: ነዚ ክንጻርየልኩም ኢና። ክንሕብረኩም ኢና።

# @machine
snel-langskomen = { $collega }: ናብ ምምሕዳር ከተማ ምጹ። ኣብኡ ክንሕግዘኩም ኢና።

# @machine
snel-nummer = { $collega }: ብኣየናይ ቁጽሪ ክንድውለልኩም ንኽእል?

# @machine
snel-wanneer = { $collega }: መዓስ ክንድውለልኩም ይሓይሽ?

# @machine
snel-nog-een-keer = { $collega }: መልእኽትኹም ገና ኣይተረድኣናን። ደጊምኩም ክትጽሕፍዎ ትኽእሉ ዶ?

# @machine
schrijf-terug = ሰላም { $naam }፣ ሓደ ሰራሕተኛ ምምሕዳር ከተማ መልእኽቲ ኣለዎ ንዓኹም። እወ ዝብል ቃል ስደዱልና፣ ሽዑ ክትረኽብዎ ኢኹም።
