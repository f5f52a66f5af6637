# Her konuşmada gelebilecek cevaplar.

# @machine
reden-vraag =
    Gelemediğiniz için üzgünüz.
    Bunun nedeni nedir?
    .ziek = Hastayım
    .kind = Çocuğum hasta
    .werk = Çalışıyorum
    .opvang = Çocuğuma bakan yok
    .anders = Başka bir neden

# @machine
niet-bedankt = Teşekkürler, artık biliyoruz. Belediyeden bir görevli sizinle başka bir gün bulacak.

# @machine
mens-komt = Belediyeden bir görevli size bir iş gününde yardım edecek. Sorunuzu şimdiden buraya yazabilirsiniz.

## Her zaman çalışan kelimeler

# @machine
stop-bevestigd = Tamam, size artık mesaj göndermeyeceğiz. Yeniden isterseniz BAŞLA kelimesini gönderin.

# @machine
start-bevestigd = Burada olmanız güzel, mesajlarımız size gelecek. İstemezseniz DURDUR kelimesini gönderin.

# @machine
taal-vraag =
    Mesajlarımızı hangi dilde istersiniz?
    .meer = Diğer diller

# @machine
taal-klaar = Teşekkürler, dilinizi aklımızda tutacağız.

## Bir şeyi anlamadığımızda

# @machine
vangnet-antwoord =
    Bilgisayar mesajınızı anlamıyor, ama bir görevli onu bir iş gününde okuyacak.
    Bu kelimeler her zaman çalışır: DİL, YARDIM ve DURDUR.

# @machine
onbekend-antwoord =
    Belediye bu mesajlarla Hollanda'ya yeni gelenlere yardım ediyor.
    Mektubunuzdaki kodu gönderin, böylece kim olduğunuzu biliriz.

# @machine
niet-begrepen = Üzgünüz, bunu anlamadık. Bir düğmeye dokunun veya cevabınızın numarasını gönderin.

# { $voorbeeld }: anladığımız gibi yazılmış bir gün, saat veya sayı.
# @machine
niet-begrepen-waarde = Üzgünüz, bunu anlamadık. Örneğin şöyle yazın: { $voorbeeld }.

# @machine
stuur-foto = Üzgünüz, bu bir fotoğraf değil. Bir fotoğraf ya da YARDIM kelimesini gönderin.

# @machine
stuur-spraak = Üzgünüz, bu bir sesli mesaj değil. Sesli mesaj kaydedin ya da YARDIM kelimesini gönderin.

# @machine
stuur-contact = Üzgünüz, bu telefonunuzdaki bir kişi değil. Rehberden bir kişi ya da YARDIM kelimesini gönderin.

# "Daha sonra sorun" cevabından sonra: yeniden soracağımız gün.
# @machine
later-weer = Tamam. Size { $dag } günü tekrar soracağız.

# @machine
later-collega = Tamam. Belediyeden bir görevli sizi bu konuda arayacak.

# @machine
correctie = Teşekkürler. Cevabınızı değiştirdik.

# @machine
te-laat = Bu sorunun zamanı geçti. Bir şeyi değiştirmek isterseniz YARDIM kelimesini gönderin.

# @machine
al-geregeld = Teşekkürler, bu cevabı zaten aldık.

# @machine
overgenomen = Şu an sizinle bir görevli konuşuyor ve mesajınızı okuyor. Cevabınız bir iş gününde gelecek.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Üzgünüz, bizde bir sorun oldu. Belediyeden bir görevli size bir iş gününde yardım edecek.

# Cevap listesini açar: en çok 20 karakter.
# @machine
lijst-knop = Bir cevap seçin

## Tehlike ve vatandaş numarası

# Tanımadığımız kişilere de, bir görevli konuşurken de. 113: intiharı düşünenler için.
# @machine
gevaar-antwoord =
    Siz veya başka biri tehlikede mi? Hemen 112'yi arayın.
    İntiharı düşünüyorsanız 113'ü arayın: orada biri size hemen yardım eder.

# @machine
geen-bsn = Bize BSN (vatandaş numarası) göndermeyin. Numarayı sildik.

## Davetler

# @machine
hallo-weer = Merhaba, yine burada olmanız güzel! Mesajlarımız size zaten buraya geliyor.

# @machine
uitnodiging-gebruikt = Bu kodu başka biri kullandı. Yeni bir kod için danışmanınızı (klantmanager) arayın.

# @machine
uitnodiging-verlopen = Bu kod artık çalışmıyor. Yeni bir kod için danışmanınızı (klantmanager) arayın.

## Birden fazla kişinin telefonu

# @machine
bericht-voor = { $naam } için:

# @machine
voor-wie =
    Bu telefonu birden fazla kişi kullanıyor.
    Mesajınız kimin hakkında?
    .iemand-anders = Başka biri

# @machine
voor-wie-stop =
    Tamam, bu telefona şimdilik mesaj gelmeyecek.
    Kim artık mesaj istemiyor?
    .iedereen = Herkes

# @machine
voor-wie-collega = Teşekkürler. Bir görevli mesajınızı bir iş gününde okuyacak.

## Bir ders değişiyor

# @machine
verplaatst =
    Merhaba { $naam }, dersinizin yeni zamanı: { $dag }, saat { $tijd }.
    Yer: { $plaats }.

# @machine
afgezegd = Merhaba { $naam }, { $dag } günü saat { $tijd } olan ders yapılmayacak. Gelmenize gerek yok.

# @machine
nogmaals = Bunu bir kez daha gönderiyoruz:

## Telegram botunun menüsü

# @machine
opdracht-start = Mesajları aç
# @machine
opdracht-taal = Başka bir dil seç
# @machine
opdracht-mens = Bir görevliden yardım
# @machine
opdracht-stop = Artık mesaj yok

# @machine
opdracht-afspraken = Randevularım
