## Wie vraagt naar afspraken of gegevens

afspraken-lijst =
    Dit zijn uw afspraken:
    { $afspraken }

# Een regel van de lijst. Online: geen adres.
afspraak-regel =
    { $dag } om { $tijd } uur - { $antwoord ->
        [komt] u komt
        [komt-niet] u komt niet
       *[onbekend] nog geen antwoord
    }
    { $plaats }, { $adres }

afspraken-geen = U hebt bij ons geen afspraken. Weet u het niet zeker, stuur dan MENS.

gegevens-vraag =
    Dit weten wij van u:
    { $gegevens }
    Klopt dat?
    .klopt = Dat klopt
    .anders = Er klopt iets niet
    .weg = Haal iets weg
    .rustig = Rustige berichten
    .horen = Lees mij voor
    .niet-horen = Niet meer voorlezen

gegevens-naam = Naam: { $naam }
gegevens-taal = Taal: { $taal }
gegevens-kanaal = Berichten via: { $kanaal }
gegevens-klantmanager = Klantmanager: { $klantmanager }

gegevens-klaar = Fijn, dank u.
gegevens-collega = Dank u. Een collega van de gemeente helpt u op een werkdag.

# Op een telefoon van meer mensen staat hier niets over één van hen.
gedeeld-collega = Meer mensen gebruiken deze telefoon. Een collega belt u op een werkdag.

# Onder de lijst van afspraken: de link voor de agenda van de telefoon.
afspraak-agenda = Zet ze in uw agenda: { $agenda }

## Rustige berichten: wie meeleest op de telefoon, ziet pas na een tik waar een bericht over gaat

rustig-vraag =
    Wij sturen dan eerst een kort bericht zonder onderwerp. U ziet de rest pas na een tik op Lezen. Wilt u dat?
    .ja = Ja, graag
    .nee = Nee, niet nodig

# Staat ook in het sjabloon rustig_bericht. Zegt niet van wie het komt, en niet waar het over gaat.
rustig-bericht =
    Dag { $naam }, er is een bericht voor u. Wilt u het lezen?
    .ja = Lezen

rustig-aan = Zo beginnen onze berichten vanaf nu. U ziet pas na Lezen waar het over gaat.

rustig-uit = Goed. Onze berichten zeggen meteen waar het over gaat.

# Iemand antwoordt "nee" op de vraag of hij het bericht wil lezen.
rustig-later = Goed. Tik later op Lezen als het u uitkomt.

# Een tik op een bericht dat niet meer geldt.
rustig-voorbij = Dit bericht is voorbij. Stuur het woord MENS als u iets wilt vragen.

## Voorlezen: een opname bij elk bericht, waar die er is

horen-aan = Goed. Bij onze berichten komt een stem, als die er is.

horen-uit = Goed, wij sturen geen stem meer mee. U kunt onze berichten altijd lezen.

# Wat wij stuurden, gaat van de telefoon: na het woord VERBERG, of na de knop (het label hieronder).
verberg-klaar = Klaar. Wat ouder is dan twee dagen, kunt u alleen zelf weghalen.

verberg-zelf = Op WhatsApp kan ik berichten niet weghalen. Houd dit gesprek in de lijst ingedrukt en kies Verwijderen.

verberg-knop = Berichten weghalen
    .verberg = Berichten verbergen
