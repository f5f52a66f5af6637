# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = شرح، ما معنى هذا، ما هذا، شو يعني، كلمة صعبة، كلمات صعبة، ما هو pvt، ما هو map، ما هو pip

trefwoord-gevolgen = غرامة، الغرامة، هل علي غرامة، هل سأدفع غرامة، عقوبة، العقوبة، ماذا يحدث إذا لم آت، ماذا لو لم أنجح

# @machine
uitleg-vraag =
    عن أي كلمة تريدون معرفة المزيد؟
    .pvt = برنامج PVT
    .map = برنامج MAP
    .pip = خطة PIP
    .intake = المقابلة الأولى
    .klantmanager = الموظف المسؤول
    .duo = هيئة DUO
    .inburgeren = الاندماج
    .niveau = المستويات A1 و A2 و B1
    .eindgesprek = المقابلة الأخيرة

# @machine
uitleg-pvt = برنامج PVT هو دروس عن الحياة والقيم في هولندا. في النهاية توقعون.

# @machine
uitleg-map = برنامج MAP عن العمل في هولندا. تتعلمون عنه وتتدربون 40 ساعة في مكان ما.

# @machine
uitleg-pip = خطة PIP هي خطتكم للاندماج. فيها ما ستفعلونه ومن يساعدكم.

# @machine
uitleg-intake = المقابلة الأولى هي حديث عنكم. نتحدث عن المدرسة والعمل وما تريدونه.

# @machine
uitleg-klantmanager = الموظف المسؤول يساعدكم في الاندماج. هذا الشخص يعمل في البلدية.

# @machine
uitleg-duo = هيئة DUO دائرة حكومية. هي تنظم الامتحانات والقرض.

# @machine
uitleg-inburgeren = الاندماج هو تعلم الهولندية والمشاركة في هولندا. البلدية تساعدكم في ذلك.

# @machine
uitleg-niveau = المستويات A1 و A2 و B1 تقول كم تعرفون اللغة. المستوى A1 هو البداية.

# @machine
uitleg-eindgesprek = المقابلة الأخيرة هي آخر حديث في برنامج MAP. تقولون فيها ما تعلمتم.

# @machine
gevolgen-uitleg = جيد أنكم تسألون. موظف من البلدية سيشرح لكم ذلك بسرور.

# @machine
duidelijk-vraag = هل كان هذا واضحاً لكم؟
    .ja = نعم
    .beetje = قليلاً
    .nee = لا

# @machine
duidelijk-bedankt = شكراً لكم، هذا يساعدنا.

# @machine
duidelijk-collega = شكراً لأنكم أخبرتمونا. سيشرح لكم زميل ذلك مرة أخرى بكل سرور.
