# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = объяснение, что это значит, что это такое, трудное слово, трудные слова, что такое pvt, что такое map, что такое pip

trefwoord-gevolgen = штраф, штрафы, будет ли штраф, наказание, санкция, последствия, что будет если я не приду, что будет если я не сдам

# @machine
uitleg-vraag =
    О каком слове вы хотите узнать больше?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Первая беседа
    .klantmanager = Ваш куратор
    .duo = DUO
    .inburgeren = Интеграция
    .niveau = A1, A2 и B1
    .eindgesprek = Итоговая беседа

# @machine
uitleg-pvt = PVT — это занятия о жизни и ценностях в Нидерландах. В конце вы ставите подпись.

# @machine
uitleg-map = MAP — это о работе в Нидерландах. Вы учитесь и 40 часов практикуетесь на месте.

# @machine
uitleg-pip = PIP — это ваш план интеграции. В нём написано, что вы делаете и кто вам помогает.

# @machine
uitleg-intake = Первая беседа — это разговор о вас. Мы говорим об учёбе, работе и ваших желаниях.

# @machine
uitleg-klantmanager = Куратор помогает вам с интеграцией. Этот человек работает в муниципалитете.

# @machine
uitleg-duo = DUO — это государственная служба. DUO занимается экзаменами и кредитом.

# @machine
uitleg-inburgeren = Интеграция — это учить нидерландский и участвовать в жизни Нидерландов. Муниципалитет вам помогает.

# @machine
uitleg-niveau = A1, A2 и B1 показывают, как хорошо вы знаете язык. A1 — это начало.

# @machine
uitleg-eindgesprek = Итоговая беседа — это последняя беседа MAP. Вы рассказываете, чему научились.

# @machine
gevolgen-uitleg = Хорошо, что вы спрашиваете. Сотрудник муниципалитета с радостью вам объяснит.

# @machine
duidelijk-vraag = Это было вам понятно?
    .ja = Да
    .beetje = Немного
    .nee = Нет

# @machine
duidelijk-bedankt = Спасибо, это нам помогает.

# @machine
duidelijk-collega = Спасибо, что сказали. Сотрудник с радостью объяснит вам ещё раз.
