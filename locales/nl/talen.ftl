# Meer talen dan er op een scherm passen.

taal-meer =
    Kies uw taal.
    .ru = Русский
    .fr = Français
    .zh = 中文
    .terug = Terug
