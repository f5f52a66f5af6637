# Qorshe samayn, iyo xusuusin erayada qofka laftiisa.

trefwoord-plan =
    qorshe, qorshahayga, qorshaheyga, qorshe samee, qorshe samayn, qorshe samayso,
    qorshe ayaan rabaa, qorshe baan rabaa, qorshe cusub

# @machine
plan-taal =
    Qorshe barashada ayuu caawiyaa.
    Goorma ayaad toddobaadkii Af-Holandays barataa?
    .weet-niet = Ma garanayo

# @machine
plan-delen =
    Qaybaha kalena, sida PVT iyo MAP, ka warran?
    .weet-niet = Ma garanayo

# @machine
plan-anders =
    Mararka qaarkood wax kale ayaa dhaca.
    Markaas qorshahaagu waa maxay?
    .weet-niet = Ma garanayo

# @machine
plan-bedankt = Qorshe fiican! Toddobaad ka dib ayaan wax ka weydiinaynaa.

# @machine
plan-herinnering =
    Salaan { $naam }, kani wuxuu ahaa qorshahaaga Af-Holandayska: { $plan-taal }.
    Ma kuu socdaa?
    .ja = Haa, wuu ii socdaa
    .nee = Maya, weli ma socdo
    .ander-plan = Qorshe cusub

# @machine
plan-nu-vraag =
    Salaan { $naam }, kani hadda waa qorshahaaga: { $eigen-plan }.
    Ma kuu socdaa?
    .ja = Haa, wuu ii socdaa
    .nee = Maya, weli ma socdo
    .ander-plan = Qorshe cusub

# @machine
plan-lukt = Fiican! Bil ka dib mar kale ayaan weydiinaynaa.

# @machine
plan-lukt-niet = Waa hagaag. Shaqaale ayaa kula eegi doona waxa kaa caawin kara.
