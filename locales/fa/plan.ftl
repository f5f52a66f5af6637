# Een plan maken, en eraan herinneren in de eigen woorden van de persoon.

trefwoord-plan = برنامه من، برنامه ام، پلان، پلان من، پلانم، برنامه ریزی، برنامه درست کردن، برنامه درست کنم، پلان ساختن، پلان جور کردن، barname man

# @machine
plan-taal =
    برنامه به یادگیری کمک می‌کند.
    هر هفته چه وقت هلندی یاد می‌گیرید؟
    .weet-niet = نمی‌دانم

# @machine
plan-delen =
    و بخش‌های دیگر، مثل PVT و MAP؟
    .weet-niet = نمی‌دانم

# @machine
plan-anders =
    گاهی کارها طور دیگری پیش می‌رود.
    آن وقت برنامه شما چیست؟
    .weet-niet = نمی‌دانم

# @machine
plan-bedankt = برنامه خوبی است! یک هفته دیگر می‌پرسیم چطور پیش می‌رود.

# @machine
plan-herinnering =
    سلام { $naam }، برنامه شما برای زبان هلندی این بود: { $plan-taal }.
    آیا پیش می‌رود؟
    .ja = بله، پیش می‌رود
    .nee = نه، هنوز نه
    .ander-plan = یک برنامه جدید

# @machine
plan-nu-vraag =
    سلام { $naam }، برنامه شما حالا این است: { $eigen-plan }.
    آیا پیش می‌رود؟
    .ja = بله، پیش می‌رود
    .nee = نه، هنوز نه
    .ander-plan = یک برنامه جدید

# @machine
plan-lukt = کارتان عالی است! یک ماه دیگر دوباره می‌پرسیم.

# @machine
plan-lukt-niet = اشکالی ندارد. کارمند شهرداری همراه شما می‌بیند چه چیزی می‌تواند کمک کند.
