# İnsanların yazdıkları. Aralarında virgül; büyük harf, ş/ç/ğ/ü/ö işaretleri ve noktalama önemli değil.
# Ama ı ile i ayrı harf sayılır: ı olan her kelime i ile de yazılı. Bir kelime, bütün dillerde, yalnız
# bir listede durur.

## Mesajda başka bir şey yoksa her zaman çalışır

woord-stop =
    durdur, durdurun, mesajları durdur, mesajlari durdur, mesajları durdurun, mesajlari durdurun,
    mesaj istemiyorum, artık mesaj istemiyorum, artik mesaj istemiyorum, mesaj gönderme,
    mesaj göndermeyin, artık mesaj göndermeyin, artik mesaj göndermeyin, mesaj atmayın,
    mesaj atmayin, bana yazmayın, bana yazmayin, abonelikten çık, abonelikten çik
woord-start =
    başla, başlat, başlatın, başlatin, başlayın, başlayin, tekrar başla, mesaj istiyorum,
    yine mesaj istiyorum, tekrar mesaj istiyorum
woord-taal = dil, diller, dil değiştir, dili değiştir, başka dil, başka bir dil, dil seç, lisan
woord-mens =
    yardım, yardim, yardım et, yardim et, yardım edin, yardim edin, yardım lütfen, yardim lütfen,
    bana yardım et, bana yardim et, bana yardım edin, bana yardim edin, yardıma ihtiyacım var,
    yardima ihtiyacim var, insan, bir insan, görevli, memur, danışman, danişman, danışmanım,
    danişmanim, biriyle konuşmak istiyorum, bir insanla konuşmak istiyorum,
    görevliyle konuşmak istiyorum
woord-check-in = durumum, durumumu bildir, nasıl gidiyor, nasil gidiyor
woord-mijn-afspraken =
    randevularım, randevularim, randevum, randevu, randevular, derslerim, dersim ne zaman,
    derslerim ne zaman, ders ne zaman, randevum ne zaman, ne zaman dersim var
woord-mijn-gegevens =
    bilgilerim, benim bilgilerim, kişisel bilgilerim, verilerim, kişisel verilerim,
    hakkımda ne biliyorsunuz, hakkimda ne biliyorsunuz, benim hakkımda ne biliyorsunuz,
    benim hakkimda ne biliyorsunuz
woord-verberg = gizle, gizleyin, mesajları gizle, mesajlari gizle, mesajları gizleyin, mesajlari gizleyin

## Bir soruya cevap

woord-ja =
    evet, evt, ewet, evet evet, evet lütfen, evet teşekkürler, tabii, tabi, tabii ki, tabi ki,
    elbette, olur, evet olur, tamam, tmm, tamamdır, tamamdir, peki, kabul ediyorum, memnuniyetle,
    gelirim, evet gelirim, geliyorum, evet geliyorum, geleceğim, evet geleceğim, gelicem, gelecem,
    gelcem, gelebilirim, evet gelebilirim, gelebiliyorum, gelebileceğim, katılırım, katilirim,
    katılacağım, katilacağim, katılıyorum, katiliyorum
woord-nee =
    hayır, hayir, hyr, hayır teşekkürler, hayir teşekkürler, hayır teşekkür ederim,
    hayir teşekkür ederim, hayır sağ olun, hayir sağ olun, yok, olmaz, hayır olmaz, hayir olmaz,
    mümkün değil, maalesef, malesef, maalesef hayır, maalesef hayir, ne yazık ki hayır,
    ne yazik ki hayir, gelemem, hayır gelemem, hayir gelemem, gelemiyorum, gelemeyeceğim, gelemicem,
    gelemeycem, gelmem, gelmiyorum, gelmeyeceğim, gelmicem, maalesef gelemem, maalesef gelemiyorum,
    maalesef gelemeyeceğim, katılamam, katilamam, katılamıyorum, katilamiyorum, katılamayacağım,
    katilamayacağim, istemem, istemiyorum, hayır istemiyorum, hayir istemiyorum
woord-misschien =
    belki, belki gelirim, bilmiyorum, bilmiyom, bilmem, emin değilim, belli değil, daha belli değil,
    henüz belli değil, henüz bilmiyorum, daha bilmiyorum, kararsızım, kararsizim, bakacağım,
    bakacağim
woord-nummer = numara, cevap, yanıt, yanit, seçenek

## Önceki cevabı geri almak

woord-toch-wel =
    yine de gelirim, yine de geliyorum, yine de geleceğim, yine de gelebilirim, aslında gelebilirim,
    aslinda gelebilirim, aslında geliyorum, aslinda geliyorum, aslında geleceğim, aslinda geleceğim,
    vazgeçtim geliyorum, fikrimi değiştirdim geliyorum, fikrimi değiştirdim geleceğim
woord-toch-niet =
    artık gelemem, artik gelemem, artık gelemiyorum, artik gelemiyorum, artık gelemeyeceğim,
    artik gelemeyeceğim, aslında gelemem, aslinda gelemem, aslında gelemiyorum, aslinda gelemiyorum,
    aslında gelemeyeceğim, aslinda gelemeyeceğim, vazgeçtim gelmiyorum, vazgeçtim gelemiyorum,
    vazgeçtim gelemeyeceğim, fikrimi değiştirdim gelmiyorum, fikrimi değiştirdim gelmeyeceğim,
    gelecektim ama gelemiyorum
woord-vergist =
    yanlış, yanliş, yanlış oldu, yanliş oldu, yanlış yazdım, yanliş yazdim, yanlış bastım,
    yanliş bastim, yanlışlıkla bastım, yanlişlikla bastim, yanlışlıkla oldu, yanlişlikla oldu,
    yanlış cevap, yanliş cevap, yanlış cevap verdim, yanliş cevap verdim, hata yaptım, hata yaptim,
    yanıldım, yanildim, fikrimi değiştirdim, vazgeçtim, cevabımı değiştirmek istiyorum,
    cevabimi değiştirmek istiyorum, başka cevap

## Tehlike: mesajın her yerinde sayılır ve hemen cevap verilir

woord-gevaar =
    yangın, yangin, yangını, yangini, yangında, yanginda, yangından, yangindan, yangın var,
    yangin var, ev yanıyor, ev yaniyor, evim yanıyor, evim yaniyor, evimiz yanıyor, evimiz yaniyor,
    bina yanıyor, bina yaniyor, ambulans, ambulansı, ambulansi, 112'yi ara, 112'yi arayın,
    112'yi arayin, 112yi ara, 112yi arayın, 112yi arayin, polis çağırın, polis çağirin, polis çağır,
    polis çağir, polisi arayın, polisi arayin, intihar, intiharı, intihari, intihara,
    ölmek istiyorum, ölmek istiyom, ölmek istiyor, canıma kıyacağım, canima kiyacağim,
    canıma kıymak, canima kiymak, kendimi öldüreceğim, kendimi öldürmek, kendimi öldürücem,
    kendimi asacağım, kendimi asacağim, kendime zarar, yaşamak istemiyorum, yaşamak istemiyom,
    hayatıma son, hayatima son, beni dövüyor, beni dövdü, beni döver, beni dövecek, dayak yiyorum,
    dayak yedim, dayak atıyor, dayak atiyor, dayak attı, dayak atti, bana vuruyor, bana vurdu,
    çocuğumu dövüyor, çocuğumu dövdü, çocuklarımı dövüyor, çocuklarimi dövüyor, çocukları dövüyor,
    çocuklari dövüyor, çocuğuma vuruyor, çocuklarıma vuruyor, çocuklarima vuruyor, şiddet, şiddeti,
    şiddete, tecavüz, tecavüze, taciz, tacize, istismar, istismara, tehdit, tehditler,
    beni öldürecek, öldürecek, öldürecekler, öldüreceğim, öldürürüm, öldürürler, öldürmek,
    öldürmekle, öldürüyor, öldürdü, cinayet, tehlikede, tehlikedeyim, tehlikedeyiz, acil durum,
    imdat, kalp krizi, bayıldı, bayildi, bilinci kapalı, bilinci kapali, bilincini kaybetti,
    nefes alamıyorum, nefes alamiyorum, nefes alamıyor, nefes alamiyor, nefes almıyor,
    nefes almiyor, nefes alamıyom, nefes alamiyom, aşırı doz, aşiri doz, kan kaybediyor,
    kan kaybediyorum, silah, silahı, silahi, silahla, tabanca, tabancası, tabancasi, bıçakladı,
    biçakladi, bıçaklandı, biçaklandi, bıçaklandım, biçaklandim, bıçak çekti, biçak çekti, bıçakla,
    biçakla

# İçinde tehlike kelimesi olan ama tehlike anlatmayan sözler
woord-geen-gevaar =
    yangın merdiveni, yangin merdiveni, yangın tüpü, yangin tüpü, yangın söndürücü,
    yangin söndürücü, yangın söndürme, yangin söndürme, yangın sigortası, yangin sigortasi,
    yangın tatbikatı, yangin tatbikati, yangın eğitimi, yangin eğitimi, ambulans şoförü,
    ambulans şoförüyüm
