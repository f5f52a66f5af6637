## رسالة على الورق لمن ليس لديه رقم هاتف يعمل

# @machine
brief-onderwerp-uitnodiging = احصلوا على رسائلنا على هاتفكم
# @machine
brief-onderwerp-herinnering = يسرّنا أن نسمع منكم
# @machine
brief-onderwerp-stil = هل أنتم بخير؟

# @machine
brief-aanhef = تحية طيبة { $naam }،

# @machine
brief-uitnodiging = أنتم تبدأون الاندماج المدني، وبلدية { $gemeente } تساعدكم في ذلك. لا نستطيع بعد أن نرسل لكم رسائل.
# @machine
brief-herinnering = أرسلنا لكم رسالة من قبل. ربما لم تصلكم، لذلك نكتب لكم مرة أخرى.
# @machine
brief-stil = أرسلنا رسائل إلى هاتفكم، لكننا لا نسمع منكم شيئاً. ربما لا تصلكم.

# @machine
brief-waarom = في رسائلنا تقرأون أين ومتى درسكم. ويمكنكم أيضاً طرح الأسئلة.
# @machine
brief-hoe = امسحوا رمزاً مربعاً بكاميرا هاتفكم. ثم اضغطوا على START أو على إرسال.
# @machine
brief-typen = ألا ينجح ذلك؟ أرسلوا لنا إذن رمزكم في رسالة.
# @machine
brief-geldig = يعمل رمزكم حتى { $dag }. الرمز لكم وحدكم: لا تعطوه لأحد.

# @machine
brief-hulp-bellen = ليس لديكم هاتف، أو تفضلون التحدث؟ اتصلوا بالرقم { $nummer }.
# @machine
brief-hulp-langs = ليس لديكم هاتف، أو تفضلون التحدث؟ تعالوا إلى بلدية { $gemeente }.

# @machine
brief-groet = مع أطيب التحيات،

# فوق الرمز الذي يُكتب.
# @machine
brief-code = رمزكم:

## رمز الرسالة الورقية في رسالة

# @machine
code-typfout = هذا الرمز ليس صحيحاً تماماً. انظروا في رسالتكم مرة أخرى، وأرسلوا الرمز من جديد.
# @machine
code-te-vaak = أرسلتم عدة مرات رمزاً غير صحيح. حاولوا مرة أخرى بعد ساعة، أو اتصلوا بالبلدية.
