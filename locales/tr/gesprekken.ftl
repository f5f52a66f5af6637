# Belediyeyle görüşmeler: geniş ilk görüşme, ilerleme, MAP'ın son görüşmesi.

# @machine
gesprek-intake =
    Merhaba { $naam }, ilk görüşmeniz (intake) { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# Herkesle bir kısmı eşi olmadan yapılır: bu bir haktır, kimsenin istemesi gerekmez.
# @machine
gesprek-intake-alleen = Görüşmenin bir kısmı yalnızca sizinle olacak. Bunu herkesle böyle yapıyoruz.

# @machine
gesprek-voortgang =
    Merhaba { $naam }, belediyeyle görüşmeniz { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
gesprek-einde =
    Merhaba { $naam }, son MAP görüşmeniz { $dag } günü, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .niet-klaar = Henüz hazır değilim

# @machine
gesprek-bijeenkomst =
    Merhaba { $naam }, davetlisiniz: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }.
    Gelecek misiniz?
    .komt = Evet, geleceğim
    .komt-niet = Hayır, gelemem
    .hulp = Bir sorum var

# @machine
gesprek-herhaling =
    Merhaba { $naam }, sizi görmek bizi mutlu edecek: { $dag }, saat { $tijd }.
    Yer: { $plaats }, { $adres }, görüşmek üzere!

# @machine
gesprek-niet-klaar = Söylediğiniz için teşekkürler. Bir görevli daha neyin gerektiğine sizinle bakacak.

## Gelemem: o zaman ne yardımcı olur?

# @machine
wat-helpt-vraag =
    Teşekkürler, artık biliyoruz.
    Gelebilmeniz için ne yardımcı olur?
    .andere-dag = Başka bir gün
    .avond = Akşam dersi
    .online = Online katılmak
    .opvang = Çocuk bakımına destek
    .tolk = Tercüman
    .samen = Birlikte yolculuk
    .niets = Hiçbiri, teşekkürler

# @machine
wat-helpt-bedankt = Teşekkürler. Bir görevli size uygun bir çözüm bulmak için sizi bir iş gününde arayacak.
