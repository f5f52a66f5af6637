## Alguém pergunta pelos compromissos ou pelos dados

# @machine
afspraken-lijst =
    Estes são seus compromissos:
    { $afspraken }

# Uma linha da lista. Online: sem endereço.
# @machine
afspraak-regel =
    { $dag }, às { $tijd } - { $antwoord ->
        [komt] você vem
        [komt-niet] você não vem
       *[onbekend] ainda sem resposta
    }
    { $plaats }, { $adres }

# @machine
afspraken-geen = Você não tem compromissos conosco. Se tiver dúvida, envie AJUDA.

# @machine
gegevens-vraag =
    Isto é o que sabemos sobre você:
    { $gegevens }
    Está certo?
    .klopt = Está certo
    .anders = Há um erro
    .weg = Quero apagar algo
    .rustig = Mensagens discretas
    .horen = Quero ouvir
    .niet-horen = Sem voz

# @machine
gegevens-naam = Nome: { $naam }
# @machine
gegevens-taal = Idioma: { $taal }
# @machine
gegevens-kanaal = Mensagens por: { $kanaal }
# @machine
gegevens-klantmanager = Pessoa de contato (klantmanager): { $klantmanager }

# @machine
gegevens-klaar = Que bom, obrigado.
# @machine
gegevens-collega = Obrigado. Uma pessoa da prefeitura vai ajudar você em um dia útil.

# Em um celular que várias pessoas usam, aqui não se diz nada sobre nenhuma delas.
# @machine
gedeeld-collega = Várias pessoas usam este celular. A prefeitura vai ligar para você em um dia útil.

# @machine
afspraak-agenda = Coloque na sua agenda: { $agenda }

# @machine
rustig-vraag =
    Nesse caso enviamos primeiro uma mensagem curta sem assunto. Você só vê o resto depois de tocar em Ler. Você quer assim?
    .ja = Sim, por favor
    .nee = Não precisa

# @machine
rustig-bericht =
    Olá { $naam }, há uma mensagem para você. Você quer ler?
    .ja = Ler

# @machine
rustig-aan = A partir de agora, nossas mensagens começam assim. Só depois de Ler você vê o assunto.

# @machine
rustig-uit = Certo. Nossas mensagens dizem logo qual é o assunto.

# @machine
rustig-later = Certo. Toque em Ler mais tarde, quando for bom para você.

# @machine
rustig-voorbij = Esta mensagem já passou. Envie a palavra AJUDA se quiser perguntar algo.

# @machine
horen-aan = Certo. Com as nossas mensagens enviaremos uma voz, se houver.

# @machine
horen-uit = Certo, não enviaremos mais voz. Você pode sempre ler as nossas mensagens.

# @machine
verberg-klaar = Pronto. O que tem mais de dois dias só você pode apagar.

# @machine
verberg-zelf = No WhatsApp não consigo apagar mensagens. Mantenha esta conversa pressionada na lista e escolha Apagar.

# @machine
verberg-knop = Apagar mensagens
    .verberg = Ocultar mensagens
