"""The words of what is private to a person, folded (no accents), by family and by how surely they say it.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import phrases

SURE, LIKELY, DOUBT = 0.92, 0.7, 0.45

_REASON = "raison|raisons|probleme|problemes|souci|soucis|motif|motifs|urgence"
_BOSS = "manager|chef|cheffe|responsable|boss|directeur|directrice|superieur|superieure"

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
        diagnos*; hosto; health reasons|reason|grounds; disabled ... for|because me|my|i
        handicape|handicapee|handicap ... pour moi|mon|ma
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
        plainte|plaintes client|clients contre; complaint|complaints against
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
