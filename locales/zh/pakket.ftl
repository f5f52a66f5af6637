# 欢迎包：每三天一条建议。市政府在这里写上自己的地点。

# @machine
pakket-vraag =
    您好，{ $naam }，我们为您在这里的最初几周准备了五条建议。
    您想收到这些建议吗？
    .ja = 好的，我想要
    .nee = 不用了，谢谢

# @machine
pakket-taal = 您好，{ $naam }，建议1：打开oefenen.nl，每天练习10分钟荷兰语。

# @machine
pakket-bieb = 您好，{ $naam }，建议2：图书馆里有语言咖啡馆。您可以在那里和别人聊天，而且免费。

# @machine
pakket-dokter = 您好，{ $naam }，建议3：生病时，请给家庭医生（huisarts）打电话。遇到危险请拨112。

# @machine
pakket-woorden = 您好，{ $naam }，建议4：PIP是您的计划。PVT和MAP是关于荷兰和工作的课。

# @machine
pakket-buurt = 您好，{ $naam }，建议5：去社区中心（buurthuis）看看。您会在那里认识附近的人。

# @machine
pakket-goed = 太好了！每隔几天您会收到一条建议。

# @machine
pakket-niet = 好的。
