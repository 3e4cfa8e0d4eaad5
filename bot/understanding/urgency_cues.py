"""The words of urgency, folded (no accents): said outright, told by what happens, or denied.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import agreed, phrases

SAID = phrases("""
    urgent|urgente|urgents|urgentes|urgement|urgemment|urgentissime|urgence|urgences|urgently|urgency; asap
    au plus vite; le plus vite|rapidement possible; au plus tot|rapide; tout de suite; immediat*; immediately
    sans attendre|delai|tarder; en priorite absolue; bloquant|bloquante|bloquants; critique|critical; vital
    right away|now; as soon|quickly|fast as possible; as soon|quickly|fast as you|u can; at once
    time sensitive|critical; top|high|highest priority; dans la minute|seconde; sos; au secours; emergency
    a l instant; illico; tres|super|hyper presse|pressee; depeche*; hurry; in a hurry; dans l heure; within the hour
    can t|cant|cannot wait; ne peut|peux pas attendre; peut plus attendre; faire vite; vite svp|stp|merci|s
    quick|quickly please|pls; c est chaud; time is short; desperate*; pressing; rush job|order; c est la panique
    prioritaire; est pour hier; faut|fallait|faudrait ... pour hier; need|needed it|this|that? yesterday
    on fire; toutes affaires cessantes
    """)

RATHER = phrases("""
    des que possible; des que vous|tu pouvez|pourrez|peux; dqp; rapidement; quickly; assez urgent
    besoin|faut|faudrait|imperativement ... maintenant; need|needed ... now; straight away; soonest; en priorite
    pressant|pressee|presse|presses; vite
    """)

_WHO = (
    "client|cliente|clients|visiteur|visiteurs|visiteuse|candidat|candidate|candidats|livreur|invite|invites|invitee"
    "|prestataire|technicien|chauffeur|taxi|coursier|auditeur|auditeurs|inspecteur|delegation|monde|pdg|transporteur"
    "|camion|gens|reparateur|stagiaire|intervenant|intervenants|formateur|formatrice|participants|fournisseur"
    "|customer|customers|visitor|visitors|guest|guests|driver|courier|auditor|auditors|inspector|someone|people"
    "|contractor|supplier|everyone|engineer|ceo|speaker|trainer|attendees|candidates|director"
)
_STUCK = agreed("bloque coince enferme")
_PLACE = "accueil|hall|porte|bas|reception|entree|parking|quai|rdc|trottoir|portail"

HAPPENS = phrases(f"""
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
    """)

CALM = phrases("""
    pas|rien|aucune|aucun|sans|non|ni ... urgent|urgente|urgence|urgents; pas|aucune d urgence; plus urgent|urgente
    pas|rien|aucune|aucun ... presse|pressant|pressee|presses|prioritaire; rien ne presse; ca presse pas
    quand|lorsque vous|tu pouvez|pourrez|pourras|peux|aurez|auras|avez|as|voulez|veux|voudrez; quand possible
    des que vous|tu ... moment|temps|minute|minutes|dispo; a l occasion; a vos|tes heures; prenez votre temps
    prends ton temps; no rush|hurry|urgency|stress; no real|particular|big rush|hurry|urgency; non urgent; whenever
    not|isn|nothing|never|t ... urgent; when you|u have|get|can|find|ve; if you|u get ... chance|moment|time
    take your time; peut|peuvent attendre; it|this|that can wait; low priority; sans pression; pas le feu
    pas de rush|stress|precipitation; y a pas le feu; not in a|any hurry|rush; aucune pression; pas a la minute
    quand ca t|vous arrange; when convenient; when it suits; at your convenience|leisure; faible priorite
    some time|point
    don t|dont rush; n importe quand; a tete reposee; sans se presser; tranquillement; pas vite
    """)

OTHER_THINGS = phrases("""
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
    """)
"""Where a word of urgency names something else, or a person."""
