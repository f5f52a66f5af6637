# Fazer um plano, e lembrar a pessoa dele com as palavras dela.

trefwoord-plan =
    plano, meu plano, o meu plano, um plano, fazer um plano, fazer plano, quero fazer um plano, quero um plano, novo plano,
    plano de estudo, plano de estudos

# @machine
plan-taal =
    Um plano ajuda a aprender.
    Quando você estuda holandês toda semana?
    .weet-niet = Não sei

# @machine
plan-delen =
    E as outras partes, como PVT e MAP?
    .weet-niet = Não sei

# @machine
plan-anders =
    Às vezes as coisas acontecem de outro jeito.
    Qual é então o seu plano?
    .weet-niet = Não sei

# @machine
plan-bedankt = Bom plano! Em uma semana vamos perguntar como vai.

# @machine
plan-herinnering =
    Olá { $naam }, este era seu plano para o holandês: { $plan-taal }.
    Está dando certo?
    .ja = Sim, está
    .nee = Não, ainda não
    .ander-plan = Um plano novo

# @machine
plan-nu-vraag =
    Olá { $naam }, este é agora o seu plano: { $eigen-plan }.
    Está dando certo?
    .ja = Sim, está
    .nee = Não, ainda não
    .ander-plan = Um plano novo

# @machine
plan-lukt = Muito bem! Em um mês vamos perguntar de novo.

# @machine
plan-lukt-niet = Não tem problema. Uma pessoa da prefeitura vai ver com você o que pode ajudar.
