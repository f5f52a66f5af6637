# Sidee wax u socdaan? Afartii toddobaadba mar.

# @machine
check-in-school =
    Salaan { $naam }, waxaan rabnaa inaan ogaanno sida aad tahay.
    Miyaad bilowday casharrada Af-Holandays?
    .ja = Haa
    .nog-niet = Weli maya
    .hulp = Caawimo ayaan rabaa

# @machine
check-in-uren =
    MAP darteed 40 saacadood ayaad goob shaqo ku tababarataa.
    Immisa ayaad dhammaysay?
    .nul = Weli waxba
    .tien = 1 ilaa 10 saacadood
    .twintig = 11 ilaa 25 saacadood
    .veertig = 26 ilaa 40 saacadood
    .weet-niet = Ma garanayo

# @machine
check-in-hoe =
    Sidee bay hadda kuugu socotaa la-qabsiga bulshada?
    .goed = Si fiican
    .gaat-wel = Waa caadi
    .niet-zo-goed = Si aan fiicnayn
    .slecht = Si xun

# @machine
check-in-obstakel =
    Maxaa hadda kugu adag?
    .niets = Waxba, waa hagaag
    .opvang = Xannaanada ilmaha
    .werk = Shaqadayda
    .geld = Lacag
    .wachtlijst = Liis sugitaan
    .anders = Arrin kale

# @machine
check-in-goed-zo = Waa wax fiican! Dhowr toddobaad ka dib ayaan ku weydiin doonnaa.

# @machine
check-in-bespreken = Waad ku mahadsan tahay inaad noo sheegtay. Shaqaale degmada ka tirsan ayaa kaala hadli doona.
