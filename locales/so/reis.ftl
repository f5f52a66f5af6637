# @machine
reis-vraag =
    Salaan { $naam }, waxaan ku arki doonnaa { $dag } saacadda { $tijd }.
    Goobta: { $plaats }, { $adres }.
    Sidee baad noogu iman doontaa?
    .fiets = Baaskiil
    .ov = Bas ama tareen
    .lopen = Lug ayaan ku imanayaa
    .auto = Gaari
    .samen = In la i raaco

# @machine
reis-bedankt = Qorshe fiican! Goor hore bax si aanad u degdegin.

# @machine
reis-samen = Waad ku mahadsan tahay inaad sheegtay. Hagaha ayaa marka ugu horreysa ku raaci kara.
