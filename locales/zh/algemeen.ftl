# 任何对话中都可能出现的回复。

# @machine
reden-vraag =
    很遗憾您不能来。
    是什么原因呢？
    .ziek = 我生病了
    .kind = 我的孩子生病了
    .werk = 我要上班
    .opvang = 没人照看孩子
    .anders = 其他原因

# @machine
niet-bedankt = 谢谢，我们知道了。市政府的工作人员会和您一起另找一天。

# @machine
mens-komt = 市政府的工作人员会在工作日帮助您。您现在就可以在这里写下您的问题。

## 随时可用的词

# @machine
stop-bevestigd = 好的，我们不会再给您发消息。想重新接收时，请发送“开始”。

# @machine
start-bevestigd = 很高兴您来了，您会收到我们的消息。想停止时，请发送“停止”。

# @machine
taal-vraag =
    您希望用哪种语言接收消息？
    .meer = 更多语言

# @machine
taal-klaar = 谢谢，我们会记住您的语言。

## 没有看懂的时候

# @machine
vangnet-antwoord =
    电脑没有看懂您的消息，但工作人员会在工作日阅读。
    这些词随时可用：“语言”、“帮助”和“停止”。

# @machine
onbekend-antwoord =
    市政府通过这些消息帮助新居民在荷兰安家。
    请发送信里的代码，这样我们就知道您是谁。

# @machine
niet-begrepen = 抱歉，我们没有看懂。请点一个按钮，或发送答案的号码。

# { $voorbeeld }：我们能看懂的日期、时间或数字。
# @machine
niet-begrepen-waarde = 抱歉，我们没有看懂。请这样写，例如：{ $voorbeeld }。

# @machine
stuur-foto = 抱歉，这不是照片。请发送照片，或发送“帮助”。

# @machine
stuur-spraak = 抱歉，这不是语音消息。请发送语音，或发送“帮助”。

# @machine
stuur-contact = 抱歉，这不是您手机里的联系人。请发送联系人，或发送“帮助”。

# 在“以后再问我”之后：我们再问的那一天。
# @machine
later-weer = 好的。我们会再问您一次：{ $dag }。

# @machine
later-collega = 好的。市政府的工作人员会为此给您打电话。

# @machine
correctie = 谢谢。我们已更改您的回答。

# @machine
te-laat = 这个问题已经结束。如果您想更改，请发送“帮助”。

# @machine
al-geregeld = 谢谢，我们已经有这个回答了。

# @machine
overgenomen = 工作人员正在和您联系，会看您的消息。您会在工作日收到回复。

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = 抱歉，我们这边出了问题。市政府的工作人员会在工作日帮助您。

# 打开答案列表：最多20个字符。
# @machine
lijst-knop = 选择答案

## 危险与公民服务号码

# 也发给我们不认识的人，以及工作人员正在对话时。113：有自杀想法的人。
# @machine
gevaar-antwoord =
    您或其他人有危险吗？请马上拨打112。
    如果您想自杀，请拨打113：那里马上有人帮您。

# @machine
geen-bsn = 请不要给我们发送BSN（公民服务号码）。我们已将它删除。

## 邀请

# @machine
hallo-weer = 您好，很高兴又见到您！您会在这里收到我们的所有消息。

# @machine
uitnodiging-gebruikt = 这个代码已有别人用过。请打电话给您的联系人（klantmanager），要一个新代码。

# @machine
uitnodiging-verlopen = 这个代码已失效。请打电话给您的联系人（klantmanager），要一个新代码。

## 多人共用的手机

# @machine
bericht-voor = 给{ $naam }：

# @machine
voor-wie =
    有多人使用这部手机。
    您的消息是关于谁的？
    .iemand-anders = 其他人

# @machine
voor-wie-stop =
    好的，这部手机暂时不会收到消息。
    谁不想再收到消息？
    .iedereen = 所有人

# @machine
voor-wie-collega = 谢谢。工作人员会在工作日看您的消息。

## 课程有变动

# @machine
verplaatst =
    您好，{ $naam }，您的课现在改到{ $dag } { $tijd }。
    地点：{ $plaats }。

# @machine
afgezegd = 您好，{ $naam }，这节课取消了：{ $dag } { $tijd }。您不用来。

# @machine
nogmaals = 我们再发一次：

## Telegram机器人的菜单

# @machine
opdracht-start = 接收消息
# @machine
opdracht-taal = 选择其他语言
# @machine
opdracht-mens = 请工作人员帮助
# @machine
opdracht-stop = 不再接收消息

# @machine
opdracht-afspraken = 我的预约
