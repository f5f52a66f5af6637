# Nasıl gidiyor? Dil okulunu kendisi arayanlar için: aile göçmenleri ve diğerleri.

# @machine
gezin-school =
    Merhaba { $naam }, dil okulunuzu kendiniz seçiyorsunuz.
    Bir okul seçtiniz mi?
    .ja = Evet
    .nog-niet = Henüz değil
    .hulp = Yardım istiyorum

# @machine
gezin-begonnen =
    Bir okulunuz olması güzel!
    Derslere başladınız mı?
    .ja = Evet
    .nog-niet = Henüz değil

# @machine
gezin-wanneer =
    Hangi gün başlayacaksınız?
    .weet-niet = Bilmiyorum

# @machine
gezin-niveau =
    Şu an hangi seviyedesiniz?
    .alfa = Okuma ve yazma
    .a1 = A1
    .a2 = A2
    .b1 = B1 veya üstü
    .weet-niet = Bilmiyorum

# @machine
gezin-scholen = Yakınınızdaki okulları inburgeren.nl sitesinde bulabilirsiniz. Bir görevli de seve seve sizinle bakar.
