# @machine
snel-bellen = { $collega }: امروز به شما زنگ می‌زنیم.

# @machine
snel-genoteerd = { $collega }: ممنون، آن را یادداشت کردیم.

# @machine
snel-foto = { $collega }: یک عکس از نامه برای ما بفرستید. ما هم به آن نگاه می‌کنیم.

# @machine
snel-verplaatst = { $collega }: کلاس در روز دیگری است. تاریخ جدید را برایتان می‌فرستیم.

# @machine
snel-uitzoeken = { $collega }: ما این را برای شما پیگیری می‌کنیم. به شما خبر می‌دهیم.

# @machine
snel-langskomen = { $collega }: به شهرداری بیایید. آنجا به شما کمک می‌کنیم.

# @machine
snel-nummer = { $collega }: با چه شماره‌ای می‌توانیم به شما زنگ بزنیم؟

# @machine
snel-wanneer = { $collega }: بهترین زمان برای زنگ زدن به شما کی است؟

# @machine
snel-nog-een-keer = { $collega }: هنوز پیام شما را نمی‌فهمیم. می‌توانید دوباره بنویسید؟

# @machine
schrijf-terug = سلام { $naam }، یک کارمند شهرداری برای شما پیامی دارد. کلمهٔ بله را برای ما بفرستید تا آن را بگیرید.
