# MAP: iş ve çalışma hayatı dersleri.

# @machine
map-vraag =
    Merhaba { $naam }, MAP dersiniz (çalışma hayatı) { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
map-komt = Geleceğinize sevindik! Görüşmek üzere: { $dag }, saat { $tijd }.

# @machine
map-herhaling =
    Merhaba { $naam }, { $dagen ->
        [0] bugün
        [1] yarın
        [one] { $dagen } gün sonra
       *[other] { $dagen } gün sonra
    } MAP dersiniz var: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Merhaba { $naam }, MAP dersiniz { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }, görüşmek üzere!
