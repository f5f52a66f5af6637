# Antwoorden die in elk gesprek kunnen voorkomen.

reden-vraag =
    Jammer dat u niet kunt.
    Wat is de reden?
    .ziek = Ik ben ziek
    .kind = Mijn kind is ziek
    .werk = Ik moet werken
    .opvang = Geen kinderopvang
    .anders = Iets anders

niet-bedankt = Dank u, nu weten wij het. Een collega van de gemeente zoekt met u een andere dag.

mens-komt = Een collega van de gemeente helpt u op een werkdag. U mag uw vraag hier al schrijven.

## Woorden die altijd werken

stop-bevestigd = Goed, u krijgt geen berichten meer van ons. Stuur START als u ze weer wilt.

start-bevestigd = Fijn dat u er bent, u krijgt onze berichten. Stuur STOP als u wilt stoppen.

taal-vraag =
    In welke taal wilt u onze berichten?
    .nl = Nederlands
    .en = English
    .ar = العربية
    .tr = Türkçe
    .ti = ትግርኛ
    .fa = فارسی / دری
    .so = Soomaali
    .es = Español
    .pt = Português
    .meer = Meer talen

# Staat ook als Nederlandse helft onder een andere taal: noem de taal dus niet.
taal-klaar = Dank u, wij onthouden uw taal.

## Als wij iets niet begrijpen

vangnet-antwoord =
    De computer begrijpt uw bericht niet, maar een collega leest het op een werkdag.
    Deze woorden werken altijd: TAAL, MENS en STOP.

onbekend-antwoord =
    Met deze berichten helpt de gemeente mensen die inburgeren.
    Stuur de code uit uw brief, dan weten wij wie u bent.

niet-begrepen = Sorry, dat begrijpen wij niet. Tik op een knop of stuur het nummer van uw antwoord.

# { $voorbeeld }: een dag, een tijd of een getal zoals wij het begrijpen.
niet-begrepen-waarde = Sorry, dat begrijpen wij niet. Schrijf het bijvoorbeeld zo: { $voorbeeld }.

stuur-foto = Sorry, dat is geen foto. Stuur een foto, of stuur het woord MENS.

stuur-spraak = Sorry, dat is geen gesproken bericht. Spreek een bericht in, of stuur het woord MENS.

stuur-contact = Sorry, dat is geen contact uit uw telefoon. Stuur een contact, of stuur het woord MENS.

# Na "vraag het mij later": de dag waarop wij het weer vragen.
later-weer = Dat is goed. Wij vragen het { $dag } nog een keer.

later-collega = Dat is goed. Een collega van de gemeente belt u hierover.

correctie = Dank u. Wij hebben uw antwoord veranderd.

te-laat = Deze vraag is al voorbij. Stuur het woord MENS als u iets wilt veranderen.

al-geregeld = Dank u, dit antwoord hebben wij al.

overgenomen = Een collega praat nu met u en leest uw bericht. U krijgt antwoord op een werkdag.

# De eigen woorden van een collega, in één taal: naam, gemeente, woorden.
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

tekst-ontbreekt = Sorry, er gaat bij ons iets mis. Een collega van de gemeente helpt u op een werkdag.

# Opent een lijst met antwoorden: hooguit 20 tekens.
lijst-knop = Kies een antwoord

## Gevaar, en een BSN

# Ook voor wie niemand kent, en ook als een collega meepraat. 113 is voor wie aan zelfmoord denkt.
gevaar-antwoord =
    Bent u of iemand anders in gevaar? Bel nu 112.
    Denkt u aan zelfmoord, bel dan 113: daar helpt iemand u meteen.

geen-bsn = Stuur ons geen BSN. Wij hebben het weggehaald.

## Uitnodigingen

hallo-weer = Dag, fijn dat u er weer bent! U krijgt hier al onze berichten.

uitnodiging-gebruikt = Iemand anders heeft deze code al gebruikt. Bel uw klantmanager voor een nieuwe code.

uitnodiging-verlopen = Deze code werkt niet meer. Bel uw klantmanager voor een nieuwe code.

## Een telefoon van meer mensen

# Boven een bericht: de anderen zien voor wie het is.
bericht-voor = Voor { $naam }:

# De knoppen zijn namen, en een van deze woorden: hooguit 20 tekens.
voor-wie =
    Meer mensen gebruiken deze telefoon.
    Over wie gaat uw bericht?
    .iemand-anders = Iemand anders

voor-wie-stop =
    Goed, deze telefoon krijgt nu geen berichten.
    Wie wil geen berichten meer?
    .iedereen = Iedereen

voor-wie-collega = Dank u. Een collega leest uw bericht op een werkdag.

## Een les verandert

verplaatst =
    Dag { $naam }, uw les is nu op { $dag } om { $tijd } uur.
    Plaats: { $plaats }.

afgezegd = Dag { $naam }, de les van { $dag } om { $tijd } uur gaat niet door. U hoeft niet te komen.

# Boven een bericht dat misschien al is aangekomen.
nogmaals = Wij sturen dit nog een keer:

## Het menu van de Telegram-bot

opdracht-start = Berichten aan
opdracht-taal = Een andere taal kiezen
opdracht-afspraken = Mijn afspraken
opdracht-mens = Hulp van een mens
opdracht-stop = Geen berichten meer
