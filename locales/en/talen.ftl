# More languages than fit on a screen.

# @machine
taal-meer =
    Choose your language.
    .terug = Back
