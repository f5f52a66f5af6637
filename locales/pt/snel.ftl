# @machine
snel-bellen = { $collega }: Vamos ligar para você hoje.

# @machine
snel-genoteerd = { $collega }: Obrigado, nós anotamos.

# @machine
snel-foto = { $collega }: Envie para nós uma foto da carta. Assim olhamos juntos.

# @machine
snel-verplaatst = { $collega }: A aula será em outro dia. Vamos enviar uma nova data.

# @machine
snel-uitzoeken = { $collega }: Vamos verificar isso para você. Você terá notícias nossas.

# @machine
snel-langskomen = { $collega }: Venha à prefeitura. Nós ajudamos você lá.

# @machine
snel-nummer = { $collega }: Para qual número podemos ligar?

# @machine
snel-wanneer = { $collega }: Qual é a melhor hora para ligar para você?

# @machine
snel-nog-een-keer = { $collega }: Ainda não entendemos sua mensagem. Você pode escrever de novo?

# @machine
schrijf-terug = Olá { $naam }, uma pessoa da prefeitura tem uma mensagem para você. Envie a palavra SIM e você vai receber.
