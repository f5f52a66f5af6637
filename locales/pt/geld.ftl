# Dinheiro para as aulas. Nunca se pergunta por que alguém não quer um empréstimo.

trefwoord-geld =
    dinheiro, sem dinheiro, não tenho dinheiro, estou sem dinheiro, tô sem dinheiro, falta dinheiro, grana, tô sem grana,
    empréstimo, um empréstimo, quero um empréstimo, fazer um empréstimo, pegar um empréstimo, pegar dinheiro emprestado,
    dívida, dívidas, minhas dívidas, tenho dívidas, juros, pagar, como pago, como posso pagar, não posso pagar,
    não consigo pagar, parcelar, parcelas, pagar parcelado, pagar as aulas

# @machine
geld-vraag =
    As aulas custam dinheiro; uma pessoa da prefeitura pensa nisso com você.
    Sobre o que você quer falar?
    .lenen = Um empréstimo do DUO
    .zonder = Pagar sem empréstimo
    .schulden = Tenho dívidas
    .anders = Outra coisa

# @machine
geld-lenen = Você pode pedir um empréstimo ao DUO; quanto, depende da sua renda. Uma pessoa da prefeitura vai calcular com você.

# @machine
geld-zonder = Você não precisa de empréstimo: às vezes dá para pagar em partes. Uma pessoa da prefeitura vai ver isso com você.

# @machine
geld-schulden = Obrigado por contar, muitas pessoas passam por isso. Uma pessoa da prefeitura vai ligar em um dia útil.

# @machine
geld-anders = Uma pessoa da prefeitura vai ligar para você em um dia útil. Você já pode escrever sua pergunta aqui.
