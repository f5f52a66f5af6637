# لقاءات مع البلدية: اللقاء الأول، كيف تسير الأمور، واللقاء الأخير في MAP.

# @machine
gesprek-intake =
    مرحباً { $naam }، لديكم لقاء أول (intake) يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# صيغة الجمع للاحترام قد تُفهم هنا عن الزوجين معاً، لذلك «كل شخص».
# @machine
gesprek-intake-alleen = في جزء من اللقاء نتحدث مع كل شخص وحده. نفعل ذلك مع الجميع.

# @machine
gesprek-voortgang =
    مرحباً { $naam }، لقاؤكم مع البلدية يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
gesprek-einde =
    مرحباً { $naam }، آخر لقاء لكم في MAP يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .niet-klaar = لم أنتهِ بعد

# @machine
gesprek-bijeenkomst =
    مرحباً { $naam }، يسعدنا استقبالكم يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
gesprek-herhaling =
    مرحباً { $naam }، يسعدنا أن نراكم يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }، إلى اللقاء!

# @machine
gesprek-niet-klaar = شكراً لأنكم أخبرتمونا. سيرى زميل معكم ما تحتاجون إليه بعد.

## لا أستطيع: ما الذي يساعد؟

# @machine
wat-helpt-vraag =
    شكراً، عرفنا الآن.
    ما الذي يساعدكم على الحضور؟
    .andere-dag = يوم آخر
    .avond = درس في المساء
    .online = المشاركة عبر الإنترنت
    .opvang = مساعدة في رعاية الأطفال
    .tolk = مترجم
    .samen = الذهاب مع آخرين
    .niets = لا شيء، شكراً

# @machine
wat-helpt-bedankt = شكراً. سيتصل بكم زميل في يوم عمل لنجد معاً ما يناسبكم.
