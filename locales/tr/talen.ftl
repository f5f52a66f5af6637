# Bir ekrana sığandan daha çok dil.

# @machine
taal-meer =
    Dilinizi seçin.
    .terug = Geri
