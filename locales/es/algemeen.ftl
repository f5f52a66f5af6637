# Respuestas que pueden aparecer en cualquier conversación.

# @machine
reden-vraag =
    Es una lástima que no pueda venir.
    ¿Cuál es el motivo?
    .ziek = Por enfermedad
    .kind = Mi hijo está enfermo
    .werk = Tengo que trabajar
    .opvang = No tengo guardería
    .anders = Otro motivo

# @machine
niet-bedankt = Gracias, ahora lo sabemos. Una persona del municipio buscará otro día con usted.

# @machine
mens-komt = Una persona del municipio le ayudará un día laborable. Ya puede escribir su pregunta aquí.

## Palabras que siempre funcionan

# @machine
stop-bevestigd = De acuerdo, ya no recibirá mensajes nuestros. Envíe EMPEZAR si los quiere otra vez.

# @machine
start-bevestigd = Nos alegra que esté aquí, recibirá nuestros mensajes. Envíe PARAR si no quiere más.

# @machine
taal-vraag =
    ¿En qué idioma quiere nuestros mensajes?
    .meer = Más idiomas

# @machine
taal-klaar = Gracias, recordaremos su idioma.

## Cuando no entendemos algo

# @machine
vangnet-antwoord =
    El sistema no entiende su mensaje, pero una persona lo leerá un día laborable.
    Estas palabras siempre funcionan: IDIOMA, AYUDA y PARAR.

# @machine
onbekend-antwoord =
    Con estos mensajes el municipio ayuda a quienes se integran en los Países Bajos.
    Envíe el código de su carta y sabremos quién es usted.

# @machine
niet-begrepen = Perdón, no entendemos eso. Toque un botón o envíe el número de su respuesta.

# { $voorbeeld }: un día, una hora o un número como los entendemos.
# @machine
niet-begrepen-waarde = Perdón, no entendemos eso. Escríbalo por ejemplo así: { $voorbeeld }.

# @machine
stuur-foto = Perdón, eso no es una foto. Envíe una foto, o envíe la palabra AYUDA.

# @machine
stuur-spraak = Perdón, eso no es un mensaje de voz. Grabe un mensaje, o envíe la palabra AYUDA.

# @machine
stuur-contact = Perdón, eso no es un contacto de su teléfono. Envíe un contacto, o envíe la palabra AYUDA.

# Después de «pregúnteme más tarde»: el día en que preguntamos otra vez.
# @machine
later-weer = De acuerdo. Se lo preguntaremos otra vez el { $dag }.

# @machine
later-collega = De acuerdo. Una persona del municipio le llamará para hablar de esto.

# @machine
correctie = Gracias. Hemos cambiado su respuesta.

# @machine
te-laat = Esta pregunta ya está cerrada. Envíe la palabra AYUDA si quiere cambiar algo.

# @machine
al-geregeld = Gracias, ya tenemos esta respuesta.

# @machine
overgenomen = Una persona del municipio habla ahora con usted y lee su mensaje. Tendrá respuesta un día laborable.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Perdón, tenemos un problema técnico. Una persona del municipio le ayudará un día laborable.

# Abre una lista de respuestas: 20 caracteres como máximo.
# @machine
lijst-knop = Elija una respuesta

## Peligro, y un número de ciudadano

# También para quien no conocemos. El 113 es para quien piensa en el suicidio.
# @machine
gevaar-antwoord =
    ¿Está en peligro usted u otra persona? Llame ahora al 112.
    Si piensa en el suicidio, llame al 113: allí le ayudarán enseguida.

# @machine
geen-bsn = Por favor, no nos envíe su BSN (número de ciudadano). Lo hemos borrado.

## Invitaciones

# @machine
hallo-weer = Hola, ¡qué alegría verle otra vez! Aquí ya recibe nuestros mensajes.

# @machine
uitnodiging-gebruikt = Otra persona ya usó este código. Llame a su persona de contacto (klantmanager) y pida un código nuevo.

# @machine
uitnodiging-verlopen = Este código ya no funciona. Llame a su persona de contacto (klantmanager) y pida uno nuevo.

## Un teléfono que usan varias personas

# @machine
bericht-voor = Para { $naam }:

# @machine
voor-wie =
    Varias personas usan este teléfono.
    ¿De quién trata su mensaje?
    .iemand-anders = Otra persona

# @machine
voor-wie-stop =
    De acuerdo, por ahora no llegan mensajes a este teléfono.
    ¿Quién no quiere más mensajes?
    .iedereen = Todos

# @machine
voor-wie-collega = Gracias. Una persona del municipio leerá su mensaje un día laborable.

## Cambia una clase

# @machine
verplaatst =
    Hola { $naam }, su clase es ahora el { $dag } a las { $tijd }.
    Lugar: { $plaats }.

# @machine
afgezegd = Hola { $naam }, la clase del { $dag } a las { $tijd } queda cancelada. No hace falta que venga.

# @machine
nogmaals = Le enviamos esto otra vez:

## El menú del bot de Telegram

# @machine
opdracht-start = Recibir mensajes
# @machine
opdracht-taal = Elegir otro idioma
# @machine
opdracht-mens = Ayuda de una persona
# @machine
opdracht-stop = No más mensajes

# @machine
opdracht-afspraken = Mis citas
