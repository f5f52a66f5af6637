# PVT: занятия о жизни в Нидерландах и подписание.
# Слова PVT и MAP остаются: они стоят в письмах. Дата в именительном падеже: пишите её после двоеточия.

# @machine
pvt-vraag =
    Здравствуйте, { $naam }, у вас занятие PVT (о жизни в Нидерландах): { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
pvt-vraag--b =
    Здравствуйте, { $naam }, ваше занятие PVT (о жизни в Нидерландах): { $dag }, { $tijd }.
    Мы держим для вас место: { $plaats }, { $adres }.
    Вы придёте?

# @machine
pvt-excursie =
    Здравствуйте, { $naam }, у вашей группы PVT экскурсия: { $dag }, { $tijd }.
    Начинаем здесь: { $plaats }, { $adres }.
    Вы пойдёте с нами?
    .komt = Я пойду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
pvt-ondertekening =
    Здравствуйте, { $naam }, вы подписываете декларацию об участии (participatieverklaring): { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
pvt-straks-vraag =
    Здравствуйте, { $naam }, ваше занятие PVT сегодня: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
pvt-komt = Хорошо, что вы придёте! До встречи: { $dag }, { $tijd }.

# @machine
pvt-meenemen = Пожалуйста, возьмите с собой на занятие: { $meenemen }.

# @machine
pvt-herhaling =
    Здравствуйте, { $naam }, у вас занятие PVT { $dagen ->
        [0] сегодня
        [1] завтра
        [one] через { $dagen } день
        [few] через { $dagen } дня
        [many] через { $dagen } дней
       *[other] через { $dagen } дня
    }: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.

# @machine
pvt-straks =
    До скорой встречи, { $naam }, ваше занятие PVT сегодня: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.

# @machine
pvt-herhaling-sjabloon =
    Здравствуйте, { $naam }, у вас занятие PVT: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }, до встречи!
