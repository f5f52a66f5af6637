# Respostas que podem aparecer em qualquer conversa.

# @machine
reden-vraag =
    Que pena que você não pode vir.
    Qual é o motivo?
    .ziek = Estou doente
    .kind = Meu filho está doente
    .werk = Tenho que trabalhar
    .opvang = Não tenho creche
    .anders = Outro motivo

# @machine
niet-bedankt = Obrigado por avisar. Uma pessoa da prefeitura vai procurar outro dia com você.

# @machine
mens-komt = Uma pessoa da prefeitura vai ajudar você em um dia útil. Você já pode escrever sua pergunta aqui.

## Palavras que sempre funcionam

# @machine
stop-bevestigd = Tudo bem, você não vai mais receber nossas mensagens. Envie COMEÇAR se quiser receber de novo.

# @machine
start-bevestigd = Que bom que você está aqui, vamos enviar nossas mensagens. Envie PARAR se não quiser mais.

# @machine
taal-vraag =
    Em que idioma você quer nossas mensagens?
    .meer = Mais idiomas

# @machine
taal-klaar = Obrigado, vamos lembrar do seu idioma.

## Quando não entendemos algo

# @machine
vangnet-antwoord =
    O computador não entende sua mensagem, mas uma pessoa vai ler em um dia útil.
    Estas palavras sempre funcionam: IDIOMA, AJUDA e PARAR.

# @machine
onbekend-antwoord =
    Com estas mensagens a prefeitura ajuda as pessoas que se integram na Holanda.
    Envie o código da sua carta, assim sabemos quem você é.

# @machine
niet-begrepen = Desculpe, não entendemos. Toque em um botão ou envie o número da sua resposta.

# { $voorbeeld }: um dia, uma hora ou um número como nós entendemos.
# @machine
niet-begrepen-waarde = Desculpe, não entendemos. Escreva por exemplo assim: { $voorbeeld }.

# @machine
stuur-foto = Desculpe, isso não é uma foto. Envie uma foto, ou envie a palavra AJUDA.

# @machine
stuur-spraak = Desculpe, isso não é um áudio. Grave um áudio, ou envie a palavra AJUDA.

# @machine
stuur-contact = Desculpe, isso não é um contato do seu celular. Envie um contato, ou envie a palavra AJUDA.

# Depois de "pergunte mais tarde": o dia em que perguntamos de novo.
# @machine
later-weer = Tudo bem. Vamos perguntar de novo outro dia: { $dag }.

# @machine
later-collega = Tudo bem. Uma pessoa da prefeitura vai ligar para você sobre isso.

# @machine
correctie = Obrigado. Mudamos sua resposta.

# @machine
te-laat = Esta pergunta já terminou. Envie a palavra AJUDA se quiser mudar algo.

# @machine
al-geregeld = Obrigado, já temos esta resposta.

# @machine
overgenomen = Uma pessoa da prefeitura está falando com você e lê sua mensagem. Você vai receber a resposta em um dia útil.

# @machine
collega-schrijft =
    { $collega } ({ $gemeente }):
    { $bericht }

# @machine
tekst-ontbreekt = Desculpe, tivemos um problema aqui. Uma pessoa da prefeitura vai ajudar você em um dia útil.

# Abre uma lista de respostas: no máximo 20 caracteres.
# @machine
lijst-knop = Escolha uma resposta

## Perigo, e um número de cidadão

# Também para quem não conhecemos. O 113 é para quem pensa em suicídio.
# @machine
gevaar-antwoord =
    Você ou outra pessoa está em perigo? Ligue agora para o 112.
    Se você pensa em suicídio, ligue para o 113: lá alguém ajuda você na hora.

# @machine
geen-bsn = Por favor, não envie seu BSN (número de cidadão). Nós o apagamos.

## Convites

# @machine
hallo-weer = Olá, que bom ter você de volta! Você já recebe nossas mensagens aqui.

# @machine
uitnodiging-gebruikt = Outra pessoa já usou este código. Ligue para sua pessoa de contato (klantmanager) e peça um novo código.

# @machine
uitnodiging-verlopen = Este código não funciona mais. Ligue para sua pessoa de contato (klantmanager) e peça um novo.

## Um celular que várias pessoas usam

# @machine
bericht-voor = Para { $naam }:

# @machine
voor-wie =
    Várias pessoas usam este celular.
    Sua mensagem é sobre quem?
    .iemand-anders = Outra pessoa

# @machine
voor-wie-stop =
    Tudo bem, este celular não recebe mensagens por enquanto.
    Quem não quer mais mensagens?
    .iedereen = Todos

# @machine
voor-wie-collega = Obrigado. Uma pessoa da prefeitura vai ler sua mensagem em um dia útil.

## Uma aula muda

# @machine
verplaatst =
    Olá { $naam }, sua aula agora é { $dag }, às { $tijd }.
    Local: { $plaats }.

# @machine
afgezegd = Olá { $naam }, a aula de { $dag }, às { $tijd }, foi cancelada. Você não precisa vir.

# @machine
nogmaals = Enviamos isto mais uma vez:

## O menu do bot do Telegram

# @machine
opdracht-start = Receber mensagens
# @machine
opdracht-taal = Escolher outro idioma
# @machine
opdracht-mens = Ajuda de uma pessoa
# @machine
opdracht-stop = Parar as mensagens

# @machine
opdracht-afspraken = Meus compromissos
