# O primeiro contato, depois do código ou do link da carta.

# Os nomes dos idiomas são iguais em todos os idiomas.
# @machine
welkom-taal =
    Olá { $naam }, boas-vindas às mensagens da prefeitura de { $gemeente }.
    Em que idioma você quer nossas mensagens?
    .meer = Mais idiomas

# @machine
welkom-toestemming =
    Queremos enviar a você mensagens sobre suas aulas e compromissos.
    Você pode parar quando quiser com a palavra PARAR.
    A prefeitura de { $gemeente } pode enviar mensagens a você?
    .ja = Sim, pode
    .nee = Não, prefiro não
    .hulp = Tenho uma pergunta

# @machine
welkom-klaar =
    Obrigado, { $naam }: a partir de agora enviamos mensagens aqui.
    Envie a palavra AJUDA se precisar de ajuda.

# @machine
welkom-per-brief =
    Tudo bem: você vai receber cartas da prefeitura de { $gemeente }.
    Envie a palavra COMEÇAR se depois quiser mensagens.
