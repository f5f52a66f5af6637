# @machine
inhalen-een =
    Olá { $naam }, você pode repor a aula com outro grupo:
    { $lessen }
    Você vem nesse dia?
    .eerste = Sim, eu vou
    .geen = Nesse dia não posso

# @machine
inhalen-twee =
    Olá { $naam }, você pode repor a aula nestes dias:
    { $lessen }
    Qual dia é bom para você?
    .eerste = Dia 1
    .tweede = Dia 2
    .geen = Nenhum destes

# @machine
inhalen-drie =
    Olá { $naam }, você pode repor a aula nestes dias:
    { $lessen }
    Qual dia é bom para você?
    .eerste = Dia 1
    .tweede = Dia 2
    .derde = Dia 3
    .geen = Nenhum destes

# @machine
inhalen-een-sjabloon =
    Olá { $naam }, você pode repor a aula com outro grupo:
    { $dag1 } às { $tijd1 }, { $plaats1 }
    Você vem nesse dia?

# @machine
inhalen-twee-sjabloon =
    Olá { $naam }, você pode repor a aula nestes dias:
    1: { $dag1 } às { $tijd1 }, { $plaats1 }
    2: { $dag2 } às { $tijd2 }, { $plaats2 }
    Qual dia é bom para você?

# @machine
inhalen-drie-sjabloon =
    Olá { $naam }, você pode repor a aula nestes dias:
    1: { $dag1 } às { $tijd1 }, { $plaats1 }
    2: { $dag2 } às { $tijd2 }, { $plaats2 }
    3: { $dag3 } às { $tijd3 }, { $plaats3 }
    Qual dia é bom para você?

# @machine
inhalen-regel = { $nummer }. { $dag } às { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Obrigado, anotamos essa aula para você. Vamos enviar um lembrete.

# @machine
inhalen-geen-dag = Tudo bem. Uma pessoa da prefeitura vai procurar outro dia com você.

# @machine
inhalen-vol = Desculpe, essa aula acabou de ficar cheia.

# @machine
praktisch-lijst =
    É bom saber:
    { $praktisch }

# @machine
praktisch-meenemen = Traga: { $wat }.

# @machine
praktisch-reistip = Como chegar: { $wat }.

# @machine
praktisch-opvang = Há cuidado de crianças: seu filho pode vir junto.

# @machine
praktisch-tolk = Há um intérprete da sua língua.

# @machine
peiling-vraag =
    Em { $dag } vamos conversar juntos.
    Sobre o que você quer conversar?
    .school = Língua e escola
    .werk = Trabalho
    .geld = Dinheiro
    .kinderen = Filhos
    .anders = Outra coisa

# @machine
peiling-bedankt = Obrigado, vamos falar disso no encontro.
