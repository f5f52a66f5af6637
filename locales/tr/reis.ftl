# @machine
reis-vraag =
    Merhaba { $naam }, sizi { $dag } günü saat { $tijd } bekliyoruz.
    Yer: { $plaats }, { $adres }.
    Bize nasıl geleceksiniz?
    .fiets = Bisikletle
    .ov = Otobüs veya trenle
    .lopen = Yürüyerek
    .auto = Arabayla
    .samen = Biriyle birlikte

# @machine
reis-bedankt = Güzel plan! Zamanında çıkın, acele etmeniz gerekmez.

# @machine
reis-samen = Söylediğiniz için teşekkürler. Bir rehber ilk seferde sizinle gelebilir.
