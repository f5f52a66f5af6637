## Una carta en papel, para quien no tiene un número de teléfono que funcione

# @machine
brief-onderwerp-uitnodiging = Reciba nuestros mensajes en su teléfono
# @machine
brief-onderwerp-herinnering = Nos gustaría saber de usted
# @machine
brief-onderwerp-stil = ¿Le va todo bien?

# @machine
brief-aanhef = Hola { $naam }:

# @machine
brief-uitnodiging = Usted va a integrarse en los Países Bajos, y el municipio de { $gemeente } le ayuda. Todavía no podemos enviarle mensajes.
# @machine
brief-herinnering = Ya le enviamos una carta antes. Quizás no la recibió, por eso le escribimos otra vez.
# @machine
brief-stil = Le enviamos mensajes a su teléfono, pero no sabemos nada de usted. Quizás no le llegan.

# @machine
brief-waarom = En nuestros mensajes puede leer dónde y cuándo es su clase. También puede hacer preguntas.
# @machine
brief-hoe = Escanee un código cuadrado con la cámara de su teléfono. Después toque START o enviar.
# @machine
brief-typen = ¿No funciona? Entonces envíenos su código en un mensaje.
# @machine
brief-geldig = Su código funciona hasta el { $dag } inclusive. El código es solo para usted: no se lo dé a nadie.

# @machine
brief-hulp-bellen = ¿No tiene teléfono, o prefiere hablar? Llame al { $nummer }.
# @machine
brief-hulp-langs = ¿No tiene teléfono, o prefiere hablar? Venga al municipio de { $gemeente }.

# @machine
brief-groet = Saludos cordiales,

# Encima del código para escribir.
# @machine
brief-code = Su código:

## El código de una carta, en un mensaje

# @machine
code-typfout = Este código no es del todo correcto. Mire otra vez su carta y envíe el código de nuevo.
# @machine
code-te-vaak = Ha enviado varias veces un código incorrecto. Pruebe otra vez dentro de una hora, o llame al municipio.

# @machine
bewijs-vraag = Queremos estar seguros de que es usted. Envíe el número de su casa y su año de nacimiento, por ejemplo 12 1990.
    .hulp = Tengo una pregunta

# @machine
bewijs-fout = Eso no coincide con lo que sabemos. Envíe el número de su casa y su año de nacimiento, por ejemplo 12 1990.
    .hulp = Tengo una pregunta

# @machine
bewijs-goed = Gracias, ahora sabemos que es usted. Envíe otra vez MIS DATOS.

# @machine
bewijs-collega = Gracias. Una persona del municipio le ayudará un día laborable; después verá sus datos.

# @machine
code-gevraagd = Este código ya se usó en otro teléfono. Primero preguntamos allí si es usted.

# @machine
tweede-vraag =
    Alguien quiere recibir mensajes con su código en otro teléfono.
    ¿Es usted?
    .ja = Sí, soy yo
    .nee = No, no soy yo
    .bel = Llámenme

# @machine
tweede-ja = Gracias. Ahora también recibe mensajes en el otro teléfono.

# @machine
tweede-nee = Gracias. El otro teléfono no recibe mensajes y una persona del municipio le contactará.
