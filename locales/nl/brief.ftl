## Een brief op papier, voor wie geen telefoonnummer heeft dat werkt

brief-onderwerp-uitnodiging = Krijg onze berichten op uw telefoon
brief-onderwerp-herinnering = Wij horen graag van u
brief-onderwerp-stil = Gaat het goed met u?

brief-aanhef = Beste { $naam },

brief-uitnodiging = U gaat inburgeren, en de gemeente { $gemeente } helpt u daarbij. Wij kunnen u nu geen berichten sturen.
brief-herinnering = Wij stuurden u al eerder een brief. Misschien hebt u die niet gekregen, daarom schrijven wij nog een keer.
brief-stil = Wij stuurden u berichten op uw telefoon, maar wij horen niets van u. Misschien komen ze niet aan.

brief-waarom = In onze berichten leest u waar en wanneer uw les is. Vragen stellen kan ook.
brief-hoe = Scan een vierkante code met de camera van uw telefoon. Tik daarna op START of op verzenden.
brief-typen = Lukt dat niet? Stuur dan uw code in een bericht naar ons.
brief-geldig = Uw code werkt tot en met { $dag }. De code is alleen voor u: geef hem aan niemand.

brief-hulp-bellen = Hebt u geen telefoon, of wilt u liever praten? Bel { $nummer }.
brief-hulp-langs = Hebt u geen telefoon, of wilt u liever praten? Kom dan langs bij de gemeente { $gemeente }.

brief-groet = Met vriendelijke groet,

# Boven de code om te typen.
brief-code = Uw code:

## De code van een brief, in een bericht

code-typfout = Deze code klopt niet helemaal. Kijk nog een keer in uw brief, en stuur de code opnieuw.
code-te-vaak = U hebt vaak een code gestuurd die niet klopt. Probeer het over een uur nog een keer, of bel de gemeente.

## Wie met een brief gekoppeld is, bewijst eerst wie hij is

bewijs-vraag = Wij willen zeker weten dat u het bent. Stuur uw huisnummer en uw geboortejaar, bijvoorbeeld 12 1990.
    .hulp = Ik heb een vraag
bewijs-fout = Dat klopt niet met wat wij weten. Stuur uw huisnummer en uw geboortejaar, bijvoorbeeld 12 1990.
    .hulp = Ik heb een vraag
bewijs-goed = Dank u, nu weten wij dat u het bent. Stuur nu nog een keer MIJN GEGEVENS.
bewijs-collega = Dank u. Een collega van de gemeente helpt u op een werkdag, daarna ziet u uw gegevens.

## Een tweede telefoon met dezelfde code

code-gevraagd = Deze code is al gebruikt op een andere telefoon. Wij vragen daar eerst of u dat bent.
tweede-vraag =
    Iemand wil met uw code berichten krijgen op een andere telefoon.
    Bent u dat?
    .ja = Ja, dat ben ik
    .nee = Nee, dat ben ik niet
    .bel = Bel mij
tweede-ja = Dank u. U krijgt nu ook berichten op de andere telefoon.
tweede-nee = Dank u. De andere telefoon krijgt geen berichten, en een collega neemt contact met u op.
