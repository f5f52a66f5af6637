# @machine
inhalen-een =
    سلام { $naam }، می‌توانید آن کلاس را با گروه دیگری جبران کنید:
    { $lessen }
    آیا آن وقت می‌آیید؟
    .eerste = بله، می‌آیم
    .geen = آن وقت نمی‌توانم

# @machine
inhalen-twee =
    سلام { $naam }، در این روزها می‌توانید آن کلاس را جبران کنید:
    { $lessen }
    کدام روز برای شما خوب است؟
    .eerste = روز 1
    .tweede = روز 2
    .geen = هیچ‌کدام

# @machine
inhalen-drie =
    سلام { $naam }، در این روزها می‌توانید آن کلاس را جبران کنید:
    { $lessen }
    کدام روز برای شما خوب است؟
    .eerste = روز 1
    .tweede = روز 2
    .derde = روز 3
    .geen = هیچ‌کدام

# @machine
inhalen-een-sjabloon =
    سلام { $naam }، می‌توانید آن کلاس را با گروه دیگری جبران کنید:
    { $dag1 } ساعت { $tijd1 }، { $plaats1 }
    آیا آن وقت می‌آیید؟

# @machine
inhalen-twee-sjabloon =
    سلام { $naam }، در این روزها می‌توانید آن کلاس را جبران کنید:
    1: { $dag1 } ساعت { $tijd1 }، { $plaats1 }
    2: { $dag2 } ساعت { $tijd2 }، { $plaats2 }
    کدام روز برای شما خوب است؟

# @machine
inhalen-drie-sjabloon =
    سلام { $naam }، در این روزها می‌توانید آن کلاس را جبران کنید:
    1: { $dag1 } ساعت { $tijd1 }، { $plaats1 }
    2: { $dag2 } ساعت { $tijd2 }، { $plaats2 }
    3: { $dag3 } ساعت { $tijd3 }، { $plaats3 }
    کدام روز برای شما خوب است؟

# @machine
inhalen-regel = { $nummer }. { $dag } ساعت { $tijd }، { $plaats }

# @machine
inhalen-genoteerd = متشکریم، آن کلاس برای شما ثبت شد. ما به شما یادآوری می‌کنیم.

# @machine
inhalen-geen-dag = باشد. کارمند شهرداری همراه شما یک روز دیگر پیدا می‌کند.

# @machine
inhalen-vol = ببخشید، آن کلاس همین حالا پر شد.

# @machine
praktisch-lijst =
    خوب است بدانید:
    { $praktisch }

# @machine
praktisch-meenemen = با خود بیاورید: { $wat }.

# @machine
praktisch-reistip = راه رسیدن: { $wat }.

# @machine
praktisch-opvang = مراقبت از کودک هست: فرزندتان می‌تواند همراه شما بیاید.

# @machine
praktisch-tolk = برای زبان شما مترجم هست.

# @machine
peiling-vraag =
    روز { $dag } با هم گفت‌وگو می‌کنیم.
    دربارهٔ چه چیزی می‌خواهید حرف بزنید؟
    .school = زبان و مدرسه
    .werk = کار
    .geld = پول
    .kinderen = بچه‌ها
    .anders = چیز دیگر

# @machine
peiling-bedankt = متشکریم، در جلسه دربارهٔ آن حرف می‌زنیم.
