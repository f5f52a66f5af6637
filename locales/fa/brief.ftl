# @machine
brief-onderwerp-uitnodiging = پیام‌های ما را در تلفن خود بگیرید
# @machine
brief-onderwerp-herinnering = خوشحال می‌شویم خبری از شما داشته باشیم
# @machine
brief-onderwerp-stil = حال شما خوب است؟

# @machine
brief-aanhef = سلام { $naam } گرامی،

# @machine
brief-uitnodiging = شما دوره آشنایی با جامعه هلند (inburgering) را شروع می‌کنید و شهرداری { $gemeente } به شما کمک می‌کند. هنوز نمی‌توانیم برای شما پیام بفرستیم.
# @machine
brief-herinnering = قبلاً یک نامه برای شما فرستادیم. شاید به دست شما نرسیده است، برای همین دوباره برایتان می‌نویسیم.
# @machine
brief-stil = به تلفن شما پیام فرستادیم، اما از شما خبری نداریم. شاید پیام‌ها به شما نمی‌رسد.

# @machine
brief-waarom = در پیام‌های ما می‌خوانید که کلاس شما کجا و چه وقت است. می‌توانید سؤال هم بپرسید.
# @machine
brief-hoe = یک کد مربعی را با دوربین (کمره) تلفنتان اسکن کنید. بعد روی START یا روی ارسال بزنید.
# @machine
brief-typen = اگر نشد، کد خود را در یک پیام برای ما بفرستید.
# @machine
brief-geldig = کد شما تا پایان روز { $dag } کار می‌کند. این کد فقط برای شماست: آن را به کسی ندهید.

# @machine
brief-hulp-bellen = تلفن ندارید یا ترجیح می‌دهید صحبت کنید؟ به شماره { $nummer } زنگ بزنید.
# @machine
brief-hulp-langs = تلفن ندارید یا ترجیح می‌دهید صحبت کنید؟ به شهرداری { $gemeente } بیایید.

# @machine
brief-groet = با احترام،

# @machine
brief-code = کد شما:

# @machine
code-typfout = این کد کاملاً درست نیست. یک بار دیگر به نامه‌تان نگاه کنید و کد را دوباره بفرستید.
# @machine
code-te-vaak = چند بار کدی فرستادید که درست نیست. یک ساعت دیگر دوباره امتحان کنید یا به شهرداری زنگ بزنید.
