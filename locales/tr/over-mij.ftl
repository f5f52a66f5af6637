## Randevularını veya bilgilerini soran kişi

# @machine
afspraken-lijst =
    Randevularınız bunlar:
    { $afspraken }

# Listenin bir satırı. Online: adres yok.
# @machine
afspraak-regel =
    { $dag }, saat { $tijd } - { $antwoord ->
        [komt] geliyorsunuz
        [komt-niet] gelmiyorsunuz
       *[onbekend] henüz cevap yok
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = Bizde randevunuz yok. Emin değilseniz YARDIM kelimesini gönderin.

# @machine
gegevens-vraag =
    Sizin hakkınızda bildiklerimiz:
    { $gegevens }
    Bunlar doğru mu?
    .klopt = Evet, doğru
    .anders = Yanlış bir şey var
    .weg = Bir şeyi silin
    .rustig = Sessiz mesajlar
    .horen = Bana okuyun
    .niet-horen = Ses istemiyorum

# @machine
gegevens-naam = Ad: { $naam }
# @machine
gegevens-taal = Dil: { $taal }
# @machine
gegevens-kanaal = Mesaj yolu: { $kanaal }
# @machine
gegevens-klantmanager = Danışmanınız (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Güzel, teşekkürler.
# @machine
gegevens-collega = Teşekkürler. Belediyeden bir görevli size bir iş gününde yardım edecek.

# Birden fazla kişinin kullandığı telefonda burada kimse hakkında bir şey söylenmez.
# @machine
gedeeld-collega = Bu telefonu birden fazla kişi kullanıyor. Bir görevli sizi bir iş gününde arayacak.

# @machine
afspraak-agenda = Takviminize ekleyin: { $agenda }

# @machine
rustig-vraag =
    O zaman önce konusu yazmayan kısa bir mesaj göndeririz. Devamını ancak Oku’ya basınca görürsünüz. Bunu ister misiniz?
    .ja = Evet, lütfen
    .nee = Hayır, gerek yok

# @machine
rustig-bericht =
    Merhaba { $naam }, size bir mesaj var. Okumak ister misiniz?
    .ja = Oku

# @machine
rustig-aan = Bundan sonra mesajlarımız böyle başlar. Konuyu ancak Oku’dan sonra görürsünüz.

# @machine
rustig-uit = Tamam. Mesajlarımız konuyu hemen söyler.

# @machine
rustig-later = Tamam. Size uygun olunca Oku’ya basın.

# @machine
rustig-voorbij = Bu mesajın zamanı geçti. Bir şey sormak isterseniz YARDIM kelimesini gönderin.

# @machine
horen-aan = Tamam. Varsa, mesajlarımızla birlikte ses de göndereceğiz.

# @machine
horen-uit = Tamam, artık ses göndermeyeceğiz. Mesajlarımızı her zaman okuyabilirsiniz.

# @machine
verberg-klaar = Tamam. İki günden eski mesajları yalnız siz silebilirsiniz.

# @machine
verberg-zelf = WhatsApp’ta mesajları ben silemem. Listede bu sohbete uzun basın ve Sil’i seçin.

# @machine
verberg-knop = Mesajları silme
    .verberg = Mesajları gizle
