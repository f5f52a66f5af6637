# Woorden van getallen, uren, dagen en tijden, zoals mensen ze typen.
# Komma's ertussen; klinkertekens maken niet uit. In de lijsten met een vaste volgorde (getallen, weekdagen,
# maanden) staat | tussen twee schrijfwijzen. Perzisch en Dari door elkaar: «بجه» is Dari voor "uur".

## Getallen, van 0 tot en met 40

# «نه» alleen is "nee" én "negen": als getal telt het alleen met een woord ernaast.
woord-getallen =
    صفر،
    یک | yek،
    دو،
    سه،
    چهار | چار | chahar،
    پنج | panj،
    شش | شیش،
    هفت | haft،
    هشت | hasht،
    نه تا | نه عدد | نه ساعت | ساعت نه | نه بجه،
    ده،
    یازده،
    دوازده،
    سیزده،
    چهارده | چارده،
    پانزده | پونزده،
    شانزده | شونزده،
    هفده | هیفده | هفتده،
    هجده | هژده | هیجده | هیژده،
    نوزده،
    بیست | bist،
    بیست و یک،
    بیست و دو،
    بیست و سه،
    بیست و چهار | بیست و چار،
    بیست و پنج،
    بیست و شش | بیست و شیش،
    بیست و هفت،
    بیست و هشت،
    بیست و نه،
    سی،
    سی و یک،
    سی و دو،
    سی و سه،
    سی و چهار | سی و چار،
    سی و پنج،
    سی و شش | سی و شیش،
    سی و هفت،
    سی و هشت،
    سی و نه،
    چهل | چل

## Hoe lang

woord-uur = ساعت، ساعته، بجه، بجی، saat
woord-minuut = دقیقه، دقیقه ای، دقایق، دیقه، daghighe, daqiqa
woord-kwartier = ربع، یک ربع، ربع ساعت، یک ربع ساعت
woord-half = نیم، و نیم، نصف
woord-anderhalf = یک و نیم

## Hoe laat

woord-kwart-voor = یک ربع به، ربع به، یک ربع مانده به، ربع مانده به، ربع کم، یک ربع کم
woord-minuten-over = بعد از، گذشته از، پس از
woord-minuten-voor = به، مانده به، قبل از، کم
woord-en-half = نیم، و نیم، نیم بجه، و نیم بجه
woord-en-kwart = و ربع، و یک ربع، و ربع بجه
woord-ochtend = صبح، صبح ها
woord-middag = ظهر، بعد از ظهر، عصر، چاشت، بعد از چاشت
woord-avond = شب، شام، غروب، سر شب
woord-nacht = نیمه شب، نصف شب
woord-am = ق ظ، قبل از ظهر، پیش از ظهر، قبل از چاشت، پیش از چاشت
woord-pm = ب ظ

## Welke dag

woord-weekdagen =
    دوشنبه | doshanbe, سه شنبه | seshanbe, چهار شنبه | چار شنبه | chaharshanbe, پنج شنبه | panjshanbe,
    جمعه | آدینه | jome, شنبه | shanbe, یک شنبه | yekshanbe
woord-maanden =
    ژانویه | جنوری، فوریه | فبروری | فبرواری، مارس | مارچ، آوریل | اپریل، مه | می | مئی، ژوئن | جون،
    ژوئیه | جولای | ژولای | جولایی، اوت | آگوست | اگست، سپتامبر | سپتمبر | سبتمبر، اکتبر | اکتوبر، نوامبر | نومبر،
    دسامبر | دسمبر | دیسمبر
woord-vandaag = امروز، emrooz, emruz
woord-morgen = فردا، صبا، farda
woord-overmorgen = پس فردا
woord-gisteren = دیروز
woord-komende = آینده، پیش رو
woord-deze-week = این هفته، همین هفته
woord-volgende-week = هفته آینده، هفته بعد، هفته دیگر، هفته دیگه
woord-over-een-tijd = بعد از، پس از
woord-dagen = روز، روزها
woord-weken = هفته، هفته ها

## Mogen ernaast staan, en veranderen niets

woord-vulwoord = و، در، از، برای، ماه، تاریخ، سال، ام، م
