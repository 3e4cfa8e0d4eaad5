"""The words of urgency, folded (no accents): said outright, told by what happens, or denied.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import agreed, phrases

SAID = phrases("""
    quick|quickly|vite someone|somebody|anyone|anybody|quelqu|qqn|qqun|qq1; as fast|soon|quickly as humanly
    urgent|urgente|urgents|urgentes|urgement|urgemment|urgentissime|urgence|urgences|urgently|urgency; asap
    au plus vite; le plus vite|rapidement possible; au plus tot|rapide; tout de suite; immediat*; immediately
    sans attendre|delai|tarder; en priorite absolue; bloquant|bloquante|bloquants; critique|critical; vital
    right away|now; as soon|quickly|fast as possible; as soon|quickly|fast as you|u can; at once
    time sensitive|critical; top|high|highest priority; dans la minute|seconde; sos; au secours; emergency
    a l instant; illico; tres|super|hyper presse|pressee; depeche*; hurry; in a hurry; dans l heure; within the hour
    can t|cant|cannot wait; ne peut|peux pas attendre; peut plus attendre; faire vite; vite svp|stp|merci|s
    quick|quickly please|pls; c est chaud; time is short; desperate*; pressing; rush job|order; c est la panique
    prioritaire; est pour hier; faut|fallait|faudrait ... pour hier; need|needed it|this|that? yesterday
    on fire; toutes affaires cessantes; urgt; urg; assap; asapp; aspa; ergent; immediate|immediatly; tt|tou|toute suite
    au|le vite possible; le plus tot possible; this|that|very minute|second|instant; whatever it costs
    sans faute ce|cet|aujourd; ce|cet|cette matin|aprem|midi|soir|nuit sans faute; now please|pls
    """)

RATHER = phrases("""
    des que possible; des que vous|tu pouvez|pourrez|peux; dqp; rapidement; quickly; assez urgent
    besoin|faut|faudrait|imperativement ... maintenant; need|needed ... now; straight away; soonest; en priorite
    pressant|pressee|presse|presses; vite; de suite; maintenant sinon|svp|stp|merci
    c est pour tout a l heure; commence|commencent|arrive|arrivent|debute|debutent|part|attendu|attendue tout a l heure
    """)

_WHO = (
    "client|cliente|clients|visiteur|visiteurs|visiteuse|candidat|candidate|candidats|livreur|invite|invites|invitee"
    "|prestataire|technicien|chauffeur|taxi|coursier|auditeur|auditeurs|inspecteur|delegation|monde|pdg|transporteur"
    "|camion|gens|reparateur|stagiaire|intervenant|intervenants|formateur|formatrice|participants|fournisseur"
    "|customer|customers|visitor|visitors|guest|guests|driver|courier|auditor|auditors|inspector|someone|people"
    "|contractor|supplier|everyone|engineer|ceo|speaker|trainer|attendees|candidates|director|patient|patients|famille"
    "|parents|enfants|vtc|traiteur|notaire|huissier|controleur|controleuse|inspectrice|depanneur|plombier|camions"
    "|facteur|actionnaires|public|ambulancier|ambulanciers|livreurs|taxis|banquiers|elus|maire|familles"
    "|lorry|lorries|truck|trucks|haulier|caterer|shareholders|notary|bailiff|banker|bankers|kids|crew|plumber|drivers"
    "|technician|couriers|suppliers|investors|mayor|cab|van|locksmith"
    "|prefet|prefete|ministre|ministere|juge|procureur|commissaire|jury|eleves|expert|experts|avocat|avocate|interprete"
    "|serrurier|electricien|depanneuse|chirurgien|infirmiere|brancardier|ambulance|police|gendarmes|douanier|douane"
    "|huissiers|interimaire|interimaires|demenageurs|ouvriers|grutier|toupie"
    "|prefect|minister|judge|commissioner|expert|lawyer|interpreter|electrician|surgeon|nurse|ambulance|customs|movers"
    "|delegates|delegations|tanker|examiner|passengers|applicant|applicants"
)
_STUCK = agreed("bloque coince enferme")
_PLACE = "accueil|hall|porte|bas|reception|entree|parking|quai|rdc|trottoir|portail"
_SPOT = (
    "desk|gate|dock|reception|lobby|hall|door|stairs|entrance|counter|pavement|barrier|roundabout|corridor|yard|hallway"
)
_FEW = "5|6|7|8|10|12|15|20|25|30|35|40|45|50|dix|quinze|vingt|trente|five|ten|fifteen|twenty|thirty"
_CLOCK = "noon|midi|minuit|midnight|16|17|18|19|20|4|5|6|12"
_TRADE = "expedie|expedient|produit|livre|livrent|vend|facture|encaisse|charge|entre|rentre"
_MACHINE = (
    "chargeur|chargeurs|prise|prises|batterie|tableau|moteur|serveur|onduleur|imprimante|copieur|machine|transformateur"
    "|transfo|transpalette|chariot|disjoncteur|armoire|ordinateur|ordi|pc|multiprise|neon|radiateur|four|chaudiere"
    "|charger|socket|battery|engine|server|printer|copier|laptop|boiler|heater|fuse|forklift"
)
_SHOP = (
    "boutique|magasin|agence|pharmacie|restaurant|bureaux|batiment|depot|entrepot|usine|site|cabinet|shop|store|office"
)
_LIFELINE = (
    "site|website|shop|webshop|erp|caisse|caisses|till|tills|prod|production|standard|server|servers|network"
    "|internet|checkout|terminal|phones|systeme|system|reseau|platform|intranet"
)
_OPENING = (
    "porte|portail|barriere|sas|grille|rideau|tourniquet|volet|gate|gates|barrier|shutter|entrance|turnstile|door"
)

_LOOKING = "looking|staring|watching|waiting|standing|sitting|queuing|queueing|sat|stood|gathered|stranded"
_NEAR_HOURS = "quart|demie|moins|half|quarter"
_LEAVES = (
    "repart|repartent|raccroche|raccrochent|part|partent|coupe|coupent|annule|annulent|ferme|ferment|perd|perdons|rate"
    "|leave|leaves|hang|hangs|drive|drives|walk|walks|lose|loses|miss|misses|go|goes|cancel|cancels|cut|cuts"
)
_REFUSES = (
    "decharger|decharge|dechargent|livrer|livre|livrent|repartir|repart|partir|part|bouger|bouge|monter|ouvrir|ouvre"
    "|commencer|commence|demarrer|demarre|operer|sortir|sort|sortent|charger|charge|intervenir|intervient"
    "|unload|deliver|leave|move|start|open|begin|operate|release|load|go|let"
)

_WHERE = (
    "hall|accueil|escalier|escaliers|rue|grille|barriere|porte|portail|cour|quai|parking|reception|trottoir|entree|rampe"
    "|guichet|comptoir|douane|douanes|peage|gare|aeroport|embarquement|consulat|tribunal|ascenseur|couloir|loge|sas"
)
_LINE = "convoyeur|ligne|chaine|conveyor|belt|production|assembly|prod"

HAPPENS = phrases(f"""
    ai|avons ... au telephone|fil|standard
    pleut|goutte dans|sur le|la|les|l|un? atelier|machine|machines|serveur|bureau
    pleut dans|sur le|la|les|l|un? stock|cartons|dossiers|hall; raining|rains in|on|into|inside the|our|my
    {_LIFELINE} has|have been down|dead|offline; they|he|she shut|shuts|turn|turns|switch the|us|our|it ... off
    pieds dans l eau; vient|coule|tombe|goutte|degouline du|de|d|des faux? plafond|toit|mur|dalle
    {_WHO} ... connectee|connecte
    {_WHO} est|sont|is|are en ligne|visio; {_WHO} is|are on|in the line|call|zoom; personnes|gens|invites debout|dehors
    coupez|fermez|coupe|fermez la|le|l|les page|site|serveur|vanne|gaz|eau|courant; {_STUCK} ... dedans|interieur
    pompiers|samu|secours|ambulance|ambulancier|police|smur|firemen|paramedics demandent|demande|passe|arrivent
    pompiers|samu|secours|ambulance|police|firemen|paramedics sont|est|are|is|need|needs|ask|asking|wait|waiting
    a|ont pris feu; prend|prennent feu; en feu; caught|catching fire; plus rien ne? marche|fonctionne|repond|imprime
    nothing works|working; {_LINE} is|has|est|s? stopped|arretee|arrete|stoppee|interrompue; queue|line|file out|jusqu
    tpe|caisse|terminal|till|machine died|plante|plantee
    quai|route|rue|acces|sortie|passage|rampe|voie ... bloque|bouche
    quai|route|rue|acces|entree|sortie|passage|rampe|voie ... bloquee|bouchee|encombre|encombree
    est|s|a tombe|tombee|evanoui|evanouie|brule|brulee|ouvert ... secours|samu|pompiers|sang; fainted; passed out
    person|somebody|someone|visitor|client|patient trapped; vont|va etre perdus|perdues|jetes|foutus|fichus
    {_WHO} ... pied de grue; {_WHO} ... impatiente|impatientent|trepigne|trepignent|morfond|morfondent
    fait le pied de grue
    me|nous|le|la|les laisse|laissent pas|plus entrer|monter|passer|rentrer|embarquer|sortir|repartir|acceder
    won|wont|doesn|don|not t? let|letting me|us|him|her|them in|up|through|board|out|inside|past
    veut|veulent|peut|peuvent pas|plus {_REFUSES} tant|sans|avant; won|will|wont|not t|not? {_REFUSES} until|till|unless
    not|won|wont t? {_REFUSES} until|till|unless|without
    refuse|refuses|refusent de|d|to {_REFUSES} tant|sans|avant|until
    leaves|leave|leaving|leaves|repart|decharge|ferme|part in|dans five|ten|cinq|dix|5|10|15|20 min|mn|minutes|mins?
    {_WHO} ... attend|attendent|patiente|patientent|poireaute|poireautent|waiting|downstairs
    {_WHO} est|sont deja? la|{agreed("arrive")}|devant; {_WHO} est|sont deja? en bas; {_WHO} est|sont deja? a l accueil
    {_WHO} est|sont dans le hall; {_WHO} vient|viennent d arriver; {_WHO} is|are|has|have already? here|arrived|there
    {_WHO} is|are outside; {_WHO} arrive|arrivent|debarque|debarquent dans; {_WHO} arriving|coming in; {_WHO} s here
    attend|attends|attendent|attendons a|dans|devant|en|au l|le|la? {_PLACE}; attend|attendent dehors
    waiting at|in|outside the? reception|lobby|door|gate|hall|office|desk
    {_STUCK} devant|dehors|dedans|dans|sur|totalement|completement; {_STUCK} a l|la|cause; {_STUCK} en bas|haut|gare
    suis|sommes totalement|completement|tous|toutes? {_STUCK}; est|sont|on totalement|completement|tous {_STUCK}
    {_STUCK} avec quelqu; a l arret
    tout|prod|production|equipe|service|atelier|chantier|ligne|caisse ... {_STUCK}|paralyse|paralysee
    locked|shut out|in|inside; stuck at|in|outside|inside|here|on|with; stranded; at a standstill; trapped
    rate|loupe|manque mon|le|notre|ma|la|son train|vol|avion|correspondance|tgv
    missed|missing my|the|our flight|train|connection|plane
    train|tgv|vol|avion|flight ... annule|supprime|cancelled|canceled; vient d etre annule|supprime
    part|decolle dans; leaves|leaving|departs|boards|boarding in; before i leave
    fuite d eau|gaz; inonde*; inondation; degat|degats des eaux; ca fuit|coule|brule|fume|disjoncte; de l eau partout
    flood*; water|eau ... leaking|pouring|everywhere|partout; burst pipe; pouring through|from|out; fumee; smoke
    incendie; odeur de gaz|brule; smell* gas|burning; alarme sonne|incendie|retentit; alarm is|s ringing|going|sounding
    plus d electricite|courant|eau|internet; plus de courant|reseau|wifi; coupure de courant|reseau; panne de courant
    coupure d electricite; panne generale; power cut|outage; no power|electricity|internet
    ne|n peut|peux|peuvent|pouvons|pouvez|arrive plus ... travailler|entrer|avancer|acceder|rentrer|sortir|imprimer
    peut|peux plus rien|travailler|entrer|avancer|rentrer|sortir|bosser|facturer; personne ne peut; plus personne ne
    peux|pouvons pas entrer|rentrer|sortir|travailler|bosser
    nobody|noone|everyone|anyone|we|i can|able t|not|to? work|enter|get; no one can; can t|cant|cannot work|enter|leave
    can t|cant|cannot|unable to? get in|out|inside|home
    commence|demarre|debute dans; starts|starting|begins in; meeting|call|reunion|visio ... in|dans 5|10|15|20 min*
    dans cinq|dix|quinze|vingt|5|10|15|20|25|30|40|45 min|mn|minutes|minute|mins
    in five|ten|fifteen|twenty|thirty|5|10|15|20|25|30|40|45 min|mins|minutes|minute
    dans la|une demi heure|h; within half an? hour; within 30|20|15|10 min|mins|minutes; in half an? hour
    sous 1|une|2|deux h|heure|heures; d ici une|1|2|deux h|heure|heures; d ici 15|20|30 min|mn|minutes
    en pleine? reunion|presentation|comite|rush; coupure imminente; expire aujourd; expires today|tonight
    {agreed("blesse")}; malaise; injured; cambriolage; {agreed("cambriole")}; burglary; broken into
    ascenseur|lift|elevator ... {_STUCK}|stuck|trapped
    {_WHO} is|are|s|sitting|standing|sits|stands|stuck|queueing|lost at|in|on|by|outside the? front|main? {_SPOT}
    {_WHO} ... standing|sitting|queueing|queuing outside|here|there|downstairs
    {_WHO} ... standing|sitting|queueing|queuing at|in|by|on the? front|main? {_SPOT}
    {_WHO} outside with; {_WHO} ... standing|sitting ... in front of; {_WHO} on|at the {_SPOT} with
    has|have|s|is been? waiting|standing|sitting ... for|since; {_WHO} ... repart|repartent|s en va
    {_WHO} est|sont assis|assise|assises|dehors|plantes|debout; {_WHO} ... klaxonne|klaxonnent; honking; klaxonne*
    {_WHO} ... waiting for; {_WHO} ... qui attend|attendent|patiente|patientent
    {_WHO} en bas|ligne|direct avec|et|qui; is|are waiting to|for join|it|us|him|her|me|them
    depuis|since {_FEW} min|mn|mins|minutes; depuis une|plus d? une? demi? heure; since half an hour
    any minute|second|moment now; d une minute|seconde a l autre
    water|eau ... coming|dripping|running|entre|degouline through|from|in|into|par|du|sur|dans; {_WHO} is|are lost
    take|turn|switch|get it|this|that|them off|out|down now
    on|n|ne {_TRADE} plus rien|personne; plus rien ne? {_TRADE}; perd|perdons|lose|losing ... par heure|jour|minute
    lose|losing ... an|per|every hour|minute|day; arms crossed; bras croises; tourne|tournent pouces; chomage technique
    peux|peut|pouvons|pourra pas|plus repartir|redemarrer
    peux|peut|pouvons pas|plus fermer|ouvrir la|le|l|les {_SHOP}; peux|peut|pouvons pas|plus fermer a cle
    personne pour receptionner|ouvrir|accueillir|decharger|signer; personne n a ouvert; personne n ouvre|repond a
    nobody|noone is? there|here to; no one is? there|here to; pas venu ouvrir; no show at|yet; {_WHO} no show
    {_LIFELINE} is|are|s|went|has|been? down|dead|offline; {_LIFELINE} est|sont tombe|tombee|down|ko|plante|plantee
    web shop down; locked|locks us|everyone|everybody|all out; locked in the; enferme|enfermee|enfermes a|dehors
    bloque|bloquent|bloquant les|la|l|le|toute|tout expeditions|livraisons|production|prod|chantier|entree|sortie
    bloque|bloquent le|l|la passage|acces|quai|ligne|rue|parking|camion
    blocks|blocking|blocked the|our|whole? gate|entrance|line|road|exit|dock|access|production|drive
    fuite|leak au|du|dans|sous|in|under|from le|la|l|the? plafond|ceiling|toit|roof
    {_MACHINE} ... fume|fument|smoking|smokes|sparks|sparking|crame|crament; etincelles; sparks
    smoke|smoking in|from|coming; smell|stink of gas|burning|smoke; gas smell|leak|leaking; sent|pue le gaz|brule
    sent|pue la fumee; fuite|fuites de|d gaz|acide|eau|huile|gasoil|ammoniac|produit
    leak|leaks|leaking|spill|spilled|spilt ... acid|oil|gas|fuel|diesel|floor|ceiling|server|chemical
    coule|goutte|fuit de|du|sur|partout|dans ... plafond|serveur|serveurs|sol|tableau|plancher|dossiers
    can t|cannot|cant stop|close|turn the|it|off water|tap|leak|off|alarm; arrive|arrivons|arrivent pas a l|la arreter
    arrive|arrivons pas a arreter|couper|fermer la|l|le eau|alarme|fuite|vanne; eau ... monte; ca monte
    salle|local|baie serveur|serveurs|informatique ... en rade|panne|chauffe|degres; server room ... hot|degrees|cooling
    people|kids|children|clients|gens are|is|have slipping|falling|fallen|slipped; glisse|glissent|tombent dessus
    is|est|saigne bleeding; saigne|saignent; s|est|me|suis coupe la|le|un main|doigt|bras; pompiers arrivent|sont|en
    inconscient*; unconscious; ne respire; defibrillateur|defibrillator|defib ... ou|where; ou|where ... defibrillateur
    where is|s the defibrillator|defib|first; came to blows; se battent; collapsed|evanoui|evanouie
    alarm|alarms|alarme|alarmes|sirene ... sonne|sonnent|hurle|stop|off|retentit|ringing
    {_OPENING} ... jammed|coince|coincee|bloque|bloquee|stuck|lift ... outside|trucks|lorries|camions|dehors
    they|he|she|il|ils|elle cut|cuts|coupe|coupent|repart|repartent|leaves ... unless|si|sinon|dans|a|at|in|end
    he|they|she|it|il|ils gives|give|laisse|laissent|nous ... till|until|jusqu; or we lose; deal s|is off
    bloquez|stoppez|arretez|annulez|stop|block|freeze le|la|les|l|the|this virement|paiement|payment|transfer
    part|parts|partons|decolle|demarre|commence|commencent|debute ds; ds {_FEW} min|mn|minutes|mins
    last|dernier flight|train|vol|tgv ... scrapped|cancelled|canceled|supprime|annule|parti|missed|rate
    missed connection|flight|train; hotel overbooked|complet; surbooke*; overbooked; surreserv*; at|in the lobby with
    dehors sous|dans la|le pluie|froid|neige|noir|nuit; outside in the rain|cold|dark|snow
    doit|doivent repartir|partir|livrer|decoller pour|avant|dans|a; vient|viennent d etre? refuse|coupe|coupee|bloquee
    freezer|freezers|congelateur|congelateurs|chambre|chambres froide|froides? ... off|down|panne|hs|arret|degres|rade
    no|without water|heating pressure ... acid|patients|children|kids; en train de couler|bruler|fuir|fumer
    bebe|enfant|kid|child|toddler ... locked|enferme|enfermee|coince|coincee|trapped|stuck
    """)

PRESSED = phrases(f"""
    dans|d ici un|1|le|moins? d? un? quart d heure; dans une|la|1|moins? petite? demi heure; dans moins de
    a|et la|le {_NEAR_HOURS}; at|by quarter|half past|to; within minutes|the quarter; quart|demie pile; in a quarter of
    in a minute|sec|second|moment; dans une minute|seconde; 10|15|20|30|5|few min|minutes|mins left
    sinon|ou|autrement|or|else|otherwise il|elle|ils|elles|on|he|she|they|we|it {_LEAVES}; {_LEAVES} sinon
    sinon il|elle|ils|elles|on|je|nous se? {_LEAVES}; hangs|hang up; clock|compteur ticking|tourne; delibere|deliberent
    as fast|soon|quickly|quick as humanly; il|elle|ils|elles m|me|nous? attend|attendent|attendant; a l instant meme
    """)
"""How little time is left, or what is threatened: urgent where something is amiss, or somebody is on the spot."""

PRECIOUS = phrases("""
    au|le|du|pour bloc; gants steriles; chirurgiens; chirurgien; vaccin; vaccins; insuline; plasma; chimio; chimios
    prelevements; echantillons; surgeles; morgue; mortuaire
    brancard
    poches de sang; oxygene; perfusion; perfusions; seringues; respirateur; dialyse; couveuse; bloc operatoire
    reanimation
    vaccine; vaccines; insulin; chemo; blood; samples; oxygen; ventilator; dialysis; incubator; theatre; stretcher
    medicaments; medicines; organs; donneur; donor; chambre froide; cold room|store|chain; chaine du froid
    """)
"""What spoils, or keeps somebody alive: urgent where it is in what fails."""

STRANDED = phrases(f"""
    dans la file|queue; fait|font la queue; in the queue|line; a|ont commence|demarre|debute
    camion|toupie|mixer ... tourne
    mixer|meter|clock is turning|running|ticking; is|are early; est|sont en avance; boards|boarding now|already
    est|sont au peage|guichet|comptoir|consulat|portail; est|sont a la|l douane|frontiere|barriere|grille|embarquement
    voitures|camions|clients|voiture derriere|devant lui|nous|moi|elle|eux?
    {_WHO} est|sont dans|sur|devant|a|au|derriere|derrieres le|la|l|les|notre? {_WHERE}
    intervenants a|au|dans le|la|l? grille
    on est|sommes|attend a|au|aux|dans|devant|sur le|la|l|les|un|une? {_WHERE}; a la grille|barriere; i m at check
    interimaires|ouvriers|visiteurs|clients|candidats|camions|chauffeurs a|au|devant|derriere|dehors la|le|l? {_WHERE}
    devant la|le|l|notre {_WHERE}; whole|entire shift|team|crew|class standing|sitting|waiting
    demarre|commence|debute la
    suis|sui|jsuis|chuis|sommes devant|dehors|coince|coincee; suis|jsuis|chuis|sommes au peage|comptoir|consulat|quai
    suis|sui|jsuis|chuis|sommes|est a|dans|sur la|l|le gare|aeroport|hotel|accueil|douane|frontiere|quai|parking|route
    suis|sui|jsuis|chuis|sommes au pied|tribunal|peage|guichet|portail|parking|terminal; suis|sommes en bas|gare|route
    en pleine rue; on m|nous attend; sur le trottoir; on the pavement; in a taxi; dans le|un taxi; client ... en face
    sur le suivant|prochain; next train|flight|tgv|plane; is|s going off; keeps|won t stop ringing|beeping
    i|we m|am|are|re outside|stranded
    people|guests|clients|patients|customers|visitors|managers|directors|kids|passengers|persons ... {_LOOKING}
    gens|invites|clients|patients|visiteurs ... {agreed("assis plante debout bloque reuni")}|regardent|attendent
    suis|sommes|est sur|en|a la|l? ligne|telephone|reception|embarquement|comptoir|enregistrement|caisse avec|du|de|des
    suis|sommes|est en ligne|direct|salle|cabine avec|devant; est|sont dans mon|notre|la|ma bureau|cour|hall|salle|loge
    passe|presente|plaide|soutiens|rentre|entre|monte devant|en le|la|les|l? client|jury|conseil|comite|tribunal
    i|we m|am|are|re on the line|phone with; on the other line|end; going up|in|into to? the? {_SPOT}|meeting|boardroom
    i|we stand at|in|by the|their|a; finir|terminer|faire la|ma|sa tournee|livraison|livraisons|visite|visites
    standing|sitting|waiting in front of me; in the lift|elevator up|going|to; with suitcases|luggage
    avec les|nos valises
    i|we m|am|are|re at|on|in front|the|a {_SPOT}|airport|station|customer|hotel
    i|we m|am|are|re at orly|roissy|cdg|{_SPOT}; i|we m|am|are|re|was in front|the lobby|of|street|taxi|hall
    he|she|they s|is|re|are at|outside the gate|airport|station|door|desk|dock|counter|customer
    il est {"|".join(str(hour) for hour in range(1, 24))} h; it s {"|".join(str(hour) for hour in range(1, 13))} am|pm
    {_WHO} est|sont dans|au|a la|l|le? salle|bureau|quai|comptoir; {_WHO} is|are in|at the room|office|table
    {_WHO} is|are arriving; attends|attend|attendons|attendre devant|dehors|sur|dans la|le|l? porte|salle|trottoir|rue
    a attendre devant|dehors|sur|dans; ferme|fermes|closes|close dans|in une|an|a|1|2|30 heure|hour|heures|min
    fait 5|6|7|8|9|10|11|12|13|14|15 degres|dans|partout|ici; it s 5|6|7|8|9|10|11|12|13|14|15 degrees
    upload|portal|platform|depot|bureau|office|window|guichet closes|ferme at|a {_CLOCK}
    already started; a deja commence; has started; goes|go|going out today|tonight
    deadline s|is tomorrow|today; fly|flying|flies to? ... tonight|today|this|now; i m at
    """)
"""Where somebody is who cannot wait, if something fails there."""

AMISS = phrases(f"""
    est|sont reste|restee|restes|restees a|chez|dans|sur; nobody|noone is at|in|on|behind; no one is at|in|on|behind
    shows|show no|an|wrong; no ticket|booking|reservation|room|signal
    plus de|d papier|monnaie|tickets|rouleau|etiquettes
    page|ecran|mur blanche|blanc|noir|noire|bleu; blank|white|blue|black page|screen|wall
    parti|partie|partis sans nous|moi
    ate|swallowed|chewed|mange|avale|bouffe the|my|our|le|la|l|les|mon|ma; m|nous admet|accepte pas|plus
    n a|ai|avons|avez|ont pas|plus la|le|l|les|de|d|son|sa|nos|mon|ma; il|nous|leur|me|lui manque
    manque|manquent le|la|l
    sans badge|cle|clef|code|papiers|bon|tampon|signature|bordereau; has|have|got no|nothing; veut|veulent rien|pas
    a|ai plus|pas de|d batterie|courant|reseau|cle|badge|code|micro|son|image|gants|clef; garee devant|dans|sur
    is|are|s not|nowhere here; remote|keys|key|badge|cable gone; ref partout|everywhere
    pas de chambre|chambres|badge|salle
    pas de voiture|reservation|table|taxi|code|cle|lumiere|courant|micro|projecteur|son|image; personne au poste|guichet
    has|have stopped opening|working|reading|responding; stopped opening|working; ca sonne|bipe|clignote; n|a a rien
    encore les chiffres|anciens|vieux; mauvais|ancienne|vieille version
    affiche|affichent des|une? ref|erreur|11|12|15|20
    wrong door|dock|file|gate|floor|version; no signature|answer|key|badge|code; effacer|efface|supprimer|supprime le|la
    en carafe; creve; crevee; flat tyre|tire; breakdown; broke|broken down; out of|plus de fuel|gasoil|essence|batterie
    marche|marchent|fonctionne|fonctionnent|ouvre|ouvrent|repond|allume|demarre|passe|lit|imprime pas|plus|mal
    refuse|refusee|refuses|refused|declined|rejected; {agreed("annule supprime perdu casse ferme")}
    cancelled|canceled|scrapped|lost|closed|broken; n|existe pas; introuvable*; hs; en panne|rade; mort|morte; dead
    won|wont|doesn|doesnt|isn|isnt|can t? open|work|working|start|move|moving|read|scan|find|connect; expired|expire
    unknown; inconnu|inconnue; wrong; mauvais|mauvaise quai|salle|adresse|train|hotel|heure|jour|code|batiment
    hasn|haven|hasnt t? shown|come|arrived|gone|left|turned; isn|not|isnt t? here|there; not here|there
    est|sont pas|jamais la|passe|passee|venu|venue|parti|partie|arrive|arrivee; plus|no chauffage|heating|heater
    plus de|d chauffage|lumiere|clim|eau; nothing left|works; plus aucun|aucune|rien; y a personne; nobody; empty
    oublie|oubliee; forgot|forgotten; i left my
    left my; demagneti*; jam|jammed; bourrage; coince|coincee; bloque|bloquee; stuck; red; down; bounced; failed
    entends|voit|vois rien|plus; no wifi|network|signal; pas de reseau|wifi|reponse|code|cle|badge; sans lui|elle|moi
    without him|her|me; ne|n vient|est pas venu; pas la|arrive|arrivee|parti
    """)
"""What fails or lacks: urgent where somebody is stranded by it, or an hour comes near."""


CALM = phrases("""
    nous|moi non; chez|pour nous|moi non|pas; not for us; quand ca|cela vous|te va|chante
    quand il|elle|ca sera pret|prete
    pas tout de suite; sache|sachent|savoir|dise|disent|repondre|decider|saches tout de suite; no longer urgent|pressing
    far from urgent; hardly urgent; loin d etre urgent; n est plus urgent; low prio; prio basse; it ll keep
    not that|so|very|super|really|too urgent; not time critical; pas|plus une priorite|urgence; zero urgence|stress|rush
    pas|rien|aucune|aucun|sans|non|ni ... urgent|urgente|urgence|urgents; pas|aucune d urgence; plus urgent|urgente
    pas|rien|aucune|aucun ... presse|pressant|pressee|presses|prioritaire; rien ne presse; ca presse pas
    quand|lorsque vous|tu pouvez|pourrez|pourras|peux|aurez|auras|avez|as|voulez|veux|voudrez; quand possible
    des que vous|tu ... moment|temps|minute|minutes|dispo; a l occasion; a vos|tes heures; prenez votre temps
    prends ton temps; no rush|hurry|urgency|stress; no real|particular|big rush|hurry|urgency; non urgent; whenever
    not|isn|nothing|never|t ... urgent; when you|u have|get|can|find|ve; if you|u get ... chance|moment|time
    take your time; peut|peuvent attendre; it|this|that can wait; low priority; sans pression; pas le feu
    pas de rush|stress|precipitation; y a pas le feu; not in a|any hurry|rush; aucune pression; pas a la minute
    quand ca t|vous arrange; when convenient; when it suits; at your convenience|leisure; faible priorite
    some time|point; rien|pas|pa durgent|urgen|urgant|durgence; pa|ps|po urgent|urgente|presse|pressee;
    qd|kan|qand vous|tu ... peux|pouvez|pourrez|pe|voulez
    se faire rembourser; remboursement d|de|du|des ... train|vol|billet|taxi; get|getting|be refunded; refund for|of
    c est|y a pas a|la minute|jour pres; dans la|les semaine|semaines|jours qui vient|viennent; no panic|pressure
    don t|dont rush; n importe quand; a tete reposee; sans se presser; tranquillement; pas vite
    """)

_OWED = (
    "devis|facture|factures|contrat|reponse|retour|retours|rapport|document|documents|papiers|attestation|justificatif"
    "|paiement|virement|reglement|remboursement|cheque|bulletin|mail|offre|commande|confirmation|validation|accord"
    "|proposition|dossier|date|dates|relance|avoir|rib|liste|nouvelles|chiffres|infos|info|convention|quote|invoice"
    "|answer|reply|contract|payment|report|refund|list|order|proposal|feedback|news|figures|certificate"
)

OTHER_THINGS = phrases(f"""
    ai|avons eu ... au telephone|fil|standard
    si|if je|j|on|i|we suis|est|m|am|are|get|reste {_STUCK}|stuck; plus d eau chaude|petillante|gazeuse|fraiche|plate
    pli|colis|courrier|paquet|lettre|recommande ... attend|attendent; budget|margin|cash is|are bleeding; bleeding edge
    peux|peut|pouvons plus rien ouvrir|lire|voir|enregistrer|imprimer|modifier; parcel|letter|package ... waiting
    bloque|bloquee|coince|coincee|stuck sur|on|with|avec excel|word|outlook|teams|sap|question|formule|point|exercice
    bloque|bloquee|coince|coincee|stuck sur|on|with|avec un|une|la|le|les|l|a|the|my question|formule|point|macro
    bloque|bloquee|coince|coincee|stuck sur|on|with|avec un|une|la|le|les|l|a|the|my logiciel|dossier|calcul|tableau
    arrivent|commence|commencent|debarque|part|partent|arriving|starting ... jours|semaine|semaines|mois|days|weeks
    est|sont|sera|seront|is|are la|here|there|in ... lundi|mardi|mercredi|jeudi|vendredi|demain|monday|tuesday|wednesday
    coupure|coupures|cut|outage ... prevue|prevu|programmee|planifiee|planned|scheduled|annoncee|announced
    attend|attendent|attendons|attends|attendait ... {_OWED}; waiting|waits|wait for|on ... {_OWED}; waiting ... {_OWED}
    attend|attendent|attends|attendons|waiting depuis|for|since ... jours|semaine|semaines|mois|ans|days|weeks|months
    etais|etait|etions|etaient|was|were bloque|bloquee|coince|coincee|enferme|enfermee|stuck|locked|stranded|trapped
    numero|contact|contacts|sortie|sorties|issue|issues|porte|plan|exercice|bouton|eclairage|arret|kit d urgence
    numeros|arrets|fonds|consignes|trousse|procedure|procedures|stock|medecin d urgence; aux urgences; urgences de|du
    service des urgences; emergency exit|exits|contact|contacts|number|numbers|plan|drill|lighting|kit|procedure|door
    evacuation; exercice incendie|evacuation|alerte; alarme incendie; extincteur*; securite incendie; formation incendie
    fire drill|extinguisher*|warden|safety|training|alarm; etait|was urgent|urgente; si|if urgent; si urgence
    incendie ... controle|verification|formation|test|annuel; en cas d urgence; in case of emergency
    critical thinking|path|review|mass; esprit|revue critique; can t|cant|cannot wait for|to
    can|t|cant|cannot work with; peux|peut|veux plus travailler avec; peux|peut|veux plus ... avec lui|elle|eux
    au|du|le|un|de|facture pressing; detecteur|detecteurs|capteur de fumee; smoke detector*|sensor*
    la|de|point|par presse; abonnement|abonnements|dossier|revue|communique|conference|relations presse
    presse papier|papiers|ecrite|locale|agrumes|ail
    blocking ... calendar|agenda|diary; bloquer; en plus vite
    jours|fois|semaines|nuits|mois|ans|heures|minutes|ainsi|reunions|matins de suite
    apprend|apprends|passe|passez|va|vas|vais|vont|allez|trop|si|aussi|plutot|reponds|repond|repondez vite; vite fait
    j|je arrive|reviens|retour|rappelle|reviendrai|repasse dans|ds; suis|serai la|de dans|retour dans
    meet|back|there|see|talk|ready|coffee|call|ok in 5|10|15|20|30 min|mins|minutes; merci pour tout a l heure
    a tout a l heure; comme tout a l heure
    train|trains de marchandises; standing order|desk|desks|committee; waiting room|list|area; salle d attente
    """)
"""Where a word of urgency names something else, or a person."""
