# 做一个计划，并用本人自己的话来提醒。

trefwoord-plan =
    计划, 計劃, 計畫, 我的计划, 我的計劃, 做计划, 做个计划, 我想做计划, 我想做个计划, 制定计划, 制订计划,
    学习计划, 我的学习计划

# @machine
plan-taal =
    有计划，学习更容易。
    您每周什么时候学荷兰语？
    .weet-niet = 不知道

# @machine
plan-delen =
    其他部分呢，例如PVT和MAP？
    .weet-niet = 不知道

# @machine
plan-anders =
    有时事情会有变化。
    那时您的计划是什么？
    .weet-niet = 不知道

# @machine
plan-bedankt = 好计划！一周后我们会问您是否顺利。

# @machine
plan-herinnering =
    您好，{ $naam }，这是您学荷兰语的计划：{ $plan-taal }。
    顺利吗？
    .ja = 是的，很顺利
    .nee = 还不太行
    .ander-plan = 换个新计划

# @machine
plan-nu-vraag =
    您好，{ $naam }，您现在的计划是：{ $eigen-plan }。
    顺利吗？
    .ja = 是的，很顺利
    .nee = 还不太行
    .ander-plan = 换个新计划

# @machine
plan-lukt = 做得很好！一个月后我们会再问您。

# @machine
plan-lukt-niet = 没关系。工作人员会和您一起看怎样能帮到您。
