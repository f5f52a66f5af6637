# Geld voor de lessen. Nooit vragen waarom iemand niet wil lenen.

trefwoord-geld = geld, lening, lenen, schulden, geen geld, betalen, rente

geld-vraag =
    Lessen kosten geld, en een collega denkt met u mee.
    Waar wilt u over praten?
    .lenen = Geld lenen bij DUO
    .zonder = Betalen zonder lening
    .schulden = Ik heb schulden
    .anders = Iets anders

geld-lenen = U mag geld lenen bij DUO; hoeveel, hangt af van uw inkomen. Een collega rekent het met u uit.

geld-zonder = U hoeft niet te lenen: betalen in delen kan soms ook. Een collega kijkt met u wat kan.

geld-schulden = Dank u dat u dit vertelt, veel mensen hebben dit. Een collega belt u op een werkdag.

geld-anders = Een collega belt u op een werkdag. U mag uw vraag hier al schrijven.
