# كيف تسير الأمور؟ لمن يبحث عن مدرسة لغة بنفسه.

# @machine
gezin-school =
    مرحباً { $naam }، أنتم تختارون مدرسة اللغة بأنفسكم.
    هل اخترتم مدرسة؟
    .ja = نعم
    .nog-niet = ليس بعد
    .hulp = أحتاج إلى مساعدة

# @machine
gezin-begonnen =
    جيد أن لديكم مدرسة!
    هل بدأتم الدروس؟
    .ja = نعم
    .nog-niet = ليس بعد

# @machine
gezin-wanneer =
    في أي يوم ستبدؤون؟
    .weet-niet = لا أعرف

# @machine
gezin-niveau =
    في أي مستوى تدرسون الآن؟
    .alfa = القراءة والكتابة
    .a1 = A1
    .a2 = A2
    .b1 = B1 أو أعلى
    .weet-niet = لا أعرف

# @machine
gezin-scholen = تجدون على inburgeren.nl مدارس قريبة منكم. سيبحث زميل معكم بكل سرور.
