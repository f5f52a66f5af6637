# Mais idiomas do que cabem em uma tela.

# @machine
taal-meer =
    Escolha seu idioma.
    .terug = Voltar
