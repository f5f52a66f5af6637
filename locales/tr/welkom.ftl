# İlk tanışma, mektuptaki koddan veya bağlantıdan sonra.

# Dillerin adları her dilde aynı kalır.
# @machine
welkom-taal =
    Merhaba { $naam }, { $gemeente } Belediyesinin mesajlarına hoş geldiniz.
    Mesajlarımızı hangi dilde istersiniz?
    .meer = Diğer diller

# @machine
welkom-toestemming =
    Size dersleriniz ve randevularınız hakkında mesaj göndermek istiyoruz.
    DURDUR kelimesiyle bunu her zaman durdurabilirsiniz.
    { $gemeente } Belediyesi size mesaj gönderebilir mi?
    .ja = Evet, gönderebilir
    .nee = Hayır, istemem
    .hulp = Bir sorum var

# @machine
welkom-klaar =
    Teşekkürler { $naam }: bundan sonra size buradan mesaj göndereceğiz.
    Yardım isterseniz YARDIM kelimesini gönderin.

# @machine
welkom-per-brief =
    Tamam: { $gemeente } Belediyesi size mektup gönderecek.
    Yine de mesaj isterseniz BAŞLA kelimesini gönderin.
