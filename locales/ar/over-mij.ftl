## من يسأل عن مواعيده أو بياناته

# @machine
afspraken-lijst =
    هذه مواعيدكم:
    { $afspraken }

# سطر من القائمة. عبر الإنترنت: بلا عنوان.
# @machine
afspraak-regel =
    { $dag } الساعة { $tijd } - { $antwoord ->
        [komt] ستحضرون
        [komt-niet] لن تحضروا
       *[onbekend] لا جواب بعد
    }
    المكان: { $plaats }، { $adres }

# @machine
afspraken-geen = ليست لديكم مواعيد عندنا. إذا لم تكونوا متأكدين فأرسلوا كلمة «مساعدة».

# @machine
gegevens-vraag =
    هذا ما نعرفه عنكم:
    { $gegevens }
    هل هذا صحيح؟
    .klopt = هذا صحيح
    .anders = هناك خطأ
    .weg = احذفوا شيئاً
    .rustig = رسائل هادئة
    .horen = اقرؤوا لي
    .niet-horen = لا أريد الصوت

# @machine
gegevens-naam = الاسم: { $naam }
# @machine
gegevens-taal = اللغة: { $taal }
# @machine
gegevens-kanaal = الرسائل عبر: { $kanaal }
# @machine
gegevens-klantmanager = الموظف المسؤول عنكم في البلدية: { $klantmanager }

# @machine
gegevens-klaar = حسناً، شكراً لكم.
# @machine
gegevens-collega = شكراً. سيساعدكم زميل من البلدية في يوم عمل.

# على هاتف يستعمله أكثر من شخص لا يُذكر هنا شيء عن أحد منهم.
# @machine
gedeeld-collega = يستعمل أكثر من شخص هذا الهاتف. سيتصل بكم زميل في يوم عمل.

# @machine
afspraak-agenda = أضيفوها إلى تقويمكم: { $agenda }

# @machine
rustig-vraag =
    نرسل عندئذ أولاً رسالة قصيرة بلا موضوع. لا ترون الباقي إلا بعد الضغط على «قراءة». هل تريدون ذلك؟
    .ja = نعم، من فضلكم
    .nee = لا، لا حاجة

# @machine
rustig-bericht =
    مرحباً { $naam }، هناك رسالة لكم. هل تريدون قراءتها؟
    .ja = قراءة

# @machine
rustig-aan = من الآن تبدأ رسائلنا هكذا. لا ترون الموضوع إلا بعد «قراءة».

# @machine
rustig-uit = حسناً. رسائلنا تذكر الموضوع مباشرة.

# @machine
rustig-later = حسناً. اضغطوا على «قراءة» لاحقاً عندما يناسبكم.

# @machine
rustig-voorbij = انتهى وقت هذه الرسالة. إذا أردتم أن تسألوا عن شيء فأرسلوا كلمة «مساعدة».

# @machine
horen-aan = حسناً. سنرسل مع رسائلنا صوتاً إذا كان متوفراً.

# @machine
horen-uit = حسناً، لن نرسل صوتاً بعد الآن. يمكنكم دائماً قراءة رسائلنا.

# @machine
verberg-klaar = تم. ما مضى عليه أكثر من يومين لا يحذفه إلا أنتم.

# @machine
verberg-zelf = لا أستطيع حذف الرسائل في واتساب. اضغطوا مطولاً على هذه المحادثة في القائمة واختاروا «حذف».

# @machine
verberg-knop = حذف الرسائل
    .verberg = إخفاء الرسائل
