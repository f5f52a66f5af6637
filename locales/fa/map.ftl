# MAP: de lessen over werk.

# @machine
map-vraag =
    سلام { $naam }، روز { $dag } ساعت { $tijd } کلاس MAP (درباره کار) دارید.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
map-komt = چه خوب که می‌آیید! روز { $dag } ساعت { $tijd } شما را می‌بینیم.

# Voor wie al zei: ik kom.
# @machine
map-herhaling =
    سلام { $naam }، { $dagen ->
        [0] امروز
        [1] فردا
       *[other] { $dagen } روز دیگر
    } کلاس MAP دارید: { $dag } ساعت { $tijd }.
    مکان: { $plaats }، { $adres }.

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
# @machine
map-herhaling-sjabloon =
    سلام { $naam }، روز { $dag } ساعت { $tijd } کلاس MAP دارید.
    مکان: { $plaats }، { $adres }، به امید دیدار!
