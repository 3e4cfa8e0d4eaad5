"""Where the words of what is private name something else: "conflit d'agenda", "salon de la santé".

A spare names the exact words that make it the office's business; it holds within one clause, and only for a cue that
stands wholly in it. "Ma formation, burnout", "pour raison de santé", "mon handicap" are spared by nothing.
A phrase is written as in `sensitive_cues`.
"""

from bot.understanding.phrases import phrases

_PLANNED = (
    "agenda|agendas|planning|plannings|horaire|horaires|calendrier|interet|interets|salle|date|dates|version|versions"
    "|creneau|creneaux|calendar|calendars|scheduling|schedule|booking|diary|date"
)
_COUNTED = (
    "prix|tarif|tarifs|capital|loyer|loyers|stock|stocks|volume|volumes|nombre|capacite|trafic|ventes|charges|couts"
    "|abonnement|puissance|debit|plafond"
)
_TAUGHT = (
    "formation|formations|affiche|affiches|affichage|sensibilisation|campagne|referent|guide|depliant|webinaire|atelier"
    "|training|poster|posters|workshop|webinar|awareness"
)
_FORBIDDEN = "harcelement|discrimination|discriminations|sexisme|corruption|fraude|harassment|bullying|fraud"
_SUBJECT = (
    "harcelement|discrimination|discriminations|handicap|sexisme|burnout|stress|sante|corruption|fraude|harassment|bullying"
    "|mental|health|disability|fraud|addiction|addictions"
)
_USED_UP = (
    "stock|stocks|papier|toner|toners|cartouche|cartouches|encre|article|articles|batterie|reserve|fourniture|fournitures"
    "|budget|produit|produits|modele|credit|forfait|cafe"
)
_DONE = "epuise|epuisee|epuises|epuisees"
_SOLD = "stock|stocks|toner|toners|cartouche|cartouches|encre|article|articles|fourniture|fournitures|modele|modeles"
_TECHNICAL = (
    "technique|techniques|energetique|energetiques|reseau|immobilier|immobiliers|amiante|plomb|termites|gaz|electrique"
    "|electriques|dpe|informatique|serveur|wifi|logiciel|thermique|acoustique|batiment|strategique|commercial"
    "|marketing|financier|numerique|securite|materiel|automatique|systeme|vpn"
)
_MACHINE = (
    f"{_TECHNICAL}|serveurs|panne|pannes|imprimante|imprimantes|ordinateur|ordinateurs|pc|poste|postes"
    "|machine|machines|connexion|chaudiere|climatisation|clim|ascenseur|installation|installations|locaux|bureaux"
    "|toiture|logement|appartement|voiture|vehicule|ecran|fuite|incident|bug|server|servers|network|printer|boiler|lift"
    "|leak|connection|computer|laptop"
)
_THING = (
    f"{_MACHINE}|imprimantes|ordi|ordis|portable|laptop|ecrans|clavier|souris|batterie|pile|piles|telephone|tel|phone"
    "|smartphone|tablette|ipad|cable|chargeur|prise|ampoule|ampoules|neon|lampe|lumiere|badge|porte|portail|serrure"
    "|scanner|copieur|photocopieur|photocopieuse|cafetiere|frigo|micro|onde|ondes|four|bouilloire|fontaine|radiateur"
    "|chauffage|robinet|chasse|projecteur|videoprojecteur|camera|casque|enceinte|visio|reseau|box|routeur|disque|cle"
    "|moteur|pneu|scooter|velo|camion|chariot|transpalette|plante|plantes|fleurs|salle|bureau|etage|atelier|couloir"
    "|accueil|appareil|outil|perceuse|pompe|store|destructeur|broyeur|relieuse|traceur|site|application|appli|line"
    "|keyboard|mouse|battery|batteries|charger|screen|monitor|bulb|bulbs|light|lights|lamp|fridge|microwave|kettle"
    "|heater|heating|router|drive|car|van|bike|engine|tyre|plant|floor|room|desk|copier|projector|headset|app|website"
    "|machine|machines|tablet|webcam|speaker|toner|tonneau|alarme|interphone|digicode|ventilateur|fan|aircon|tv"
)
_ALIVE = f"{_THING}|trees|tree|flowers|grass|pump|press|line"
_LINKED = (
    "link|links|lien|liens|url|page|number|numero|form|formulaire|address|adresse|mailbox|raccourci|shortcut|account"
)
_CALLERS = (
    "vendeur|vendeurs|demarcheur|demarcheurs|commercial|commerciaux|fournisseur|fournisseurs|societe|prestataire|centre"
    "|centres|plateforme|salesman|salesmen|salespeople|telemarketers|spammers|recruiters|cold"
)
_CARRIERS = (
    "transporteur|transporteurs|livreur|livreurs|sncf|ratp|cheminots|trains|fournisseur|fournisseurs|prestataire|taxis"
    "|controleurs|aiguilleurs|dockers|routiers|eboueurs|facteurs|poste|aeroport|aeroports|carrier|carriers"
)
_WHEN = (
    "demain|aujourd|aujourdhui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|depuis|jusqu|jusque|ce|cette|la|le"
)
_WORKS = "marche|marchent|fonctionne|fonctionnent|imprime|imprimant|ferme|chauffe|charge|passe|capte|entend|voit|ouvre"
_LED = "prevention|sensibilisation|gestion|lutte|politique|prevenir|combattre"
_THE = "le|la|les|l|the"

NOT_SO = phrases(f"""
    conflit|conflits d|de|dans|sur l|la|le? {_PLANNED}
    {_THING} ... est|sont|s|etait mort|morte|morts|mortes; {_THING} ... died; {_THING} ... is|are|was|been|s dead
    {_THING} ... est|sont|s mort|morte|morts|mortes ce|cette|hier|dans; {_WORKS} pas tres? bien ce|cet|aujourd|auj|du
    {_MACHINE}|chantier|chantiers|ligne|production|prod|travaux ... en|a arret depuis|jusqu|jusque|jusqua|pour?
    {_MACHINE}|chantier|chantiers|ligne|production|prod|travaux est|sont|reste|etait en arret
    suis creve|crevee de chaud|chaleur|faim|soif|froid; stroke of luck|genius
    mon|son|leur|notre arret de|du bus|tram|tramway|metro|train|car; me suis arrete|arretee; masque|gants chirurgicaux
    a|faut|peux|pouvez|peut|pourrais|faudrait|de|et|puis|vous|tu|me|le|la|les|ou scanner ce|cet matin|aprem
    let s|me|us|you|it ... go; lets go; pip install; acompte de|du|fournisseur|client|traiteur
    facture|factures d acompte; ca|cela|geste|message|mot|attention me touche
    augmentations de|des|du l|la|le? {_COUNTED}
    cuisse|cuisses de|d poulet|canard|dinde; chicken|turkey|duck thighs; no|without|sans alcohol|alcool
    alcohol gel|wipes|swabs|free
    avance|avances de|sur frais; police d assurance; police|polices de caractere|caracteres; bus shelter; bike shelter
    facture|factures|dossier|dossiers|colis|commande|commandes|paiement|paiements|courrier ... en souffrance
    fire a|an|the|up; temperature a|at 18|19|20|21|22; tribunal de commerce; syndicat de|des copro*|coproprietaires
    operation|chirurgicale commerciale
    se|nous separe|separer|separons de|d ce|cet|cette|l|la|le|notre|nos? ancien|ancienne|anciens|fournisseur|prestataire
    se|nous separe|separer|separons|separent du|des fournisseur|prestataire|mobilier|materiel|vieux|anciens|ancien
    vire|virer le|les|l|la|ces|ce? cartons|carton|argent|montant|somme|acompte|vieux; montant|somme|argent est|sera vire
    dismiss the|this notification|notifications|alert|popup; conflit|conflits {_PLANNED}|outlook|ip
    {_PLANNED} conflict|conflicts; conflict|conflicts in|with|on the|my? {_PLANNED}|meeting; conflicting meetings|dates
    prime|primes d assurance|energie; insurance premium; augmentation du|des|de|d la|l? {_COUNTED}
    {_USED_UP} est|sont|soit|soient|etait|etaient|sera deja|presque|bientot|completement? {_DONE}
    stock de|d|des ... est epuise; stocks de|d|des ... sont epuises; {_SOLD} {_DONE}
    diagnostic|diagnostics {_TECHNICAL}
    diagnostic|diagnostics du|de|des|d la|l|le|les|notre|nos|votre|ce|cette? {_MACHINE}
    diagnosti* le|la|l|les|un|une|ce|cette|notre|nos {_MACHINE}
    diagnostic de performance energetique; diagnostic|diagnostics tool|tools|port|software
    diagnostics on|of the|our|a {_MACHINE}
    diagnose the|our|this|a {_MACHINE}
    {_TAUGHT} obligatoire|interne? {_FORBIDDEN}; affiche|affiches|campagne|guide|depliant|referent|webinaire {_SUBJECT}
    {_TAUGHT} a|au|aux|sur|de|du|d|contre|on|about {_THE}? {_SUBJECT} {_SUBJECT}?
    {_TAUGHT} a|sur|de|d|en {_THE}? {_LED} a|au|aux|de|du|des|d|contre? {_THE}? {_SUBJECT}
    {_LED} du|de|des|d|contre {_THE}? {_SUBJECT}
    {_SUBJECT} health? awareness|management|prevention? training|poster|posters|workshop|webinar|awareness
    health and? safety; sante et? securite; mise en forme; operation marketing|commerciale
    assurance|complementaire sante collective|entreprise; salon|forum|conference de|du|sur? la? sante
    health fair|forum|conference|expo
    sensible|sensibles a|au|aux; donnees sensibles; sensitive to|data; handicape|handicapes pmr
    place|places|acces|rampe|toilettes|wc|parking|stationnement handicape|handicapes|handicapees
    place|places|acces|rampe|toilettes|wc|parking|stationnement pour|aux personnes handicapees
    disabled parking|access|toilet|toilets; sick of
    serveur|imprimante|machine|ordinateur|pc|ascenseur|plante|plantes malade|malades; participation au|a
    pension complete; demi pension; full board
    trousse|boite|armoire|kit|sac a|de premiers? pharmacie|secours|medicaments
    first aid; client|cliente|usager insupportable; clause|clauses de? confidentialite|confidentielle|confidentielles
    confidentiality agreement|clause
    accord de confidentialite; destruction confidentielle; destruction|destructeur|destruire|broyeur de|des documents
    documents|papiers|dossiers confidentiels; confidential waste|documents|shredding|papers; alarm fired
    client|clients|projet|chantier hopital|hospital|clinique
    client|clients|projet|chantier de|du|d|a|pour l|la|le? hopital|clinique
    hospital|clinic client|account|project
    medical|medicaux supplies|client|device|equipment; materiel medical; produit|produits toxique|toxiques
    plainte|plaintes client|clients; plainte d un client; customer|client complaint|complaints
    complaint|complaints from a|the|our|one? of? our? customer|customers|client|clients
    dispute|disputed|disputing about|over|on? the|this|an|our|their? invoice|charge|bill; invoice dispute
    indemnite|indemnites kilometrique*|repas|transport
    pot|fete|cadeau|carte|cagnotte|fleurs de|pour|du|d le|la|l|les|un|une|depart? en|a? la? retraite|mariage|naissance
    gift|card|flowers for|of the|a? wedding|baby|retirement
    carburant prime; raise a|an|the purchase|po|invoice|ticket|order
    sanction|sanctions internationale*|economique*; tension|tensions de|du|electrique*; basse|haute tension
    stress test
    retraite|retreat d|de|for|with l|notre|the|our? equipe|team; team retreat
    personal assistant|protective; acces perso
    marche|contrat|contrats|batiment|devis|livraison|travaux a|de|d|du|pour l|la|le|les? hopital|clinique|ehpad
    un|une|1|2|3|deux|trois|personne|personnes|convive|invite allergie|allergies|allergique*
    somebody|someone|one|person|people s|is|are? allergic|allergy
    allergie|allergies gluten|lactose|arachide|noix|fruits; sans allergie|allergenes
    de mon|ton|son|notre|votre|leur cote
    a|sur mon|ton|son|notre|votre|leur cote gauche|droit du|de bureau|couloir; on|qui m attend
    client|cliente|taxi|train|notaire|fournisseur|avion|chauffeur|livreur|vol|livraison m attend
    pres|parking|face|cote|adresse|plan|acces du|de|au tribunal; local|locaux|conseil|panneau|tableau syndical|syndicaux
    porte|rideau|volet|vitrine|enseigne|caisse|local|livraison|cle|cles ... pharmacie; fermer|ouvrir|livrer la pharmacie
    c|dossier|dossiers|projet|projets|sujet|idee|demande est|hache? enterre|enterree|enterres
    enterrer la|le hache|projet
    depression annoncee|meteo|tropicale|atlantique|atmospherique|prevue|forecast|over; deep|tropical depression
    harcelement telephonique|commercial|publicitaire d|de|du|par un|une|le|la? {_CALLERS}
    harcelement telephonique|commercial|publicitaire des {_CALLERS}; harassed by {_CALLERS}
    part|parti|partie|partent|partira|partait en|a la? retraite; do|something|party|card|drinks ... for|s retirement
    zero|0|aucun|sans|no|without accident|accidents; oxygene|gaz|dispositif|dispositifs|equipement medical|medicaux
    message|messages|mot|geste|attention|cadeau ... me touche; parking devant le tribunal
    preavis de|du bail|location|local|locaux|locataire; {_ALIVE} ... is|are|s|looks|look sick|ill|dying|dead
    {_LINKED} ... is|are|s|was|been|seems dead; {_LINKED} ... est|sont|semble mort|morte|morts
    old|new|other|previous one s|is|has|was|been been? dead; plants|plant|trees|flowers|fleurs ... dying|mourir|meurent
    funeral|obseques|enterrement of|d|de a|an|un|une former|ancien|ancienne? client|cliente|customer|supplier
    ambulance|ambulances space|bay|bays|parking|entrance|lane|company|client; place|acces|parking|quai des? ambulances
    entrance|door|gate|porte|entree|portail|chantier|travaux|menage ... creche|nursery|ecole|school
    file|sheet|tab|table|chart|column overtime; overtime file|sheet|tab|chart|column; salary|salaries survey|benchmark
    enquete|etude|benchmark ... salaires|salariale|remunerations
    dispute it|this|the|that please|pls|invoice|charge|bill
    conflict|conflicts of versions|version|dates|date|schedule|interest
    broke|came|comes|come off in my|his|her hand|hands
    can t|cannot|cant stop the|it|this|that water|leak|alarm|noise|tap; smoking|smokers|smoker|bus|bike shelter
    headcount of|for|as|slide|report|file|chart|table
    {_CARRIERS} est|sont|s|sera|seront? en greve {_WHEN}?
    diagnostic|diagnostics du|de|des|d la|l|le|les|notre? parc|flotte|infrastructure|sauvegardes|licences
    clinique|cabinet|cliniques veterinaire|veterinaires a|au|de|du?
    malade|malades de voir|entendre le|la|les|l|cet|cette|ces|notre? {_THING}
    imprimer|afficher|relier|scanner|plastifier|photocopier la|une|notre convention collective
    convention collective a|pour imprimer|afficher|relier|scanner|plastifier|photocopier
    """)
