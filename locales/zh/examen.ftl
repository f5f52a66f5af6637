# 考试。日期由DUO保存；最晚提前7天改期是免费的。

# @machine
examen-vraag =
    您好，{ $naam }，您的考试时间：{ $dag }，{ $tijd }。
    地点：{ $plaats }, { $adres }。
    那天您可以吗？
    .komt = 可以，没问题
    .komt-niet = 我去不了
    .hulp = 我有疑问

# @machine
examen-andere-dag = 最晚提前7天，可以免费更改考试日期。工作人员会在工作日帮助您。

# @machine
examen-morgen =
    您好，{ $naam }，您的考试时间：{ $dag }，{ $tijd }。
    请提前半小时到，并带上护照或居留卡。

# @machine
examen-vandaag =
    您好，{ $naam }，您今天{ $tijd }考试。
    地点：{ $plaats }, { $adres }，祝您顺利！

# @machine
examen-uitslag =
    您好，{ $naam }，您前一段时间参加了考试。
    您知道结果了吗？
    .gehaald = 知道，通过了
    .niet-gehaald = 知道，没有通过
    .nog-niet = 还不知道结果

# @machine
examen-gehaald = 恭喜您，真棒！我们会记下来。

# @machine
examen-niet-gehaald = 很可惜，不过您可以再考一次。工作人员会和您一起做计划。

# @machine
examen-nog-niet = 好的。四周后我们会再问您。
