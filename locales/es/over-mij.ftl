## Alguien pregunta por sus citas o sus datos

# @machine
afspraken-lijst =
    Estas son sus citas:
    { $afspraken }

# Una línea de la lista. En línea: sin dirección.
# @machine
afspraak-regel =
    { $dag } a las { $tijd } - { $antwoord ->
        [komt] usted viene
        [komt-niet] usted no viene
       *[onbekend] todavía sin respuesta
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = No tiene citas con nosotros. Si tiene dudas, envíe AYUDA.

# @machine
gegevens-vraag =
    Esto es lo que sabemos de usted:
    { $gegevens }
    ¿Es correcto?
    .klopt = Es correcto
    .anders = Hay un error
    .weg = Quiero borrar algo
    .rustig = Mensajes discretos
    .horen = Quiero escuchar
    .niet-horen = Sin voz

# @machine
gegevens-naam = Nombre: { $naam }
# @machine
gegevens-taal = Idioma: { $taal }
# @machine
gegevens-kanaal = Mensajes por: { $kanaal }
# @machine
gegevens-klantmanager = Persona de contacto (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Muy bien, gracias.
# @machine
gegevens-collega = Gracias. Una persona del municipio le ayudará un día laborable.

# En un teléfono que usan varias personas, aquí no se dice nada sobre ninguna de ellas.
# @machine
gedeeld-collega = Varias personas usan este teléfono. Una persona del municipio le llamará un día laborable.

# @machine
afspraak-agenda = Póngalas en su calendario: { $agenda }

# @machine
rustig-vraag =
    Entonces enviamos primero un mensaje corto sin tema. Solo verá el resto después de tocar Leer. ¿Lo quiere así?
    .ja = Sí, por favor
    .nee = No hace falta

# @machine
rustig-bericht =
    Hola { $naam }, hay un mensaje para usted. ¿Quiere leerlo?
    .ja = Leer

# @machine
rustig-aan = Desde ahora nuestros mensajes empiezan así. Solo después de Leer verá de qué se trata.

# @machine
rustig-uit = De acuerdo. Nuestros mensajes dicen enseguida de qué se trata.

# @machine
rustig-later = De acuerdo. Toque Leer más tarde, cuando le venga bien.

# @machine
rustig-voorbij = Este mensaje ya no vale. Envíe la palabra AYUDA si quiere preguntar algo.

# @machine
horen-aan = Bien. Con nuestros mensajes enviaremos una voz, si la hay.

# @machine
horen-uit = Bien, ya no enviaremos voz. Siempre puede leer nuestros mensajes.

# @machine
verberg-klaar = Listo. Lo que tiene más de dos días solo puede borrarlo usted.

# @machine
verberg-zelf = En WhatsApp no puedo borrar mensajes. Mantenga pulsado este chat en la lista y elija Eliminar.

# @machine
verberg-knop = Borrar mensajes
    .verberg = Ocultar mensajes
