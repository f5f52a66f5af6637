# O que muda em uma vida. Nunca se pergunta sobre uma doença nem sobre o motivo.

trefwoord-verandering =
    mudança, uma mudança, mudanças, doente, estou doente, tô doente, estou muito doente, grávida, estou grávida,
    tô grávida, gravidez, minha mulher está grávida, minha esposa está grávida, bebê, vou ter um bebê, vamos ter um bebê,
    estou esperando um bebê, vou me mudar, vamos nos mudar, vou mudar de casa, mudar de casa, me mudei, mudei de casa,
    mudei de endereço, mudança de endereço, mudança de casa, novo endereço, meu novo endereço, encontrei trabalho,
    achei trabalho, arrumei trabalho, consegui trabalho, consegui um emprego, arrumei um emprego

# @machine
verandering-vraag =
    Obrigado por contar.
    O que muda?
    .ziek = Estou doente há tempos
    .baby = Vai chegar um bebê
    .verhuizen = Vou me mudar
    .werk = Encontrei trabalho
    .anders = Outra coisa

# @machine
verandering-ziek = Melhoras para você. Às vezes há mais tempo: uma pessoa da prefeitura vai ver isso com você.

# @machine
verandering-baby = Que alegria! Às vezes há mais tempo: uma pessoa da prefeitura vai ver isso com você.

# @machine
verandering-wanneer =
    Em que dia você se muda?
    .weet-niet = Não sei

# @machine
verandering-verhuizen = Obrigado. Uma pessoa da prefeitura vai ajudar você, também se for para outra cidade.

# @machine
verandering-werk = Parabéns! Uma pessoa da prefeitura vai falar com você sobre como juntar trabalho e aulas.

## O parceiro ou a parceira

# @machine
partner-vraag =
    Olá { $naam }, seu parceiro ou parceira também pode receber mensagens.
    Essa pessoa gostaria?
    .ja = Sim
    .nee = Não
    .weet-niet = Não sei

# @machine
partner-ja = Que bom! Essa pessoa vai receber sua própria carta, com seu próprio código.

# @machine
partner-nee = Tudo bem. Também é possível mais tarde.

## Trabalho ou estudo: como vai depois?

# @machine
nazorg-vraag =
    Olá { $naam }, queremos saber como você está.
    Vai tudo bem com seu trabalho ou estudo?
    .goed = Sim, vai bem
    .gestopt = Não continua mais
    .hulp = Tenho uma pergunta

# @machine
nazorg-goed = Que bom saber! Mais tarde vamos perguntar de novo.

# @machine
nazorg-gestopt = Que pena, isso não é fácil. Uma pessoa da prefeitura vai ligar em um dia útil.

## O horário de atendimento

trefwoord-spreekuur =
    horário de atendimento, horários de atendimento, atendimento à noite, atendimento noturno, marcar horário,
    marcar um horário, quero marcar um horário, agendar, agendar horário, agendar um horário, agendar atendimento,
    quero agendar, quero agendar um horário, marcar atendimento, marcar uma reunião, marcar uma conversa

# @machine
spreekuur-vraag =
    Você pode vir falar com a prefeitura, também à noite.
    O que é melhor para você?
    .avond = À noite
    .overdag = Durante o dia
    .bellen = Prefiro uma ligação

# @machine
spreekuur-bedankt = Obrigado. Uma pessoa da prefeitura vai marcar um horário com você em um dia útil.
