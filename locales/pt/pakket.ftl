# O pacote de boas-vindas: uma dica a cada três dias. Cada prefeitura escreve aqui seus lugares.

# @machine
pakket-vraag =
    Olá { $naam }, temos cinco dicas para suas primeiras semanas aqui.
    Você quer receber essas dicas?
    .ja = Sim, por favor
    .nee = Não, prefiro não

# @machine
pakket-taal = Olá { $naam }, dica 1: veja oefenen.nl e pratique holandês por 10 minutos todos os dias.

# @machine
pakket-bieb = Olá { $naam }, dica 2: na biblioteca há um café de idiomas. Lá você conversa com outras pessoas, e é grátis.

# @machine
pakket-dokter = Olá { $naam }, dica 3: se ficar doente, ligue para seu médico (huisarts). Em perigo, ligue para o 112.

# @machine
pakket-woorden = Olá { $naam }, dica 4: o PIP é seu plano. PVT e MAP são aulas sobre a Holanda e sobre trabalho.

# @machine
pakket-buurt = Olá { $naam }, dica 5: visite o centro comunitário (buurthuis). Lá você conhece pessoas do seu bairro.

# @machine
pakket-goed = Que bom! Você recebe uma dica a cada poucos dias.

# @machine
pakket-niet = Tudo bem.
