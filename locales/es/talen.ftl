# Más idiomas de los que caben en una pantalla.

# @machine
taal-meer =
    Elija su idioma.
    .terug = Volver
