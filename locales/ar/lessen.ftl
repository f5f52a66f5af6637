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
