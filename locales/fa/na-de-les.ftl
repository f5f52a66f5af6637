# Na een les: wie er was, en wie wij misten.

# @machine
gemist-vraag =
    سلام { $naam }، در کلاس روز { $dag } جای شما خالی بود.
    آیا می‌خواهید آن کلاس را جبران کنید؟
    .ja = بله، می‌خواهم
    .nee = نه
    .hulp = سؤال دارم

# @machine
gemist-inhalen = چه خوب! کارمند شهرداری همراه شما یک روز جدید پیدا می‌کند.

# @machine
geweest-vraag =
    سلام { $naam }، چه خوب که در کلاس روز { $dag } بودید!
    تا حالا از { $totaal } کلاس در { $gevolgd } کلاس بوده‌اید.
    آیا درس روشن و قابل فهم بود؟
    .ja = بله
    .beetje = کمی
    .nee = نه

# @machine
geweest-bedankt = متشکریم، این به ما کمک می‌کند که کلاس‌ها را بهتر کنیم.

# @machine
geweest-onduidelijk = متشکریم که به ما گفتید. کارمند شهرداری با کمال میل دوباره برایتان توضیح می‌دهد.

## ساعت‌های MAP، هر هفته

# @machine
map-uren-vraag =
    سلام { $naam }، تا حالا { $totaal } ساعت از 40 ساعت تمرین MAP را انجام داده‌اید.
    این هفته چند ساعت تمرین کردید؟
    .geen = هیچ ساعتی
    .probleem = مشکلی هست
    .geen-plek = جایی ندارم

# @machine
map-uren-bedankt = خیلی خوب، متشکریم! ما { $uren } ساعت ثبت کردیم.

# @machine
map-uren-geen = متشکریم که به ما گفتید. هفته آینده دوباره می‌پرسیم.
