# @machine
inhalen-een =
    مرحباً { $naam }، يمكنكم تعويض الدرس مع مجموعة أخرى:
    { $lessen }
    هل ستحضرون في هذا الموعد؟
    .eerste = نعم، سأحضر
    .geen = لا يناسبني

# @machine
inhalen-twee =
    مرحباً { $naam }، يمكنكم تعويض الدرس في هذه الأيام:
    { $lessen }
    أي يوم يناسبكم؟
    .eerste = اليوم 1
    .tweede = اليوم 2
    .geen = لا شيء منها

# @machine
inhalen-drie =
    مرحباً { $naam }، يمكنكم تعويض الدرس في هذه الأيام:
    { $lessen }
    أي يوم يناسبكم؟
    .eerste = اليوم 1
    .tweede = اليوم 2
    .derde = اليوم 3
    .geen = لا شيء منها

# @machine
inhalen-een-sjabloon =
    مرحباً { $naam }، يمكنكم تعويض الدرس مع مجموعة أخرى:
    { $dag1 } الساعة { $tijd1 }، { $plaats1 }
    هل ستحضرون في هذا الموعد؟

# @machine
inhalen-twee-sjabloon =
    مرحباً { $naam }، يمكنكم تعويض الدرس في هذه الأيام:
    1: { $dag1 } الساعة { $tijd1 }، { $plaats1 }
    2: { $dag2 } الساعة { $tijd2 }، { $plaats2 }
    أي يوم يناسبكم؟

# @machine
inhalen-drie-sjabloon =
    مرحباً { $naam }، يمكنكم تعويض الدرس في هذه الأيام:
    1: { $dag1 } الساعة { $tijd1 }، { $plaats1 }
    2: { $dag2 } الساعة { $tijd2 }، { $plaats2 }
    3: { $dag3 } الساعة { $tijd3 }، { $plaats3 }
    أي يوم يناسبكم؟

# @machine
inhalen-regel = { $nummer }. { $dag } الساعة { $tijd }، { $plaats }

# @machine
inhalen-genoteerd = شكراً، سجلنا لكم هذا الدرس. ستصلكم رسالة تذكير منا.

# @machine
inhalen-geen-dag = حسناً. سيبحث معكم زميل عن يوم آخر.

# @machine
inhalen-vol = عذراً، لقد امتلأ هذا الدرس الآن.

# @machine
praktisch-lijst =
    معلومات مفيدة:
    { $praktisch }

# @machine
praktisch-meenemen = أحضروا معكم: { $wat }.

# @machine
praktisch-reistip = كيف تصلون: { $wat }.

# @machine
praktisch-opvang = توجد رعاية للأطفال: يمكن لطفلكم أن يأتي معكم.

# @machine
praktisch-tolk = يوجد مترجم للغتكم.

# @machine
peiling-vraag =
    سنتحدث معاً يوم { $dag }.
    عن أي موضوع تريدون التحدث؟
    .school = اللغة والمدرسة
    .werk = العمل
    .geld = المال
    .kinderen = الأطفال
    .anders = موضوع آخر

# @machine
peiling-bedankt = شكراً، سنتحدث عن ذلك في اللقاء.
