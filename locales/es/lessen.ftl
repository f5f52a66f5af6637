# @machine
inhalen-een =
    Hola { $naam }, puede recuperar la clase con otro grupo:
    { $lessen }
    ¿Vendrá entonces?
    .eerste = Sí, voy
    .geen = Entonces no puedo

# @machine
inhalen-twee =
    Hola { $naam }, puede recuperar la clase en estos días:
    { $lessen }
    ¿Qué día le va bien?
    .eerste = Día 1
    .tweede = Día 2
    .geen = Ninguno de estos

# @machine
inhalen-drie =
    Hola { $naam }, puede recuperar la clase en estos días:
    { $lessen }
    ¿Qué día le va bien?
    .eerste = Día 1
    .tweede = Día 2
    .derde = Día 3
    .geen = Ninguno de estos

# @machine
inhalen-een-sjabloon =
    Hola { $naam }, puede recuperar la clase con otro grupo:
    { $dag1 } a las { $tijd1 }, { $plaats1 }
    ¿Vendrá entonces?

# @machine
inhalen-twee-sjabloon =
    Hola { $naam }, puede recuperar la clase en estos días:
    1: { $dag1 } a las { $tijd1 }, { $plaats1 }
    2: { $dag2 } a las { $tijd2 }, { $plaats2 }
    ¿Qué día le va bien?

# @machine
inhalen-drie-sjabloon =
    Hola { $naam }, puede recuperar la clase en estos días:
    1: { $dag1 } a las { $tijd1 }, { $plaats1 }
    2: { $dag2 } a las { $tijd2 }, { $plaats2 }
    3: { $dag3 } a las { $tijd3 }, { $plaats3 }
    ¿Qué día le va bien?

# @machine
inhalen-regel = { $nummer }. { $dag } a las { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Gracias, hemos apuntado esa clase para usted. Le enviaremos un recordatorio.

# @machine
inhalen-geen-dag = Está bien. Una persona del municipio buscará otro día con usted.

# @machine
inhalen-vol = Lo sentimos, esa clase se acaba de llenar.

# @machine
praktisch-lijst =
    Es bueno saber:
    { $praktisch }

# @machine
praktisch-meenemen = Traiga: { $wat }.

# @machine
praktisch-reistip = Cómo llegar: { $wat }.

# @machine
praktisch-opvang = Hay guardería: puede traer a su hijo.

# @machine
praktisch-tolk = Hay un intérprete de su idioma.

# @machine
peiling-vraag =
    El { $dag } hablaremos juntos.
    ¿De qué quiere hablar?
    .school = Idioma y escuela
    .werk = Trabajo
    .geld = Dinero
    .kinderen = Hijos
    .anders = Otra cosa

# @machine
peiling-bedankt = Gracias, hablaremos de ello en la reunión.
