## 有人询问自己的预约或资料

# @machine
afspraken-lijst =
    这是您的预约和课程：
    { $afspraken }

# 列表中的一行。线上课程没有地址。
# @machine
afspraak-regel =
    { $dag } { $tijd } - { $antwoord ->
        [komt] 您会来
        [komt-niet] 您不来
       *[onbekend] 还没有回复
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = 您在我们这里没有预约。如果不确定，请发送“帮助”。

# @machine
gegevens-vraag =
    这是我们知道的您的资料：
    { $gegevens }
    对吗？
    .klopt = 都对
    .anders = 有地方不对
    .weg = 请删除一些
    .rustig = 安静的消息
    .horen = 请读给我听
    .niet-horen = 不要语音

# @machine
gegevens-naam = 姓名：{ $naam }
# @machine
gegevens-taal = 语言：{ $taal }
# @machine
gegevens-kanaal = 接收消息的方式：{ $kanaal }
# @machine
gegevens-klantmanager = 联系人（klantmanager）：{ $klantmanager }

# @machine
gegevens-klaar = 好的，谢谢您。
# @machine
gegevens-collega = 谢谢。市政府的工作人员会在工作日帮助您。

# 多人共用的手机：这里不说任何一个人的事。
# @machine
gedeeld-collega = 有多人使用这部手机。工作人员会在工作日给您打电话。

# @machine
afspraak-agenda = 加入您的日历：{ $agenda }

# @machine
rustig-vraag =
    我们会先发一条没有主题的短消息。您按“阅读”后才看到其余内容。您想要这样吗？
    .ja = 好的
    .nee = 不需要

# @machine
rustig-bericht =
    您好，{ $naam }，有一条给您的消息。您想看吗？
    .ja = 阅读

# @machine
rustig-aan = 从现在起，我们的消息这样开始。您按“阅读”后才看到内容。

# @machine
rustig-uit = 好的。我们的消息会直接说明主题。

# @machine
rustig-later = 好的。方便的时候请按“阅读”。

# @machine
rustig-voorbij = 这条消息已经结束。如果您想问什么，请发送“帮助”。

# @machine
horen-aan = 好的。如果有语音，我们会和消息一起发送。

# @machine
horen-uit = 好的，我们不再发送语音。您随时可以阅读我们的消息。

# @machine
verberg-klaar = 好了。超过两天的消息只能由您自己删除。

# @machine
verberg-zelf = 在 WhatsApp 上我不能删除消息。请在列表中长按这个对话，然后选“删除”。

# @machine
verberg-knop = 删除消息
    .verberg = 隐藏消息
