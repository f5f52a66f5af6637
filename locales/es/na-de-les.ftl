# Después de una clase: quién estuvo, y a quién echamos de menos.

# @machine
gemist-vraag =
    Hola { $naam }, le echamos de menos en la clase del { $dag }.
    ¿Quiere recuperar la clase?
    .ja = Sí, por favor
    .nee = No
    .hulp = Tengo una pregunta

# @machine
gemist-inhalen = ¡Qué bien! Una persona del municipio buscará otro día con usted.

# @machine
geweest-vraag =
    Hola { $naam }, ¡nos alegró verle en la clase del { $dag }!
    Ya ha hecho { $gevolgd } de las { $totaal } clases.
    ¿Fue clara la clase?
    .ja = Sí
    .beetje = Un poco
    .nee = No

# @machine
geweest-bedankt = Gracias, eso nos ayuda a mejorar las clases.

# @machine
geweest-onduidelijk = Gracias por decírnoslo. Con gusto una persona del municipio se lo explicará otra vez.

## Las horas del MAP, cada semana

# @machine
map-uren-vraag =
    Hola { $naam }, para el MAP ya lleva { $totaal } de las 40 horas de práctica.
    ¿Cuántas horas practicó esta semana?
    .geen = Ninguna hora
    .probleem = Hay un problema
    .geen-plek = No tengo sitio

# Así vale también para una sola hora.
# @machine
map-uren-bedankt = ¡Muy bien, gracias! Horas que hemos anotado: { $uren }.

# @machine
map-uren-geen = Gracias por decírnoslo. Le preguntaremos otra vez la semana que viene.
