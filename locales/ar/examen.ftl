# الامتحانات. الموعد مسجل عند DUO، وتغييره مجاني حتى 7 أيام قبله.

# @machine
examen-vraag =
    مرحباً { $naam }، امتحانكم يوم { $dag } الساعة { $tijd }.
    المكان: { $plaats }، { $adres }.
    هل يناسبكم هذا اليوم؟
    .komt = نعم، يناسبني
    .komt-niet = لا أستطيع
    .hulp = لدي سؤال

# @machine
examen-andere-dag = يمكن تغيير موعد الامتحان مجاناً حتى 7 أيام قبله. سيساعدكم زميل في يوم عمل.

# @machine
examen-morgen =
    مرحباً { $naam }، امتحانكم يوم { $dag } الساعة { $tijd }.
    تعالوا قبل الموعد بنصف ساعة، ومعكم جواز السفر أو بطاقة الإقامة.

# @machine
examen-vandaag =
    مرحباً { $naam }، امتحانكم اليوم الساعة { $tijd }.
    المكان: { $plaats }، { $adres }، بالتوفيق!

# @machine
examen-uitslag =
    مرحباً { $naam }، قدّمتم امتحاناً قبل مدة.
    هل وصلتكم النتيجة؟
    .gehaald = نعم، نجحت
    .niet-gehaald = نعم، لم أنجح
    .nog-niet = ليس بعد

# @machine
examen-gehaald = مبروك، أحسنتم! سنكتب ذلك عندنا.

# @machine
examen-niet-gehaald = نأسف لذلك، لكن يمكنكم المحاولة مرة أخرى. سيضع زميل خطة معكم.

# @machine
examen-nog-niet = حسناً. سنسألكم مرة أخرى بعد أربعة أسابيع.
