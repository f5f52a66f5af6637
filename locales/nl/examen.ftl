# Examens. De datum staat bij DUO; tot 7 dagen ervoor is veranderen gratis.

examen-vraag =
    Dag { $naam }, uw examen is op { $dag } om { $tijd } uur.
    Plaats: { $plaats }, { $adres }.
    Kunt u op die dag?
    .komt = Ja, dat kan
    .komt-niet = Nee, ik kan niet
    .hulp = Ik heb een vraag

examen-andere-dag = Een examen verplaatsen is gratis tot 7 dagen van tevoren. Een collega helpt u op een werkdag.

examen-morgen =
    Dag { $naam }, uw examen is op { $dag } om { $tijd } uur.
    Kom een half uur eerder, met uw paspoort of uw verblijfskaart.

examen-vandaag =
    Dag { $naam }, vandaag is uw examen om { $tijd } uur.
    Plaats: { $plaats }, { $adres }, veel succes!

examen-uitslag =
    Dag { $naam }, u deed een tijd geleden examen.
    Hebt u de uitslag al?
    .gehaald = Ja, gehaald
    .niet-gehaald = Ja, niet gehaald
    .nog-niet = Nog niet

examen-gehaald = Gefeliciteerd, wat goed van u! Wij schrijven het op.

examen-niet-gehaald = Jammer, maar u mag het nog een keer doen. Een collega maakt met u een plan.

examen-nog-niet = Dat is goed. Over vier weken vragen wij het weer.
