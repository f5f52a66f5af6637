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
