# 与市政府的面谈：第一次面谈、进展、最后一次MAP面谈。

# @machine
gesprek-intake =
    您好，{ $naam }，您有第一次面谈（intake）：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
gesprek-intake-alleen = 面谈中有一部分只和您一个人谈。我们对每个人都这样做。

# @machine
gesprek-voortgang =
    您好，{ $naam }，您与市政府的面谈：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
gesprek-einde =
    您好，{ $naam }，您的最后一次MAP面谈：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .niet-klaar = 我还没完成

# @machine
gesprek-bijeenkomst =
    您好，{ $naam }，欢迎您来：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
gesprek-herhaling =
    您好，{ $naam }，我们期待见到您：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }，到时见！

# @machine
gesprek-niet-klaar = 谢谢您告诉我们。工作人员会和您一起看还需要什么。

## 来不了：什么会有帮助？

# @machine
wat-helpt-vraag =
    谢谢，我们知道了。
    怎样能方便您来？
    .andere-dag = 换一天
    .avond = 晚上的课
    .online = 线上参加
    .opvang = 帮忙照看孩子
    .tolk = 一位口译员
    .samen = 和别人一起去
    .niets = 不需要，谢谢

# @machine
wat-helpt-bedankt = 谢谢。工作人员会在工作日给您打电话，找到适合您的办法。
