# Een les inhalen bij een andere groep, wat u van een les moet weten, en waar mensen over willen praten.
# Schrijf op A2: hooguit twee zinnen en één vraag, "u".

inhalen-een =
    Dag { $naam }, u kunt de les inhalen bij een andere groep:
    { $lessen }
    Komt u dan?
    .eerste = Ja, ik kom
    .geen = Ik kan dan niet

inhalen-twee =
    Dag { $naam }, op deze dagen kunt u de les inhalen:
    { $lessen }
    Welke dag past u?
    .eerste = Dag 1
    .tweede = Dag 2
    .geen = Geen van deze

inhalen-drie =
    Dag { $naam }, op deze dagen kunt u de les inhalen:
    { $lessen }
    Welke dag past u?
    .eerste = Dag 1
    .tweede = Dag 2
    .derde = Dag 3
    .geen = Geen van deze

# Zo staat het aanbod bij WhatsApp geregistreerd: een sjabloon kent geen lijsten.
inhalen-een-sjabloon =
    Dag { $naam }, u kunt de les inhalen bij een andere groep:
    { $dag1 } om { $tijd1 } uur, { $plaats1 }
    Komt u dan?

inhalen-twee-sjabloon =
    Dag { $naam }, op deze dagen kunt u de les inhalen:
    1: { $dag1 } om { $tijd1 } uur, { $plaats1 }
    2: { $dag2 } om { $tijd2 } uur, { $plaats2 }
    Welke dag past u?

inhalen-drie-sjabloon =
    Dag { $naam }, op deze dagen kunt u de les inhalen:
    1: { $dag1 } om { $tijd1 } uur, { $plaats1 }
    2: { $dag2 } om { $tijd2 } uur, { $plaats2 }
    3: { $dag3 } om { $tijd3 } uur, { $plaats3 }
    Welke dag past u?

inhalen-regel = { $nummer }. { $dag } om { $tijd } uur, { $plaats }

inhalen-genoteerd = Dank u, die les staat voor u genoteerd. U krijgt van ons een herinnering.

inhalen-geen-dag = Dat is goed. Een collega zoekt met u een andere dag.

inhalen-vol = Sorry, die les is net vol.

praktisch-lijst =
    Goed om te weten:
    { $praktisch }

praktisch-meenemen = Neem mee: { $wat }.

praktisch-reistip = Reistip: { $wat }.

praktisch-opvang = Er is kinderopvang: uw kind mag mee.

praktisch-tolk = Er is een tolk voor uw taal.

peiling-vraag =
    Op { $dag } praten wij met elkaar.
    Waar wilt u over praten?
    .school = Taal en school
    .werk = Werk
    .geld = Geld
    .kinderen = Kinderen
    .anders = Iets anders

peiling-bedankt = Dank u, wij nemen dit mee naar de bijeenkomst.
