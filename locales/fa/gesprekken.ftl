# Gesprekken met de gemeente: de brede intake, de voortgang, het eindgesprek van de MAP.

# Bij iedereen is een deel zonder partner: dat is een recht, en niemand hoeft erom te vragen.
# @machine
gesprek-intake =
    سلام { $naam }، اولین گفتگوی شما (intake) روز { $dag } ساعت { $tijd } است.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
gesprek-intake-alleen = بخشی از گفتگو فقط با خود شما به تنهایی است. این کار را با همه می‌کنیم.

# @machine
gesprek-voortgang =
    سلام { $naam }، گفتگوی شما با شهرداری روز { $dag } ساعت { $tijd } است.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
gesprek-einde =
    سلام { $naam }، آخرین گفتگوی MAP شما روز { $dag } ساعت { $tijd } است.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .niet-klaar = هنوز آماده نیستم

# @machine
gesprek-bijeenkomst =
    سلام { $naam }، شما روز { $dag } ساعت { $tijd } نزد ما دعوت هستید.
    مکان: { $plaats }، { $adres }.
    آیا می‌آیید؟
    .komt = می‌آیم
    .komt-niet = نمی‌توانم
    .hulp = سؤال دارم

# @machine
gesprek-herhaling =
    سلام { $naam }، روز { $dag } ساعت { $tijd } منتظر دیدار شما هستیم.
    مکان: { $plaats }، { $adres }، به امید دیدار!

# @machine
gesprek-niet-klaar = متشکریم که به ما گفتید. کارمند شهرداری همراه شما می‌بیند چه چیزی هنوز لازم است.

## نمی‌توانم: چه چیزی کمک می‌کند؟

# @machine
wat-helpt-vraag =
    متشکریم، حالا می‌دانیم.
    چه چیزی به شما کمک می‌کند که بیایید؟
    .andere-dag = یک روز دیگر
    .avond = کلاس شبانه
    .online = شرکت آنلاین
    .opvang = کمک در نگهداری بچه
    .tolk = مترجم
    .samen = همراه هم آمدن
    .niets = هیچ، متشکرم

# @machine
wat-helpt-bedankt = متشکریم. کارمند شهرداری در یک روز کاری به شما زنگ می‌زند تا راه مناسبی پیدا شود.
