# Lo que la gente escribe. Separado por comas; no importan mayúsculas, acentos ni puntuación.
# Todos los idiomas cuentan juntos: una palabra solo puede estar en una lista.
# "Para" y "baja" faltan adrede: son también palabras corrientes.

## Funcionan siempre, si el mensaje es solo esta palabra

woord-stop =
    parar, pare, paren, detener, basta ya, no más mensajes, no mas mensajes por favor, no quiero más mensajes,
    no quiero mensajes, sin mensajes, dejen de escribirme, darme de baja, dar de baja mensajes, cancelar mensajes
woord-start =
    empezar, comenzar, iniciar, inicio, empezar de nuevo, activar mensajes, quiero mensajes,
    quiero recibir mensajes
woord-taal = idioma, idiomas, lengua, cambiar idioma, cambiar de idioma, cambiar el idioma, otro idioma
woord-mens =
    ayuda, ayuda por favor, ayúdame, ayúdenme, ayúdeme, persona, una persona, humano, un humano,
    hablar con una persona, hablar con alguien, quiero hablar con una persona, quiero hablar con alguien, asesor, asesora
woord-check-in = seguimiento
woord-mijn-afspraken =
    mis citas, mi cita, citas, cita, mis clases, mi clase, mis lecciones, cuándo es mi clase,
    cuándo es mi cita, cuándo tengo clase, cuándo tengo cita, a qué hora es mi clase, cuándo son mis clases
woord-mijn-gegevens =
    mis datos, datos, mi información, qué saben de mí, qué sabe de mí, qué datos tienen de mí,
    ver mis datos
woord-verberg = ocultar, oculta, oculte, ocultar mensajes, ocultar los mensajes, esconder, esconder mensajes

## Respuesta a una pregunta

woord-ja =
    sí, sip, sí sí, sí claro, claro, claro que sí, sí por favor, sí gracias, sí señor, sí señora, por supuesto,
    sí por supuesto, desde luego, vale, sí vale, ok vale, de acuerdo, sí de acuerdo, está bien, esta bien gracias, okey, oki,
    dale, perfecto, cómo no, con gusto, sí voy, sí iré, sí puedo, sí asistiré, sí vengo, voy, iré, ahí estaré,
    allí estaré, sí ahí estaré, pueden, sí pueden, seguro que sí, acepto, sí acepto
woord-nee =
    no, no gracias, no señor, no señora, no no, nop, no puedo, no puedo venir, no puedo asistir, no voy, no iré,
    no voy a ir, no voy a poder, no podré, no podré ir, no vengo, no asistiré, no lo siento, lo siento no, lo siento no puedo,
    lamentablemente no, por desgracia no, imposible, es imposible, no es posible, me es imposible, no quiero,
    claro que no, hoy no puedo
woord-misschien =
    quizás, quizá, tal vez, a lo mejor, puede ser, puede que sí, no sé, no lo sé, no sé todavía, todavía no sé,
    todavía no lo sé, aún no sé, aún no lo sé, no estoy seguro, no estoy segura, depende, ni idea
woord-nummer = número, num, nro, respuesta, opción

## Retirar una respuesta anterior

woord-toch-wel =
    al final sí, al final sí voy, al final voy, al final iré, al final sí iré, al final sí puedo, al final puedo ir,
    al final sí puedo ir, sí puedo ir al final, sí voy a ir al final, después de todo sí, cambié de idea sí voy
woord-toch-niet =
    al final no, al final no voy, al final no iré, al final no puedo, al final no puedo ir, al final no podré ir,
    no puedo ir al final, no voy a ir al final, ya no puedo ir, ya no voy, ya no puedo, cambié de idea no voy
woord-vergist =
    me equivoqué, me he equivocado, me confundí, me he confundido, cambié de idea, cambié de opinión,
    he cambiado de idea, he cambiado de opinión, fue un error, es un error, respuesta equivocada, respuesta incorrecta,
    quiero cambiar mi respuesta, cambiar mi respuesta, quise decir otra cosa, otra respuesta

## Peligro: cuentan en cualquier parte de un mensaje y se responden enseguida

woord-gevaar =
    incendio, incendiando, hay fuego, fuego en casa, fuego en mi casa, fuego en la casa, fuego en la cocina,
    se está quemando, se quema la casa, se quema mi casa, mi casa se quema, la casa se quema, llamen a los bomberos,
    ambulancia, llamar al 112, llame al 112, llamen al 112, llama al 112, llamar al 911, llamen al 911,
    socorro, pido auxilio, auxilio por favor,
    suicidio, suicidarme, suicidarse, suicidar, suicida, me suicido, me suicidaré, se suicidó,
    quiero morir, quiero morirme, me quiero morir, prefiero morir, deseo morir, ganas de morir, quiero estar muerto, quiero estar muerta,
    no quiero vivir, ya no quiero vivir más, no quiero seguir viviendo, sin ganas de vivir,
    quitarme la vida, me quito la vida, acabar con mi vida, terminar con mi vida,
    matarme, me mato, me voy a matar, hacerme daño, me hago daño, cortarme las venas,
    me pega, me pegó, me pegan, me ha pegado, me está pegando, me golpea, me golpeó, me golpean, me ha golpeado,
    pega a mi hijo, pega a mi hija, pega a mis hijos, pega a los niños, golpea a mi hijo, golpea a mi hija,
    golpea a mis hijos, violencia, maltrato, maltratos, maltrata, maltratan, maltratada, maltratado,
    me agredió, me agrede, agresión, agredida, abusa de mí, abusó de mí, abusaron de mí, abuso sexual,
    violación, me violó, me viola, me violaron, violada, fui violado,
    me amenaza, me amenazan, me amenazó, me amenazaron, me ha amenazado, me está amenazando, amenaza de muerte,
    amenazas de muerte, amenazado de muerte, amenazada de muerte, recibo amenazas,
    me quiere matar, quiere matar, me quieren matar, va a matar, me matará, me van a matar, matarnos, matarlo, matarla,
    te voy a matar, asesinar, asesinato, asesinó, asesinaron, apuñalado, apuñalada, apuñaló, apuñalaron,
    en peligro, peligro de muerte, es una emergencia, una emergencia médica, tengo una emergencia, hay una emergencia,
    infarto, ataque al corazón, ataque cardíaco, paro cardíaco, está inconsciente, perdió el conocimiento,
    no respira, no está respirando, no puedo respirar, no puede respirar, no podemos respirar, me ahogo, me estoy ahogando, se ahoga,
    se está ahogando, sobredosis, pistola, tiene un arma, con un arma, arma de fuego, tiene un cuchillo, me disparó, le disparó,
    disparos, tiroteo

# Contienen una palabra de peligro y no lo son
woord-geen-gevaar =
    no quiero vivir en, no quiero vivir aquí, no quiero vivir acá, no quiero vivir allí, no quiero vivir allá, no quiero vivir ahí,
    no quiero vivir con, no quiero vivir cerca, no quiero vivir lejos, no quiero vivir solo, no quiero vivir sola,
    me mato trabajando, me mato estudiando, me mato de risa, me ahogo en, en peligro de extinción, pistola de silicona, pistola de agua, pistola de pintura, pistola de pegamento
