# Palabras de números, horas, días y tiempos, como las escribe la gente.
# Separadas por comas; no importan mayúsculas, acentos ni puntuación. En las listas con orden fijo
# (números, días, meses) hay | entre dos maneras de escribir lo mismo.
# "Próximo miércoles" falta adrede: puede ser el que viene o el de la semana que viene.

## Números de 0 a 40

woord-getallen =
    cero, uno | un | una | primero, dos, tres, cuatro, cinco, seis | séis, siete, ocho, nueve,
    diez | dies, once, doce | dose, trece | trese, catorce | catorse, quince | quinse,
    dieciséis | diez y seis | diesiseis, diecisiete | diez y siete | diesisiete,
    dieciocho | diez y ocho | diesiocho, diecinueve | diez y nueve | diesinueve,
    veinte, veintiuno | veintiún | veintiuna | veinte y uno, veintidós | veinte y dos,
    veintitrés | veinte y tres, veinticuatro | veinte y cuatro, veinticinco | veinte y cinco,
    veintiséis | veinte y seis, veintisiete | veinte y siete, veintiocho | veinte y ocho,
    veintinueve | veinte y nueve,
    treinta, treinta y uno | treinta y un | treinta y una | treintaiuno, treinta y dos | treintaidós,
    treinta y tres | treintaitrés, treinta y cuatro | treintaicuatro, treinta y cinco | treintaicinco,
    treinta y seis | treintaiséis, treinta y siete | treintaisiete, treinta y ocho | treintaiocho,
    treinta y nueve | treintainueve, cuarenta

## Cuánto tiempo

woord-uur = hora, horas, h, hr, hrs, hs, horita, horitas
woord-een-uur = hora
woord-minuut = minuto, minutos, min, mins, minutito, minutitos
woord-kwartier =
    cuarto, cuartos, y cuarto, cuarto de hora, un cuarto de hora, cuartos de hora, y un cuarto
woord-min-kwart = menos cuarto, menos un cuarto
woord-half = media, medio, y media, y medio
woord-halfuur = media hora, una media hora, media horita

## Qué hora

woord-en-half = y media, y treinta
woord-en-kwart = y cuarto, y quince
woord-kwart-voor = cuarto para, cuarto para las, un cuarto para, cuarto para la, un cuarto para las
woord-minuten-voor = para, para las, para la
woord-am = am, de la madrugada
woord-pm = pm, de la tarde, por la tarde, en la tarde, tarde
woord-ochtend = de la mañana, por la mañana, en la mañana
woord-middag = del mediodía, de mediodía, al mediodía
woord-avond = de la noche, por la noche, en la noche, noche

## Qué día

woord-weekdagen =
    lunes | lun, martes, miércoles | mié | mierc, jueves | jue, viernes | vie | biernes,
    sábado | sáb, domingo | dom
woord-maanden =
    enero | ene, febrero | feb, marzo | mar, abril | abr, mayo | may, junio | jun, julio | jul,
    agosto | ago, septiembre | setiembre | sep | sept | set, octubre | oct, noviembre | nov,
    diciembre | dic
woord-vandaag = hoy, el día de hoy
woord-morgen = mañana
woord-overmorgen = pasado mañana
woord-gisteren = ayer
woord-komende = que viene, que entra
woord-deze-week = esta semana, de esta semana
woord-volgende-week =
    la semana que viene, semana que viene, la próxima semana, próxima semana, la semana próxima,
    semana próxima
woord-over-een-tijd = en, dentro de, de aquí a
woord-dagen = día, días
woord-weken = semana, semanas

## Pueden estar al lado y no cambian nada

woord-vulwoord = a, la, las, el, del, de, y, este, en punto
