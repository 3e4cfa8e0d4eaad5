"""Words of every day, of shops and of trades, that are the words of what is private too. See `sensitive_spared`."""

from bot.understanding.phrases import phrases

_CAUSE = (
    "course|journee|ligue|association|lutte|fondation|don|dons|gala|charity|run|race|walk|fundraiser|marathon|octobre"
)
_BAD = "insupportable|unbearable|invivable|uncomfortable|horrible"
_ANNOYS = (
    "bruit|bruits|chaleur|odeur|odeurs|froid|musique|clim|ventilation|courant|lumiere|soleil|noise|smell|heat|cold|light"
    "|chair|chairs|chaise|chaises|fauteuil|seat|seats|stool|imprimante|printer|logiciel|lenteur|wifi|desk|sonnerie"
)
_ENTRY = "porte|issue|sortie|fenetre|acces|escalier|ascenseur|entree"

NAMED_SO = phrases(f"""
    don|dons|collecte|collectes du|de sang; blood drive|donation|donations|donors|orange; campagne de vaccination|vaccin
    vaccin|vaccins|vaccination|campagne contre? la? grippe; flu shots|jabs|campaign|vaccination
    {_CAUSE} ... cancer|handicap|sida|autisme|diabete|rose|parkinson|alzheimer; cancer research|charity|run|walk
    logiciel|module|prestataire|calendrier|outil|cabinet|export de|des paie|paies|paye; payroll software|provider|tool
    payroll calendar|cutoff|vendor; felicitations|bravo|congrats|congratulations ... mariage|bebe|naissance|baby|wedding
    greve sncf|ratp|des|de|du ... trains|train|transports|controleurs|metro|bus|rer; syndicat d|des|mixte|intercommunal
    bonne|meilleure sante; wish|wishes|wishing|voeux|souhaite ... health|sante
    facture|factures|cotisation|cotisations ... medecine|sante du|au travail
    papier|papiers|bac|bacs|poubelle|poubelles|corbeille|benne|conteneur|container|tampon|mention ... confidentiel*
    confidential bin|bins|stamp; mail|tel|telephone|voiture|vehicule|portable|carte|cb|ordi|pc|velo perso
    bureau|couloir|etage|imprimante|photocopieuse|armoire de|des|du|de? la|les? rh|drh; hr office|printer|floor|corridor
    materiel|zone|zones|colis|produit|produits|appareil|site|ecran|objet sensible|sensibles|delicat|delicate|delicats
    heat|touch|light|price|time|temperature sensitive; colis|objet|piece|verre fragile; delicate parcel|item|glass
    violent|violents|violente|violentes orage|orages|vent|vents|pluies|tempete|tempetes|averses
    orage|orages|vent|vents|pluie|pluies|tempete|choc violent|violente|violents|violentes
    violent storm|storms|wind|winds
    terminate|terminates|terminating|termination of? the|our|this lease|subscription|contract|agreement|line
    notice period of|for|on the|our lease|contract|subscription|supplier
    redundant server|servers|link|power|copy|backup
    redundant line|disk|disks; dechet|dechets|substances|vapeurs|plante toxique|toxiques; toxic waste|fumes|product
    we|us|all laugh|laughed|laughing|laughs; laughed so|a|hard
    fromage|carotte|carottes|gruyere|emmental rape|rapes|rapees
    tapis|moquette|pull|cable|gaine est|a? rape|rapee|rapes; my head of|office|count; my hands full|are; top of my head
    mon bras droit; mes propres yeux; sous mes yeux; dans|entre mes|ses|vos mains; in my hands; tout mon coeur
    by my side
    enceinte|enceintes bluetooth|connectee|connectees|sans|portable|audio|sono|jbl|bose|sonos
    une|l|la|cette|nouvelle|petite|grosse enceinte|enceintes; bonus ecologique|malus|track|point|points|content|round
    saisie sur le|la|l|excel|sage|tablette|logiciel|portail|cegid|sap|papier|ordinateur|site|informatique
    un|le|du|de|au|mon|son|bon|mauvais|meilleur|drole|sans|arriere gout; gout du|metallique|bizarre; mauvais gout
    sue from|in|and|will|is|has|can|s|at; blame the|it; to blame; mise en sommeil; mode sommeil
    succession de|d problemes|pannes|reunions|incidents|erreurs; creche de noel
    film|roman|serie|livre policier|policiere
    {_ENTRY} condamne|condamnee|condamnes|condamnees; proces verbal|verbaux; mediation culturelle|commerciale
    {_ANNOYS} ... {_BAD}; {_BAD} {_ANNOYS}; wifi|reseau|connexion|imprimante|plante|plantes|toiture souffre*
    pas|no|sans|zero|dont stress; don t stress; stressez|stresse|stresser pas; pas stresser; pas de stress
    mort|morte|morts|mortes de rire|faim|soif|froid|trouille; je|suis|etais mort|morte de rire; point|temps|angle mort
    c est? mort pour|ce|cette|si; dead line|end|weight|easy|simple|on|spot
    en peux|peut plus de|du|d cette|ce|cet|l|la|le|les? imprimante|ordi|bruit|clim|chaleur|logiciel|wifi|pluie|vpn
    ecran|vitre|plancher|parquet|chaise|marche craque|craquent|craquee
    mon|ma|mes|my ex collegue|collegues|client|bureau|boite|stagiaire|colleague|client|office|employer
    carte|maison|societe mere ... mort|morte|hs|decede; carte|maison|societe mere; fils|fil electrique|electriques
    serveurs|machines|logiciels|applis|postes|systemes ... se parlent plus
    je|j pense|compte|songe|comptais partir lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|vers|tot
    cherche|chercher autre chose que; looking for something else than|that|to
    il|elle|on|qui m|me a? pousse|coince|coincee un|une|le|la|les|au
    client|cliente|fournisseur|prestataire ne? nous ... plus|pression
    match|finale|tournoi se|est? dispute|disputera|disputes; visite|visites|chantier de|d la|l|le? hopital|clinique
    visit to the|a hospital|clinic s? construction|building; doctor s office next
    accident de parcours
    """)
