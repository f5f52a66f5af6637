# PVT：关于荷兰生活的课，以及签署声明。
# 保留PVT和MAP：信上就是这样写的。地址前用半角逗号加空格：没有地址时程序会去掉它。

# @machine
pvt-vraag =
    您好，{ $naam }，您有PVT课（荷兰生活）：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
pvt-vraag--b =
    您好，{ $naam }，您的PVT课（荷兰生活）是{ $dag } { $tijd }。
    我们给您留了位置：{ $plaats }, { $adres }。
    您会来吗？

# @machine
pvt-excursie =
    您好，{ $naam }，PVT小组要外出参观：{ $dag } { $tijd }。
    我们从这里出发：{ $plaats }, { $adres }。
    您一起去吗？
    .komt = 我会去
    .komt-niet = 去不了
    .hulp = 我有疑问

# @machine
pvt-ondertekening =
    您好，{ $naam }，您将签署参与声明（participatieverklaring）：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
pvt-straks-vraag =
    您好，{ $naam }，您的PVT课就在今天：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
pvt-komt = 您能来，太好了！{ $dag } { $tijd }见。

# @machine
pvt-meenemen = 上课请带上：{ $meenemen }。

# @machine
pvt-herhaling =
    您好，{ $naam }，您{ $dagen ->
        [0] 今天
        [1] 明天
       *[other] { $dagen }天后
    }有PVT课：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。

# @machine
pvt-straks =
    一会儿见，{ $naam }，您的PVT课就在今天：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。

# @machine
pvt-herhaling-sjabloon =
    您好，{ $naam }，您有PVT课：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }，到时见！
