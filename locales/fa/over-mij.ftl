## Wie vraagt naar afspraken of gegevens

# @machine
afspraken-lijst =
    این‌ها قرارهای شماست:
    { $afspraken }

# Een regel van de lijst. Online: geen adres.
# @machine
afspraak-regel =
    { $dag } ساعت { $tijd } - { $antwoord ->
        [komt] می‌آیید
        [komt-niet] نمی‌آیید
       *[onbekend] هنوز بی‌جواب
    }
    مکان: { $plaats }، { $adres }

# @machine
afspraken-geen = شما با ما قراری ندارید. اگر مطمئن نیستید، کلمه «کمک» را بفرستید.

# @machine
gegevens-vraag =
    ما این‌ها را درباره شما می‌دانیم:
    { $gegevens }
    آیا درست است؟
    .klopt = درست است
    .anders = اشتباه دارد
    .weg = چیزی را پاک کنید
    .rustig = پیام‌های آرام
    .horen = برایم بخوانید
    .niet-horen = صدا نمی‌خواهم

# @machine
gegevens-naam = نام: { $naam }
# @machine
gegevens-taal = زبان: { $taal }
# @machine
gegevens-kanaal = پیام‌ها از طریق: { $kanaal }
# @machine
gegevens-klantmanager = مسئول پرونده (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = خوب، متشکریم.
# @machine
gegevens-collega = متشکریم. کارمند شهرداری در یک روز کاری به شما کمک می‌کند.

# Op een telefoon van meer mensen staat hier niets over één van hen.
# @machine
gedeeld-collega = چند نفر از این تلفن استفاده می‌کنند. یک کارمند در یک روز کاری به شما زنگ می‌زند.

# @machine
afspraak-agenda = در تقویم خود بگذارید: { $agenda }

# @machine
rustig-vraag =
    آن وقت اول یک پیام کوتاه بدون موضوع می‌فرستیم. بقیه را فقط بعد از زدن «خواندن» می‌بینید. این را می‌خواهید؟
    .ja = بله، لطفاً
    .nee = نه، لازم نیست

# @machine
rustig-bericht =
    سلام { $naam }، یک پیام برای شما هست. می‌خواهید آن را بخوانید؟
    .ja = خواندن

# @machine
rustig-aan = از این پس پیام‌های ما این‌طور شروع می‌شود. موضوع را فقط بعد از «خواندن» می‌بینید.

# @machine
rustig-uit = خوب. پیام‌های ما موضوع را همان اول می‌گوید.

# @machine
rustig-later = خوب. هر وقت برایتان مناسب بود، «خواندن» را بزنید.

# @machine
rustig-voorbij = وقت این پیام گذشته است. اگر می‌خواهید چیزی بپرسید، کلمه «کمک» را بفرستید.

# @machine
horen-aan = خوب. اگر صدا باشد، همراه پیام‌هایمان می‌فرستیم.

# @machine
horen-uit = خوب، دیگر صدا نمی‌فرستیم. همیشه می‌توانید پیام‌های ما را بخوانید.

# @machine
verberg-klaar = انجام شد. پیام‌های قدیمی‌تر از دو روز را فقط خودتان می‌توانید پاک کنید.

# @machine
verberg-zelf = در واتساپ نمی‌توانم پیام‌ها را پاک کنم. این گفتگو را در فهرست نگه دارید و «حذف» را انتخاب کنید.

# @machine
verberg-knop = پاک کردن پیام‌ها
    .verberg = پنهان کردن پیام‌ها
