# Sayı, saat, gün ve zaman kelimeleri, insanların yazdığı gibi. Aralarında virgül.
# Sıralı listelerde (sayılar, günler, aylar, saatler) aynı şeyin iki yazılışı arasında | durur.
# ı ile i ayrı harf sayılır: ı olan her kelime i ile de yazılı.

## 0'dan 40'a kadar sayılar

woord-getallen =
    sıfır | sifir, bir, iki, üç, dört, beş, altı | alti, yedi, sekiz, dokuz, on, on bir, on iki,
    on üç, on dört, on beş, on altı | on alti, on yedi, on sekiz, on dokuz, yirmi, yirmi bir,
    yirmi iki, yirmi üç, yirmi dört, yirmi beş, yirmi altı | yirmi alti, yirmi yedi, yirmi sekiz,
    yirmi dokuz, otuz, otuz bir, otuz iki, otuz üç, otuz dört, otuz beş, otuz altı | otuz alti,
    otuz yedi, otuz sekiz, otuz dokuz, kırk | kirk

## Ne kadar

woord-uur = saat, saatlik, sa
woord-minuut = dakika, dakka, dakikalık, dakikalik, dk
woord-kwartier = çeyrek, çeyrek saat
woord-half = buçuk, yarım, yarim

## Saat kaç

# "üçü çeyrek geçe", "üçe çeyrek var", "üçte": saat burada ek alır
woord-uren-van-de-klok =
    biri | bire | birde, ikiyi | ikiye | ikide, üçü | üçe | üçte, dördü | dörde | dörtte,
    beşi | beşe | beşte, altıyı | altiyi | altıya | altiya | altıda | altida,
    yediyi | yediye | yedide, sekizi | sekize | sekizde, dokuzu | dokuza | dokuzda,
    onu | ona | onda, on biri | on bire | on birde, on ikiyi | on ikiye | on ikide
woord-en-half = buçuk, buçukta
woord-en-kwart = çeyrek geçe, çeyrek geçiyor
woord-min-kwart = çeyrek var, çeyrek kala
woord-am = öö
woord-pm = ös
woord-ochtend = sabah, sabahleyin, sabahları, sabahlari, sabahın, sabahin, öğleden önce
woord-middag = öğle, öğlen, öğleyin, öğleden sonra, ikindi
woord-avond = akşam, akşamleyin, akşamları, akşamlari, akşamüstü, bu akşam
woord-nacht = gece, geceleyin, gecenin, gece yarısı, gece yarisi

## Hangi gün

woord-weekdagen =
    pazartesi | pzt | pazertesi, salı | sali, çarşamba | çarşanba | çrş, perşembe | perşenbe | prş,
    cuma, cumartesi | cmt, pazar
woord-maanden =
    ocak, şubat, mart, nisan, mayıs | mayis, haziran, temmuz, ağustos, eylül, ekim, kasım | kasim,
    aralık | aralik
woord-vandaag = bugün
woord-morgen = yarın, yarin
woord-overmorgen =
    öbür gün, öbürsü gün, yarından sonra, yarindan sonra, yarından sonraki gün,
    yarindan sonraki gün, yarın değil öbür gün, yarin değil öbür gün
woord-gisteren = dün
woord-komende = önümüzdeki
woord-deze-week = bu hafta
woord-volgende-week = haftaya, gelecek hafta, önümüzdeki hafta
# Türkçede sayıdan sonra gelir: "3 gün sonra"
woord-over-een-tijd = sonra
woord-dagen = gün
woord-weken = hafta

## Yanında durabilir, anlamı değiştirmez

woord-vulwoord =
    ve, günü, ayı, ayi, ayının, ayinin, tarihi, tarihinde, tam, de, da, te, ta, e, a, ye, i, ı, u,
    yi, yı, in, ın, un, si, sı, sinde, sında, sinda, inde, ında, inda, ünde
