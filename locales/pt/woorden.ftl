# O que as pessoas escrevem. Separado por vírgulas; maiúsculas, acentos e pontuação não importam.
# Todos os idiomas contam juntos: uma palavra só pode estar em uma lista.
# "Para", "tudo bem" e "certo" sozinhos faltam de propósito: querem dizer várias coisas.

## Funcionam sempre, se a mensagem é só esta palavra

woord-stop =
    parar, pare, pare por favor, parem, sair, sair da lista, chega de mensagens, sem mensagens, não quero mensagens,
    não quero mais mensagens, não quero mais receber mensagens, cancelar mensagens, parar mensagens,
    descadastrar, cancelar inscrição
woord-start =
    começar, comecar de novo, iniciar, início, ativar mensagens, quero mensagens, quero receber mensagens
woord-taal =
    idioma, idiomas, língua, línguas, mudar idioma, mudar de idioma, mudar o idioma, trocar idioma, trocar de idioma,
    outro idioma, outra língua
woord-mens =
    ajuda, ajuda por favor, uma ajuda, me ajuda, me ajude, me ajudem, ajude-me, pessoa, uma pessoa, humano, um humano,
    atendente, falar com atendente, falar com um atendente, falar com uma pessoa, falar com alguém,
    quero falar com uma pessoa, quero falar com alguém
woord-check-in = acompanhamento
woord-mijn-afspraken =
    meus compromissos, compromissos, meus agendamentos, agendamentos, minhas aulas, minha aula, meus horários,
    meu horário, quando é minha aula, quando é a minha aula, quando tenho aula, que dia é minha aula, que horas é minha aula,
    meus encontros
woord-mijn-gegevens =
    meus dados, dados, minhas informações, o que vocês sabem sobre mim, o que vocês sabem de mim,
    o que sabem sobre mim, ver meus dados
woord-verberg =
    ocultar, oculte, ocultar mensagens, ocultar as mensagens, esconder, esconder mensagens,
    esconder as mensagens

## Resposta a uma pergunta

woord-ja =
    sim, sim sim, simm, sim senhor, sim senhora, sim por favor, sim obrigado, sim obrigada, sim claro, claro, claro que sim,
    com certeza, sim com certeza, com prazer, está certo, ta certo, tá bom, está bom, ok tá bom, blz, okay, okei,
    combinado, fechado, pode, pode sim, sim pode, podem, sim podem, podem sim, aceito, sim aceito, concordo, de acordo,
    vou, vou sim, sim vou, eu vou, eu vou sim, sim eu vou, irei, sim irei, estarei lá, sim estarei lá, eu venho, posso sim,
    sim posso, consigo sim, uhum, aham
woord-nee =
    não, não não, naum, não obrigado, não obrigada, não senhor, não senhora, não posso, não posso ir, não posso vir, não vou,
    eu não vou, não irei, não vou poder, não vou poder ir, não vou conseguir, não consigo, não consigo ir, não dá, não vai dar,
    não pode, não quero, agora não, hoje não, hoje não posso, infelizmente não, infelizmente não posso,
    desculpe não posso, desculpa não posso, impossível, não é possível, de jeito nenhum, claro que não
woord-misschien =
    talvez, pode ser, quem sabe, não sei, n sei, sei lá, não sei ainda, ainda não sei, não tenho certeza, não estou certo,
    não estou certa, depende, não faço ideia, acho que sim, vou ver
woord-nummer = número, num, nro, resposta, opção, alternativa

## Voltar atrás em uma resposta

woord-toch-wel =
    afinal sim, afinal vou, afinal eu vou, afinal posso, no fim vou, no final vou, vou sim afinal, na verdade vou,
    na verdade eu vou, na verdade posso ir, agora posso ir, vou poder ir, vou conseguir ir, mudei de ideia vou,
    mudei de ideia eu vou, mudei de ideia vou sim
woord-toch-niet =
    afinal não, afinal não vou, afinal não posso, no fim não vou, no final não vou, na verdade não vou,
    na verdade não posso, na verdade não posso ir, não vou mais, não posso mais, não posso mais ir, não vou poder mais,
    não vou mais poder ir, mudei de ideia não vou
woord-vergist =
    me enganei, eu me enganei, errei, eu errei, me confundi, mudei de ideia, mudei de opinião, foi engano, engano,
    foi um erro, foi sem querer, resposta errada, quero mudar minha resposta, quero mudar a resposta,
    mudar resposta, quis dizer outra coisa

## Perigo: contam em qualquer parte de uma mensagem e são respondidas na hora

woord-gevaar =
    incêndio, pegando fogo, pegou fogo, tem fogo em, tem fogo na, tem fogo no, fogo em casa, fogo na casa, fogo na minha casa, fogo na cozinha,
    chamem os bombeiros, chama os bombeiros, chame os bombeiros,
    ambulância, ligar para o 112, ligue para o 112, liga pro 112, ligar pro 112, chamem o samu, chama o samu, socorro,
    suicídio, suicidar, suicida, me suicido, se suicidou, se suicidando,
    quero morrer, queria morrer, prefiro morrer, vontade de morrer, queria estar morto, queria estar morta,
    não quero viver, não quero mais viver, não aguento mais viver, sem vontade de viver, tirar minha vida, tirar a minha vida,
    acabar com minha vida, acabar com a minha vida, me matar, matar-me, me mato, quero me machucar, vou me machucar, me machucar de propósito, cortar os pulsos,
    me bate, me bateu, me batendo, me batem, bate em mim, bateu em mim, batem em mim, apanho do meu marido, apanhei do meu marido,
    bate no meu filho, bate na minha filha, bate nos meus filhos, bateu no meu filho, bateu na minha filha,
    bateu nos meus filhos, bate nas crianças, violência, maus tratos, maltrata, maltratada,
    me agride, me agrediu, me agredindo, agressão, agressões, fui agredida, fui agredido, me espanca, me espancou,
    espancada, espancado, abusa de mim, abusou de mim, abuso sexual, fui abusada, fui abusado,
    estupro, estuprada, estuprado, estuprou, estuprar,
    me ameaça, me ameaçou, me ameaçando, me ameaçam, ameaça de morte, ameaças de morte, ameaçada, fui ameaçado, estou sendo ameaçado,
    ameaça me, vou te matar, vai te matar, nos matar, matar meus filhos, matar minha família, assassinar, assassinato, assassinou,
    esfaqueado, esfaqueada, esfaqueou, levei uma facada, levou uma facada, deu uma facada, em perigo, perigo de vida, perigo de morte, corro perigo,
    é uma emergência, uma emergência médica, emergência médica, tenho uma emergência, tem uma emergência,
    infarto, enfarte, ataque cardíaco, ataque do coração, parada cardíaca, está inconsciente, perdeu a consciência,
    desmaiou, não respira, não está respirando, não tá respirando, não consigo respirar, não consegue respirar,
    falta de ar, sufocando, se afogando, overdose, pistola, revólver, tem uma arma, com uma arma, arma de fogo, ele tem uma faca, ela tem uma faca,
    levei um tiro, levou um tiro, tiroteio, atirou em

# Contêm uma palavra de perigo e não são
woord-geen-gevaar =
    não quero viver em, não quero viver no, não quero viver na, não quero viver aqui, não quero viver lá, não quero viver ali,
    não quero viver com, não quero viver perto, não quero viver longe, não quero viver sozinho, não quero viver sozinha,
    me mato de trabalhar, me mato de estudar, me mato de rir, me matar de trabalhar, me matar de estudar, me matar de rir,
    me bateu uma dúvida, me bateu uma saudade, me bateu saudade, me bateu um sono,
    em perigo de extinção, pistola de cola, pistola de água
