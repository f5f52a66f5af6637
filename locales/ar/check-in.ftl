# كيف تسير الأمور؟ كل أربعة أسابيع.

# @machine
check-in-school =
    مرحباً { $naam }، نود أن نعرف كيف حالكم.
    هل تذهبون الآن إلى دروس اللغة؟
    .ja = نعم
    .nog-niet = ليس بعد
    .hulp = أحتاج إلى مساعدة

# @machine
check-in-uren =
    في برنامج MAP تتدربون 40 ساعة في مكان عمل.
    إلى أين وصلتم؟
    .nul = لا ساعات بعد
    .tien = من 1 إلى 10 ساعات
    .twintig = من 11 إلى 25 ساعة
    .veertig = من 26 إلى 40 ساعة
    .weet-niet = لا أعرف

# @machine
check-in-hoe =
    كيف يسير اندماجكم الآن؟
    .goed = جيداً
    .gaat-wel = لا بأس
    .niet-zo-goed = ليس جيداً
    .slecht = سيئاً

# @machine
check-in-obstakel =
    ما الصعب عليكم الآن؟
    .niets = لا شيء، كل شيء جيد
    .opvang = رعاية الأطفال
    .werk = عملي
    .geld = المال
    .wachtlijst = قائمة انتظار
    .anders = شيء آخر

# @machine
check-in-goed-zo = يسعدنا ذلك! سنسألكم مرة أخرى بعد بضعة أسابيع.

# @machine
check-in-bespreken = شكراً لأنكم أخبرتمونا. سيتحدث معكم زميل من البلدية عن ذلك.
