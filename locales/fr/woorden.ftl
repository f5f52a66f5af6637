# Ce que les gens écrivent. Des virgules entre les mots ; majuscules, accents et ponctuation ne comptent pas.
# Toutes les langues comptent ensemble : un mot ne peut être que dans une seule liste.
# « Personne » manque exprès : le mot veut aussi dire « nul ».

## Marchent toujours, si le message n'est que ce mot

woord-stop =
    stop, stopper, stoppez, arrêt, arrêter, arrêtez, arrête, désabonner, désabonnement, me désabonner, se désabonner,
    désinscription, désinscrire, me désinscrire, pas de messages, je ne veux plus de messages,
    je ne veux pas de messages, stop messages, stop les messages, arrêtez les messages, arrêter les messages
woord-start =
    commencer, commencez, démarrer, démarrez, recommencer, reprendre, débuter, je veux des messages,
    je veux recevoir les messages, recevoir les messages à nouveau
woord-taal = langue, langues, changer de langue, changer la langue, changer langue, autre langue, une autre langue
woord-mens =
    aide, de l'aide, aide svp, de l'aide svp, aidez-moi, aidez-moi svp, aidez-moi s'il vous plaît, aide-moi,
    une personne, un humain, humain, conseiller, un conseiller, une conseillère, parler à quelqu'un, parler avec quelqu'un,
    parler à une personne, parler à un conseiller, je veux parler à quelqu'un, collègue
woord-check-in = suivi
woord-mijn-afspraken =
    mes rendez-vous, mon rendez-vous, rendez-vous, mes rdv, mon rdv, rdv, mes cours, mon cours, mes leçons,
    quand est mon cours, c'est quand mon cours, quand est mon rendez-vous, c'est quand mon rendez-vous, quand ai-je cours,
    quand j'ai cours, à quelle heure est mon cours, c'est quand mon rdv
woord-mijn-gegevens =
    mes données, données, mes informations, mes infos, mes données personnelles, que savez-vous de moi,
    que savez-vous sur moi, qu'est-ce que vous savez de moi, qu'est-ce que vous savez sur moi, voir mes données
woord-verberg =
    cacher, cache, cachez, cacher les messages, cachez les messages, masquer, masquez,
    masquer les messages

## Réponse à une question

woord-ja =
    oui, ouais, oui oui, ouii, wi, oui merci, oui svp, oui s'il vous plaît, oui bien sûr, oui d'accord, oui ok, ok oui, mais oui,
    bien sûr, évidemment, certainement, absolument, volontiers, avec plaisir, oui avec plaisir, d'accord,
    dac, d'acc, ok d'accord, entendu, c'est bon, ça marche, ça me va, ça va oui, parfait, pas de problème, pas de souci,
    oui madame, oui monsieur, oui je viens, je viens, oui je peux, je peux venir, oui je peux venir, je viendrai, oui je viendrai,
    je serai là, oui je serai là, j'y serai, oui j'y serai, oui elle peut, vous pouvez, oui vous pouvez, j'accepte, oui j'accepte
woord-nee =
    non, non non, nan, non merci, non madame, non monsieur, je ne peux pas, je peux pas, je ne peux pas venir, je peux pas venir,
    non je ne peux pas, non je peux pas, je ne viens pas, je viens pas, non je ne viens pas, non je viens pas,
    je ne viendrai pas, je viendrai pas, je ne pourrai pas, je ne pourrai pas venir, je pourrai pas venir,
    je ne serai pas là, je serai pas là, pas possible, ce n'est pas possible, c'est pas possible, impossible, c'est impossible,
    malheureusement non, malheureusement pas, désolé non, désolée non, non désolé, non désolée,
    désolé je ne peux pas, désolée je ne peux pas, désolé je peux pas, je ne veux pas, je veux pas, pas aujourd'hui, bien sûr que non
woord-misschien =
    peut-être, peut être oui, peut-être pas, je ne sais pas, je sais pas, jsp, jsais pas, chais pas, sais pas, je ne sais pas encore,
    je sais pas encore, pas sûr, pas sûre, je ne suis pas sûr, je ne suis pas sûre, je suis pas sûr, je suis pas sûre,
    ça dépend, aucune idée, on verra
woord-nummer = numéro, num, réponse, choix, option

## Reprendre une réponse

woord-toch-wel =
    finalement oui, finalement je viens, finalement je peux, finalement je peux venir, finalement je viendrai,
    je viens finalement, je viens quand même, je peux finalement, je peux venir finalement, je peux quand même venir,
    en fait oui, en fait je viens, en fait je peux, en fait je peux venir, j'ai changé d'avis je viens
woord-toch-niet =
    finalement non, finalement je ne viens pas, finalement je viens pas, finalement je ne peux pas, finalement je peux pas,
    finalement je ne peux pas venir, finalement je peux pas venir, finalement pas, je ne viens pas finalement,
    je viens pas finalement, je ne peux pas finalement, je ne peux plus, je peux plus, je ne peux plus venir, je peux plus venir,
    je ne viens plus, je viens plus, en fait non, en fait je ne viens pas, en fait je viens pas, en fait je ne peux pas,
    en fait je peux pas, j'ai changé d'avis je ne viens pas
woord-vergist =
    je me suis trompé, je me suis trompée, me suis trompé, me suis trompée, je me trompe, erreur, c'est une erreur,
    c'était une erreur, j'ai fait une erreur, mauvaise réponse, j'ai changé d'avis, changé d'avis, je change d'avis,
    je voulais dire autre chose, je veux changer ma réponse, changer ma réponse, autre réponse

## Danger : comptent partout dans un message, et reçoivent tout de suite une réponse

woord-gevaar =
    un incendie, incendie dans, incendie à la maison, incendie chez moi, incendie chez nous, un feu dans, il y a le feu, y a le feu, il y a du feu,
    au feu, en feu, le feu à la maison, le feu dans, prend feu, a pris feu, la maison brûle, ma maison brûle, notre maison brûle,
    l'appartement brûle, appelez les pompiers, appeler les pompiers, appelez le samu, appeler le samu,
    ambulance, ambulances, appelez le 112, appeler le 112, appelle le 112, appelez la police, au secours,
    suicide, suicider, suicidée, suicidaire, suicidaires,
    je veux mourir, veux mourir, voudrais mourir, préfère mourir, envie de mourir, vais mourir, vouloir mourir, j'aimerais être mort,
    j'aimerais être morte, envie d'en finir, en finir avec la vie, en finir avec ma vie, plus envie de vivre, pas envie de vivre,
    veux plus vivre, ne veux pas vivre, fin à mes jours, fin à ma vie, m'ôter la vie, me faire du mal, m'ouvrir les veines,
    me tuer, me tuera, te tuer, nous tuer, tuer mes enfants, tuer mon enfant, tuer quelqu'un,
    me frappe, m'a frappé, m'a frappée, me frappait, me frappent, frappe mon fils, frappe ma fille,
    frappe mon enfant, frappe mes enfants, frappe les enfants,
    me bat, m'a battu, m'a battue, me battait, bat mon enfant, bat mes enfants, bat les enfants, femme battue, suis battue,
    il me tape, elle me tape, mari me tape, femme me tape, tape mes enfants, est violent avec, mari est violent, père est violent, il est violent,
    violence, violences, maltraite, maltraitée, maltraitance, maltraitances,
    viol, violer, m'a violé, m'a violée, été violé, été violée, me viole, abuse de moi, a abusé de moi, abus sexuel,
    agression, agressé, agressée, m'agresse, me menace, m'a menacé, m'a menacée, me menacent, menace de me, menace de mort,
    menaces de mort, menacée de mort, suis menacé, suis menacée, reçois des menaces,
    assassiner, assassinat, assassiné, assassinée, poignardé, poignardée, poignarder,
    en danger, danger de mort, c'est une urgence, une urgence vitale, urgence vitale, urgence médicale,
    crise cardiaque, arrêt cardiaque, infarctus, est inconscient, est inconsciente, est sans connaissance, perdu connaissance,
    respire plus, respire pas, arrive plus à respirer, arrive pas à respirer, peux plus respirer, peux pas respirer,
    peut plus respirer, peut pas respirer, j'étouffe, s'étouffe, se noie, surdose, overdose, pistolet, fusil, a une arme, avec une arme,
    arme à feu, il a un couteau, elle a un couteau, mari a un couteau, coup de couteau, coups de couteau, coup de feu, coups de feu, m'a tiré dessus

# Contiennent un mot de danger et n'en sont pas
woord-geen-gevaar =
    au feu rouge, au feu vert, au feu orange, au feu tricolore, au feu de signalisation,
    veux plus vivre ici, veux plus vivre à, veux plus vivre au, veux plus vivre aux, veux plus vivre en, veux plus vivre dans,
    veux plus vivre chez, veux plus vivre avec, veux plus vivre seul, veux plus vivre seule, veux plus vivre là,
    ne veux pas vivre ici, ne veux pas vivre à, ne veux pas vivre au, ne veux pas vivre aux, ne veux pas vivre en,
    ne veux pas vivre dans, ne veux pas vivre chez, ne veux pas vivre avec, ne veux pas vivre seul, ne veux pas vivre seule,
    ne veux pas vivre là, vais mourir de rire, vais mourir de faim, vais mourir de honte, vais mourir de chaud,
    vais mourir de froid, vais mourir de fatigue, en danger de disparition
