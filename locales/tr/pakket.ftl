# Hoş geldiniz paketi: üç günde bir öneri. Belediye buraya kendi yerlerini yazar.

# @machine
pakket-vraag =
    Merhaba { $naam }, buradaki ilk haftalarınız için beş önerimiz var.
    Bu önerileri almak ister misiniz?
    .ja = Evet, isterim
    .nee = Hayır, teşekkürler

# @machine
pakket-taal = Merhaba { $naam }, öneri 1: oefenen.nl sitesine bakın ve her gün 10 dakika Hollandaca çalışın.

# @machine
pakket-bieb = Merhaba { $naam }, öneri 2: kütüphanede bir dil kafesi var. Orada başkalarıyla konuşursunuz ve ücretsizdir.

# @machine
pakket-dokter = Merhaba { $naam }, öneri 3: hastaysanız aile hekiminizi (huisarts) arayın. Tehlikede 112'yi arayın.

# @machine
pakket-woorden = Merhaba { $naam }, öneri 4: PIP sizin planınızdır. PVT ve MAP, Hollanda ve iş hakkında derslerdir.

# @machine
pakket-buurt = Merhaba { $naam }, öneri 5: mahalle evine (buurthuis) gidin. Orada mahallenizden insanlarla tanışırsınız.

# @machine
pakket-goed = Harika! Birkaç günde bir size bir öneri gelecek.

# @machine
pakket-niet = Sorun değil.
