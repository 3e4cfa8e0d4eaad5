"""What says little alone and much together: somebody is wronged, is worn, hides why, seeks an ear, lacks money.

One hint of a kind counts, however many there are: a STRONG one needs any other, or a doubt.
"""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_people import INSIDE, KIN

_BOSS = (
    "chef|cheffe|chefs|responsable|manager|managers|boss|patron|patronne|directeur|directrice|director|superieur"
    "|superviseur|supervisor|foreman|contremaitre|lead|leader|rh|drh|hr|n1|maitre|tuteur|tutrice"
)
_HE = "il|elle|ils|elles|on|qui|he|she|they|who|lui"
_ONE = (
    f"{_BOSS}|{_HE}|collegue|collegues|colleague|colleagues|gars|guy|guys|mec|someone|somebody|quelqu|monsieur|madame"
)
_LOOKS = (
    "mal|mechamment|seul|seule|nul|nulle|bete|idiot|stupid|useless|incapable|merde|chien|chienne|moins|gamin"
    "|gamine|rien"
)
_GROUP = (
    "monde|equipe|client|clients|collegue|collegues|stagiaire|stagiaires|autres|atelier|gens|patients|open|service|public"
    "|everyone|everybody|team|customers|customer|others|people|colleagues|interns|clients|patients|crew|shift|class"
)
_TELL = "parle|parler|dire|dis|dit|raconter|expliquer|confier|discuter|voir|adresser|tourner|signaler|alerter|temoigner"
_KNOW = (
    "sache|sachent|savoir|sait|apprenne|apprend|know|knows|knowing|find|finds|see|sees|hear|hears|learn|voit|voie|lise"
)
_HELD = "horaires|heures|hours|shifts|projet|projets|project|clients|missions|dossiers|acces|access|job"
_NEEDED = "loyer|rent|essence|petrol|gas|courses|groceries|cantine|bills|food|credit|mortgage|edf"
STRONG, WEAK = 0.33, 0.12

_WRONGED = phrases(f"""
    jete|jeter|jette|lance|lancer|balance|balancer|claque|claquer|pousse|colle ... figure|gueule|visage|tete|dessus
    threw|throws|throwing|slammed|shoved|slapped|pushed|flung ... at|face|wall
    parle|parler|repond|repondu|regarde|traite|traitee ... comme a? un|une|moins|{_LOOKS}
    talks|talk|talked|spoke|speaks|treats|treated|looks ... like a|i|dirt|nothing|child|kid|idiot
    ce qu il|elle|on m|me|nous a? dit|fait|fais; surnomme|surnomment; he|she|they calls|call|called me|him|her
    m|me surnomme|traite
    rit|rient|riait|rigole|rigolent|ricane|ricanent|laugh|laughs|laughed|laughing|sneer*|snigger*|giggl*
    imite|imitent|imitait|mime|mimes|copie|mimics|imitates|imitating ... facon|voix|accent|me|way|voice
    making|makes|make|made|poking|pokes fun; commente|commentent|comments|remarks on|about|sur|ma|mon|mes|my|her|what
    reflexions|allusions; me|nous|la reluque|mate|fixe|suit|suivait|colle|frole|guette|surveille|epie|filme
    se|s colle|colle|rapproche|frotte a|contre moi|elle|lui; stands|sits|leans|gets too|very|so close
    follows|followed|following|watches|watching|waits|stares|staring|films me|us|her|outside|home
    fouille|fouillent|fouillait|lit|lisent|ouvre dans? mes|ma|mon|nos|ses; goes|went|going|go through my|her|our|his
    reads|opened|opens|searches|searched my|her messages|mail|bag|locker|post|drawers
    pique|pris|vole|volee|voles|stolen|stole|took|taken|prend ... mon|ma|mes|my|casier|sac|locker|bag
    mis|met|mettent|mettre|retombe tout? sur le|mon|ma dos|moi|gueule; blame|blames|blamed|pin|pins|pinned ... me|us
    ignore|ignores|ignored|ignorent|snobe|evite|evitent me|us|m; coupe|coupent|coupait ... parole
    exclu|exclue|exclus|ecarte|ecartee|isole|isolee ... reunions|equipe|mails|projet|groupe
    left|leave|leaving|leaves me|us|her out; plus|pas|jamais|not|never invite|invitee|invites|invited
    venus|viennent|venu|venir|came|come|coming aux|to mains|blows; s est|sont|se battu|battus|bat|battent|tape|tapes
    fist|fists fight|fights|fought; fought; fight|fights|fighting in|on|at|between; punch*
    hit|hits him|her|me|someone; frappe|frappee|gifle|cogne|mordu|empoigne|etrangle; empoign*; baston; bagarr*
    force|forced|forces|oblige|obliges|obligee|made|makes ... mentir|lie|cheat|signer
    favorise|favoris*|chouchou|copinage|piston|copains|favourit*|favorit*|nephew|neveu; jaloux|jalouse
    trop|too vieux|vieille|old|jeune|young|grosse|fat|lent|slow pour|for
    femmes|femme|women|woman|noirs|arabes|etrangers|foreigners|vieux|girls ... rien|business|place|pas|belong|can
    """)
_WORN = phrases("""
    pas|plus|peux|peut supporte|supporter|encaisse|encaisser|tenir|digere; plus|pas|mal dormi|dors|mange|dort
    n|ne|en|j peux plus; j|arrive|arrivais plus|pas a me|m|dormir|manger|suivre|respirer|lever|me
    m en sors|sors plus|pas; m|je coule|noie; drowning|sinking; ras|ral le|l bol; marre|assez d|de|qu|que|qu
    ai|j|en marre|assez; fed up; sick of it|this|him|her|being; had|have|ve enough; enough of him|her|this|being|them
    want to ... any more|anymore|longer; tired of being|his|her|him|it|this
    degoute|degoutee|disgusted|ecoeure|ecoeuree|revolte|revoltee|humilie|humiliee|hurt|upset|gutted
    honte|ashamed|coupable|guilty; not|pas proud|fier|fiere
    c|s|it|is est? grave|injuste|unfair|inadmissible|inacceptable|degueulasse|unacceptable|serious; injustice
    peur|trouille|scared|afraid|terrified|frightened|crains|crainte|frayeur; tremble|tremblait|trembles|shaking|shook
    pleure|pleurer|pleurait|cry|cries|cried|crying; en|in larmes|tears; boule au|a ventre|l
    noeud au|dans ventre|estomac; me|m bouffe|ronge|mine|detruit|pese|hante|blesse|tue|angoisse|touche
    eating|eats|kills|killing me; tout|toute|all seul|seule|alone; desempare|desemparee|demuni|demunie
    personne|nobody|noone|no me|m|one|nous; croit|ecoute|believes|listens|cares
    pas|plus facile|evident|simple chez|avec; au|touche|touch|hit le|the? fond|bottom|gouffre; a bout; a mess
    m|am|is in bits|pieces; sais plus|pas quoi|comment|a|qui|vers; en danger|danger; besoin d aide; need help
    complique|dur|difficile|mal chez|en|a moi|ce|la; bad|rough|tough|hard|dark time|times|patch|place
    in a bad|dark way|place; va|vont mal|plus|pas bien|du|tres; va mal; craqu*
    can t|not|cannot|cant face|stand|cope|sleep|eat|breathe
    """)
_HIDDEN = phrases(f"""
    sans|pas|not|without|before|avant|jamais|never ... {_BOSS}|{_HE}|personne|nobody|anyone|equipe|team|boss ... {_KNOW}
    veux|voudrais|veut|want|wants|wish pas|t|that|my ... {_KNOW}
    does|did|est|es|qui|who my|his|her|ce|que|lit|reads|voit|sees|sait|knows ... {_KNOW}|absent|absence|why|file
    preferer*|prefere|rather|aimerais ... pas|not dire|say|write|expliquer|detailler|preciser|ici|here|open|name
    dire|say|tell|explain|expliquer|demandez|ask|asking ... pourquoi|why|details|raison|reason|reasons
    laisse|laisser|let|leave deviner|imaginer|you|vous guess|imagine|deviner; vous voyez|savez quoi|ce|lequel
    you know what|who|why; entre nous; between us|you; in private|confidence|quiet|quietly; quietly; discreetly
    discretion|discretement|discret|discrete; en prive|tete|aparte; a part|l abri|ecart des|du|de
    pas|not|rather ici|here|devant|publi*|public|channel|canal|openly; not in the? open|channel|public|group
    gene|genant|awkward|delicate|delicat|embarrassing|honte|sensible
    c|s|it est? prive|perso|personnel|private|personal
    secret|secretement|secretly|hush|rumour|rumeur|rumeurs|heard|apprendre|entendu ... que|that|door|porte|couloir
    """)
_CONFIDES = phrases(f"""
    {_TELL} a|de|avec|to? quelqu|quelqu|qqn|qq|qui|vous|toi|te|somebody|someone|one; a|vers|avec|auprez|de qui
    en {_TELL}; speak|talk|turn|tell|say|write|go|report to|with|about|it? somebody|someone|whom
    who do|can|should|takes|to i|we|it|talk; whom|who ... tell|turn|talk|speak|ask|hand|take|go
    quelqu|someone|somebody|personne un|une? d|de|trustworthy|fiable|neutre|neutral|who|discret|kind
    peut|pourrait se|me|m? voir|parler|recevoir; call|ring|phone|see me; passer te|vous voir; a word
    could|can we have|talk|meet; me recevoir|rappeler|ecouter|aider|conseiller|croire; help|advice|advise
    pas|not|mais|but|rather|surtout|instead ... lui|elle|{_BOSS}|him|her; temoin|temoins|witness|temoigne; vu|saw|seen
    j|i etais|was la|there; j|on|nous|i ai|a|saw|have vu|seen|entendu|heard|him|her
    """)
_POWER = phrases(f"""
    mon|ma|notre|my|our|son|sa|his|her {_BOSS}; il|elle|chef|he|she m|me|nous|lui
    avec|contre|against|with|about lui|elle|eux|him|her|them; at me|him|her; my face
    collegue|collegues|colleague|colleagues|coworker; a cause de lui|elle|eux; because of him|her|them
    """)
_REPEATED = phrases("""
    tous|tout|toutes les|le jours|temps|matins|soirs|nuits
    chaque|every|each day|time|shift|jour|fois|matin|soir|night; a chaque fois
    troisieme|quatrieme|cinquieme|deuxieme|dixieme|third|fourth|second|fifth fois|time
    deux|trois|quatre|cinq|dix|three|four|ten|five|several|plusieurs fois|times; depuis qu|que|son|sa
    since he|she|his|her|then; again|keeps|kept; toujours|encore lui|elle|le|pareil; n arrete|arretent pas
    plus du tout; any more; anymore; sans arret|cesse; non stop; for weeks|months|years
    """)
_WATCHED = phrases(f"""
    devant|in le|la|les|tout|toute|mes|l|front|des|un|une|nos ... {_GROUP}; devant {_GROUP}|moi|lui|elle; in front of
    au|dans|sur|in|on|at le|la|the|un? vestiaire|vestiaires|couloir|parking|quai|toilettes|stock|dock|corridor|toilets
    au|a|dans|hors|at|outside|after|en du|la|l|le|of? travail|boulot|bureau|work|hours|soir|weekend; le soir|weekend
    evening|evenings|night|nights|midnight|weekend|minuit; locker|lockers|casier|vestiaire; near|pres de? moi|me
    """)
_TAKEN = phrases("""
    on|ils|elle|il|they|he|she|chef|boss m|nous|ont|took|take|taken|cut|removed a|ont? retire|enleve|repris|pris|coupe
    they|he|she|boss took|take|cut|removed|gave|stopped|changed my|our|me|us|off
    on|ils|elle|il me|nous|m donne|donnent|laisse|confie plus|rien|que; given|giving|give me|us nothing|all|less|only
    mes|my {_HELD} ... changes|changed|coupe|coupes|cut|fondu|baisse|disparu|gone|donnes|given|retire|never|lost|halved
    mon|ma|my bureau|poste|desk|place|position|job|chair|locker|project ... plus|gone|given|pris|prise|donne|occupe
    moitie|half|tiers|third de|of ... heures|hours|pay|paie|salaire
    """)
_MONEY = phrases(f"""
    {_NEEDED} ... payer|pay|afford|mettre|demain|tomorrow|late|retard|impaye|moi|i|my|plus
    payer|pay|regler le|la|mon|ma|my|the; loyer|rent|essence|cantine|electricite|bills|mortgage|heating|food
    plus|pas|rien de? quoi|rond|sou|sous|argent
    fin|fins|finir|finis|boucle|boucler|end|make de|du|le|les|of|the|pas|plus|ends? mois|month|meet
    combien|less|moins|plus|autant|more|double|same ... que|than|of|as moi|nous|lui|elle|us|me|him|her|him|autres|all
    gets|get|touche|gagne|gagnent|has|a|on|earn* ... plus|more|less|moins ... que|than
    {_HE}|{_BOSS} touche|gagne|gets|earns|makes ... plus|more
    manque|missing|short|deduit|deducted|retenu|preleve|retire ... heures|hours|euros|overtime|nuits|nights
    28|140|180|200|280 off
    compte|comptee|counted|marked|pointe|clocked|badged ... absent|absente|hours|heures|retard|late
    pointeuse|badgeuse|timesheet|clock ... absent|absente|heures|manque|missing
    hours|heures|nuits|nights|jours|days pas|non|not|never|jamais? payees|payes|comptees|comptes|paid|counted
    mon|my|ma compte|account|carte|card|banque|bank ... bloque|bloquee|blocked|refuse|refusee|declined|saisi|seized|vide
    banque|bank|credit me|m|is|took|prend|taking|saisit|bloque|refuse; emprunte|borrowed|lend|prete|preter|borrow
    avance|advance|aide|aides|help|dettes|debts|credits|loan ... argent|sous|mois|money|month|financ*|payer|social*
    assistante|assistant|worker|services sociale|social|sociaux; social worker|workers|services|aid|fund
    ce que je|j touche|gagne; je|i touche|gagne|earn; touche a|en la? fin
    un|pas|not|no|plus centime|sou|rond|raise|penny
    12|10|11|15|20|dix|douze|quinze|vingt|ten|years|ans ans|annees|years|que|here|boite|pas|et|and
    augmentes|augmente|augmentee|raise|raises|prime|primes
    """)
_HOME = phrases(f"""
    chez|at|a moi|home|la|nous maison; chez moi|nous; at home; a la maison; mon|ma|my|mes|notre {KIN}
    femme|mari|wife|husband|conjoint|partner ... parti|partie|left|walked|quitte|frappe|hits|tape
    quitte|leaving|leave; mon|ma|my|her|his|sa|son mari|femme|husband|wife|ex|copain|partner
    ex me|m|vient|appelle|attend|calls|comes|waits; custody|garde|divorc*|separat*|notaire|jugement
    """)
_LAW = phrases(f"""
    lettre|letter|courrier|convocation|convoque|convoquee|rdv|rendez|entretien|meeting|appointment ... {_BOSS}
    lettre|letter recue|recommandee|received|for|about|d|from
    droit|right|allowed|permis|legal|permitted|possible ... de|d
    bring|venir|etre|come with|accompagne|accompagnee|someone|somebody; accompagne|accompagnee|assiste|assistee
    signer|sign|signe|signed ... papier|paper|document|avenant|feuille|something|quelque
    par|on paper|ecrit|writing|papier; contester|contest|complain*; make it official; officiellement|officially
    proof|preuve|preuves|photos|enregistre
    police|commissariat|gendarmes|tribunal|court|juge|judge|avocat|lawyer|syndicat|union|inspecteur|inspection
    """)
_STAYING = phrases(f"""
    vous|ils|on|they|you me|nous|m keep|keeping gardez|gardent|garde|renouvel*|virez|vire|me
    gardez|keeping|keep me|moi ou|or
    mon|my contrat|cdd|mission|contract|essai|trial|interim ... finit|fini|termine|ends|end|finishes|arrete|soon|over
    not|pas|plus coming|revenir|reviens|reviendrai|back|renouvele|renewed|garde|kept|back
    after|apres the|la|ma|my? trial
    pousser|pousse|push|pushing|get|want|force|veut|veulent me|m|moi|us|nous? dehors|out|partir|gone|porte|vers
    ma|my lettre|letter ... lundi|monday|demain|tomorrow|pose|hand*|donne
    poser|handing|hand|pose|donner in? my|ma lettre; letter|notice
    combien|how de|many|much|long semaines|semaine|weeks|mois|months|temps|notice ... pars|partir|leave|leaving
    {_BOSS}|qu|colleagues dire|told|tell moi|me? rien|nothing
    told|nobody|personne me|m|told|dit go|rien|to|nothing|home
    """)
_BODY = phrases(f"""
    porter|soulever|lift|carry|carrying|lifting ... kilos|kg|lourd|lourdes|charges|boxes|heavy|5|10
    assis|assise|debout|standing|sitting|stand|sit ... longtemps|long|heures|hours|mal|pain|enceinte
    souvent|often|besoin|need ... toilettes|toilet|toilets|bathroom; toilettes|toilet ... souvent|often
    me|m|myself|to|dois|need piquer|injecter|inject|pique; frigo|fridge ... traitement|insuline|medication|treatment
    lumiere|light|bruit|noise ... crises|fits|migraines|trigger*|declenche; crise|crises|fits|attacks|fit
    have|ai|a|mon|ma|my|une|a condition|pathologie|traitement|treatment|therapie|maladie|syndrome|symptomes
    mon|my|ma|mes|son|sa|his|her {INSIDE}; lever|get|sortir du|out of lit|bed
    ne|pas|plus|not|t mange|eat|ate|eaten|eating; mon|mes|my|un|an examen|exam|scan|irm|biopsie
    suis|est|ai suivi|suivie|soigne|soignee|arrete|arretee|opere|operee; lever|take|slow le|it|down pied|easy
    repos|rest; accident|chute|tombe|tombee|fall|fell|fallen; convalescence|recover*
    boit|bois|boire|drinks|drink|drinking ... seul|seule|alone|matin|travail|camion|van|work
    titubant|staggering|vacillant; sent|smells|pue|stinks|reeks ... alcool|alcohol|alcool|drink|beuh|weed
    finir|ending|end it|life|vie; replonge|rechute|rechut*|relapse*|sober|abstinent|sevrage; aux urgences; in a e
    en|am|m transition|transitioning
    """)

HINTS: dict[str, tuple[float, tuple[str, ...]]] = {
    "wronged": (STRONG, _WRONGED),
    "worn": (STRONG, _WORN),
    "hidden": (STRONG, _HIDDEN),
    "confides": (WEAK, _CONFIDES),
    "power": (WEAK, _POWER),
    "repeated": (WEAK, _REPEATED),
    "watched": (WEAK, _WATCHED),
    "taken": (STRONG, _TAKEN),
    "money": (STRONG, _MONEY),
    "home": (WEAK, _HOME),
    "law": (WEAK, _LAW),
    "staying": (STRONG, _STAYING),
    "body": (STRONG, _BODY),
}
"""By kind, what each is worth and its phrases."""
