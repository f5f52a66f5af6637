# @machine
snel-bellen = { $collega }: 我们今天会给您打电话。

# @machine
snel-genoteerd = { $collega }: 谢谢，我们已经记下了。

# @machine
snel-foto = { $collega }: 请把信的照片发给我们。我们和您一起看。

# @machine
snel-verplaatst = { $collega }: 课改到另一天了。我们会告诉您新的日期。

# @machine
snel-uitzoeken = { $collega }: 我们会为您查清楚。之后会通知您。

# @machine
snel-langskomen = { $collega }: 请到市政府来。我们在那里帮助您。

# @machine
snel-nummer = { $collega }: 我们可以打哪个号码找您？

# @machine
snel-wanneer = { $collega }: 什么时候给您打电话最好？

# @machine
snel-nog-een-keer = { $collega }: 我们还没有看懂您的消息。您能再写一次吗？

# @machine
schrijf-terug = 您好 { $naam }，市政府的工作人员有一条消息要给您。请回复“是”，您就会收到。
