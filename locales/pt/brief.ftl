## Uma carta em papel, para quem não tem um número de telefone que funcione

# @machine
brief-onderwerp-uitnodiging = Receba nossas mensagens no seu celular
# @machine
brief-onderwerp-herinnering = Gostaríamos de ter notícias suas
# @machine
brief-onderwerp-stil = Está tudo bem com você?

# @machine
brief-aanhef = Olá { $naam },

# @machine
brief-uitnodiging = Você vai se integrar na Holanda, e a prefeitura de { $gemeente } ajuda você. Ainda não podemos enviar mensagens a você.
# @machine
brief-herinnering = Já enviamos uma carta antes. Talvez você não tenha recebido, por isso escrevemos mais uma vez.
# @machine
brief-stil = Enviamos mensagens para o seu celular, mas não tivemos resposta sua. Talvez as mensagens não cheguem.

# @machine
brief-waarom = Nas nossas mensagens você lê onde e quando é sua aula. Você também pode fazer perguntas.
# @machine
brief-hoe = Escaneie um código quadrado com a câmera do seu celular. Depois toque em START ou em enviar.
# @machine
brief-typen = Não funciona? Então envie seu código em uma mensagem para nós.
# @machine
brief-geldig = Seu código funciona até { $dag }, inclusive. O código é só para você: não dê a ninguém.

# @machine
brief-hulp-bellen = Você não tem celular, ou prefere conversar? Ligue para { $nummer }.
# @machine
brief-hulp-langs = Você não tem celular, ou prefere conversar? Venha à prefeitura de { $gemeente }.

# @machine
brief-groet = Atenciosamente,

# Acima do código para digitar.
# @machine
brief-code = Seu código:

## O código de uma carta, em uma mensagem

# @machine
code-typfout = Este código não está totalmente certo. Olhe sua carta de novo e envie o código mais uma vez.
# @machine
code-te-vaak = Você enviou várias vezes um código errado. Tente de novo em uma hora, ou ligue para a prefeitura.

# @machine
bewijs-vraag = Queremos ter certeza de que é você. Envie o número da sua casa e seu ano de nascimento, por exemplo 12 1990.
    .hulp = Tenho uma pergunta

# @machine
bewijs-fout = Isso não é o que sabemos. Envie o número da sua casa e seu ano de nascimento, por exemplo 12 1990.
    .hulp = Tenho uma pergunta

# @machine
bewijs-goed = Obrigado, agora sabemos que é você. Envie de novo MEUS DADOS.

# @machine
bewijs-collega = Obrigado. Uma pessoa da prefeitura vai ajudar você em um dia útil; depois você verá seus dados.

# @machine
code-gevraagd = Este código já foi usado em outro celular. Primeiro perguntamos lá se é você.

# @machine
tweede-vraag =
    Alguém quer receber mensagens com seu código em outro celular.
    É você?
    .ja = Sim, sou eu
    .nee = Não, não sou eu
    .bel = Liguem para mim

# @machine
tweede-ja = Obrigado. Agora você também recebe mensagens no outro celular.

# @machine
tweede-nee = Obrigado. O outro celular não recebe mensagens, e uma pessoa da prefeitura falará com você.
