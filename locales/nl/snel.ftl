# Snelle antwoorden, die een collega kiest (dialogs/kennis/snelle-antwoorden.yaml): wie het zegt, en wat.

snel-bellen = { $collega }: Wij bellen u vandaag.

snel-genoteerd = { $collega }: Dank u wel, wij hebben het opgeschreven.

snel-foto = { $collega }: Stuur ons een foto van de brief. Dan kijken wij mee.

snel-verplaatst = { $collega }: De les is op een andere dag. U krijgt van ons een nieuwe datum.

snel-uitzoeken = { $collega }: Wij zoeken dit voor u uit. U hoort van ons.

snel-langskomen = { $collega }: Kom langs bij de gemeente. Wij helpen u daar.

snel-nummer = { $collega }: Op welk nummer kunnen wij u bellen?

snel-wanneer = { $collega }: Wanneer kunnen wij u het beste bellen?

snel-nog-een-keer = { $collega }: Wij begrijpen uw bericht nog niet. Wilt u het nog een keer schrijven?

# Als sjabloon buiten de 24 uur van WhatsApp: vraagt om zelf te schrijven.
schrijf-terug = Dag { $naam }, een collega van de gemeente heeft een bericht voor u. Stuur ons het woord JA, dan krijgt u het.
