# @machine
brief-onderwerp-uitnodiging = መልእኽትታትና ብተሌፎንኩም ተቐበሉ
# @machine
brief-onderwerp-herinnering = ካባኹም እንተ ሰማዕና ደስ ይብለና
# @machine
brief-onderwerp-stil = ደሓን ዲኹም?

# @machine
brief-aanhef = ሰላም { $naam }፣

# @machine
brief-uitnodiging = ምውህሃድ ምስ ናብራ ሆላንድ (inburgering) ክትጅምሩ ኢኹም፣ ምምሕዳር ከተማ { $gemeente } ድማ ይሕግዘኩም። ክሳብ ሕጂ መልእኽቲ ክንሰደልኩም ኣይንኽእልን ኢና።
# @machine
brief-herinnering = ቅድሚ ሕጂ ደብዳቤ ሰዲድናልኩም ኔርና። ምናልባት ኣይበጽሓኩምን ይኸውን፣ ስለዚ መሊስና ንጽሕፈልኩም ኣለና።
# @machine
brief-stil = ናብ ተሌፎንኩም መልእኽትታት ሰዲድና፣ ግን ካባኹም ገና ኣይሰማዕናን። ምናልባት ኣይበጽሓኩምን ይኸውን።

# @machine
brief-waarom = ኣብ መልእኽትታትና ትምህርትኹም ኣበይን መዓስን ምዃኑ ተንብቡ። ሕቶ ክትሓቱ እውን ትኽእሉ።
# @machine
brief-hoe = ብካሜራ ተሌፎንኩም ሓደ ትርብዒት ዝቕርጹ ኮድ ስካን ግበሩ። ድሕሪኡ START ወይ «ስደድ» ጠውቑ።
# @machine
brief-typen = እንተ ዘይሰሪሑ፣ ኮድኩም ብመልእኽቲ ስደዱልና።
# @machine
brief-geldig = ኮድኩም ክሳብ { $dag } ይሰርሕ። እቲ ኮድ ንዓኹም ጥራይ እዩ፦ ንኻልእ ሰብ ኣይትሃብዎ።

# @machine
brief-hulp-bellen = ተሌፎን እንተ ዘይብልኩም፣ ወይ ክትዛረቡ እንተ መሪጽኩም፣ ናብ { $nummer } ደውሉ።
# @machine
brief-hulp-langs = ተሌፎን እንተ ዘይብልኩም፣ ወይ ክትዛረቡ እንተ መሪጽኩም፣ ናብ ምምሕዳር ከተማ { $gemeente } ምጹ።

# @machine
brief-groet = ምስ ልባዊ ሰላምታ፣

# @machine
brief-code = ኮድኩም፦

# @machine
code-typfout = እዚ ኮድ ቅሩብ ጌጋ ኣለዎ። ደብዳቤኹም መሊስኩም ርኣዩ፣ ነቲ ኮድ ድማ መሊስኩም ስደዱ።
# @machine
code-te-vaak = ብዙሕ ግዜ ቅኑዕ ዘይኮነ ኮድ ሰዲድኩም። ድሕሪ ሓደ ሰዓት መሊስኩም ፈትኑ፣ ወይ ናብ ምምሕዳር ከተማ ደውሉ።

# @machine
bewijs-vraag = ንስኹም ምዃንኩም ክነረጋግጽ ንደሊ። ቁጽሪ ገዛኹምን ዓመተ ልደትኩምን ስደዱ፣ ንኣብነት 12 1990።
    .hulp = ሕቶ ኣለኒ

# @machine
bewijs-fout = እዚ ምስቲ ንሕና ንፈልጦ ኣይሰማማዕን። ቁጽሪ ገዛኹምን ዓመተ ልደትኩምን ስደዱ፣ ንኣብነት 12 1990።
    .hulp = ሕቶ ኣለኒ

# @machine
bewijs-goed = የቐንየልና፣ ሕጂ ንስኹም ምዃንኩም ፈሊጥና። ሕጂ ደጊምኩም «ሓበሬታይ» ስደዱ።

# @machine
bewijs-collega = የቐንየልና። ሰራሕተኛ ምምሕዳር ከተማ ኣብ ናይ ስራሕ መዓልቲ ክሕግዘኩም እዩ፣ ድሕሪኡ ሓበሬታኹም ትርእዩ።

# @machine
code-gevraagd = እዚ ኮድ ኣብ ካልእ ተሌፎን ተጠቒምኩምሉ ኔርኩም። ንስኹም ዲኹም ኣቐዲምና ኣብኡ ንሓትት።

# @machine
tweede-vraag =
    ሓደ ሰብ ብኮድኩም ኣብ ካልእ ተሌፎን መልእኽቲ ክረክብ ይደሊ። ንስኹም ዲኹም?
    .ja = እወ፣ ኣነ እየ
    .nee = ኣይኮንኩን
    .bel = ደውሉለይ

# @machine
tweede-ja = የቐንየልና። ሕጂ ኣብቲ ካልእ ተሌፎን'ውን መልእኽቲ ክትረኽቡ ኢኹም።

# @machine
tweede-nee = የቐንየልና። እቲ ካልእ ተሌፎን መልእኽቲ ኣይረክብን፣ ሓደ ሰራሕተኛ ከኣ ክረኽበኩም እዩ።
