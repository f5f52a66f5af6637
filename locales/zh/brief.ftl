## 纸质信，写给没有可用电话号码的人

# @machine
brief-onderwerp-uitnodiging = 在手机上接收我们的消息
# @machine
brief-onderwerp-herinnering = 希望收到您的回复
# @machine
brief-onderwerp-stil = 您一切都好吗？

# @machine
brief-aanhef = 您好，{ $naam }：

# @machine
brief-uitnodiging = 您将要融入荷兰社会，{ $gemeente }市政府会帮助您。我们现在还不能给您发消息。
# @machine
brief-herinnering = 我们之前给您寄过一封信。也许您没有收到，所以我们再写一次。
# @machine
brief-stil = 我们给您的手机发过消息，但没有收到您的回复。也许消息没有送到。

# @machine
brief-waarom = 您可以在我们的消息里看到上课的地点和时间。您也可以提问。
# @machine
brief-hoe = 请用手机相机扫描一个方形的二维码。然后点START或“发送”。
# @machine
brief-typen = 扫不了吗？请把您的代码用消息发给我们。
# @machine
brief-geldig = 您的代码可以用到{ $dag }（包括当天）。代码只给您一个人用：请不要给别人。

# @machine
brief-hulp-bellen = 您没有手机，或者更想直接说话？请打电话：{ $nummer }。
# @machine
brief-hulp-langs = 您没有手机，或者更想直接说话？请到{ $gemeente }市政府来。

# @machine
brief-groet = 祝您一切顺利！

# 写在要输入的代码上方。
# @machine
brief-code = 您的代码：

## 在消息里发送信中的代码

# @machine
code-typfout = 这个代码不太对。请再看一下您的信，然后重新发送代码。
# @machine
code-te-vaak = 您多次发送了不对的代码。请一小时后再试，或给市政府打电话。

# @machine
bewijs-vraag = 我们想确认是您本人。请发送您的门牌号和出生年份，例如 12 1990。
    .hulp = 我有疑问

# @machine
bewijs-fout = 这和我们知道的不一样。请发送您的门牌号和出生年份，例如 12 1990。
    .hulp = 我有疑问

# @machine
bewijs-goed = 谢谢，现在我们知道是您本人。请再发送一次：我的资料。

# @machine
bewijs-collega = 谢谢。市政府的工作人员会在工作日帮助您，之后您就能看到您的资料。

# @machine
code-gevraagd = 这个代码已在另一部手机上用过。我们先在那里问是不是您。

# @machine
tweede-vraag =
    有人想用您的代码在另一部手机上收消息。是您吗？
    .ja = 是的，是我
    .nee = 不是我
    .bel = 请给我打电话

# @machine
tweede-ja = 谢谢。现在您在另一部手机上也会收到消息。

# @machine
tweede-nee = 谢谢。另一部手机不会收到消息，工作人员会联系您。
