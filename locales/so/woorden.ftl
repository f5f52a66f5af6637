# Waxa dadku qoraan. Hakad ayaa u dhexeeya; xarfaha waaweyn iyo calaamaduhu waxba ma beddelaan.
# Luqadaha oo dhan: eray kasta hal liis oo keliya ha ku jiro.

## Mar kasta way shaqeeyaan, haddii farriintu erayga oo keliya tahay

woord-stop =
    jooji, joojiya, joojin, iska jooji, fadlan jooji, farriimaha jooji, fariimaha jooji,
    jooji farriimaha, jooji fariimaha, farriimo ma rabo, fariimo ma rabo, ma rabo farriimo,
    ma rabo fariimo, farriimo dambe ma rabo, fariimo dambe ma rabo, farriimo ha ii soo dirina,
    fariimo ha ii soo dirina
woord-start = bilow, bilaw, billow, bilaab, billaab, mar kale bilow, farriimo waan rabaa, fariimo waan rabaa
woord-taal =
    luqad, luuqad, luqadda, luqada, luuqadda, luuqada, luqadaha, luqad kale, luuqad kale,
    beddel luqadda, bedel luqada, luqadda beddel, luqada bedel
woord-mens =
    caawimo, caawimaad, caawino, caawin, cawimo, caawi, i caawi, i caawiya, ii caawi, iga caawi,
    fadlan i caawi, caawimo waan u baahanahay, waxaan u baahanahay caawimo,
    waxaan u baahanahay caawimaad, qof, qof ii soo wac, qof la hadal, qof ayaan la hadlayaa,
    waxaan rabaa inaan qof la hadlo, shaqaale
woord-check-in = xaaladdayda, xaaladeyda, xaaladayda, sidee wax u socdaan
woord-mijn-afspraken =
    ballamahayga, ballamaheyga, balamahayga, balamaheyga, ballantayda, ballanteyda, balanteyda,
    ballamo, balamo, ballan, balan, casharradayda, casharadayda, casharadeyda,
    casharkaygu waa goorma, casharkeygu waa goorma, waa goorma casharkaygu,
    goorma ayaa casharkaygu yahay, ballantaydu waa goorma, balanteydu waa goorma,
    waa goorma ballantaydu
woord-mijn-gegevens =
    xogtayda, xogteyda, xogta, macluumaadkayga, macluumaadkeyga, maxaad iga taqaaniin,
    maxaad iga ogtihiin, maxaad iga haysaan
woord-verberg = qari, qariya, farriimaha qari, fariimaha qari, qari farriimaha, qari fariimaha

## Jawaabta su'aasha

woord-ja =
    haa, haah, haa haa, haa mahadsanid, haa waan imanayaa, haa waan imaanayaa, waan imanayaa,
    waan imaanayaa, waan imanaa, waan iman karaa, waan imaan karaa, haye, haayo, waa hagaag, hagaag,
    waa yahay, waa tahay, way fiican tahay, waa fiican yahay, waa sax, dabcan, haa dabcan,
    waan ogolahay, waan oggolahay, waan aqbalay, waan raacayaa
woord-nee =
    maya, maya mahadsanid, maya ma rabo, maya ma imanayo, maya ma iman karo, ma imanayo,
    ma imaanayo, ma iman karo, ma imaan karo, ma iman kari doono, iman maayo, imaan maayo,
    ma awoodo, kuma awoodo, ma rabo, ma doonayo, suurtogal ma aha, suuragal maaha,
    maya waan ka xumahay, waan ka xumahay ma iman karo
woord-misschien =
    malaha, laga yaabaa, waa laga yaabaa, ma garanayo, ma garan, ma aqaan, ma aqaano, garan maayo,
    ma ogi, ma hubo, weli ma hubo, wali ma hubo, weli ma garanayo, wali ma garanayo
woord-nummer = lambar, lambarka, nambar, nambarka, numbar, jawaab, jawaabta, doorasho

## Jawaab hore oo laga noqdo

woord-toch-wel =
    hadda waan imanayaa, hadda waan iman karaa, waan iman karaa hadda, waan imanayaa hadda,
    waan ka noqday waan imanayaa, fikirkii waan beddelay waan imanayaa,
    fikirkii waan bedelay waan imanayaa
woord-toch-niet =
    hadda ma imanayo, hadda ma iman karo, ma iman karo hadda, ma imanayo hadda,
    waan ka noqday ma imanayo, waan ka noqday ma iman karo, fikirkii waan beddelay ma imanayo,
    fikirkii waan bedelay ma imanayo, waan iman lahaa laakiin ma iman karo
woord-vergist =
    waan khaldamay, waan qaldamay, khalad, qalad, waa khalad, waa qalad, khalad ayaan sameeyay,
    qalad ayaan sameeyay, jawaab khaldan, jawaab qaldan, jawaabtu waa khalad, jawaabtu waa qalad,
    waan ka noqday, fikirkii waan beddelay, fikirkii waan bedelay, jawaab kale

## Khatar: meel kasta oo farriinta ka mid ah way ku xisaabsan yihiin

# "dil" keligiis halkan ha ku qorin: Turkiga waa "luqad", waana eray halkaas shaqeeya
woord-gevaar =
    dab baa, dab ayaa, dab ka kacay, dab wuu ka kacay, dab baa ka kacay, guriga ayaa gubanaya,
    guriga waa gubanayaa, guriga wuu gubanayaa, guri gubanaya, waa gubanayaa, wuu gubanayaa,
    ambalaas, ambalaaska, ambalaans, ambulaas, ambulaaska, ambulans, wac 112, 112 wac, u wac 112,
    booliska wac, booliska u yeer, is dilayaa, is dilaya, is dilo, isdilo, isdilid, isdilayaa,
    naftayda qaadayaa, naftayda qaado, naftayda dilayaa, inaan dhinto, in aan dhinto,
    geeri ayaan rabaa, dhimasho ayaan rabaa, ma rabo inaan noolaado, noolaan ma rabo,
    nolosha ma rabo, is dhaawacayaa, is dhaawaco, i garaacaa, i garaaca, i garaacay, i garaacaya,
    i garaacdaa, i garaacday, i garaacayaa, la i garaacaa, la i garaacay, i jirdilay, i jirdilaa,
    ilmahayga garaacaa, ilmahayga garaaca, carruurtayda garaacaa, carruurtayda garaaca,
    caruurteyda garaaca, carruurta garaaca, caruurta garaaca, i dilaa, i dilay, i dilayaa, i dilaya,
    i dili doona, i dili doonaa, ku dilayaa, ku dili doonaa, dilayaa, la dilay, la diley,
    inuu i dilo, inay i dilaan, way i dilayaan, rabshad, xadgudub, xadgudbay, kufsi, kufsaday,
    la kufsaday, la i kufsaday, i kufsaday, hanjabaad, hanjabaya, hanjabayaa, hanjabay,
    khatar ku jira, khatar ku jiraa, khatar ku jirnaa, khatar baan ku, khatar ayaan ku,
    khatar buu ku, khatar ayuu ku, khatar bay ku, khatar ayay ku, halis ku jira, halis ku jiraa,
    halis baan ku, halis ayaan ku, xaalad degdeg, xaalad deg deg, gargaar degdeg, gargaar deg deg,
    gurmad degdeg, gurmad deg deg, wadne istaag, wadno istaag, wadne qabad, wadno qabad,
    miyir beelay, miyir beeshay, miir beelay, wuu suuxay, way suuxday, suuxay, suuxday,
    ma neefsan karo, ma neefsan karto, ma neefsanayo, ma neefsanayso, neefta ayaa igu dhegtay,
    dhiigbax, bistoolad, bastoolad, bastoolada, qori buu, qori ayuu, qoriga ayuu, mindi buu,
    mindi ayuu, mindi bay, mindi ayay, mindi ku dhuftay, tooriyeeyay, tooriyeeyey, toogtay,
    la toogtay, toogasho, rasaas

# Waxay leeyihiin eray khatar ah, laakiin khatar ma aha
woord-geen-gevaar = ambalaas wade, ambulaas wade, ambulans wade, ambalaaska wada
