# Money for the lessons. Never ask why somebody does not want a loan.

trefwoord-geld = money, loan, debts, no money, interest

# @machine
geld-vraag =
    Lessons cost money, and a colleague thinks along with you.
    What would you like to talk about?
    .lenen = A loan from DUO
    .zonder = Paying without a loan
    .schulden = I have debts
    .anders = Something else

# @machine
geld-lenen = You can borrow money from DUO; how much depends on your income. A colleague will work it out with you.

# @machine
geld-zonder = You do not have to borrow: sometimes you can pay in parts. A colleague will look with you at what is possible.

# @machine
geld-schulden = Thank you for telling us, many people have this. A colleague will call you on a working day.

# @machine
geld-anders = A colleague will call you on a working day. You can already write your question here.
