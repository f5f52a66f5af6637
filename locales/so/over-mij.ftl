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
