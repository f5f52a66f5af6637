# Hoe gaat het? Elke vier weken.

# @machine
check-in-school =
    سلام { $naam }، می‌خواهیم بدانیم حال شما چطور است.
    آیا حالا به کلاس زبان هلندی می‌روید؟
    .ja = بله
    .nog-niet = هنوز نه
    .hulp = به کمک نیاز دارم

# @machine
check-in-uren =
    برای MAP شما 40 ساعت در یک محل کار تمرین می‌کنید.
    تا حالا چند ساعت شده است؟
    .nul = هنوز هیچ ساعت
    .tien = از 1 تا 10 ساعت
    .twintig = از 11 تا 25 ساعت
    .veertig = از 26 تا 40 ساعت
    .weet-niet = نمی‌دانم

# @machine
check-in-hoe =
    حالا ادغام شما در جامعه چطور پیش می‌رود؟
    .goed = خوب
    .gaat-wel = بد نیست
    .niet-zo-goed = خیلی خوب نیست
    .slecht = بد

# @machine
check-in-obstakel =
    حالا چه چیزی برای شما سخت است؟
    .niets = هیچ، همه چیز خوب است
    .opvang = نگهداری از بچه
    .werk = کارم
    .geld = پول
    .wachtlijst = لیست انتظار
    .anders = موضوع دیگر

# @machine
check-in-goed-zo = خوشحالیم که خوب پیش می‌رود! چند هفته دیگر دوباره از شما می‌پرسیم.

# @machine
check-in-bespreken = متشکریم که به ما گفتید. کارمند شهرداری در این باره با شما صحبت می‌کند.
