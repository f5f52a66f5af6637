# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = 解释, 这是什么意思, 什么意思, 这是什么, 难词, 生词, pvt是什么, map是什么, pip是什么, duo是什么

trefwoord-gevolgen = 罚款, 会罚款吗, 我会被罚款吗, 处罚, 惩罚, 后果, 不来会怎样, 如果我不来会怎样, 考不过会怎样

# @machine
uitleg-vraag =
    您想了解哪个词？
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = 全面面谈
    .klantmanager = 您的负责人
    .duo = DUO
    .inburgeren = 融入社会
    .niveau = A1、A2和B1
    .eindgesprek = 最后面谈

# @machine
uitleg-pvt = PVT是关于荷兰生活和价值观的课程。最后您要签名。

# @machine
uitleg-map = MAP是关于在荷兰工作的课程。您学习，并在一个地方练习40小时。

# @machine
uitleg-pip = PIP是您的融入计划。里面写着您做什么，谁来帮助您。

# @machine
uitleg-intake = 全面面谈是关于您的谈话。我们谈学习、工作和您的愿望。

# @machine
uitleg-klantmanager = 负责人帮助您融入社会。这个人在市政府工作。

# @machine
uitleg-duo = DUO是政府机构。DUO安排考试和贷款。

# @machine
uitleg-inburgeren = 融入社会就是学荷兰语，参与荷兰的生活。市政府会帮助您。

# @machine
uitleg-niveau = A1、A2和B1表示您的语言水平。A1是开始。

# @machine
uitleg-eindgesprek = 最后面谈是MAP的最后一次谈话。您讲讲学到了什么。

# @machine
gevolgen-uitleg = 您问得好。市政府的工作人员很乐意为您解释。

# @machine
duidelijk-vraag = 这些您看懂了吗？
    .ja = 看懂了
    .beetje = 懂一点
    .nee = 没看懂

# @machine
duidelijk-bedankt = 谢谢，这对我们有帮助。

# @machine
duidelijk-collega = 谢谢您告诉我们。工作人员很乐意再给您讲一遍。
