# De eerste kennismaking, na de code of de link uit de brief.

# De namen van de talen blijven in elke taal dezelfde.
# @machine
welkom-taal =
    سلام { $naam }، به پیام‌های شهرداری { $gemeente } خوش آمدید.
    پیام‌های ما را به چه زبانی می‌خواهید؟
    .meer = زبان‌های دیگر

# @machine
welkom-toestemming =
    می‌خواهیم درباره کلاس‌ها و قرارهایتان به شما پیام بفرستیم.
    هر وقت بخواهید، می‌توانید با کلمه «توقف» یا STOP پیام‌ها را قطع کنید.
    آیا شهرداری { $gemeente } اجازه دارد به شما پیام بفرستد؟
    .ja = بله، اجازه دارد
    .nee = نه، متشکرم
    .hulp = سؤال دارم

# @machine
welkom-klaar =
    متشکریم { $naam }: از حالا پیام‌ها را اینجا برای شما می‌فرستیم.
    اگر کمک خواستید، کلمه «کمک» را بفرستید.

# @machine
welkom-per-brief =
    خوب است: از شهرداری { $gemeente } نامه می‌گیرید.
    اگر بعداً پیام خواستید، کلمه «شروع» را بفرستید.
