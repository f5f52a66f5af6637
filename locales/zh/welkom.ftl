# 第一次认识：在输入信里的代码或打开链接之后。

# 语言的名称在每种语言中都一样。
# @machine
welkom-taal =
    您好，{ $naam }，欢迎使用{ $gemeente }市政府的消息服务。
    您希望用哪种语言接收消息？
    .meer = 更多语言

# @machine
welkom-toestemming =
    我们想给您发送有关课程和预约的消息。
    您随时可以发送“停止”来取消。
    { $gemeente }市政府可以给您发消息吗？
    .ja = 好的，可以
    .nee = 不用了，谢谢
    .hulp = 我有疑问

# @machine
welkom-klaar =
    谢谢您，{ $naam }：从现在起，我们会在这里给您发消息。
    需要帮助时，请发送“帮助”。

# @machine
welkom-per-brief =
    好的，您会收到{ $gemeente }市政府的信件。
    如果还是想收到消息，请发送“开始”。
