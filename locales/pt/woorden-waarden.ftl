# Palavras de números, horas, dias e tempos, como as pessoas escrevem.
# Separadas por vírgulas; maiúsculas, acentos e pontuação não importam. Nas listas com ordem fixa
# (números, dias, meses) há | entre dois jeitos de escrever o mesmo.
# "Quarta que vem" falta de propósito: pode ser a próxima ou a da outra semana.

## Números de 0 a 40

woord-getallen =
    zero, um | uma | primeiro, dois | duas, três, quatro, cinco, seis, sete, oito, nove,
    dez, onze, doze, treze, quatorze | catorze, quinze, dezesseis | dezasseis | deseseis,
    dezessete | dezassete | desesete, dezoito | desoito, dezenove | dezanove | desenove,
    vinte, vinte e um | vinte e uma, vinte e dois | vinte e duas, vinte e três, vinte e quatro,
    vinte e cinco, vinte e seis, vinte e sete, vinte e oito, vinte e nove,
    trinta, trinta e um | trinta e uma, trinta e dois | trinta e duas, trinta e três,
    trinta e quatro, trinta e cinco, trinta e seis, trinta e sete, trinta e oito, trinta e nove,
    quarenta

## Quanto tempo

woord-uur = hora, horas, h, hr, hrs, hs, horinha, horinhas
woord-een-uur = hora
woord-minuut = minuto, minutos, min, mins, minutinho, minutinhos
woord-kwartier = quarto de hora, um quarto de hora, quartos de hora
woord-half = meia, meio, e meia, e meio
woord-halfuur = meia hora, uma meia hora, meia horinha

## Que horas

woord-en-half = e meia, e trinta
woord-en-kwart = e quinze, e um quarto
woord-minuten-voor = para, para as, para a, pra, pras, pra as
woord-am = am, da madrugada
woord-pm = pm, da tarde, à tarde, de tarde, tarde
woord-ochtend = da manhã, de manhã, pela manhã, manhã
woord-middag = do meio-dia
woord-avond = da noite, à noite, de noite, noite

## Que dia

woord-weekdagen =
    segunda-feira | segunda | seg, terça-feira | terça | ter, quarta-feira | quarta | qua,
    quinta-feira | quinta | qui, sexta-feira | sexta | sex, sábado | sáb, domingo | dom
woord-maanden =
    janeiro | jan, fevereiro | fev, março | mar, abril | abr, maio | mai, junho | jun,
    julho | jul, agosto | ago, setembro | set, outubro | out, novembro | nov, dezembro | dez
woord-vandaag = hoje, hj
woord-morgen = amanhã
woord-overmorgen = depois de amanhã
woord-gisteren = ontem
woord-deze-week = esta semana, nesta semana, essa semana, nessa semana, desta semana
woord-volgende-week =
    semana que vem, a semana que vem, próxima semana, a próxima semana, semana próxima
woord-over-een-tijd = em, daqui a, daqui, dentro de
woord-dagen = dia, dias
woord-weken = semana, semanas

## Podem estar ao lado e não mudam nada

woord-vulwoord = a, às, o, e, de, da, do, na, no, nesta, neste, nessa, nesse, esta, este, essa, esse, em ponto
