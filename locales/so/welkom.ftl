# Barashada ugu horreysa, koodhka ama linkiga warqadda ka dib.

# Magacyada luqaduhu luqad kasta waa isku mid.
# @machine
welkom-taal =
    Salaan { $naam }, ku soo dhowow farriimaha degmada { $gemeente }.
    Luqaddee ayaad farriimahayaga ku rabtaa?
    .meer = Luqado kale

# @machine
welkom-toestemming =
    Waxaan rabnaa inaan kuu soo dirno farriimo ku saabsan casharradaada iyo ballamahaaga.
    Mar kasta waad ku joojin kartaa erayga JOOJI.
    Degmada { $gemeente } farriimo ma kuu soo diri kartaa?
    .ja = Haa, waan oggolahay
    .nee = Maya, ma doonayo
    .hulp = Su'aal ayaan qabaa

# @machine
welkom-klaar =
    Mahadsanid { $naam }: hadda ka dib halkan ayaan farriimo kuugu soo diraynaa.
    Soo dir erayga CAAWIMO haddii aad caawimo rabto.

# @machine
welkom-per-brief =
    Waa hagaag: degmada { $gemeente } ayaa warqado kuu soo diri doonta.
    Soo dir erayga BILOW haddii aad farriimo rabto.
