# Wat een woord van de wet betekent, en wat er gebeurt als iets niet lukt (dat vertelt een mens).

trefwoord-uitleg = uitleg, wat betekent dit, wat is dit, moeilijk woord, moeilijke woorden, pvt, map, pip, duo, wat is pvt, wat is de pvt, wat is map, wat is de map, wat is pip, wat is duo

trefwoord-gevolgen = boete, boetes, krijg ik een boete, straf, krijg ik straf, sanctie, gevolgen, wat gebeurt er als ik niet kom, wat als ik niet kom, wat gebeurt er als ik niet slaag, wat als het niet lukt

uitleg-vraag =
    Over welk woord wilt u meer weten?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Brede intake
    .klantmanager = Klantmanager
    .duo = DUO
    .inburgeren = Inburgeren
    .niveau = A1, A2 en B1
    .eindgesprek = Eindgesprek

uitleg-pvt = De PVT zijn lessen over leven en waarden in Nederland. Aan het eind zet u een handtekening.

uitleg-map = De MAP gaat over werk in Nederland. U leert erover en oefent 40 uur op een plek.

uitleg-pip = Het PIP is uw plan om in te burgeren. Daarin staat wat u doet en wie u helpt.

uitleg-intake = De brede intake is een gesprek over u. Wij praten over school, werk en wat u wilt.

uitleg-klantmanager = De klantmanager helpt u bij het inburgeren. Deze persoon werkt bij de gemeente.

uitleg-duo = DUO is een dienst van de overheid. DUO regelt de examens en de lening.

uitleg-inburgeren = Inburgeren is Nederlands leren en meedoen in Nederland. De gemeente helpt u daarbij.

uitleg-niveau = A1, A2 en B1 zeggen hoe goed u een taal kent. A1 is het begin.

uitleg-eindgesprek = Het eindgesprek is het laatste gesprek van de MAP. U vertelt wat u hebt geleerd.

gevolgen-uitleg = Goed dat u het vraagt. Een collega van de gemeente legt het u graag uit.

# Na een uitleg of een tip, hooguit één keer in vier weken; zie dialogs/duidelijk.yaml.
duidelijk-vraag = Was dit duidelijk voor u?
    .ja = Ja
    .beetje = Een beetje
    .nee = Nee

duidelijk-bedankt = Dank u wel, dat helpt ons.

duidelijk-collega = Dank u dat u dit zegt. Een collega legt het u graag nog een keer uit.
