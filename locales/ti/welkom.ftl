# De eerste kennismaking, na de code of de link uit de brief.

# De namen van de talen blijven in elke taal dezelfde.
# @machine
welkom-taal =
    ሰላም { $naam }፣ እንቋዕ ናብ መልእኽትታት ምምሕዳር ከተማ { $gemeente } ብደሓን መጻእኩም።
    መልእኽትታትና ብኣየናይ ቋንቋ ትደልዩ?
    .meer = ካልኦት ቋንቋታት

# @machine
welkom-toestemming =
    ብዛዕባ ትምህርትኹምን ቆጸራታትኩምን መልእኽቲ ክንሰደልኩም ንደሊ።
    «ደው» ወይ STOP ብዝብል ቃል ኩሉ ግዜ ደው ከተብልዎ ትኽእሉ።
    ምምሕዳር ከተማ { $gemeente } መልእኽቲ ክሰደልኩም ትፈቕዱ ዶ?
    .ja = እወ፣ እፈቅድ
    .nee = ኣይፋል፣ ኣይደልን
    .hulp = ሕቶ ኣለኒ

# @machine
welkom-klaar =
    የቐንየልና { $naam }፦ ካብ ሕጂ መልእኽቲ ኣብዚ ክንሰደልኩም ኢና።
    ሓገዝ እንተ ደሊኹም «ሓገዝ» ዝብል ቃል ስደዱ።

# @machine
welkom-per-brief =
    ሕራይ፣ ካብ ምምሕዳር ከተማ { $gemeente } ደብዳቤ ክበጽሓኩም እዩ።
    ደሓር መልእኽቲ እንተ ደሊኹም «ጀምር» ዝብል ቃል ስደዱ።
