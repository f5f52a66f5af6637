# @machine
snel-bellen = { $collega }: Мы позвоним вам сегодня.

# @machine
snel-genoteerd = { $collega }: Спасибо, мы это записали.

# @machine
snel-foto = { $collega }: Пришлите нам фото письма. Мы посмотрим его вместе с вами.

# @machine
snel-verplaatst = { $collega }: Урок будет в другой день. Мы пришлём вам новую дату.

# @machine
snel-uitzoeken = { $collega }: Мы узнаем это для вас. Мы вам сообщим.

# @machine
snel-langskomen = { $collega }: Приходите в муниципалитет. Мы поможем вам там.

# @machine
snel-nummer = { $collega }: По какому номеру вам можно позвонить?

# @machine
snel-wanneer = { $collega }: Когда вам лучше позвонить?

# @machine
snel-nog-een-keer = { $collega }: Мы пока не понимаем ваше сообщение. Напишите, пожалуйста, ещё раз?

# @machine
schrijf-terug = Здравствуйте, { $naam }! У сотрудника муниципалитета есть для вас сообщение. Пришлите нам слово ДА, и вы его получите.
