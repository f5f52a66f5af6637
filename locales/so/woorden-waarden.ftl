# Erayada tirooyinka, saacadaha, maalmaha iyo waqtiyada, sida dadku u qoraan. Hakad ayaa u dhexeeya.
# Liisaska isku xigxiga (tirooyin, maalmo, bilo, saacado) | ayaa u dhexeysa laba qoraal oo isku mid ah.

## Tirooyinka 0 ilaa 40

woord-getallen =
    eber | eeber | sifir, kow | hal | mid, laba | labo, saddex | sadex | sedex, afar, shan, lix,
    toddoba | todoba | todobo, siddeed | sideed, sagaal, toban, kow iyo toban | koob iyo toban,
    laba iyo toban | labo iyo toban, saddex iyo toban | sadex iyo toban | sedex iyo toban,
    afar iyo toban, shan iyo toban, lix iyo toban,
    toddoba iyo toban | todoba iyo toban | todobo iyo toban, siddeed iyo toban | sideed iyo toban,
    sagaal iyo toban, labaatan, kow iyo labaatan, laba iyo labaatan | labo iyo labaatan,
    saddex iyo labaatan | sadex iyo labaatan | sedex iyo labaatan, afar iyo labaatan,
    shan iyo labaatan, lix iyo labaatan,
    toddoba iyo labaatan | todoba iyo labaatan | todobo iyo labaatan,
    siddeed iyo labaatan | sideed iyo labaatan, sagaal iyo labaatan, soddon | sodon,
    kow iyo soddon | kow iyo sodon,
    laba iyo soddon | laba iyo sodon | labo iyo soddon | labo iyo sodon,
    saddex iyo soddon | saddex iyo sodon | sadex iyo soddon | sadex iyo sodon | sedex iyo soddon | sedex iyo sodon,
    afar iyo soddon | afar iyo sodon, shan iyo soddon | shan iyo sodon,
    lix iyo soddon | lix iyo sodon,
    toddoba iyo soddon | toddoba iyo sodon | todoba iyo soddon | todoba iyo sodon | todobo iyo soddon | todobo iyo sodon,
    siddeed iyo soddon | siddeed iyo sodon | sideed iyo soddon | sideed iyo sodon,
    sagaal iyo soddon | sagaal iyo sodon, afartan

## Intee in le'eg

woord-uur = saac, saacad, saacadood, saacadda, saacada, saacadaha, saacaddu
woord-een-uur = saac, saacad, hal saac, hal saacad
woord-minuut = daqiiqo, daqiiqad, daqiiqadood, daqiiqada, daqiqo, daqiiqadaha
woord-kwartier = rubuc, rubac, rubuc saac, rubac saac, rubuc saacad, rubac saacad
woord-half = bar, badh, nus
woord-halfuur = nus saac, nus saacad, bar saac, badh saac, saacad barkeed, saac barkii

## Immisadii

# "saddexda iyo bar": saacadda marka la sheegayo tiradu qodob ayay qaadataa
woord-uren-van-de-klok =
    kowda | kowdii | koowda, labada | labadii, saddexda | saddexdii | sadexda | sadexdii,
    afarta | afartii, shanta | shantii, lixda | lixdii,
    toddobada | toddobadii | todobada | todobadii,
    siddeedda | siddeeddii | sideeda | sideedii | siddeeda | siddeedii, sagaalka | sagaalkii,
    tobanka | tobankii, kow iyo tobanka | kow iyo tobankii | koob iyo tobanka | koob iyo tobankii,
    laba iyo tobanka | laba iyo tobankii | labo iyo tobanka | labo iyo tobankii
woord-en-half =
    iyo bar, iyo barka, iyo barkii, iyo badh, iyo badhka, iyo badhkii, iyo nus, iyo nuska, bar, badh
woord-en-kwart = iyo rubuc, iyo rubac, iyo rubaca, iyo rubuca
woord-min-kwart = rubuc la', oo rubuc la', rubac la', oo rubac la'
woord-am = sn, gh, gelinka hore
woord-pm = gn, gd, gelinka dambe
woord-ochtend = subax, subaxnimo, subaxdii, subaxda, subaxa, aroor, aroornimo, aroorta, aroortii
woord-middag =
    duhur, duhurnimo, duhurka, duhurkii, galab, galabnimo, galabta, galabtii, galabnimada, casar,
    casarkii
woord-avond = fiid, fiidnimo, fiidka, fiidkii, caawa, habeen, habeennimo, habeenimo, habeenkii, habeenka
woord-nacht = saqda dhexe, saqdhexe, habeen badhkii, habeen barkii, waaberi

## Maalintee

woord-weekdagen =
    Isniin | Isniinta | Isniintii, Talaado | Talaadada | Salaasa | Talaada,
    Arbaco | Arbacada | Arbaca, Khamiis | Khamiista | Khamis,
    Jimce | Jimcaha | Jimco | Jimcada | Jumce, Sabti | Sabtida, Axad | Axadda | Axada
woord-maanden =
    Jannaayo | Janaayo | Janaweri | Jannaweri,
    Febraayo | Feberaayo | Febaraayo | Feebaraayo | Febraweri, Maarso | Maarijo | Maarjo | Maarch,
    Abriil | Abril | Ebriil, Maajo | Mey | Maayo, Juun | Juunyo | Juuni, Luulyo | Luuliyo | Julaay,
    Agoosto | Ogosto | Agosto, Sebtembar | Sebteembar | Sebtember | Sabteembar,
    Oktoobar | Oktobar | Oktoober, Nofembar | Nofeembar | Nofember,
    Diseembar | Disembar | Desembar | Diseember
woord-vandaag = maanta, manta
woord-morgen = berri, beri, berrito, barri, barrito, berito
woord-overmorgen = saa dambe, saa danbe, berri dambe, beri danbe
woord-gisteren = shalay, shaley, shalayto
woord-komende = soo socda, soo socota, soo socoto, ee soo socda, ee soo socota
woord-deze-week = toddobaadkan, todobaadkan, usbuucan, isbuucan, asbuucan, usbuucaan, isbuucaan
woord-volgende-week =
    toddobaadka soo socda, todobaadka soo socda, usbuuca soo socda, isbuuca soo socda,
    asbuuca soo socda, toddobaadka dambe, todobaadka danbe, usbuuca dambe, isbuuca dambe,
    isbuuca danbe, asbuuca danbe
# Soomaaligu tirada ka dib ayuu dhigaa: "3 maalmood ka dib"
woord-over-een-tijd = ka dib, ka bacdi
woord-dagen = maalin, maalinta, maalmood, maalmo, malin, malmood
woord-weken = toddobaad, todobaad, usbuuc, isbuuc, asbuuc, usbuucyo

## Way agjoogi karaan, waxba ma beddelaan

woord-vulwoord = iyo, oo, ee, ah, bisha, bishii, taariikhda, da, ta, ka, dii, tii, kii, aad
