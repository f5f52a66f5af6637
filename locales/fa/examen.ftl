# Examens. De datum staat bij DUO; tot 7 dagen ervoor is veranderen gratis.

# @machine
examen-vraag =
    سلام { $naam }، امتحان شما روز { $dag } ساعت { $tijd } است.
    مکان: { $plaats }، { $adres }.
    آیا آن روز می‌توانید بیایید؟
    .komt = بله، می‌توانم
    .komt-niet = نه، نمی‌توانم بیایم
    .hulp = سؤال دارم

# @machine
examen-andere-dag = تغییر روز امتحان تا 7 روز قبل از آن رایگان است. کارمند شهرداری در یک روز کاری به شما کمک می‌کند.

# @machine
examen-morgen =
    سلام { $naam }، امتحان شما روز { $dag } ساعت { $tijd } است.
    نیم ساعت زودتر بیایید، با پاسپورت یا کارت اقامت خود.

# @machine
examen-vandaag =
    سلام { $naam }، امروز ساعت { $tijd } امتحان دارید.
    مکان: { $plaats }، { $adres }، موفق باشید!

# @machine
examen-uitslag =
    سلام { $naam }، شما چندی پیش امتحان دادید.
    آیا نتیجه را گرفته‌اید؟
    .gehaald = بله، قبول شدم
    .niet-gehaald = بله، ولی موفق نشدم
    .nog-niet = هنوز نه

# @machine
examen-gehaald = تبریک می‌گوییم، عالی است! آن را ثبت می‌کنیم.

# @machine
examen-niet-gehaald = حیف شد، اما می‌توانید دوباره امتحان بدهید. کارمند شهرداری همراه شما یک برنامه درست می‌کند.

# @machine
examen-nog-niet = باشد. چهار هفته بعد دوباره می‌پرسیم.
