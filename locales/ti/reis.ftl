# @machine
reis-vraag =
    ሰላም { $naam }፣ { $dag } ሰዓት { $tijd } ክንርእየኩም ኢና።
    ቦታ: { $plaats }, { $adres }።
    ብኸመይ ክትመጹ ኢኹም?
    .fiets = ብብሽክለታ
    .ov = ብኣውቶቡስ ወይ ባቡር
    .lopen = ብእግረይ
    .auto = ብመኪና
    .samen = ምስ ሰብ ይሓይሽ

# @machine
reis-bedankt = ጽቡቕ መደብ! ኣቐዲምኩም ውጹ፣ ሽዑ ኣይትህወኹን ኢኹም።

# @machine
reis-samen = ስለ ዝነገርኩምና የቐንየልና። ሓደ መራሒ ናይ መጀመርታ ግዜ ምሳኹም ክኸይድ ይኽእል።
