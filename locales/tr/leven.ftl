# Hayatta neler değişir. Hastalık veya neden hiç sorulmaz.

# "hasta" tek başına olmaz: İspanyolcada başka anlamı var
trefwoord-verandering =
    değişiklik, değişiklik var, hastayım, hastayim, çok hastayım, çok hastayim, uzun süredir hastayım,
    uzun süredir hastayim, hastalandım, hastalandim, hastalık, hastalik, hamile, hamileyim, gebe,
    gebeyim, eşim hamile, karım hamile, karim hamile, bebek, bebek bekliyorum, bebeğimiz olacak,
    doğum yaptım, doğum yaptim, taşınma, taşinma, taşınıyorum, taşiniyorum, taşınacağım, taşinacağim,
    taşındım, taşindim, adresim değişti, iş buldum

# @machine
verandering-vraag =
    Anlattığınız için teşekkürler.
    Ne değişiyor?
    .ziek = Uzun süredir hastayım
    .baby = Bebeğimiz olacak
    .verhuizen = Taşınıyorum
    .werk = İş buldum
    .anders = Başka bir şey

# @machine
verandering-ziek = Geçmiş olsun. Bazen size daha fazla süre verilir: bir görevli buna sizinle bakacak.

# @machine
verandering-baby = Ne güzel! Bazen size daha fazla süre verilir: bir görevli buna sizinle bakacak.

# @machine
verandering-wanneer =
    Hangi gün taşınıyorsunuz?
    .weet-niet = Bilmiyorum

# @machine
verandering-verhuizen = Teşekkürler. Bir görevli size yardım edecek, başka bir belediyeye gitseniz de.

# @machine
verandering-werk = Tebrikler! Bir görevli sizinle iş ve dersleri birlikte yürütmeyi konuşacak.

## Eş

# @machine
partner-vraag =
    Merhaba { $naam }, eşiniz de kendisi mesaj alabilir.
    Eşiniz bunu ister mi?
    .ja = Evet
    .nee = Hayır
    .weet-niet = Bilmiyorum

# @machine
partner-ja = Harika! Eşinize kendi koduyla ayrı bir mektup gelecek.

# @machine
partner-nee = Sorun değil. Daha sonra da olabilir.

## İş veya eğitim: sonra nasıl gidiyor?

# @machine
nazorg-vraag =
    Merhaba { $naam }, nasıl olduğunuzu merak ediyoruz.
    İşiniz veya eğitiminiz iyi gidiyor mu?
    .goed = Evet, iyi gidiyor
    .gestopt = Sona erdi
    .hulp = Bir sorum var

# @machine
nazorg-goed = Bunu duymak ne güzel! Daha sonra yine soracağız.

# @machine
nazorg-gestopt = Üzüldük, bu kolay değil. Bir görevli sizi bir iş gününde arayacak.

## Görüşme saatleri

trefwoord-spreekuur =
    görüşme saati, görüşme saatleri, akşam görüşmesi, ofis saatleri, mesai saatleri,
    çalışma saatleri, çalişma saatleri, uğramak istiyorum, belediyeye gelmek istiyorum, randevu al,
    randevu almak, randevu almak istiyorum, randevu alabilir miyim, randevu istiyorum

# @machine
spreekuur-vraag =
    Bir görevliye uğrayabilirsiniz, akşam da olur.
    Size hangisi uygun?
    .avond = Akşam
    .overdag = Gündüz
    .bellen = Beni arayın

# @machine
spreekuur-bedankt = Teşekkürler. Bir iş gününde bir görevli sizinle randevu ayarlayacak.
