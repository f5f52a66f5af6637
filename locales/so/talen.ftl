# Luqado ka badan inta shaashadda qaadda.

# @machine
taal-meer =
    Dooro luqaddaada.
    .terug = Dib u noqo
