# Imtixaanno. Taariikhda DUO ayaa haysa; ilaa 7 maalmood ka hor beddelku waa bilaash.

# @machine
examen-vraag =
    Salaan { $naam }, imtixaankaagu waa { $dag }, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Maalintaas ma iman kartaa?
    .komt = Haa, waan iman karaa
    .komt-niet = Maya, ma iman karo
    .hulp = Su'aal ayaan qabaa

# @machine
examen-andere-dag = Beddelidda maalinta imtixaanku waa bilaash ilaa 7 maalmood ka hor. Shaqaale ayaa ku caawin doona maalin shaqo.

# @machine
examen-morgen =
    Salaan { $naam }, imtixaankaagu waa { $dag }, saacadda { $tijd }.
    Kaalay nus saac ka hor, soona qaado baasaboorkaaga ama kaarka deggenaanshaha.

# @machine
examen-vandaag =
    Salaan { $naam }, imtixaankaagu waa maanta, saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }, nasiib wacan!

# @machine
examen-uitslag =
    Salaan { $naam }, muddo ka hor ayaad imtixaan gashay.
    Natiijada ma heshay?
    .gehaald = Haa, waan gudbay
    .niet-gehaald = Haa, balse ma gudbin
    .nog-niet = Weli maya

# @machine
examen-gehaald = Hambalyo, waa wax aad u fiican! Waan qori doonnaa.

# @machine
examen-niet-gehaald = Waan ka xunnahay, laakiin mar kale ayaad isku dayi kartaa. Shaqaale ayaa qorshe kula samayn doona.

# @machine
examen-nog-niet = Waa hagaag. Afar toddobaad kaddib ayaan mar kale ku weydiin doonnaa.
