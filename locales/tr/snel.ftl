# @machine
snel-bellen = { $collega }: Sizi bugün arayacağız.

# @machine
snel-genoteerd = { $collega }: Teşekkür ederiz, not ettik.

# @machine
snel-foto = { $collega }: Bize mektubun fotoğrafını gönderin. Birlikte bakarız.

# @machine
snel-verplaatst = { $collega }: Ders başka bir günde. Size yeni tarihi göndereceğiz.

# @machine
snel-uitzoeken = { $collega }: Bunu sizin için araştıracağız. Size haber vereceğiz.

# @machine
snel-langskomen = { $collega }: Belediyeye gelin. Size orada yardım ederiz.

# @machine
snel-nummer = { $collega }: Sizi hangi numaradan arayabiliriz?

# @machine
snel-wanneer = { $collega }: Sizi ne zaman aramamız iyi olur?

# @machine
snel-nog-een-keer = { $collega }: Mesajınızı henüz anlamadık. Bir kez daha yazar mısınız?

# @machine
schrijf-terug = Merhaba { $naam }, belediyeden bir görevlinin size bir mesajı var. Bize EVET yazın, mesajı alırsınız.
