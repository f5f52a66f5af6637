# @machine
inhalen-een =
    Merhaba { $naam }, dersi başka bir grupla telafi edebilirsiniz:
    { $lessen }
    O gün gelecek misiniz?
    .eerste = Evet, geleceğim
    .geen = O gün gelemem

# @machine
inhalen-twee =
    Merhaba { $naam }, dersi şu günlerde telafi edebilirsiniz:
    { $lessen }
    Hangi gün size uyar?
    .eerste = 1. gün
    .tweede = 2. gün
    .geen = Hiçbiri

# @machine
inhalen-drie =
    Merhaba { $naam }, dersi şu günlerde telafi edebilirsiniz:
    { $lessen }
    Hangi gün size uyar?
    .eerste = 1. gün
    .tweede = 2. gün
    .derde = 3. gün
    .geen = Hiçbiri

# @machine
inhalen-een-sjabloon =
    Merhaba { $naam }, dersi başka bir grupla telafi edebilirsiniz:
    { $dag1 }, saat { $tijd1 }, { $plaats1 }
    O gün gelecek misiniz?

# @machine
inhalen-twee-sjabloon =
    Merhaba { $naam }, dersi şu günlerde telafi edebilirsiniz:
    1: { $dag1 }, saat { $tijd1 }, { $plaats1 }
    2: { $dag2 }, saat { $tijd2 }, { $plaats2 }
    Hangi gün size uyar?

# @machine
inhalen-drie-sjabloon =
    Merhaba { $naam }, dersi şu günlerde telafi edebilirsiniz:
    1: { $dag1 }, saat { $tijd1 }, { $plaats1 }
    2: { $dag2 }, saat { $tijd2 }, { $plaats2 }
    3: { $dag3 }, saat { $tijd3 }, { $plaats3 }
    Hangi gün size uyar?

# @machine
inhalen-regel = { $nummer }. { $dag }, saat { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Teşekkürler, bu dersi sizin için not ettik. Size bir hatırlatma göndereceğiz.

# @machine
inhalen-geen-dag = Tamam. Bir görevli sizinle başka bir gün bulacak.

# @machine
inhalen-vol = Üzgünüz, o derste az önce yer kalmadı.

# @machine
praktisch-lijst =
    Bilmeniz iyi olur:
    { $praktisch }

# @machine
praktisch-meenemen = Yanınızda getirin: { $wat }.

# @machine
praktisch-reistip = Ulaşım: { $wat }.

# @machine
praktisch-opvang = Çocuk bakımı var: çocuğunuz da gelebilir.

# @machine
praktisch-tolk = Sizin diliniz için bir tercüman var.

# @machine
peiling-vraag =
    { $dag } günü birlikte konuşacağız.
    Ne hakkında konuşmak istersiniz?
    .school = Dil ve okul
    .werk = İş
    .geld = Para
    .kinderen = Çocuklar
    .anders = Başka bir şey

# @machine
peiling-bedankt = Teşekkürler, bunu toplantıda konuşacağız.
