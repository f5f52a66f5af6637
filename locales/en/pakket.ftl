# The welcome pack: a tip every three days. A municipality writes its own places here.

# @machine
pakket-vraag =
    Hello { $naam }, we have five tips for your first weeks here.
    Would you like to get those tips?
    .ja = Yes, please
    .nee = No, thank you

# @machine
pakket-taal = Hello { $naam }, tip 1: look at oefenen.nl and practise Dutch for 10 minutes every day.

# @machine
pakket-bieb = Hello { $naam }, tip 2: there is a language café in the library. You talk with others there, and it is free.

# @machine
pakket-dokter = Hello { $naam }, tip 3: if you are ill, call your GP (huisarts). In danger, call 112.

# @machine
pakket-woorden = Hello { $naam }, tip 4: the PIP is your plan. PVT and MAP are lessons about the Netherlands and about work.

# @machine
pakket-buurt = Hello { $naam }, tip 5: visit the community centre (buurthuis). You meet people from your area there.

# @machine
pakket-goed = Great! You will get a tip every few days.

# @machine
pakket-niet = That is fine.
