# @machine
snel-bellen = { $collega }: سنتصل بكم اليوم.

# @machine
snel-genoteerd = { $collega }: شكراً لكم، لقد سجلنا ذلك.

# @machine
snel-foto = { $collega }: أرسلوا لنا صورة للرسالة. وسننظر فيها معكم.

# @machine
snel-verplaatst = { $collega }: الدرس في يوم آخر. ستحصلون منا على موعد جديد.

# @machine
snel-uitzoeken = { $collega }: سنبحث في هذا الأمر من أجلكم. وسنخبركم.

# @machine
snel-langskomen = { $collega }: تعالوا إلى البلدية. سنساعدكم هناك.

# @machine
snel-nummer = { $collega }: على أي رقم يمكننا الاتصال بكم؟

# @machine
snel-wanneer = { $collega }: ما أفضل وقت للاتصال بكم؟

# @machine
snel-nog-een-keer = { $collega }: لم نفهم رسالتكم بعد. هل يمكنكم كتابتها مرة أخرى؟

# @machine
schrijf-terug = مرحباً { $naam }، لدى موظف من البلدية رسالة لكم. أرسلوا لنا كلمة نعم وستصلكم الرسالة.
