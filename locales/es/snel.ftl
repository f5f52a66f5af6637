# @machine
snel-bellen = { $collega }: Le llamamos hoy.

# @machine
snel-genoteerd = { $collega }: Gracias, lo hemos anotado.

# @machine
snel-foto = { $collega }: Envíenos una foto de la carta. Así la miramos con usted.

# @machine
snel-verplaatst = { $collega }: La clase es otro día. Le enviaremos una nueva fecha.

# @machine
snel-uitzoeken = { $collega }: Vamos a averiguarlo para usted. Le informaremos.

# @machine
snel-langskomen = { $collega }: Venga al ayuntamiento. Allí le ayudamos.

# @machine
snel-nummer = { $collega }: ¿A qué número podemos llamarle?

# @machine
snel-wanneer = { $collega }: ¿Cuál es la mejor hora para llamarle?

# @machine
snel-nog-een-keer = { $collega }: Todavía no entendemos su mensaje. ¿Puede escribirlo otra vez?

# @machine
schrijf-terug = Hola { $naam }, una persona del municipio tiene un mensaje para usted. Envíenos la palabra SÍ y lo recibirá.
