# What a word of the law means, and what happens when something fails (a person tells that).

trefwoord-uitleg = explanation, what does this mean, what is this, difficult word, difficult words, what is pvt, what is map, what is pip, what is duo

trefwoord-gevolgen = fine, fines, a fine, do i get a fine, penalty, punishment, consequences, what happens if i do not come, what if i do not come, what if i fail

# @machine
uitleg-vraag =
    Which word do you want to know more about?
    .pvt = PVT
    .map = MAP
    .pip = PIP
    .intake = Broad intake
    .klantmanager = Case worker
    .duo = DUO
    .inburgeren = Civic integration
    .niveau = A1, A2 and B1
    .eindgesprek = Final talk

# @machine
uitleg-pvt = The PVT is lessons about life and values in the Netherlands. At the end you sign.

# @machine
uitleg-map = The MAP is about work in the Netherlands. You learn about it and practise 40 hours in a place.

# @machine
uitleg-pip = The PIP is your plan for civic integration. It says what you do and who helps you.

# @machine
uitleg-intake = The broad intake is a talk about you. We talk about school, work and what you want.

# @machine
uitleg-klantmanager = The case worker helps you with civic integration. This person works for the municipality.

# @machine
uitleg-duo = DUO is a government service. DUO arranges the exams and the loan.

# @machine
uitleg-inburgeren = Civic integration is learning Dutch and taking part in the Netherlands. The municipality helps you.

# @machine
uitleg-niveau = A1, A2 and B1 say how well you know a language. A1 is the beginning.

# @machine
uitleg-eindgesprek = The final talk is the last talk of the MAP. You tell what you have learned.

# @machine
gevolgen-uitleg = It is good that you ask. A colleague of the municipality will gladly explain it to you.

# @machine
duidelijk-vraag = Was this clear to you?
    .ja = Yes
    .beetje = A little
    .nee = No

# @machine
duidelijk-bedankt = Thank you, that helps us.

# @machine
duidelijk-collega = Thank you for telling us. A colleague will gladly explain it to you again.
