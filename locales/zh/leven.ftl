# 生活中的变化。绝不问是什么病，也不问原因。

trefwoord-verandering =
    变化, 變化, 有变化, 我有变化, 情况有变, 情况变了, 我的情况变了, 生病, 生病了, 我生病了, 病了, 我病了,
    我长期生病, 怀孕, 怀孕了, 我怀孕了, 懷孕, 懷孕了, 我懷孕了, 我老婆怀孕了, 我妻子怀孕了, 宝宝, 寶寶,
    我要生孩子了, 要生孩子了, 我们要有孩子了, 搬家, 搬家了, 我搬家了, 我要搬家, 我要搬家了, 要搬家了,
    我们要搬家, 我们要搬家了, 我的新地址, 找到工作了, 我找到工作了, 我有工作了

# @machine
verandering-vraag =
    谢谢您告诉我们。
    有什么变化？
    .ziek = 我长期生病
    .baby = 要有宝宝了
    .verhuizen = 我要搬家
    .werk = 我找到工作了
    .anders = 其他事情

# @machine
verandering-ziek = 祝您早日康复。有时您可以得到更多时间：工作人员会和您一起看。

# @machine
verandering-baby = 真好！有时您可以得到更多时间：工作人员会和您一起看。

# @machine
verandering-wanneer =
    您哪一天搬家？
    .weet-niet = 不知道

# @machine
verandering-verhuizen = 谢谢。工作人员会帮助您，您搬到别的城市也一样。

# @machine
verandering-werk = 恭喜您！工作人员会和您谈谈怎样兼顾工作和上课。

## 伴侣

# @machine
partner-vraag =
    您好，{ $naam }，您的伴侣也可以收到我们的消息。
    您的伴侣愿意吗？
    .ja = 愿意
    .nee = 不用了
    .weet-niet = 不知道

# @machine
partner-ja = 太好了！您的伴侣会收到单独的信和自己的代码。

# @machine
partner-nee = 好的。以后也可以。

## 工作或学习：后来怎么样？

# @machine
nazorg-vraag =
    您好，{ $naam }，我们想知道您最近怎么样。
    您的工作或学习顺利吗？
    .goed = 是的，很顺利
    .gestopt = 已经结束了
    .hulp = 我有疑问

# @machine
nazorg-goed = 很高兴听您这么说！以后我们会再问您。

# @machine
nazorg-gestopt = 很遗憾，这不容易。工作人员会在工作日给您打电话。

## 咨询时间

trefwoord-spreekuur =
    咨询, 諮詢, 我想咨询, 咨询时间, 晚间咨询, 晚上咨询, 接待时间, 面谈, 面談, 我想面谈, 预约面谈, 约面谈,
    约时间, 約時間, 我想约时间, 约个时间, 我想约个时间, 我想预约, 我要预约, 我想預約, 我能过来吗

# @machine
spreekuur-vraag =
    您可以来和工作人员面谈，晚上也可以。
    哪种方式适合您？
    .avond = 晚上
    .overdag = 白天
    .bellen = 最好打电话

# @machine
spreekuur-bedankt = 谢谢。工作人员会在工作日和您约时间。
