# MAP：关于工作的课。

# @machine
map-vraag =
    您好，{ $naam }，您有MAP课（关于工作）：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。
    您会来吗？
    .komt = 我会来
    .komt-niet = 来不了
    .hulp = 我有疑问

# @machine
map-komt = 您能来，太好了！{ $dag } { $tijd }见。

# @machine
map-herhaling =
    您好，{ $naam }，您{ $dagen ->
        [0] 今天
        [1] 明天
       *[other] { $dagen }天后
    }有MAP课：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }。

# @machine
map-herhaling-sjabloon =
    您好，{ $naam }，您有MAP课：{ $dag } { $tijd }。
    地点：{ $plaats }, { $adres }，到时见！
