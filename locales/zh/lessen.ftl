# @machine
inhalen-een =
    您好，{ $naam }，您可以和另一个班一起补课：
    { $lessen }
    到时您来吗？
    .eerste = 来，我会去
    .geen = 那天我不行

# @machine
inhalen-twee =
    您好，{ $naam }，您可以在这几天补课：
    { $lessen }
    哪一天您方便？
    .eerste = 第1天
    .tweede = 第2天
    .geen = 都不行

# @machine
inhalen-drie =
    您好，{ $naam }，您可以在这几天补课：
    { $lessen }
    哪一天您方便？
    .eerste = 第1天
    .tweede = 第2天
    .derde = 第3天
    .geen = 都不行

# @machine
inhalen-een-sjabloon =
    您好，{ $naam }，您可以和另一个班一起补课：
    { $dag1 } { $tijd1 }，{ $plaats1 }
    到时您来吗？

# @machine
inhalen-twee-sjabloon =
    您好，{ $naam }，您可以在这几天补课：
    1: { $dag1 } { $tijd1 }，{ $plaats1 }
    2: { $dag2 } { $tijd2 }，{ $plaats2 }
    哪一天您方便？

# @machine
inhalen-drie-sjabloon =
    您好，{ $naam }，您可以在这几天补课：
    1: { $dag1 } { $tijd1 }，{ $plaats1 }
    2: { $dag2 } { $tijd2 }，{ $plaats2 }
    3: { $dag3 } { $tijd3 }，{ $plaats3 }
    哪一天您方便？

# @machine
inhalen-regel = { $nummer }. { $dag } { $tijd }，{ $plaats }

# @machine
inhalen-genoteerd = 谢谢，我们已为您记下这节课。我们会提醒您。

# @machine
inhalen-geen-dag = 好的。工作人员会和您一起另找一天。

# @machine
inhalen-vol = 抱歉，那节课刚刚满员了。

# @machine
praktisch-lijst =
    请留意：
    { $praktisch }

# @machine
praktisch-meenemen = 请带上：{ $wat }。

# @machine
praktisch-reistip = 怎么来：{ $wat }。

# @machine
praktisch-opvang = 现场有人照看孩子：您可以带孩子来。

# @machine
praktisch-tolk = 现场有您语言的翻译。

# @machine
peiling-vraag =
    { $dag }我们一起聊天。
    您想聊什么？
    .school = 语言和学校
    .werk = 工作
    .geld = 钱
    .kinderen = 孩子
    .anders = 别的

# @machine
peiling-bedankt = 谢谢，我们会在聚会上谈这个。
