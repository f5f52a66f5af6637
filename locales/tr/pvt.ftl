# PVT: Hollanda'da yaşam dersleri ve imza.
# PVT ve MAP olduğu gibi kalır: mektuplarda böyle yazar. Saatten sonra ek yok: ek saate göre değişir.

# @machine
pvt-vraag =
    Merhaba { $naam }, PVT dersiniz (Hollanda'da yaşam) { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
pvt-vraag--b =
    Merhaba { $naam }, { $dag } günü, saat { $tijd } PVT dersiniz (Hollanda'da yaşam) var.
    Sizin için yer ayırdık: { $plaats }, { $adres }.
    Gelecek misiniz?

# @machine
pvt-excursie =
    Merhaba { $naam }, PVT grubunuz { $dag } günü, saat { $tijd } geziye çıkıyor.
    Buradan başlıyoruz: { $plaats }, { $adres }.
    Siz de katılacak mısınız?
    .komt = Evet, katılacağım
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
pvt-ondertekening =
    Merhaba { $naam }, katılım beyanını (participatieverklaring) imzalayacağınız gün: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
pvt-straks-vraag =
    Merhaba { $naam }, PVT dersiniz bugün: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
pvt-komt = Geleceğinize sevindik! Görüşmek üzere: { $dag }, saat { $tijd }.

# @machine
pvt-meenemen = Lütfen derse bunları getirin: { $meenemen }.

# @machine
pvt-herhaling =
    Merhaba { $naam }, { $dagen ->
        [0] bugün
        [1] yarın
        [one] { $dagen } gün sonra
       *[other] { $dagen } gün sonra
    } PVT dersiniz var: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.

# @machine
pvt-straks =
    Birazdan görüşmek üzere, { $naam }: PVT dersiniz bugün, { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Merhaba { $naam }, PVT dersiniz { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }, görüşmek üzere!
