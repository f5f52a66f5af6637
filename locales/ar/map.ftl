# MAP: دروس عن العمل.

# @machine
map-vraag =
    مرحباً { $naam }، لديكم درس MAP (عن العمل) يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل ستحضرون؟
    .komt = سأحضر
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
map-komt = يسعدنا أنكم ستحضرون! إلى اللقاء يوم { $dag } الساعة { $tijd }.

# @machine
map-herhaling =
    مرحباً { $naam }، لديكم درس MAP { $dagen ->
        [zero] اليوم
        [one] غداً
        [two] بعد يومين
        [few] بعد { $dagen } أيام
        [many] بعد { $dagen } يوماً
       *[other] بعد { $dagen } يوم
    }: { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.

# @machine
map-herhaling-sjabloon =
    مرحباً { $naam }، لديكم درس MAP يوم { $dag } الساعة { $tijd }.
    نراكم في: { $plaats }، { $adres }، إلى اللقاء!
