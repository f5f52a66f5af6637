## Вопрос о своих встречах или данных

# @machine
afspraken-lijst =
    Ваши встречи и занятия:
    { $afspraken }

# Строка списка. Онлайн: без адреса.
# @machine
afspraak-regel =
    { $dag }, { $tijd } - { $antwoord ->
        [komt] вы придёте
        [komt-niet] вы не придёте
       *[onbekend] ответа пока нет
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = У вас нет запланированных встреч. Если вы не уверены, отправьте ПОМОЩЬ.

# @machine
gegevens-vraag =
    Вот что мы о вас знаем:
    { $gegevens }
    Всё верно?
    .klopt = Всё верно
    .anders = Есть ошибка
    .weg = Что-то удалить
    .rustig = Скрытые сообщения
    .horen = Хочу слушать
    .niet-horen = Без голоса

# @machine
gegevens-naam = Имя: { $naam }
# @machine
gegevens-taal = Язык: { $taal }
# @machine
gegevens-kanaal = Сообщения через: { $kanaal }
# @machine
gegevens-klantmanager = Куратор (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Хорошо, спасибо.
# @machine
gegevens-collega = Спасибо. Сотрудник муниципалитета поможет вам в рабочий день.

# На общем телефоне здесь нет ничего об одном из людей.
# @machine
gedeeld-collega = Этим телефоном пользуются разные люди. Сотрудник позвонит вам в рабочий день.

# @machine
afspraak-agenda = Добавьте в календарь: { $agenda }

# @machine
rustig-vraag =
    Тогда мы сначала пришлём короткое сообщение без темы. Остальное вы увидите, только когда нажмёте «Читать». Хотите так?
    .ja = Да, пожалуйста
    .nee = Нет, не нужно

# @machine
rustig-bericht =
    Здравствуйте, { $naam }, для вас есть сообщение. Хотите прочитать его?
    .ja = Читать

# @machine
rustig-aan = Теперь наши сообщения начинаются так. Тему вы увидите только после «Читать».

# @machine
rustig-uit = Хорошо. Наши сообщения сразу говорят, о чём они.

# @machine
rustig-later = Хорошо. Нажмите «Читать» позже, когда вам удобно.

# @machine
rustig-voorbij = Это сообщение уже неактуально. Отправьте слово ПОМОЩЬ, если хотите что-то спросить.

# @machine
horen-aan = Хорошо. К нашим сообщениям мы добавим голос, если он есть.

# @machine
horen-uit = Хорошо, мы больше не будем присылать голос. Наши сообщения всегда можно прочитать.

# @machine
verberg-klaar = Готово. То, что старше двух дней, можете удалить только вы сами.

# @machine
verberg-zelf = В WhatsApp я не могу удалять сообщения. Нажмите и удерживайте этот чат в списке и выберите «Удалить».

# @machine
verberg-knop = Удаление сообщений
    .verberg = Скрыть сообщения
