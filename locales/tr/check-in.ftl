# Nasıl gidiyor? Dört haftada bir.

# @machine
check-in-school =
    Merhaba { $naam }, nasıl olduğunuzu merak ediyoruz.
    Hollandaca kursuna gidiyor musunuz?
    .ja = Evet
    .nog-niet = Henüz değil
    .hulp = Yardım istiyorum

# @machine
check-in-uren =
    MAP için bir iş yerinde 40 saat pratik yapıyorsunuz.
    Şimdiye kadar kaç saat oldu?
    .nul = Henüz hiç
    .tien = 1 ile 10 saat arası
    .twintig = 11 ile 25 saat arası
    .veertig = 26 ile 40 saat arası
    .weet-niet = Bilmiyorum

# @machine
check-in-hoe =
    Uyum süreciniz şu an nasıl gidiyor?
    .goed = İyi
    .gaat-wel = Fena değil
    .niet-zo-goed = Pek iyi değil
    .slecht = Kötü

# @machine
check-in-obstakel =
    Şu an sizin için zor olan nedir?
    .niets = Sorun yok, iyi gidiyor
    .opvang = Çocuk bakımı
    .werk = İşim
    .geld = Para
    .wachtlijst = Bekleme listesi
    .anders = Başka bir şey

# @machine
check-in-goed-zo = İyi gitmesine sevindik! Birkaç hafta sonra tekrar soracağız.

# @machine
check-in-bespreken = Anlattığınız için teşekkürler. Belediyeden bir görevli bunu sizinle konuşacak.
