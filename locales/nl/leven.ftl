# Wat er verandert in een leven. Nooit vragen naar een ziekte of naar de reden.

trefwoord-verandering = verandering, ik ben ziek, ziek, zwanger, ik ben zwanger, baby, verhuizen, ik ga verhuizen, verhuisd

verandering-vraag =
    Dank u dat u het vertelt.
    Wat verandert er?
    .ziek = Ik ben lang ziek
    .baby = Er komt een baby
    .verhuizen = Ik ga verhuizen
    .werk = Ik heb werk gevonden
    .anders = Iets anders

verandering-ziek = Veel beterschap. Soms krijgt u meer tijd: een collega kijkt dat met u na.

verandering-baby = Wat mooi! Soms krijgt u meer tijd: een collega kijkt dat met u na.

verandering-wanneer =
    Op welke dag verhuist u?
    .weet-niet = Ik weet het niet

verandering-verhuizen = Dank u. Een collega helpt u, ook als u naar een andere gemeente gaat.

verandering-werk = Gefeliciteerd! Een collega praat met u over werk en lessen samen.

## De partner

partner-vraag =
    Dag { $naam }, uw partner mag zelf ook berichten krijgen.
    Wil uw partner dat?
    .ja = Ja
    .nee = Nee
    .weet-niet = Ik weet het niet

partner-ja = Fijn! Uw partner krijgt een eigen brief met een eigen code.

partner-nee = Dat is goed. Het kan later ook nog.

## Werk of opleiding: hoe gaat het daarna?

nazorg-vraag =
    Dag { $naam }, wij willen graag weten hoe het met u gaat.
    Gaat het goed met uw werk of opleiding?
    .goed = Ja, het gaat goed
    .gestopt = Het is gestopt
    .hulp = Ik heb een vraag

nazorg-goed = Wat fijn om te horen! Later vragen wij het nog een keer.

nazorg-gestopt = Jammer, dat is niet makkelijk. Een collega belt u op een werkdag.

## Het spreekuur

trefwoord-spreekuur = spreekuur, avondspreekuur, langskomen, afspraak maken

spreekuur-vraag =
    U kunt langskomen bij een collega, ook in de avond.
    Wat past bij u?
    .avond = In de avond
    .overdag = Overdag
    .bellen = Liever bellen

spreekuur-bedankt = Dank u. Een collega maakt op een werkdag een afspraak met u.
