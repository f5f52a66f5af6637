# Hoe gaat het? Voor wie zelf een taalschool zoekt: gezinsmigranten en anderen.

# @machine
gezin-school =
    سلام { $naam }، شما خودتان مدرسه زبان را انتخاب می‌کنید.
    آیا مدرسه‌ای انتخاب کرده‌اید؟
    .ja = بله
    .nog-niet = هنوز نه
    .hulp = به کمک نیاز دارم

# @machine
gezin-begonnen =
    چه خوب که مدرسه دارید!
    آیا کلاس‌ها را شروع کرده‌اید؟
    .ja = بله
    .nog-niet = هنوز نه

# @machine
gezin-wanneer =
    در چه روزی شروع می‌کنید؟
    .weet-niet = نمی‌دانم

# @machine
gezin-niveau =
    حالا در چه سطحی هستید؟
    .alfa = خواندن و نوشتن
    .a1 = A1
    .a2 = A2
    .b1 = سطح B1 یا بالاتر
    .weet-niet = نمی‌دانم

# @machine
gezin-scholen = در سایت inburgeren.nl مدرسه‌های نزدیک خود را می‌بینید. کارمند شهرداری با کمال میل همراه شما می‌گردد.
