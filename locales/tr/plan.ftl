# Plan yapmak, ve kişinin kendi sözleriyle hatırlatmak.

trefwoord-plan = planım, planim, benim planım, benim planim, plan yap, plan yapmak, plan yapmak istiyorum

# @machine
plan-taal =
    Plan yapmak öğrenmeye yardım eder.
    Her hafta ne zaman Hollandaca çalışırsınız?
    .weet-niet = Bilmiyorum

# @machine
plan-delen =
    Peki diğer bölümler, örneğin PVT ve MAP?
    .weet-niet = Bilmiyorum

# @machine
plan-anders =
    Bazen işler farklı gider.
    O zaman planınız nedir?
    .weet-niet = Bilmiyorum

# @machine
plan-bedankt = Güzel plan! Bir hafta sonra nasıl gittiğini soracağız.

# @machine
plan-herinnering =
    Merhaba { $naam }, Hollandaca için planınız şuydu: { $plan-taal }.
    Yapabiliyor musunuz?
    .ja = Evet, yapabiliyorum
    .nee = Hayır, henüz değil
    .ander-plan = Yeni bir plan

# @machine
plan-nu-vraag =
    Merhaba { $naam }, şimdi planınız şu: { $eigen-plan }.
    Yapabiliyor musunuz?
    .ja = Evet, yapabiliyorum
    .nee = Hayır, henüz değil
    .ander-plan = Yeni bir plan

# @machine
plan-lukt = Çok iyi! Bir ay sonra yine soracağız.

# @machine
plan-lukt-niet = Hiç önemli değil. Bir görevli neyin yardımcı olabileceğine sizinle bakacak.
