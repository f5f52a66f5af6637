# Sınavlar. Tarih DUO'da durur; 7 gün öncesine kadar değiştirmek ücretsizdir.

# @machine
examen-vraag =
    Merhaba { $naam }, sınavınız { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    O gün size uyuyor mu?
    .komt = Evet, uyuyor
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
examen-andere-dag = Sınav gününü değiştirmek 7 gün öncesine kadar ücretsiz. Bir görevli size bir iş gününde yardım edecek.

# @machine
examen-morgen =
    Merhaba { $naam }, sınavınız { $dag } günü, saat { $tijd }.
    Lütfen pasaportunuzla veya oturum kartınızla yarım saat erken gelin.

# @machine
examen-vandaag =
    Merhaba { $naam }, sınavınız bugün, saat { $tijd }.
    Yer: { $plaats }, { $adres }, başarılar!

# @machine
examen-uitslag =
    Merhaba { $naam }, bir süre önce sınava girdiniz.
    Sonucu aldınız mı?
    .gehaald = Evet, geçtim
    .niet-gehaald = Evet, ama geçemedim
    .nog-niet = Henüz değil

# @machine
examen-gehaald = Tebrikler, ne güzel bir başarı! Bunu not ediyoruz.

# @machine
examen-niet-gehaald = Üzüldük, ama tekrar deneyebilirsiniz. Bir görevli sizinle birlikte bir plan yapacak.

# @machine
examen-nog-niet = Sorun değil. Dört hafta sonra tekrar soracağız.
