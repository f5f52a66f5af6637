# De eerste kennismaking, na de code of de link uit de brief.

# De namen van de talen blijven in elke taal dezelfde.
welkom-taal =
    Dag { $naam }, welkom bij de berichten van de gemeente { $gemeente }.
    In welke taal wilt u onze berichten?
    .nl = Nederlands
    .en = English
    .ar = العربية
    .tr = Türkçe
    .ti = ትግርኛ
    .fa = فارسی / دری
    .so = Soomaali
    .es = Español
    .pt = Português
    .meer = Meer talen

welkom-toestemming =
    Wij willen u berichten sturen over uw lessen en afspraken.
    U kunt altijd stoppen met het woord STOP.
    Mag de gemeente { $gemeente } u berichten sturen?
    .ja = Ja, dat mag
    .nee = Nee, liever niet
    .hulp = Ik heb een vraag

welkom-klaar =
    Dank u, { $naam }: wij sturen u vanaf nu hier berichten.
    Stuur het woord MENS als u hulp wilt.

welkom-per-brief =
    Dat is goed: u krijgt brieven van de gemeente { $gemeente }.
    Stuur het woord START als u toch berichten wilt.
