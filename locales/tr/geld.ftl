# Dersler için para. Birinin neden borç almak istemediği hiç sorulmaz.

# "para" tek başına olmaz: İspanyolca ve Portekizcede başka anlamı var
trefwoord-geld =
    para yok, param yok, hiç param yok, paraya ihtiyacım var, paraya ihtiyacim var, para konusu,
    para hakkında, para hakkinda, ders parası, ders parasi, ders ücreti, kredi, kredi almak,
    kredi istiyorum, borç, borçlar, borcum var, borçlarım var, borçlarim var, borç almak, borç para,
    ödeyemiyorum, nasıl ödeyeceğim, nasil ödeyeceğim, taksit, faiz

# @machine
geld-vraag =
    Dersler ücretlidir, bir görevli de sizinle birlikte çözüm düşünür.
    Ne hakkında konuşmak istersiniz?
    .lenen = DUO'dan kredi almak
    .zonder = Kredisiz ödemek
    .schulden = Borçlarım var
    .anders = Başka bir şey

# @machine
geld-lenen = DUO'dan kredi alabilirsiniz; ne kadar olduğu gelirinize bağlı. Bir görevli bunu sizinle hesaplayacak.

# @machine
geld-zonder = Kredi almanıza gerek yok: bazen taksitle ödemek de olur. Bir görevli neyin mümkün olduğuna sizinle bakacak.

# @machine
geld-schulden = Anlattığınız için teşekkürler, bu çok kişinin başında. Bir görevli sizi bir iş gününde arayacak.

# @machine
geld-anders = Bir görevli sizi bir iş gününde arayacak. Sorunuzu şimdiden buraya yazabilirsiniz.
