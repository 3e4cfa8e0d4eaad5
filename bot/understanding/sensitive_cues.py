"""The words of what is private to a person, folded (no accents), by family and by how surely they say it.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import phrases

SURE, LIKELY, DOUBT = 0.92, 0.7, 0.45

_REASON = "raison|raisons|probleme|problemes|souci|soucis|motif|motifs|urgence"
_BOSS = "manager|chef|cheffe|responsable|boss|directeur|directrice|superieur|superieure"
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
_ACCESS = "salle|place|places|acces|rampe|toilettes|wc|parking|stationnement"

HEALTH: dict[float, tuple[str, ...]] = {
    SURE: phrases("""
        arret|arrets maladie|travail; arret de travail; conge|conges maladie|maternite|paternite|parental|deces
        malade|malades|maladie; enceinte; grossesse; hospitalis*; hopital; chimio*; cancer; tumeur; depress*
        burn out; burnout; medicament*; handicap*; rqth; mi temps therapeutique; therapeutique; fausse couche
        psy|psychologue|psychiatre; accident de travail|du travail; sick leave|note|pay|day|days
        maternity|paternity|parental leave; pregnan*; surgery; hospital; illness; mental health
        disabled|disability; medical leave|certificate|appointment|condition; arret medical; inaptitude; invalidite
        alcoolique|alcoolise|alcoolisme; probleme d alcool; addict*; suicid*; ivf|fiv|pma
    doctor s? note|appointment|certificate; anxiety; depression
        miscarriage; therapy; off sick; certificat medical; visite medicale; invalide; longue maladie
        anxieux|anxieuse|anxiete; crise d angoisse|panique; insomnie*
        diagnos*
        """),
    LIKELY: phrases("""
        medecin; doctor; medical|medicale|medicaux; maternite; maternity; sick
        operation du|de la dos|genou|coeur|main|hanche; operee|opere; mutuelle; medecine du travail
        ijss; cpam; prevoyance; stresse|stressee; epuise|epuisee; suis a bout
    sante|health fragile|issues|issue|problem|problems|mentale; exhausted; craque|craquer; unwell; souffre*
        ill; prolong* ... arret|conge|conges; autis*; bipolaire|bipolaires|bipolar; diabet*; tdah; adhd
        schizo*; epilep*
        ai|as|a|suis|est|avons|ont ... covid; positif|positive ... covid; contracte|attrape|chope ... covid; cas contact
        have|has|got|caught|had ... covid; tested positive; en larmes|pleurs; in tears
        fracture ... cheville|bras|jambe|poignet|epaule|doigt|pied|genou|main|cote|clavicule|hanche|bassin|col
        s est|suis|m|ai|a fracture; broken|broke ... leg|arm|ankle|wrist|foot|finger|hip
        cheville|bras|jambe|poignet|epaule|doigt|pied casse|cassee
        suis|est|es casse|cassee ... cheville|bras|jambe|poignet|epaule|doigt|pied
        suffer*; kine; irm; traitement lourd|medical; blesse|blessee; injur*; probleme|problemes|souci|soucis de sante
        """),
    DOUBT: phrases("""
        fatigue|fatiguee; infirmier*; nurse; dentiste; dentist; urgences; clinique; vaccin*; sante; health; allergi*
    stress*
        """),
}

PAY: dict[float, tuple[str, ...]] = {
    SURE: phrases("""
        salaire|salaires; salary|salaries; bulletin|bulletins|fiche|fiches de? paie|paye|salaire; payslip*
        pay slip|slips|stub|rise|raise|cut|gap; payroll; augmentation ... salaire|salariale
        prime de|annuelle|exceptionnelle|vacances; ma|mes|sa|ses|leur|nos|des prime|primes
        my|his|her|their bonus|wage|wages|pay|raise; saisie sur|salaire; acompte sur|de salaire|paie
        avance sur salaire; heures sup|supplementaires; surendett*; solde de tout compte; wage|wages; remuneration
        virement de|du mon? salaire|paie; underpaid; overtime pay; garnish*; salary advance
        """),
    LIKELY: phrases("""
        paie; augmentation; demande|demander|obtenir|negocier une augmentation; bonus; overtime
        a|the|this|that|our|your|any|no|annual|yearly|next|another|s raise; our|the|your|any|annual|yearly raises
        raise|raised|increase ... pay
        pole emploi; france travail; unemployment; tax code; prelevement a la source; pension; retraite
        interessement; participation aux benefices
        """),
    DOUBT: phrases("""
        mon|mes rib; rib perso|personnel; my bank details; mes coordonnees bancaires; indemnite|indemnites; revenus
        """),
}

DISCIPLINE: dict[float, tuple[str, ...]] = {
    SURE: phrases("""
        licenci*; dismiss*; fired|firing|sacked; demission*; resign*; rupture conventionnelle; faute grave|lourde
        sanction*; avertissement a|pour|de|ecrit|disciplinaire; disciplin*; mise a pied; entretien prealable
        prud hommes; prudhom*; redundan*; layoff*; laid off; lay off; plan social; abandon de poste; grievance*
        periode d essai ... rompre|rupture|fin|pas|non|renouvel*|stopper; rompre ... periode|contrat
        warning letter; employment tribunal; severance; final warning
        quitter l entreprise; quitter la societe|boite; leaving the company; notice period; hand in my notice
        mettre fin a
        """),
    LIKELY: phrases("""
        blame; recadr*; terminat*; periode d essai; probation; preavis; insubordination; performance review|issue
        convocation ... entretien; alcoolemie
        """),
    DOUBT: phrases("""
        avertissement; retards repetes; absences repetees|injustifiees; contrat de travail; employment contract
        avenant; entretien annuel
        """),
}

FAMILY: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        divorc*; deces de; decede|decedee|decedes; obseques; enterrement; funeral; bereave*; passed away
        enfant|fils|fille|mari|femme|conjoint|mere|pere ... malade|hospitalise|hospitalisee|accident
        my|his|her ... died|dying; violence|violences conjugale|conjugales; garde d|des enfants; garde alternee
        pension alimentaire; custody; deuil; separation difficile|avec; conge enfant malade; enfant malade
        proche aidant; family emergency|matter|issue|reasons
        {_REASON} familial|familiale|familiaux|familiales; {_REASON} de famille
        mort|morte de; domestic violence|abuse
        """),
    LIKELY: phrases(f"""
        deces; familial|familiale|familiaux; child care; sick child
        situation personnelle; personal situation|matter|issue|reasons|problem
        {_REASON} perso|persos|personnel|personnelle|personnels|personnelles
        sujet|question|demande perso|personnel|personnelle
        """),
    DOUBT: phrases("""
        mon mari; ma femme; mes enfants; my wife|husband|kids; wedding; mariage; pacs; naissance; titre de sejour
    work permit
        """),
}

CONFLICT: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        harcel*; harass*; bully*; discriminat*; sexis*; abusive; verbally; abused; racis*; homophob*
        agress* ... moi|verbal*|collegue|physique*|par; m|nous a|ont agress*; agressee|agresses|agression; insult*
        menacee|menacees; me|m|nous menace|menacent|menacait; me|m|nous|la|l a menace|menacent
        menace|menaces de mort; assault*; threaten*
        peux|peut|pouvons|veux|veut|arrive|supporte plus ... travailler avec|ensemble
        ne|n ... plus travailler avec|ensemble; peux|peut|veux plus ... supporter|travailler avec|voir
        ne|n supporte|supportons|supporter plus; can t|cannot|cant work|deal|stand with|him|her|them|it|another|my
        can t|cannot|cant ... anymore with|him|her|them; toxi*; crie|hurle|hurler|crier|gueule dessus|sur
        shout* ... at; yell|yells|yelled|yelling; conflit avec|entre|dans|au|grave; conflict with|between
        lanceur|lanceurs d alerte
        whistleblow*; signaler un? comportement|fait|faits|harcelement|collegue|manager
        report ... behaviour|behavior|misconduct; misconduct; inappropri*
        comportement ... deplace|inapproprie|inacceptable|manager|chef|collegue; humili*; rabaiss*
        se|me sens ... mal|harcele|humilie|isole|menace|persecute|nul
        feel* unsafe|bullied|harassed|targeted|humiliated; mobbing; plainte contre|interne|aupres|pour
        complaint about|against ... colleague|manager|boss|him|her; fraude; fraud; corruption; vol ... collegue
        porter plainte; me|m parle mal|agressivement; mal parle a
        {_BOSS} ... m|me|nous ... crie|parle|insulte|humilie|ignore|traite|hurle|harcele|menace
        my boss|manager ... shout*|scream*|ignore*|threat*|bull*; tension|tensions avec|entre|dans; mal au travail
        souffrance au travail; risques psychosociaux; rps
        """),
    LIKELY: phrases("""
        conflit*; conflict*; dispute*; mediation; plainte; complaint; rumeur*
        ambiance ... deletere|pesante|horrible|toxique|invivable|tendue; s en prend; mal a l aise; uncomfortable
        menaces; discrimin*; altercation; mauvaise entente; prend* en grippe; insupportable; unbearable
    ca se passe mal; ca se passe tres mal
        ne s entend* plus|pas
        """),
    DOUBT: phrases("""
        changer d equipe|service; change teams|team
        """),
}

PRIVATE: dict[float, tuple[str, ...]] = {
    SURE: phrases("""
        dossier disciplinaire|medical|du personnel
        """),
    LIKELY: phrases("""
        confidentiel*; confidential*; en prive; in private|confidence; entre nous; discretement; between us
        en toute discretion; strictement personnel; rdv|rendez|parler|entretien ... rh|drh; talk|speak|meet* ... hr
        """),
    DOUBT: phrases("""
        perso; personal|private matter; delicat|delicate; sensible; sensitive; rh; hr; drh; discret; discrete
        discreet
        """),
}

NOT_SO = phrases(f"""
    conflit|conflits d|de|dans|sur l|la|le? {_PLANNED}; conflit|conflits {_PLANNED}|outlook|ip
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
    {_TAUGHT} ... {_SUBJECT}; health and? safety; sante et? securite; mise en forme; operation marketing|commerciale
    sensible|sensibles a|au|aux; donnees sensibles; sensitive to|data; handicape|handicapes pmr
    {_ACCESS} ... handicape|handicapes|handicap; disabled parking|access|toilet|toilets; sick of
    serveur|imprimante|machine|ordinateur|pc|ascenseur|plante|plantes malade|malades; participation au|a
    pension complete; demi pension; full board; trousse|boite|armoire|kit|sac ... pharmacie|secours|medicaments
    first aid; client|cliente|usager insupportable; clause ... confidential*; confidentiality agreement|clause
    accord de confidentialite; destruction|destructeur|destruire|broyeur ... confidentiel*|confidential*
    documents|papiers|dossiers confidentiels; confidential waste|documents|shredding|papers; alarm fired
    client|clients|compte|projet|chantier|visite ... hopital|hospital|clinique
    hospital|clinic client|account|project|visit
    medical|medicaux supplies|client|device|equipment; materiel medical; produit|produits toxique|toxiques
    plainte|plaintes client|clients; plainte d un client; customer|client complaint|complaints
    complaint from ... customer
    dispute|disputed|disputing ... invoice|charge|bill; invoice dispute
    indemnite|indemnites kilometrique*|repas|transport
    pot|fete|cadeau|carte|fleurs|cagnotte ... retraite|mariage|naissance|deces
    gift|card|flowers ... wedding|baby|retirement
    salon|forum|conference ... sante|health; carburant ... prime; raise a|an|the purchase|po|invoice|ticket|order
    sanction|sanctions internationale*|economique*; tension|tensions de|du|electrique*; basse|haute tension
    stress test
    retraite|retreat ... equipe|team; personal assistant|protective; acces perso
    """)
"""Where such a word names something else ("conflit d'agenda")."""
