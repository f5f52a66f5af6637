## من يسأل عن مواعيده أو بياناته

afspraken-lijst =
    هذه مواعيدكم:
    { $afspraken }

# سطر من القائمة. عبر الإنترنت: بلا عنوان.
afspraak-regel =
    { $dag } الساعة { $tijd } - { $antwoord ->
        [komt] ستحضرون
        [komt-niet] لن تحضروا
       *[onbekend] لا جواب بعد
    }
    المكان: { $plaats }، { $adres }

afspraken-geen = ليست لديكم مواعيد عندنا. إذا لم تكونوا متأكدين فأرسلوا كلمة «مساعدة».

gegevens-vraag =
    هذا ما نعرفه عنكم:
    { $gegevens }
    هل هذا صحيح؟
    .klopt = هذا صحيح
    .anders = هناك خطأ
    .weg = احذفوا شيئاً

gegevens-naam = الاسم: { $naam }
gegevens-taal = اللغة: { $taal ->
        [nl] الهولندية
        [en] الإنجليزية
       *[ar] العربية
    }
gegevens-kanaal = الرسائل عبر: { $kanaal }
gegevens-klantmanager = الموظف المسؤول عنكم في البلدية: { $klantmanager }

gegevens-klaar = حسناً، شكراً لكم.
gegevens-collega = شكراً. سيساعدكم زميل من البلدية في يوم عمل.

# على هاتف يستعمله أكثر من شخص لا يُذكر هنا شيء عن أحد منهم.
gedeeld-collega = يستعمل أكثر من شخص هذا الهاتف. سيتصل بكم زميل في يوم عمل.
