"""The words of urgency, folded (no accents): said outright, told by what happens, or denied.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.text import phrases

SAID = phrases("""
    urgent|urgente|urgents|urgentes|urgement|urgemment|urgentissime|urgence|urgences|urgently|urgency
    en|d toute? urgence; toute urgence; asap; au plus vite; le plus vite|rapidement possible
    au plus tot|rapide; tout de suite; immediat*; sans attendre|delai|tarder; en priorite absolue
    bloquant|bloquante; critique|critical; right away|now; as soon|quickly|fast as possible|you can|u can
    at once; time sensitive|critical; top|high|highest priority; dans la minute|seconde; sos; au secours
    emergency; a l instant; dare dare; illico; super|hyper|tres presse*; depeche*; hurry; dans l heure
    within the hour; can t|cannot|cant wait; ne peut|peux pas attendre; vital; faire vite; vite svp|stp|merci|s
    c est chaud; time is short; desperate*; immediately; pressing; rush job|order; tres tres vite; in a hurry
    c est la panique; panique a; quick* please|pls; prioritaire|priorite; on fire
    """)

RATHER = phrases("""
    des que possible|vous|tu|t possible|pouvez|peux|peut?; dqp; rapidement; quickly; assez presse|urgent
    besoin|faut|faudrait|imperativement ... maintenant; need|needed ... now; straight away; soonest
    en priorite; pressant|pressee|presse|presses
    """)

HAPPENS = phrases("""
    client|cliente|clients|visiteur|visiteurs|visiteuse|candidat|candidate|candidats|livreur|invite|invites|invitee|fournisseur|prestataire|technicien|chauffeur|taxi|coursier|auditeur|auditeurs|inspecteur|delegation|directeur|monde|pdg|transporteur|camion ... attend|attendent|patiente|patientent|poireaute|poireautent
    client|cliente|clients|visiteur|visiteurs|visiteuse|candidat|candidate|candidats|livreur|invite|invites|invitee|fournisseur|prestataire|technicien|chauffeur|taxi|coursier|auditeur|auditeurs|inspecteur|delegation|directeur|monde|pdg|transporteur|camion est|sont|vient|viennent deja? la|arrive|arrives|arrivee|d arriver|en bas|dans le hall|devant|a l accueil|a la reception
    client|cliente|clients|visiteur|visiteurs|visiteuse|candidat|candidate|candidats|livreur|invite|invites|invitee|fournisseur|prestataire|technicien|chauffeur|taxi|coursier|auditeur|auditeurs|inspecteur|delegation|directeur|monde|pdg|transporteur|camion arrive|arrivent|debarque|debarquent dans 1|2|3|5|10|15|20|25|30|un|une|deux|cinq|dix|quinze|vingt|trente|quelques
    client|clients|customer|customers|visitor|visitors|candidate|guest|guests|driver|courier|auditor|auditors|delegation|inspector|someone|people|taxi|contractor|supplier|director|everyone|engineer|ceo ... waiting|downstairs
    client|clients|customer|customers|visitor|visitors|candidate|guest|guests|driver|courier|auditor|auditors|delegation|inspector|someone|people|taxi|contractor|supplier|director|everyone|engineer|ceo is|are|has|have already? here|arrived|there|outside
    attend|attends|attendent|attendons a|dans|devant|en l|le|la|bas? accueil|hall|porte|bas|reception|entree|parking|quai
    bloque|bloquee|bloques|bloquees devant|dehors|dedans|a|dans|sur|en|totalement|completement
    suis|sommes|est|sont totalement|completement|tous|toutes? bloque|bloquee|bloques|bloquees|coince|coincee|coinces|enferme|enfermee|enfermes
    tout|prod|production|equipe|service|atelier|chantier|ligne|caisse est|sont? ... bloque|bloquee|bloques|arret|arretee|paralysee|paralyse
    coince|coincee|coinces dans|a|devant|dehors|en; enferme|enfermee|enfermes dans|dehors|a|sur; a l arret
    locked|shut out|in|inside; stuck at|in|outside|inside|here|on; stranded; blocked|blocking; at a standstill
    rate|loupe|manque mon|le|notre|ma|la|son train|vol|avion|correspondance|tgv
    missed my|the|our flight|train|connection|plane
    train|tgv|vol|avion|flight ... annule|supprime|cancelled|canceled; vient d etre annule|supprime
    fuite d eau|gaz; inonde*; inondation; degat|degats des? eaux; ca fuit|coule|brule|fume|disjoncte
    de l eau partout|qui; flood*; water ... leaking|pouring|everywhere; burst pipe; fumee; smoke; incendie
    odeur de gaz|brule; smell* gas|burning; plus d electricite|courant|eau|chauffage|internet|reseau
    plus de courant|reseau|lumiere|wifi; panne de courant|generale; coupure de? courant|electricite|reseau
    power cut|outage; no power|electricity|heating|water|internet
    ne|n peut|peux|peuvent|pouvons|pouvez|arrive plus ... travailler|entrer|avancer|acceder|rentrer|sortir|imprimer|facturer|bosser|rien
    peut|peux plus rien|travailler|entrer|avancer|rentrer|sortir|bosser|facturer
    nobody|noone|everyone|anyone|no ... can|able work|enter|print
    can t|cant|cannot|unable to? get|work|enter|leave in|out|inside|home; can t|cant|cannot work|enter|leave
    personne ne peut|arrive; plus personne ne; no one can; commence|demarre|debute dans; part|decolle dans
    starts|starting|leaves|leaving|boards in; before i leave; avant mon|le depart dans
    dans cinq|dix|quinze|vingt|5|10|15|20|25|30|40|45 min|mn|minutes|minute
    in five|ten|fifteen|twenty|thirty|5|10|15|20|25|30|40|45 min|mins|minutes|minute
    sous 1|une|2|deux h|heure|heures; d ici 1|une|30|15|20|10 h|heure|min|mn|minutes
    il ne me reste plus? que ... heures|minutes|min|h; en plein|pleine reunion|presentation|comite|rush
    mise en demeure; coupure imminente; expire aujourd|demain|ce; expires today|tonight; dernier jour
    blesse|blessee|malaise; injured; alarme sonne|incendie|retentit; alarm is|ringing|going|sounding
    cambriolage|cambrioles; burglary|break; ascenseur ... bloque|coince|coincee|enferme
    lift|elevator ... stuck|trapped; trapped
    """)

CALM = phrases("""
    pas|rien|aucune|aucun|sans|non|ni ... urgent|urgente|urgence|urgents
    pas|rien|aucune|aucun d? ... presse|pressant|pressee|presse|prioritaire; plus urgent|urgente
    quand|lorsque vous|tu pouvez|pourrez|pourras|peux|aurez|auras|avez|as|voulez|veux|voudrez; quand possible
    des que vous|tu ... moment|temps|minute|minutes|dispo; a l occasion; a vos|tes heures; prenez votre temps
    prends ton temps; no rush|hurry|urgency|stress; not|isn|nothing|never|t ... urgent; non urgent; whenever
    when you have|get|can|find a? ... moment|time|minute|chance|sec|can; take your time; rien ne presse
    peut|peuvent attendre; it|this can wait; low priority; sans pression; pas de rush|stress|precipitation
    y a pas le feu; pas le feu; not in a? hurry|rush; aucune pression; pas a la minute; quand ca t|vous arrange
    no worries if; when convenient; at your convenience|leisure; faible priorite; quand tu as|vous avez
    some time|point; n est pas a ... pres; don t rush; dont rush; n importe quand; tranquille; a tete reposee
    ca presse pas; sans se presser
    """)

OTHER_THINGS = phrases("""
    numero|contact|contacts|sortie|sorties|issue|porte|plan|exercice|bouton|eclairage|arret|medecin|trousse|stock|kit|numeros|arrets|fonds|consignes d? urgence
    aux urgences; urgences de|du; service des urgences
    emergency exit|exits|contact|contacts|number|numbers|plan|drill|lighting|kit|procedure|door|services
    evacuation; alarme incendie verification|test|controle; exercice incendie|evacuation|alerte; extincteur*
    securite incendie; formation incendie|sst; fire drill|extinguisher*|warden|safety|training
    etait urgent|urgente; was urgent; incendie ... controle|verification|formation|test|annuel|annuelle
    si urgent|urgence; if urgent; en cas d urgence; in case of emergency; critical thinking|path|review|mass
    esprit|revue critique; critique d
    """)
"""Where a word of urgency names something else."""
