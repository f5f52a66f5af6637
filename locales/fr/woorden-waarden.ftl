# Mots de nombres, d'heures, de jours et de temps, comme les gens les écrivent.
# Des virgules entre les mots ; majuscules, accents et ponctuation ne comptent pas. Dans les listes à
# ordre fixe (nombres, jours, mois), | sépare deux façons d'écrire la même chose.
# « Mercredi prochain » manque exprès : cela peut être le premier qui vient ou celui d'après.

## Nombres de 0 à 40

woord-getallen =
    zéro, un | une | premier, deux, trois, quatre | quatres, cinq, six, sept, huit, neuf,
    dix, onze, douze, treize, quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf,
    vingt, vingt et un | vingt et une | vingt-un, vingt-deux, vingt-trois, vingt-quatre, vingt-cinq,
    vingt-six, vingt-sept, vingt-huit, vingt-neuf,
    trente, trente et un | trente et une | trente-un, trente-deux, trente-trois, trente-quatre,
    trente-cinq, trente-six, trente-sept, trente-huit, trente-neuf, quarante

## Combien de temps

woord-uur = heure, heures, h, hr, hrs
woord-een-uur = heure
woord-minuut = minute, minutes, min, mins, mn
woord-kwartier =
    quart, quarts, et quart, un quart d'heure, quart d'heure, quarts d'heure, et un quart
woord-min-kwart = moins le quart, moins un quart, moins quart
woord-half = demi, demie, et demi, et demie
woord-halfuur = demi-heure, une demi-heure, demie heure, une demie heure, demi-heures

## Quelle heure

woord-en-half = et demi, et demie
woord-en-kwart = et quart, et un quart
woord-am = am
woord-pm = pm
woord-ochtend = du matin, le matin, au matin, matin, dans la matinée
woord-middag = de l'après-midi, l'après-midi, après-midi, de l'aprem, aprem, cet après-midi
woord-avond = du soir, le soir, au soir, soir, ce soir
woord-nacht = de la nuit, la nuit, nuit

## Quel jour

woord-weekdagen =
    lundi | lun, mardi, mercredi | mer, jeudi | jeu, vendredi | ven, samedi | sam, dimanche | dim
woord-maanden =
    janvier | janv | jan, février | févr | fév, mars, avril | avr, mai, juin, juillet | juil,
    août | aou, septembre | sept | sep, octobre | oct, novembre | nov, décembre | déc
woord-vandaag = aujourd'hui, auj, ajd
woord-morgen = demain
woord-overmorgen = après-demain
woord-gisteren = hier
woord-komende = qui vient, à venir
woord-deze-week = cette semaine, de cette semaine
woord-volgende-week =
    semaine prochaine, la semaine prochaine, de la semaine prochaine, semaine pro, la semaine pro
woord-over-een-tijd = dans
woord-dagen = jour, jours
woord-weken = semaine, semaines

## Peuvent être à côté, et ne changent rien

woord-vulwoord = à, le, la, les, l, de, du, d, et, ce, er, ème, e, pile
