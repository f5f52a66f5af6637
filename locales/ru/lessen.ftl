# @machine
inhalen-een =
    Здравствуйте, { $naam }, вы можете наверстать занятие с другой группой:
    { $lessen }
    Вы придёте тогда?
    .eerste = Да, приду
    .geen = Тогда не могу

# @machine
inhalen-twee =
    Здравствуйте, { $naam }, вы можете наверстать занятие в эти дни:
    { $lessen }
    Какой день вам подходит?
    .eerste = День 1
    .tweede = День 2
    .geen = Ни один из них

# @machine
inhalen-drie =
    Здравствуйте, { $naam }, вы можете наверстать занятие в эти дни:
    { $lessen }
    Какой день вам подходит?
    .eerste = День 1
    .tweede = День 2
    .derde = День 3
    .geen = Ни один из них

# @machine
inhalen-een-sjabloon =
    Здравствуйте, { $naam }, вы можете наверстать занятие с другой группой:
    { $dag1 }, { $tijd1 }, { $plaats1 }
    Вы придёте тогда?

# @machine
inhalen-twee-sjabloon =
    Здравствуйте, { $naam }, вы можете наверстать занятие в эти дни:
    1: { $dag1 }, { $tijd1 }, { $plaats1 }
    2: { $dag2 }, { $tijd2 }, { $plaats2 }
    Какой день вам подходит?

# @machine
inhalen-drie-sjabloon =
    Здравствуйте, { $naam }, вы можете наверстать занятие в эти дни:
    1: { $dag1 }, { $tijd1 }, { $plaats1 }
    2: { $dag2 }, { $tijd2 }, { $plaats2 }
    3: { $dag3 }, { $tijd3 }, { $plaats3 }
    Какой день вам подходит?

# @machine
inhalen-regel = { $nummer }. { $dag }, { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Спасибо, мы записали вас на это занятие. Мы пришлём вам напоминание.

# @machine
inhalen-geen-dag = Хорошо. Сотрудник найдёт вместе с вами другой день.

# @machine
inhalen-vol = Извините, на этом занятии только что закончились места.

# @machine
praktisch-lijst =
    Полезно знать:
    { $praktisch }

# @machine
praktisch-meenemen = Возьмите с собой: { $wat }.

# @machine
praktisch-reistip = Как доехать: { $wat }.

# @machine
praktisch-opvang = Есть присмотр за детьми: ребёнка можно взять с собой.

# @machine
praktisch-tolk = Есть переводчик на ваш язык.

# @machine
peiling-vraag =
    Мы поговорим вместе: { $dag }.
    О чём вы хотите поговорить?
    .school = Язык и школа
    .werk = Работа
    .geld = Деньги
    .kinderen = Дети
    .anders = Другое

# @machine
peiling-bedankt = Спасибо, мы поговорим об этом на встрече.
