# Antwoorden die in elk gesprek kunnen voorkomen. Eenvoudig Perzisch, ook voor wie Dari spreekt; "شما".

# @machine
reden-vraag =
    حیف که نمی‌توانید بیایید.
    دلیلش چیست؟
    .ziek = مریض هستم
    .kind = فرزندم بیمار است
    .werk = سر کار هستم
    .opvang = کسی مراقب بچه نیست
    .anders = دلیل دیگر

# @machine
niet-bedankt = متشکریم، حالا می‌دانیم. کارمند شهرداری همراه شما یک روز دیگر پیدا می‌کند.

# @machine
mens-komt = کارمند شهرداری در یک روز کاری به شما کمک می‌کند. می‌توانید سؤالتان را از همین حالا اینجا بنویسید.

## کلمه‌هایی که همیشه کار می‌کنند

# @machine
stop-bevestigd = خوب، دیگر از ما پیام نمی‌گیرید. اگر دوباره پیام خواستید، کلمه «شروع» را بفرستید.

# @machine
start-bevestigd = خوشحالیم که اینجا هستید، پیام‌های ما به شما می‌رسد. اگر نخواستید، کلمه «توقف» را بفرستید.

# @machine
taal-vraag =
    پیام‌های ما را به چه زبانی می‌خواهید؟
    .meer = زبان‌های دیگر

# Staat ook als helft onder een andere taal: noem de taal dus niet.
# @machine
taal-klaar = متشکریم، زبان شما را به یاد می‌سپاریم.

## وقتی متوجه نمی‌شویم

# @machine
vangnet-antwoord =
    کامپیوتر پیام شما را نمی‌فهمد، اما یک کارمند آن را در یک روز کاری می‌خواند.
    این کلمه‌ها همیشه کار می‌کنند: «زبان»، «کمک» و «توقف».

# @machine
onbekend-antwoord =
    با این پیام‌ها شهرداری (gemeente) به تازه‌واردان در هلند کمک می‌کند.
    کدی را که در نامه شماست بفرستید تا شما را بشناسیم.

# @machine
niet-begrepen = ببخشید، متوجه نشدیم. روی یک دکمه بزنید یا شماره جوابتان را بفرستید.

# { $voorbeeld }: een dag, een tijd of een getal zoals wij het begrijpen.
# @machine
niet-begrepen-waarde = ببخشید، متوجه نشدیم. مثلاً این‌طور بنویسید: { $voorbeeld }.

# @machine
stuur-foto = ببخشید، این عکس نیست. یک عکس یا کلمه «کمک» را بفرستید.

# @machine
stuur-spraak = ببخشید، این پیام صوتی نیست. یک پیام صوتی یا کلمه «کمک» را بفرستید.

# @machine
stuur-contact = ببخشید، این یک مخاطب از تلفن شما نیست. یک مخاطب یا کلمه «کمک» را بفرستید.

# Na "vraag het mij later": de dag waarop wij het weer vragen.
# @machine
later-weer = خوب است. روز { $dag } دوباره از شما می‌پرسیم.

# @machine
later-collega = خوب است. کارمند شهرداری در این باره به شما زنگ می‌زند.

# @machine
correctie = متشکریم. جواب شما را تغییر دادیم.

# @machine
te-laat = وقت این سؤال گذشته است. اگر می‌خواهید چیزی را تغییر دهید، کلمه «کمک» را بفرستید.

# @machine
al-geregeld = متشکریم، این جواب را از قبل داریم.

# @machine
overgenomen = اکنون یک کارمند با شما گفتگو می‌کند و پیام شما را می‌خواند. در یک روز کاری جواب می‌گیرید.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = ببخشید، مشکلی از طرف ما پیش آمد. کارمند شهرداری در یک روز کاری به شما کمک می‌کند.

# Opent een lijst met antwoorden: hooguit 20 tekens.
# @machine
lijst-knop = یک جواب انتخاب کنید

## خطر و شماره شهروندی

# Ook voor wie niemand kent, en ook als een collega meepraat. 113 is voor wie aan zelfmoord denkt.
# @machine
gevaar-antwoord =
    آیا شما یا شخص دیگری در خطر هستید؟ همین حالا به 112 زنگ بزنید.
    اگر به خودکشی فکر می‌کنید، به 113 زنگ بزنید: آنجا فوراً به شما کمک می‌کنند.

# @machine
geen-bsn = لطفاً شماره شهروندی (BSN) خود را برای ما نفرستید. ما آن را پاک کردیم.

## دعوت‌ها

# @machine
hallo-weer = سلام، خوشحالیم که دوباره اینجا هستید! پیام‌های ما همین‌جا به شما می‌رسد.

# @machine
uitnodiging-gebruikt = شخص دیگری از این کد استفاده کرده است. برای کد جدید به مسئول پرونده‌تان (klantmanager) زنگ بزنید.

# @machine
uitnodiging-verlopen = این کد دیگر کار نمی‌کند. برای کد جدید به مسئول پرونده‌تان (klantmanager) زنگ بزنید.

## تلفنی که چند نفر از آن استفاده می‌کنند

# Boven een bericht: de anderen zien voor wie het is.
# @machine
bericht-voor = برای { $naam }:

# @machine
voor-wie =
    چند نفر از این تلفن استفاده می‌کنند.
    پیام شما درباره چه کسی است؟
    .iemand-anders = یک نفر دیگر

# @machine
voor-wie-stop =
    خوب، فعلاً به این تلفن پیامی نمی‌آید.
    چه کسی دیگر پیام نمی‌خواهد؟
    .iedereen = همه

# @machine
voor-wie-collega = متشکریم. یک کارمند پیام شما را در یک روز کاری می‌خواند.

## تغییر کلاس

# @machine
verplaatst =
    سلام { $naam }، کلاس شما حالا روز { $dag } ساعت { $tijd } است.
    مکان: { $plaats }.

# @machine
afgezegd = سلام { $naam }، کلاس روز { $dag } ساعت { $tijd } برگزار نمی‌شود. لازم نیست بیایید.

# Boven een bericht dat misschien al is aangekomen.
# @machine
nogmaals = این پیام را یک بار دیگر می‌فرستیم:

## Het menu van de Telegram-bot

# @machine
opdracht-start = دریافت پیام‌ها
# @machine
opdracht-taal = انتخاب زبان دیگر
# @machine
opdracht-mens = کمک از یک کارمند
# @machine
opdracht-stop = قطع کردن پیام‌ها

# @machine
opdracht-afspraken = قرارهای من
