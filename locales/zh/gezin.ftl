# 近况如何？给自己找语言学校的人。

# @machine
gezin-school =
    您好，{ $naam }，您自己选择语言学校。
    您已经选好学校了吗？
    .ja = 是的
    .nog-niet = 还没有
    .hulp = 我需要帮助

# @machine
gezin-begonnen =
    您有学校了，真好！
    您已经开始上课了吗？
    .ja = 是的
    .nog-niet = 还没有

# @machine
gezin-wanneer =
    您哪一天开始上课？
    .weet-niet = 不知道

# @machine
gezin-niveau =
    您现在学哪个级别？
    .alfa = 学习读写
    .a1 = A1
    .a2 = A2
    .b1 = B1或更高
    .weet-niet = 不知道

# @machine
gezin-scholen = 在inburgeren.nl上可以找到您附近的学校。工作人员很乐意和您一起找。
