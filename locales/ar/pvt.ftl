# PVT: دروس عن الحياة في هولندا، ثم التوقيع.
# عربية فصحى بسيطة، وصيغة الجمع للاحترام. تبقى PVT و MAP كما هي لأنها في الرسائل.

# @machine
pvt-vraag =
    مرحباً { $naam }، لديكم درس PVT (عن الحياة في هولندا) يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
pvt-vraag--b =
    مرحباً { $naam }، درس PVT (عن الحياة في هولندا) يوم { $dag } الساعة { $tijd }.
    حجزنا لكم مكاناً: { $plaats }، { $adres }.
    هل ستحضرون؟

# @machine
pvt-excursie =
    مرحباً { $naam }، ستذهب مجموعة PVT في رحلة يوم { $dag } الساعة { $tijd }.
    نبدأ من هنا: { $plaats }، { $adres }.
    هل ستأتون معنا؟
    .komt = سآتي معكم
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
pvt-ondertekening =
    مرحباً { $naam }، ستوقّعون إعلان المشاركة (participatieverklaring) يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
pvt-straks-vraag =
    مرحباً { $naam }، درس PVT اليوم: { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
pvt-komt = يسعدنا أنكم ستحضرون! إلى اللقاء يوم { $dag } الساعة { $tijd }.

# @machine
pvt-meenemen = أحضروا معكم إلى الدرس: { $meenemen }.

# @machine
pvt-herhaling =
    مرحباً { $naam }، لديكم درس PVT { $dagen ->
        [zero] اليوم
        [one] غداً
        [two] بعد يومين
        [few] بعد { $dagen } أيام
        [many] بعد { $dagen } يوماً
       *[other] بعد { $dagen } يوم
    }: { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.

# @machine
pvt-straks =
    إلى اللقاء قريباً { $naam }: درس PVT اليوم، { $dag }، الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.

# @machine
pvt-herhaling-sjabloon =
    مرحباً { $naam }، لديكم درس PVT يوم { $dag } الساعة { $tijd }.
    نراكم في: { $plaats }، { $adres }، إلى اللقاء!
