# Meer talen dan er op een scherm passen.

# @machine
taal-meer =
    زبان خود را انتخاب کنید.
    .terug = برگشت
