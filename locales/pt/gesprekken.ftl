# Conversas com a prefeitura: a primeira, como vão as coisas, a última conversa do MAP.

# @machine
gesprek-intake =
    Olá { $naam }, você tem a primeira conversa (intake): { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# Com todas as pessoas há uma parte sem o parceiro: é um direito, e ninguém precisa pedir.
# @machine
gesprek-intake-alleen = Uma parte da conversa é só com você. Fazemos isso com todas as pessoas.

# @machine
gesprek-voortgang =
    Olá { $naam }, você tem uma conversa com a prefeitura: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
gesprek-einde =
    Olá { $naam }, sua última conversa do MAP é { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .niet-klaar = Ainda não terminei

# @machine
gesprek-bijeenkomst =
    Olá { $naam }, esperamos você com prazer: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }.
    Você vem?
    .komt = Eu vou
    .komt-niet = Não posso ir
    .hulp = Tenho uma pergunta

# @machine
gesprek-herhaling =
    Olá { $naam }, vai ser bom ver você: { $dag }, às { $tijd }.
    Local: { $plaats }, { $adres }, até lá!

# @machine
gesprek-niet-klaar = Obrigado por contar. Uma pessoa da prefeitura vai ver com você o que ainda falta.

## Não posso ir: o que ajudaria?

# @machine
wat-helpt-vraag =
    Obrigado por avisar.
    O que ajudaria você a vir?
    .andere-dag = Outro dia
    .avond = Uma aula à noite
    .online = Participar online
    .opvang = Ajuda com a creche
    .tolk = Um intérprete
    .samen = Ir com alguém
    .niets = Nada, agradeço

# @machine
wat-helpt-bedankt = Obrigado. Uma pessoa da prefeitura vai ligar em um dia útil para achar algo bom para você.
