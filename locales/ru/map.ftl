# MAP: занятия о работе.

# @machine
map-vraag =
    Здравствуйте, { $naam }, у вас занятие MAP (о работе): { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.
    Вы придёте?
    .komt = Я приду
    .komt-niet = Я не могу
    .hulp = У меня есть вопрос

# @machine
map-komt = Хорошо, что вы придёте! До встречи: { $dag }, { $tijd }.

# @machine
map-herhaling =
    Здравствуйте, { $naam }, у вас занятие MAP { $dagen ->
        [0] сегодня
        [1] завтра
        [one] через { $dagen } день
        [few] через { $dagen } дня
        [many] через { $dagen } дней
       *[other] через { $dagen } дня
    }: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }.

# @machine
map-herhaling-sjabloon =
    Здравствуйте, { $naam }, у вас занятие MAP: { $dag }, { $tijd }.
    Место: { $plaats }, { $adres }, до встречи!
