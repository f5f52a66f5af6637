# Meer talen dan er op een scherm passen.

# @machine
taal-meer =
    ቋንቋኹም ምረጹ።
    .terug = ንድሕሪት
