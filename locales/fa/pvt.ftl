# PVT: de lessen over Nederland en de ondertekening.
# PVT en MAP blijven staan zoals in de brieven.

# @machine
pvt-vraag =
    سلام { $naam }، روز { $dag } ساعت { $tijd } کلاس PVT (زندگی در هلند) دارید.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
pvt-vraag--b =
    سلام { $naam }، کلاس PVT (زندگی در هلند) روز { $dag } ساعت { $tijd } است.
    برای شما جا نگه داشته‌ایم: { $plaats }، { $adres }.
    آیا می‌آیید؟

# @machine
pvt-excursie =
    سلام { $naam }، گروه PVT روز { $dag } ساعت { $tijd } به گردش می‌رود.
    از اینجا شروع می‌کنیم: { $plaats }، { $adres }.
    آیا با ما می‌آیید؟
    .komt = همراه شما می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
pvt-ondertekening =
    سلام { $naam }، روز { $dag } ساعت { $tijd } بیانیه مشارکت (participatieverklaring) را امضا می‌کنید.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# Twee uur van tevoren, als iemand nog niets zei.
# @machine
pvt-straks-vraag =
    سلام { $naam }، کلاس PVT شما امروز است: { $dag } ساعت { $tijd }.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
pvt-komt = چه خوب که می‌آیید! روز { $dag } ساعت { $tijd } شما را می‌بینیم.

# @machine
pvt-meenemen = لطفاً این را با خود به کلاس بیاورید: { $meenemen }.

# Voor wie al zei: ik kom.
# @machine
pvt-herhaling =
    سلام { $naam }، { $dagen ->
        [0] امروز
        [1] فردا
       *[other] { $dagen } روز دیگر
    } کلاس PVT دارید: { $dag } ساعت { $tijd }.
    مکان: { $plaats }، { $adres }.

# @machine
pvt-straks =
    به زودی شما را می‌بینیم، { $naam }: کلاس PVT امروز است، { $dag }، ساعت { $tijd }.
    مکان: { $plaats }، { $adres }.

# Zo staat de herhaling bij WhatsApp geregistreerd: een sjabloon kent geen meervouden.
# @machine
pvt-herhaling-sjabloon =
    سلام { $naam }، روز { $dag } ساعت { $tijd } کلاس PVT دارید.
    مکان: { $plaats }، { $adres }، به امید دیدار!
