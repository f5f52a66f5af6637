# Xirmada soo dhowaynta: saddexdii maalmoodba hal talo. Degmadu goobaheeda ayay halkan ku qortaa.

# @machine
pakket-vraag =
    Salaan { $naam }, shan talo ayaan kuugu haynaa toddobaadyadaada ugu horreeya halkan.
    Ma rabtaa inaad talooyinkaas hesho?
    .ja = Haa, waan rabaa
    .nee = Maya, mahadsanid

# @machine
pakket-taal = Salaan { $naam }, talo 1: fiiri oefenen.nl oo maalin kasta 10 daqiiqo Af-Holandays ku celceli.

# @machine
pakket-bieb = Salaan { $naam }, talo 2: maktabadda waxaa ku yaal makhaayad luqadeed. Halkaas dad kale ayaad kula hadashaa, waana bilaash.

# @machine
pakket-dokter = Salaan { $naam }, talo 3: haddii aad jirran tahay, wac dhakhtarkaaga (huisarts). Marka khatar jirto, wac 112.

# @machine
pakket-woorden = Salaan { $naam }, talo 4: PIP waa qorshahaaga. PVT iyo MAP waa casharro ku saabsan Nederland iyo shaqada.

# @machine
pakket-buurt = Salaan { $naam }, talo 5: tag xarunta xaafadda (buurthuis). Halkaas waxaad kula kulmaysaa dadka xaafaddaada.

# @machine
pakket-goed = Waa hagaag! Dhowr maalmoodba mar ayaad talo helaysaa.

# @machine
pakket-niet = Waa hagaag.
