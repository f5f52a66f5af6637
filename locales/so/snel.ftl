# @machine
snel-bellen = { $collega }: Maanta waan ku soo wici doonnaa.

# @machine
snel-genoteerd = { $collega }: Mahadsanid, waan qornay.

# @machine
snel-foto = { $collega }: Noo soo dir sawirka warqadda. Annaguna waan eegaynaa.

# @machine
snel-verplaatst = { $collega }: Casharku waa maalin kale. Taariikh cusub ayaan kuu soo diri doonnaa.

# @machine
snel-uitzoeken = { $collega }: Arrintan waan kuu baari doonnaa. Waan kula soo xiriiri doonnaa.

# @machine
snel-langskomen = { $collega }: Kaalay degmada. Halkaas ayaan kugu caawin doonnaa.

# @machine
snel-nummer = { $collega }: Lambarkee ayaan kaa soo wici karnaa?

# @machine
snel-wanneer = { $collega }: Goorma ayay ugu fiican tahay inaan ku soo wacno?

# @machine
snel-nog-een-keer = { $collega }: Farriintaada weli ma fahmin. Ma mar kale ayaad qori kartaa?

# @machine
schrijf-terug = Salaan { $naam }, shaqaale degmada ka tirsan ayaa farriin kuu haya. Noo soo dir erayga HAA, markaas ayaad heli doontaa.
