# 语言比屏幕能显示的多。

# @machine
taal-meer =
    请选择您的语言。
    .terug = 返回
