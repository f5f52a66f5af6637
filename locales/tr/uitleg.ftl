# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = açıklama, aciklama, bu ne demek, bu nedir, zor kelime, zor kelimeler, pvt nedir, map nedir, pip nedir, duo nedir

trefwoord-gevolgen = para cezası, para cezasi, ceza, ceza alır mıyım, ceza alir miyim, yaptırım, gelmezsem ne olur, başaramazsam ne olur, basaramazsam ne olur

# @machine
uitleg-vraag =
    Hangi kelime hakkında bilgi istersiniz?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Geniş ön görüşme
    .klantmanager = Danışmanınız
    .duo = DUO
    .inburgeren = Uyum (inburgeren)
    .niveau = A1, A2 ve B1
    .eindgesprek = Son görüşme

# @machine
uitleg-pvt = PVT, Hollanda’da yaşam ve değerler hakkında derslerdir. Sonunda imza atarsınız.

# @machine
uitleg-map = MAP, Hollanda’da çalışma hakkındadır. Bunu öğrenir ve bir yerde 40 saat pratik yaparsınız.

# @machine
uitleg-pip = PIP, sizin uyum planınızdır. Orada ne yapacağınız ve kimin yardım edeceği yazar.

# @machine
uitleg-intake = Geniş ön görüşme sizin hakkınızda bir görüşmedir. Okul, iş ve istekleriniz hakkında konuşuruz.

# @machine
uitleg-klantmanager = Danışman uyum sürecinizde size yardım eder. Bu kişi belediyede çalışır.

# @machine
uitleg-duo = DUO bir devlet kurumudur. DUO sınavları ve krediyi düzenler.

# @machine
uitleg-inburgeren = Uyum, Hollandaca öğrenmek ve Hollanda’da topluma katılmaktır. Belediye size yardım eder.

# @machine
uitleg-niveau = A1, A2 ve B1 bir dili ne kadar bildiğinizi gösterir. A1 başlangıçtır.

# @machine
uitleg-eindgesprek = Son görüşme, MAP’ın son görüşmesidir. Ne öğrendiğinizi anlatırsınız.

# @machine
gevolgen-uitleg = Sormanız iyi oldu. Belediyeden bir görevli bunu size seve seve anlatır.

# @machine
duidelijk-vraag = Bu sizin için anlaşılır mıydı?
    .ja = Evet
    .beetje = Biraz
    .nee = Hayır

# @machine
duidelijk-bedankt = Teşekkürler, bu bize yardım ediyor.

# @machine
duidelijk-collega = Söylediğiniz için teşekkürler. Bir görevli size seve seve bir kez daha anlatacak.
