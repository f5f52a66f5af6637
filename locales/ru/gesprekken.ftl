# Встречи с муниципалитетом: первая встреча, как идут дела, последняя встреча по MAP.

# @machine
gesprek-intake =
    Здравствуйте, { $naam }, у вас первая встреча (intake): { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
gesprek-intake-alleen = Часть встречи пройдёт только с вами. Мы делаем так со всеми.

# @machine
gesprek-voortgang =
    Здравствуйте, { $naam }, ваша встреча с муниципалитетом: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
gesprek-einde =
    Здравствуйте, { $naam }, ваша последняя встреча по MAP: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .niet-klaar = Ещё не всё готово

# @machine
gesprek-bijeenkomst =
    Здравствуйте, { $naam }, приглашаем вас: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
gesprek-herhaling =
    Здравствуйте, { $naam }, будем рады видеть вас: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }, до встречи!

# @machine
gesprek-niet-klaar = Спасибо, что сказали. Сотрудник посмотрит вместе с вами, что ещё нужно.

## Я не могу: что поможет?

# @machine
wat-helpt-vraag =
    Спасибо, теперь мы знаем.
    Что поможет вам прийти?
    .andere-dag = Другой день
    .avond = Занятие вечером
    .online = Участие онлайн
    .opvang = Присмотр за детьми
    .tolk = Переводчик
    .samen = Поехать вместе
    .niets = Ничего, спасибо

# @machine
wat-helpt-bedankt = Спасибо. Сотрудник позвонит вам в рабочий день, чтобы найти то, что вам подходит.
