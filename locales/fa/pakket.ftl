# Het welkomstpakket: een tip per drie dagen. Een gemeente schrijft hier haar eigen plaatsen in.

# @machine
pakket-vraag =
    سلام { $naam }، برای هفته‌های اول شما در اینجا پنج نکته مفید داریم.
    آیا این نکته‌ها را می‌خواهید؟
    .ja = بله، می‌خواهم
    .nee = نه، متشکرم

# @machine
pakket-taal = سلام { $naam }، نکته 1: به سایت oefenen.nl بروید و هر روز 10 دقیقه هلندی تمرین کنید.

# @machine
pakket-bieb = سلام { $naam }، نکته 2: در کتابخانه کافه زبان هست. آنجا با دیگران حرف می‌زنید و رایگان است.

# @machine
pakket-dokter = سلام { $naam }، نکته 3: اگر مریض شدید، به دکتر خانواده (huisarts) زنگ بزنید. در خطر، به 112 زنگ بزنید.

# @machine
pakket-woorden = سلام { $naam }، نکته 4: برنامه شما PIP نام دارد. کلاس‌های PVT و MAP درباره هلند و درباره کار است.

# @machine
pakket-buurt = سلام { $naam }، نکته 5: به مرکز محله (buurthuis) بروید. آنجا با مردم محله خود آشنا می‌شوید.

# @machine
pakket-goed = چه خوب! هر چند روز یک نکته می‌گیرید.

# @machine
pakket-niet = اشکالی ندارد.
