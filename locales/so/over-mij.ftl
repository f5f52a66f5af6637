## Qof weydiinaya ballamihiisa ama xogtiisa

# @machine
afspraken-lijst =
    Kuwani waa ballamahaaga:
    { $afspraken }

# Hal sadar oo liiska ka mid ah. Online: cinwaan ma leh.
# @machine
afspraak-regel =
    { $dag }, saacadda { $tijd } - { $antwoord ->
        [komt] waad imanaysaa
        [komt-niet] ma imanaysid
       *[onbekend] weli jawaab ma jirto
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = Ballamo nalama lihid. Haddii aadan hubin, soo dir CAAWIMO.

# @machine
gegevens-vraag =
    Waa kan waxa aan kaa ognahay:
    { $gegevens }
    Ma saxbaa?
    .klopt = Haa, waa sax
    .anders = Khalad ayaa ku jira
    .weg = Wax ka tirtir
    .rustig = Farriimo aamusan
    .horen = Ii akhriya
    .niet-horen = Cod ma rabo

# @machine
gegevens-naam = Magaca: { $naam }
# @machine
gegevens-taal = Luqadda: { $taal }
# @machine
gegevens-kanaal = Habka farriinta: { $kanaal }
# @machine
gegevens-klantmanager = Qofka kuu xilsaaran (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Hagaag, mahadsanid.
# @machine
gegevens-collega = Mahadsanid. Shaqaale degmada ka tirsan ayaa ku caawin doona maalin shaqo.

# Taleefan dad badani isticmaalaan halkan waxba lagama sheego midkood.
# @machine
gedeeld-collega = Dhowr qof ayaa taleefankan isticmaala. Shaqaale ayaa ku soo wici doona maalin shaqo.

# @machine
afspraak-agenda = Ku dar jadwalkaaga: { $agenda }

# @machine
rustig-vraag =
    Markaas marka hore waxaan dirnaa farriin gaaban oo aan mawduuc lahayn. Inta kale waxaad arkaysaa markaad taabato Akhri. Ma rabtaa taas?
    .ja = Haa, fadlan
    .nee = Maya, looma baahna

# @machine
rustig-bericht =
    Salaan { $naam }, farriin baa kuu taal. Ma rabtaa inaad akhrido?
    .ja = Akhri

# @machine
rustig-aan = Hadda kadib farriimaheennu sidan ayay ku bilowdaan. Mawduuca waxaad arkaysaa kaliya Akhri kadib.

# @machine
rustig-uit = Waa hagaag. Farriimaheennu isla markiiba mawduuca ayay sheegaan.

# @machine
rustig-later = Waa hagaag. Taabo Akhri goor dambe, markay kuu fiican tahay.

# @machine
rustig-voorbij = Farriintan waqtigeedii waa dhammaaday. Soo dir erayga CAAWIMO haddii aad wax weydiinayso.

# @machine
horen-aan = Waa hagaag. Haddii cod jiro, farriimahayaga ayaan la diri doonnaa.

# @machine
horen-uit = Waa hagaag, cod dambe ma diri doonno. Farriimahayaga mar walba waad akhrin kartaa.

# @machine
verberg-klaar = Waa dhammaatay. Wixii ka weyn laba maalmood adiga oo keliya ayaa tirtiri kara.

# @machine
verberg-zelf = WhatsApp kama tirtiri karo farriimaha. Sheekadan liiska ku hay farta oo dooro Tirtir.

# @machine
verberg-knop = Tirtirista farriimaha
    .verberg = Qari farriimaha
