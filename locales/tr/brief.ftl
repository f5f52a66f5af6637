## Kâğıt üzerinde bir mektup, çalışan telefon numarası olmayanlar için

# @machine
brief-onderwerp-uitnodiging = Mesajlarımızı telefonunuza alın
# @machine
brief-onderwerp-herinnering = Sizden haber almak isteriz
# @machine
brief-onderwerp-stil = İyi misiniz?

# @machine
brief-aanhef = Merhaba { $naam },

# @machine
brief-uitnodiging = Uyum sürecine (inburgering) başlıyorsunuz ve { $gemeente } Belediyesi size yardım ediyor. Size henüz mesaj gönderemiyoruz.
# @machine
brief-herinnering = Size daha önce bir mektup gönderdik. Belki elinize ulaşmadı, bu yüzden bir kez daha yazıyoruz.
# @machine
brief-stil = Telefonunuza mesajlar gönderdik ama sizden haber alamadık. Belki mesajlar size ulaşmıyor.

# @machine
brief-waarom = Mesajlarımızda dersinizin nerede ve ne zaman olduğunu okursunuz. Soru da sorabilirsiniz.
# @machine
brief-hoe = Telefonunuzun kamerasıyla bir karekod okutun. Sonra START veya gönder düğmesine dokunun.
# @machine
brief-typen = Olmuyor mu? O zaman kodunuzu bize mesajla gönderin.
# @machine
brief-geldig = Kodunuz { $dag } gününe kadar çalışır, o gün de dahil. Kod yalnızca sizin için: kimseye vermeyin.

# @machine
brief-hulp-bellen = Telefonunuz yok mu, konuşmak mı istersiniz? { $nummer } numarasını arayın.
# @machine
brief-hulp-langs = Telefonunuz yok mu, konuşmak mı istersiniz? { $gemeente } Belediyesine uğrayın.

# @machine
brief-groet = Saygılarımızla,

# Yazılacak kodun üstünde.
# @machine
brief-code = Kodunuz:

## Mektuptaki kod, bir mesajda

# @machine
code-typfout = Bu kod tam doğru değil. Mektubunuza bir daha bakın ve kodu yeniden gönderin.
# @machine
code-te-vaak = Birkaç kez doğru olmayan bir kod gönderdiniz. Bir saat sonra tekrar deneyin veya belediyeyi arayın.

# @machine
bewijs-vraag = Siz olduğunuzdan emin olmak istiyoruz. Ev numaranızı ve doğum yılınızı gönderin, örneğin 12 1990.
    .hulp = Bir sorum var

# @machine
bewijs-fout = Bu, bizdeki bilgiye uymuyor. Ev numaranızı ve doğum yılınızı gönderin, örneğin 12 1990.
    .hulp = Bir sorum var

# @machine
bewijs-goed = Teşekkürler, artık siz olduğunuzu biliyoruz. Şimdi yeniden BİLGİLERİM yazıp gönderin.

# @machine
bewijs-collega = Teşekkürler. Belediyeden bir görevli size bir iş gününde yardım edecek, sonra bilgilerinizi görürsünüz.

# @machine
code-gevraagd = Bu kod daha önce başka bir telefonda kullanıldı. Önce orada siz olup olmadığınızı soruyoruz.

# @machine
tweede-vraag =
    Biri kodunuzla başka bir telefona mesaj almak istiyor.
    Bu siz misiniz?
    .ja = Evet, benim
    .nee = Hayır, ben değilim
    .bel = Beni arayın

# @machine
tweede-ja = Teşekkürler. Artık diğer telefona da mesaj alırsınız.

# @machine
tweede-nee = Teşekkürler. Diğer telefona mesaj gitmeyecek ve bir görevli sizinle iletişime geçecek.
