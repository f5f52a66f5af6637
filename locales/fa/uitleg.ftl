# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = توضیح، این یعنی چه، یعنی چه، این چیست، کلمه سخت، کلمه‌های سخت، pvt چیست، map چیست، pip چیست

trefwoord-gevolgen = جریمه، جریمه می‌شوم، آیا جریمه می‌شوم، مجازات، اگر نیایم چه می‌شود، اگر قبول نشوم چه می‌شود

# @machine
uitleg-vraag =
    درباره کدام کلمه می‌خواهید بیشتر بدانید؟
    .pvt = درس‌های PVT
    .map = برنامه MAP
    .pip = طرح PIP
    .intake = گفتگوی اول
    .klantmanager = کارمند شما
    .duo = اداره DUO
    .inburgeren = ادغام در جامعه
    .niveau = سطح A1 و A2 و B1
    .eindgesprek = گفتگوی آخر

# @machine
uitleg-pvt = درس‌های PVT درباره زندگی و ارزش‌ها در هلند است. در پایان امضا می‌کنید.

# @machine
uitleg-map = برنامه MAP درباره کار در هلند است. درباره آن یاد می‌گیرید و 40 ساعت در یک جا تمرین می‌کنید.

# @machine
uitleg-pip = طرح PIP برنامه شما برای ادغام است. در آن هست که چه می‌کنید و چه کسی کمک می‌کند.

# @machine
uitleg-intake = گفتگوی اول درباره خود شماست. درباره درس، کار و خواسته شما حرف می‌زنیم.

# @machine
uitleg-klantmanager = کارمند شما در ادغام به شما کمک می‌کند. این شخص در شهرداری کار می‌کند.

# @machine
uitleg-duo = اداره DUO یک اداره دولتی است. این اداره امتحان‌ها و وام را انجام می‌دهد.

# @machine
uitleg-inburgeren = ادغام یعنی یادگیری هلندی و شرکت در جامعه هلند. شهرداری به شما کمک می‌کند.

# @machine
uitleg-niveau = سطح A1 و A2 و B1 می‌گوید زبان را چقدر بلدید. سطح A1 شروع است.

# @machine
uitleg-eindgesprek = گفتگوی آخر آخرین گفتگوی برنامه MAP است. شما می‌گویید چه یاد گرفته‌اید.

# @machine
gevolgen-uitleg = خوب است که می‌پرسید. کارمند شهرداری با خوشحالی برای شما توضیح می‌دهد.

# @machine
duidelijk-vraag = آیا این برای شما روشن بود؟
    .ja = بله
    .beetje = کمی
    .nee = نه

# @machine
duidelijk-bedankt = متشکریم، این به ما کمک می‌کند.

# @machine
duidelijk-collega = متشکریم که به ما گفتید. کارمند شهرداری با کمال میل دوباره برایتان توضیح می‌دهد.
