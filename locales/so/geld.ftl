# Lacagta casharrada. Weligeed ha la weydiin sababta qof uusan amaah u rabin.

trefwoord-geld =
    lacag, lacagta, lacag ma haysto, lacag ma hayo, lacag la'aan, lacag ayaan u baahanahay,
    lacag baan u baahanahay, lacagta casharrada, lacagta casharada, amaah, amaahda, amaah ayaan rabaa,
    amaah baan rabaa, deyn, dayn, deymo, daymo, deyn baa la igu leeyahay, deyn ayaa la igu leeyahay,
    dayn baa la igu leeyahay, dayn ayaa la igu leeyahay, dulsaar, ribo, ma bixin karo

# @machine
geld-vraag =
    Casharradu lacag bay ku kacaan, shaqaalena wuu kula fikirayaa.
    Maxaad rabtaa inaad ka hadasho?
    .lenen = Amaah DUO ah
    .zonder = Bixin amaah la'aan ah
    .schulden = Deyn baa la igu leeyahay
    .anders = Arrin kale

# @machine
geld-lenen = DUO lacag ayaad ka amaahan kartaa; inta ay tahay waxay ku xiran tahay dakhligaaga. Shaqaale ayaa kula xisaabin doona.

# @machine
geld-zonder = Uma baahnid inaad amaahato: mararka qaar qaybo ayaad ku bixin kartaa. Shaqaale ayaa kula eegi doona waxa suurtagal ah.

# @machine
geld-schulden = Mahadsanid, waad noo sheegtay; dad badan ayay ku dhacdaa. Shaqaale ayaa ku soo wici doona maalin shaqo.

# @machine
geld-anders = Shaqaale ayaa ku soo wici doona maalin shaqo. Su'aashaada hadda ayaad halkan ku qori kartaa.
