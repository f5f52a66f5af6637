# بعد الدرس: من حضر ومن افتقدناه.

# @machine
gemist-vraag =
    مرحباً { $naam }، افتقدناكم في درس يوم { $dag }.
    هل تريدون تعويض الدرس؟
    .ja = نعم، أريد
    .nee = لا
    .hulp = لدي سؤال

# @machine
gemist-inhalen = رائع! سيبحث معكم زميل عن يوم جديد.

# @machine
geweest-vraag =
    مرحباً { $naam }، سعدنا بحضوركم في درس يوم { $dag }!
    الدروس التي حضرتموها حتى الآن: { $gevolgd } من { $totaal }.
    هل كان الدرس واضحاً؟
    .ja = نعم
    .beetje = قليلاً
    .nee = لا

# @machine
geweest-bedankt = شكراً، هذا يساعدنا على تحسين الدروس.

# @machine
geweest-onduidelijk = شكراً لأنكم أخبرتمونا. سيشرح لكم زميل الدرس مرة أخرى بكل سرور.

## ساعات MAP كل أسبوع

# @machine
map-uren-vraag =
    مرحباً { $naam }، ساعات تدريبكم في برنامج MAP حتى الآن: { $totaal } من 40 ساعة.
    كم ساعة تدربتم هذا الأسبوع؟
    .geen = لا ساعات
    .probleem = هناك مشكلة
    .geen-plek = ليس لدي مكان

# @machine
map-uren-bedankt = أحسنتم، شكراً! كتبنا هذا العدد من الساعات: { $uren }.

# @machine
map-uren-geen = شكراً لأنكم أخبرتمونا. سنسألكم مرة أخرى الأسبوع القادم.
