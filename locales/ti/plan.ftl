# Een plan maken, en eraan herinneren in de eigen woorden van de persoon.

trefwoord-plan = መደበይ, ናተይ መደብ, መደብ ምውጻእ, መደብ ምውፃእ, መደብ ከውጽእ, መደብ ክገብር, መደብ ምግባር, ፕላነይ, ናተይ ፕላን, ፕላን ምግባር, ትልመይ

# @machine
plan-taal =
    መደብ ንትምህርቲ ይሕግዝ።
    ሰሙናዊ ቋንቋ ሆላንድ መዓስ ትመሃሩ?
    .weet-niet = ኣይፈልጥን እየ

# @machine
plan-delen =
    ነቶም ካልኦት ክፍልታትከ፣ ከም PVTን MAPን፣ መዓስ?
    .weet-niet = ኣይፈልጥን እየ

# @machine
plan-anders =
    ሓድሓደ ግዜ ነገራት ካልእ ይኸውን።
    ሽዑ መደብኩም እንታይ እዩ?
    .weet-niet = ኣይፈልጥን እየ

# @machine
plan-bedankt = ጽቡቕ መደብ! ድሕሪ ሓደ ሰሙን ከመይ ይኸይድ ከም ዘሎ ክንሓትተኩም ኢና።

# @machine
plan-herinnering =
    ሰላም { $naam }፣ ንቋንቋ ሆላንድ መደብኩም እዚ ነይሩ፦ { $plan-taal }።
    ይሰርሓልኩም ዶ ኣሎ?
    .ja = እወ፣ ይሰርሓለይ ኣሎ
    .nee = ኣይፋል፣ ገና
    .ander-plan = ሓድሽ መደብ

# @machine
plan-nu-vraag =
    ሰላም { $naam }፣ ሕጂ መደብኩም እዚ እዩ፦ { $eigen-plan }።
    ይሰርሓልኩም ዶ ኣሎ?
    .ja = እወ፣ ይሰርሓለይ ኣሎ
    .nee = ኣይፋል፣ ገና
    .ander-plan = ሓድሽ መደብ

# @machine
plan-lukt = ጽቡቕ ትገብሩ ኣለኹም! ድሕሪ ሓደ ወርሒ መሊስና ክንሓትተኩም ኢና።

# @machine
plan-lukt-niet = ጸገም የለን። ሰራሕተኛ ምምሕዳር ከተማ እንታይ ክሕግዝ ከም ዝኽእል ምሳኹም ክርኢ እዩ።
