# 近况如何？每四周一次。

# @machine
check-in-school =
    您好，{ $naam }，我们想知道您最近怎么样。
    您已经在上荷兰语课了吗？
    .ja = 是的
    .nog-niet = 还没有
    .hulp = 我需要帮助

# @machine
check-in-uren =
    MAP包括在工作场所练习40小时。
    您练习了多久？
    .nul = 还没有开始
    .tien = 1到10小时
    .twintig = 11到25小时
    .veertig = 26到40小时
    .weet-niet = 不知道

# @machine
check-in-hoe =
    您现在的融入过程顺利吗？
    .goed = 顺利
    .gaat-wel = 还可以
    .niet-zo-goed = 不太顺利
    .slecht = 不顺利

# @machine
check-in-obstakel =
    现在什么事对您来说比较难？
    .niets = 没有，一切都好
    .opvang = 照看孩子
    .werk = 我的工作
    .geld = 钱的问题
    .wachtlijst = 要排队等候
    .anders = 其他事情

# @machine
check-in-goed-zo = 一切顺利，真好！几周后我们会再问您。

# @machine
check-in-bespreken = 谢谢您告诉我们。市政府的工作人员会和您谈谈这件事。
