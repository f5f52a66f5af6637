# Depois de uma aula: quem esteve, e quem fez falta.

# @machine
gemist-vraag =
    Olá { $naam }, sentimos sua falta na aula de { $dag }.
    Você quer repor a aula?
    .ja = Sim, por favor
    .nee = Não
    .hulp = Tenho uma pergunta

# @machine
gemist-inhalen = Que bom! Uma pessoa da prefeitura vai procurar outro dia com você.

# @machine
geweest-vraag =
    Olá { $naam }, foi bom ver você na aula de { $dag }!
    Você já fez { $gevolgd } das { $totaal } aulas.
    A aula foi clara?
    .ja = Sim
    .beetje = Um pouco
    .nee = Não

# @machine
geweest-bedankt = Obrigado, isso nos ajuda a melhorar as aulas.

# @machine
geweest-onduidelijk = Obrigado por contar. Uma pessoa da prefeitura vai explicar de novo com prazer.

## As horas do MAP, toda semana

# @machine
map-uren-vraag =
    Olá { $naam }, para o MAP você já fez { $totaal } das 40 horas de prática.
    Quantas horas você praticou esta semana?
    .geen = Nenhuma hora
    .probleem = Há um problema
    .geen-plek = Não tenho lugar

# Assim serve também para uma hora só.
# @machine
map-uren-bedankt = Muito bem, obrigado! Horas que anotamos: { $uren }.

# @machine
map-uren-geen = Obrigado por contar. Vamos perguntar de novo na próxima semana.
