# @machine
reis-vraag =
    您好，{ $naam }，{ $dag }，{ $tijd } 我们等您。
    地点：{ $plaats }, { $adres }。
    您怎么过来？
    .fiets = 骑自行车
    .ov = 坐公交或火车
    .lopen = 走路
    .auto = 开车
    .samen = 想和人一起去

# @machine
reis-bedankt = 好主意！早点出发，就不用着急了。

# @machine
reis-samen = 谢谢您告诉我们。第一次可以有向导陪您一起来。
