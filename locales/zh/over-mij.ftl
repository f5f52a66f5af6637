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
