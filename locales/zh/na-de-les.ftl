# 课后：谁来了，谁没来。

# @machine
gemist-vraag =
    您好，{ $naam }，可惜我们在{ $dag }的课上没见到您。
    您想补这节课吗？
    .ja = 好的，我想补课
    .nee = 不用了
    .hulp = 我有疑问

# @machine
gemist-inhalen = 太好了！工作人员会和您一起另找一天。

# @machine
geweest-vraag =
    您好，{ $naam }，您来上了{ $dag }的课，真好！
    您已经上了{ $gevolgd }节课，一共{ $totaal }节。
    这节课您听懂了吗？
    .ja = 听懂了
    .beetje = 懂一点
    .nee = 没听懂

# @machine
geweest-bedankt = 谢谢，这能帮我们把课上得更好。

# @machine
geweest-onduidelijk = 谢谢您告诉我们。工作人员很乐意再给您讲一遍。

## MAP的小时，每周一次

# @machine
map-uren-vraag =
    您好，{ $naam }，MAP的40小时练习，您已经完成了{ $totaal }小时。
    这周您练习了几个小时？
    .geen = 没有练习
    .probleem = 有个问题
    .geen-plek = 没有练习的地方

# @machine
map-uren-bedankt = 很好，谢谢！我们记下了{ $uren }小时。

# @machine
map-uren-geen = 谢谢您告诉我们。下周我们会再问您。
