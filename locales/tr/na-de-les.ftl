# Bir dersten sonra: kim geldi, kimi göremedik.

# @machine
gemist-vraag =
    Merhaba { $naam }, sizi { $dag } günkü derste göremedik.
    Dersi telafi etmek ister misiniz?
    .ja = Evet, isterim
    .nee = Hayır
    .hulp = Bir sorum var

# @machine
gemist-inhalen = Harika! Bir görevli sizinle yeni bir gün bulacak.

# @machine
geweest-vraag =
    Merhaba { $naam }, sizi { $dag } günkü derste görmek güzeldi!
    Şimdiye kadar { $totaal } dersin { $gevolgd } tanesine katıldınız.
    Ders anlaşılır mıydı?
    .ja = Evet
    .beetje = Biraz
    .nee = Hayır

# @machine
geweest-bedankt = Teşekkürler, cevabınız dersleri iyileştirmemize yardım ediyor.

# @machine
geweest-onduidelijk = Söylediğiniz için teşekkürler. Bir görevli size seve seve bir kez daha anlatacak.

## MAP saatleri, her hafta

# @machine
map-uren-vraag =
    Merhaba { $naam }, MAP için 40 saatlik pratiğin { $totaal } saatini yaptınız.
    Bu hafta kaç saat pratik yaptınız?
    .geen = Hiç yapmadım
    .probleem = Bir sorun var
    .geen-plek = Yerim yok

# @machine
map-uren-bedankt = Çok iyi, teşekkürler! { $uren } saat yazdık.

# @machine
map-uren-geen = Söylediğiniz için teşekkürler. Gelecek hafta yine soracağız.
