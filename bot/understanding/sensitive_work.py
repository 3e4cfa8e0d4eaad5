"""What is private at work: pay, discipline and dismissal, conflict and harassment. See `sensitive_cues`."""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_people import MONTH, MY
from bot.understanding.sensitive_weights import DOUBT, LIKELY, SURE

_BOSS = (
    "manager|managers|chef|cheffe|chefs|responsable|boss|directeur|directrice|superieur|superieure|supervisor|patron"
    "|patronne|collegue|collegues|colleague|coworker|teamlead|lead|dg|pdg"
)
_SLIP = "bulletin|bulletins|bultin|buletin|buletins|bulltin|fiche|fiches|fich|feuille|feuilles"
_WAGE = "paie|paye|paies|payes|paix|salaire|salaires|salair|payement|paiye"
_ANYONE = (
    f"{_BOSS}|tuteur|tutrice|formateur|formatrice|client|collaborateur|salarie|gars|type|monsieur|stagiaire|chauffeur"
    "|ouvrier|associe|voisin|maitre|cadre|livreur|gardien"
)
_OWN = "locker|desk|door|car|chair|bag|casier|bureau|voiture|vestiaire|porte|sac|siege|placard|coat|manteau|photo"
_SHAMES = (
    "crie|hurle|insulte|insultes|humilie|ignore|traite|harcele|menace|gueule|engueule|rabaisse|denigre|surveille|colle"
    "|drague|touche|tripote|frappe|gifle|pousse|bouscule|critique|isole|parle|rabroue|fatigue|accuse"
)
_TOUCHES = (
    "touche|touchait|touchent|touchee|tripote|tripotait|pelote|drague|draguait|draguer|caresse|caressait|embrasse"
    "|embrassee|reluque|siffle|mate|matait|harcele|peloter|toucher|frole|frolait|agrippe"
)

PAY: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        salaire|salaires|salair|sallaire; salary|salaries; {_SLIP} de|des? {_WAGE}; payslip*
        {_SLIP} {MONTH}; bs {MONTH}; {_SLIP} d|de {MONTH}; pay slip|slips|stub|stubs|rise|raise|cut|gap; payroll
        augmentation|augmentations ... salaire|salariale|salariales; augmentations
        mon|ma|son|sa|leur augmentation|augment
        prime de|annuelle|exceptionnelle|vacances; {MY} prime|primes; la|une|les|sa prime|primes a|de|pour
        13 e|eme|th mois|month; treizieme mois
        my|his|her|their bonus|wage|wages|pay|raise|commission|commissions|salary|payslip
        saisie sur|salaire; acompte sur|de salaire|paie|paye; avance|avances|acompte sur ma|mon|la|son? {_WAGE}
        avis a tiers; atd; heures|heure sup|supp|supplementaires|supplementaire; surendett*; solde de? tout|tous compte
        solde tout|tous comptes?; remuneration|remunerations|remunere|remuneree|remuner
        virement de|du mon? salaire|paie
        underpaid; unpaid overtime|wages|salary|leave
        avance de salaire|paie|paye; voudrais|voudrait|besoin d|faire|avoir|demander|demande une? avance
        get|have|need|want|ask for? an advance; cash advance; overdrawn; overdraft; a decouvert; decouvert bancaire
        dans le rouge; galere financiere; gene financiere; besoin d argent; short of money|cash
        can t|cannot|cant afford
        package du|de ... nouveau|nouvelle|candidat|candidate|commercial|cadre|directeur; package salarial|remuneration
        package of|for our|the|his|her ... guy|hire|manager|director|candidate|recruit; compensation package|plan
        comp package
        des|les|de primes; ma|sa|la|son fiche salariale; fixe et variable; mon|son coefficient|echelon; overtime pay
        garnish*; salary advance; advance on ... pay|salary|wage
        paycheck*; paycheque*; pay check|cheque; p 45|60|11; payday loan|advance
        ai|avons|jai ... ete paye|payee|payes|payees; suis pas|jamais|toujours paye|payee
        i haven|havent|ve|have|was|got|still|wasn|didn ... paid; i m|am not paid|underpaid|owed
        paid me|late|wrong|twice|less ... month|again|salary; paid less than
        haven|havent|not t? been paid this|my|last|yet|for
        combien ... toucher|gagne|gagner|touche|touches|gagnes
        how much do|does|did|am|is|are i|he|she|they|we ... earn|make|paid
        how much ... earns|earn; brut|bruts annuel|mensuel|imposable|par; k|euros|eur|e brut|bruts
        net imposable; promesse|proposition|lettre d embauche; offer letter
        social security number; numero de securite|secu; num|no|numero secu|nir; ssn
        """),
    LIKELY: phrases(f"""
        la|ma|ta|sa|les|des|de|mes|en|question|erreur|probleme|souci|pb|ma|bulletin paie|paies
        ma|sa|mes|leur paye|payes; la|de paye|payes; paye est|d {MONTH}|fausse; augmentation; wage|wages
        salarial*
        demande|demander|obtenir|negocier une augmentation; bonus|bonuses; overtime
        a|the|this|that|our|your|any|no|annual|yearly|next|another|s raise; our|the|your|any|annual|yearly raises
        raise|raised|increase ... pay; payraise; payrise; underpay*
        pole emploi; france travail; unemployment; tax code|return; prelevement a la source; pension; retraite; chomage
        interessement; participation aux benefices; me|nous faut|faudrait un acompte; mon acompte; stock options; bspce
        carte vitale; avis d imposition; impots perso; ma|ta feuille d impots; tax form
        tableau|fichier|liste|grille|enveloppe d|des|de augment|bonus|primes
        indemnite|indemnites de|d licenciement|depart|rupture|chomage|journalieres; mes indemnites; variable sur|de|du
        """),
    DOUBT: phrases("""
        mon|mes rib; rib perso; paye|payee|payes plus|moins|mieux|mal que|plus; earn|earns|earning|paid more|less than
        pay grid|scale|band|bands
        pay review|gap|equity|freeze|increase|dispute|difference|details; earn more|less; part|half of my pay; smic
        minimum wage; au noir; trop percu; heures impayees; unpaid hours; caf; la caf|cpam; counter offer
        contre proposition
        rachat de credit; credit conso; loyer impaye; rent arrears; heritage; inheritance
        classification|coefficient|echelon de|personnel; my bank details; mes coordonnees bancaires
        indemnite|indemnites; revenus
        justificatif de revenus|salaire|domicile; attestation de|d revenus; employeur pour; mon|notre pret|credit|loyer
        mon|ma proprio|proprietaire|bail; my rent|landlord|mortgage|loan|tenancy; fins de mois; fin de mois difficile
        """),
}

DISCIPLINE: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        licenci*; licensi*; dismiss*; fired|firing|sacked|sacking; demission*; demision*; resign*
        rupture conv|convention|conventionnelle|conventionelle|co|amiable; ruptur conv*
        faute grave|lourde|professionnelle
        sanction*; avertissement a|pour|de|ecrit|disciplinaire; disciplin*; diciplin*; mise|mis a pied
        entretien prealable
        prud hom*; prudhom*; prudom*; prud hommes; redundan*; layoff*; laid off; lay off; laying off; plan social; pse
        plan de sauvegarde|depart|departs; abandon de poste; grievance*; conseil de discipline; depart negocie|force
        depart volontaire|contraint|anticipe
        periode d essai ... rompre|rupture|fin|pas|non|renouvel*|stopper|terminee|concluante; fin de periode d essai
        rompre|rupture|arreter|fin|stopper|renouvel*|prolong* ... periode|essai; rompre ... contrat
        warning letter; employment tribunal; severance; first|second|written|verbal|formal|final warning; written up
        quitte|quitter|quittes|quittons l entreprise; quitte|quitter la|cette societe|boite|boite
        leaving|leave the company
        notice period; hand|handed|handing|giving|give|gave|put ... notice; my notice; i quit; quitting; want to quit
        mettre fin a; s est|se|me|fait|faire|fais|l|te fait? virer|viree|vire|lourder; me|m vire|virer|virent|viree
        let ... go; letting ... go; being let go; be let go; got let go; pip meeting|plan|review|for
        a|the|his|her|my|s|on pip
        performance improvement|improvment; gross misconduct; misconduct; demoted|demotion|demote
        suspended from|without|pending|with; garde a vue; huissier|huissiers; commissaire de justice; bailiff*
        avocat|avocate|avocats du|en|de|specialise travail|droit|mon|ma|penal
        {MY} avocat|avocate|lawyer|solicitor|attorney
        employment|divorce|labour|labor lawyer|inspector|inspectorate|inspection|law|court
        family|divorce|criminal|crown|county court; inspectrice|inspecteurs du travail; restraining order
        mis|mise en examen
        get|getting rid of him|her|them; fire|sack|firing|dismiss him|her|them|someone|somebody|one|two|a|my|our
        got|been|gets|being suspended; suspended this|yesterday|today|last; sa|ma|leur dem
        pose|posee|poser sa|ma|la dem
        final settlement; s|ending|end|his|her|my|their trial period; poste|postes supprime|supprimes
        suppression|suppressions de
        drink|drunk driving; dui; alcool au volant; gendarme*; policier*; condamne|condamnee a|pour|par; condamnation*
        temoigner
        mise|mis a la? porte
        reclassement; jobs|roles|posts cut|cuts|axed; job cuts|solicitor|attorney|law; inspecteur|inspection du travail
        rdv|rendez|entretien|convoque|convoquee|convocation ... rh|drh|juge|police|commissariat|gendarmerie|tribunal
        convocation|convoque|convoquee chez|devant|au|a|aux|par l|la|le? tribunal|police|rh|drh|juge
        """),
    LIKELY: phrases(f"""
        blame; recadr*; terminat*; periode d essai; probation; preavis; insubordination; performance review|issue|issues
        convocation ... entretien; alcoolemie; est|es|suis|sera|etait|ete|etre|va le|la|l|etre? vire|viree|vires|virer
        vire pour|de|du|hier|cette|car; se|nous|sommes|doit|va separe|separer|separons|separent de|d
        annoncer|annonce son|leur|mon depart; depart ... {MY}|equipe ... annoncer
        rendre mon|son badge|pc|ordi|telephone
        who|where do|should|can ... give|return|hand my badge|laptop; last day at|here|is|will; my last day
        mon dernier jour
        entretien|interview|entretiens chez|avec|with|at un|a|another|autre concurrent|competitor|company|employer|boite
        chez|pour|at|for|with un|a|the concurrent|concurrence|competitor; job interview|offer|search|hunting
        autre|nouveau|new|another job|boulot|taf|employeur|employer; chercher|cherche|looking ... ailleurs|elsewhere
        changer de boite|boulot|taf|metier|chef|manager; mise|mis au placard; placardis*; retrograd*; tribunal
        tribunaux
        court date|hearing|summons|order|case; in|to|at court; jury duty|service; arrested; prison; jail; probat*
        casier judiciaire; criminal record; permis retire|suspendu|annule; retrait de|du permis; perdu mon permis
        commissariat; gendarmerie; police want|wants|called|came|at|officer|officers|report|station; flics; cops
        plus de permis
        driving licence|license ban|suspended|points; lost|losing my driving? licence|license; driving ban
        points sur|de mon permis
        sans permis; police a|est|m|vient|nous|station|report|officer
        a|la police ... moi|convoque|plainte
        le|la|du|au|un|une|devant juge; judge; proces contre|avec|de|pour; mon|son proces; jaf
        audience ... juge|tribunal|prud|jaf|divorce|prudhom*; mediateur; poursuites; sue|suing|sued; legal action
        insuffisance professionnelle; incompetent|incompetente; absenteisme; absences|retards de|du|d; faute de|du
        non renouvellement; pas renouvele|renouvelee|renouveles; won|not t? be? renewed|renewing; not renewing
        cse ... licenciement|plan|salarie|contre|disciplin*|assist*; delegue|elu du|syndical|cse|personnel
        delegue syndical
        syndicat|syndicats|syndique|syndiquee|syndical|syndicale; cgt|cfdt|cftc|unsa; union rep|representative|member
        trade union; fais|fait|faire|en greve contre|avec|dans|pour|demain; greviste|grevistes; je ... greve
        enquete interne; internal investigation; investigation into|of|on|about; under investigation
        accuse|accused de|of
        """),
    DOUBT: phrases("""
        avertissement; retards repetes; protocole|accord transactionnel; settlement agreement; shown|show the door
        pris|prend la porte
        reviendra|revient pas|plus; won|wont t? be? coming back; not coming back
        how much ... earn|earns|make|makes|paid|gets
        owe|owes|owed me ... overtime|pay|salary|hours|wages; doit ... heures sup|mois|paie; puts|putting|put me down
        in front of everyone|everybody; entretien|entretiens d evaluation; evaluation|evaluations de|des l equipe
        appraisal*
        performance reviews|plan|plans|problem|problems; underperform*; poor|bad performance; restructur*; downsiz*
        headcount cut|cuts|reduction|reductions|freeze; reduce|reducing|cut|cutting|freeze ... headcount
        reduction d effectif|effectifs; fin de contrat|cdd; pas garder|gardons|conserver|confirmer|reconduire
        not keep|keeping
        headhunter; chasseur de tete|tetes; main courante ... depose|police; deposer|depose|faire une main courante
        procureur
        controle judiciaire; prosecutor; cambriole|cambriolee; burgled; immigration; asylum; deport*; oqtf
        car crash|accident
        droit de retrait|alerte; representant du personnel; employee representative; pousse|poussee vers|dehors
        absences repetees|injustifiees; contrat de travail; employment contract
        avenant; entretien annuel; evaluation annuelle; annual review|appraisal; mobilite interne; changement de poste
        je pars fin|le|en|definitivement ... mois; mon depart de|definitif; depart de l entreprise
        """),
}

CONFLICT: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        harcel*; harsel*; harass*; harras*; bully*; bullied; bullies; discriminat*; sexis*; abusive; verbally; abused
        racis*; raciale; homophob*; transphob*; antisemit*; islamophob*
        agress* ... moi|verbal*|collegue|physique*|par; m|nous a|ont agress*; agressee|agresses|agression; insult*
        menacee|menacees; me|m|nous menace|menacent|menacait; me|m|nous|la|l a menace|menacent
        menace|menaces de mort; assault*; threaten*; battu|battue; me|la|l bat|tape|frappe|gifle|bousculee
        peux|peut|pouvons|veux|veut|arrive|supporte plus ... travailler avec|ensemble
        ne|n ... plus travailler avec|ensemble; peux|peut|veux plus ... supporter|travailler avec|voir|blairer|sentir
        ne|n supporte|supportons|supporter plus; supporte plus
        can t|cannot|cant work|deal|stand with|him|her|them|it|another|my
        can t|cannot|cant ... anymore with|him|her|them; toxi*; crie|hurle|hurler|crier|gueule|gueuler|hurlee dessus|sur
        shout* ... at; yell|yells|yelled|yelling|scream|screams|screaming|screamed; conflit avec|entre|dans|au|grave
        conflict with|between; lanceur|lanceurs d alerte
        whistleblow*
        signaler|denoncer un|une|des|mon|ma|le|la? comportement|fait|faits|harcelement|collegue|manager|chef
        report ... behaviour|behavior|misconduct; inappropri*; creepy; creep; pervers*; voyeur*
        comportement|propos|geste|gestes ... deplace|deplaces|inapproprie|inacceptable|manager|chef|collegue
        blague|blagues|remarque|remarques|commentaire|commentaires ... deplacees|deplacee|lourdes|sexuelles|physique
        jokes|remarks|comments ... sexual|physical|creepy
        humiliat*; humilie*; humiliant*; rabaiss*; denigr*
        comments|remarks|jokes ... my body|skin|accent|clothes|looks|religion
        se|me sens ... mal|harcele|humilie|isole|menace|persecute|nul|visee|vise|exclue|exclu
        feel* unsafe|bullied|harassed|targeted|humiliated|threatened|excluded; mobbing
        plainte contre|interne|aupres|pour
        plainte|plaintes client|clients contre; complaint|complaints against
        complaint about|against ... colleague|manager|boss|him|her; fraude; fraud; corruption; vol ... collegue
        porter|porte|deposer|depose plainte; me|m|nous parle mal|agressivement|comme; mal parle a
        {_BOSS} ... m|me|nous ... {_SHAMES}; {_BOSS} ... con|connard|connasse|fou|folle|salaud|pervers|tyran|horrible
        il|elle|ils|qui|chef|on|collegue me|m a? {_TOUCHES}
        me|m|nous|la|l a? touche|tripote|drague|pelote|caresse ... seins|fesses|cuisse|bureau|temps
        fait|fais|font|faire|faisait des avances; avances sexuelles|deplacees|lourdes; mains aux|baladeuses
        main aux fesses
        fesses; attouchement*; viol|violee; sexual*; sexuel*; groped|groping; molest*; rape*; stalk*
        keeps|kept|stop|stops touching|staring|grabbing|texting|hugging|following|hitting|flirting|messaging
        touching|touched|grabbed|groped|kissed me|my|her|his; hit|hits|hitting on me|her|him
        unwanted attention|advances|touching|contact
        connard|connards|connasse|pd|bougnoule|negre|gouine|tapette|pouffiasse
        sale|sales arabe|arabes|noir|noire|juif|juive|black|pede|race|blanc|blanche|grosse|gros
        me|m|l|nous|la a? traite|traitent|traitait|traitee de|d|comme
        call|calls|called|calling me|him|her names|a|fat|stupid
        because i|he|she m|am|is|s a? black|muslim|gay|jewish|arab|woman|trans|asian|african|fat|deaf|disabled
        parce que|qu je|il|elle suis|est une? noir|noire|arabe|femme|gay|juif|juive|musulman|musulmane
        cuisse|cuisses; thigh|thighs; hand|hands on|up my|her|his; his|her hand|hands on|up
        main|mains sur ma|mes|la|sa ... cuisse
        moque|moquent|moquer de|d moi|lui|elle|nous|mon|ma; laugh*|mock*|making fun ... at|me|of
        remarques|remarque sur|ma|mon|mes
        comments|comment|jokes|joke on|about my|her|his
        sends|send|envoie|texts ... photos|nudes|messages ... nuit|night|nu|nue
        me|nous parle|adresse|regarde plus; swearing|swears at|salope|salaud|encule|ordure
        asshole|bastard|bitch|prick|racist|sexist
        my boss|manager ... shout*|scream*|ignore*|threat*|bull*|hate*|insult*; tension|tensions avec|entre|dans
        mal au travail; risques psychosociaux; rps; lache|laches pas les|mon|ma|moi; me|m engueule|engueulee|engueuler
        """),
    LIKELY: phrases(f"""
        conflit*; conflict*; dispute*; mediation; plainte; complaint; rumeur*
        ambiance ... deletere|pesante|horrible|toxique|invivable|tendue; s en prend; mal a l aise; uncomfortable
        menaces; discrimin*; altercation; mauvaise entente; prend* en grippe; insupportable; unbearable; ingerable
        ca se passe mal; ca se passe tres mal; passe mal avec; passe plus avec; ne s entend* plus|pas
        entends plus|pas avec
        avoid|avoiding|hate|hates|scared|afraid|fear ... manager|boss|him|her|colleague; scared|afraid of|to
        peur de|d ... {_BOSS}|aller|venir|lui|elle; peur au|d aller|de venir; {_BOSS} ... deteste|hait|cible|acharne
        acharne sur|contre; s acharne; mise|mis a l? ecart; ostracis*; victime|victimes de|d; victim of
        seins|cuisses|decollete; nudes; photos intimes; insulting; swears|swore|swearing at; curses|cursed at
        makes|make|making ... uncomfortable|cry|sick|fun; picks|picking|picked on; singled out; micromanag*; gaslight*
        file|raise|make|lodge|filing|raising a|an|my? complaint|grievance|concern
        report my|him|her|a|someone manager|boss|colleague
        want|would|like ... report ... manager|boss|colleague|him|her
        {MY} manager|boss|chef|cheffe ... enfer|hell|awful|horrible|mean
        {_ANYONE} me|m a? {_TOUCHES}; me fait|font|faisait|faisaient des remarques|reflexions|allusions|sous
        {_ANYONE} arrive|vient|arrivait|venait|debarque|etait|est ... bourre|bourree|ivre|saoul|saoule|soul|alcoolise
        il|elle arrive|vient|arrivait|venait|est|etait bourre|bourree|ivre|saoul|saoule|alcoolise|defonce|defoncee
        ose|osons|osent rien|pas|plus dire|parler|venir|y; don|didn t dare; dont|didnt dare
        alone ... with him|her|them; alone in a|the|his|her ... with; seul|seule avec lui|elle|eux|mon
        seul|seule ... avec lui
        {_BOSS} ... camera|cameras|mouchard|gps|spyware
        camera|cameras ... braquee|pointee|filme|braquees|pointed sur|on|at
        someone|somebody|they|he|she wrote|scratched|painted|drew|spat|sprayed ... on my|her|his {_OWN}
        ecrit|tague|grave|dessine|crache ... sur mon|ma|son|sa {_OWN}; tagged|spat on my|her|his {_OWN}
        messages|message|texts|texted|sms|texto|textos|dms ... {_BOSS} ... am|pm|night|nuit|soir|minuit|midnight|weekend
        warning|warnings|blame|sanction ... my|his|her|file|record; antecedents judiciaires|de|d; casier judiciaire
        criminal record|past; a|ai|avait fait de la prison; vole|volait|pique|pioche dans la? caisse
        stealing|steals|stole from
        """),
    DOUBT: phrases("""
        changer d equipe|service|manager; safe with|around|near|here|anymore; en securite avec|ici|chez
        plus en securite
        to|in his|her|my hotel? room; finir|passer la|une soiree|nuit; chambre d hotel ... chef|directeur|manager|patron
        chantage; blackmail*; intimid*; bouc emissaire; scapegoat*; violent|violente|violents|violence|violences
        bagarre*
        coup|coups de poing|pied; punched|slapped|pushed|spat|kicked; fight|fights with|between; engueul*; predator*
        predateur*
        lost it with|at; pete ... plomb|cable; lourd|lourde|lourds avec; dragueur*
        il|elle|qui|on m espionne|suit|observe|attend
        spying|spies
        ecart|ecartee de; malveillan*; mechant|mechante avec; hostile; cruel; temoin rh|de|du; witness; lgbt*
        religieu*; religion; change teams|team|manager|managers; move desk|desks|teams because|away
        changer de bureau ... collegue|chef|cause|lui|elle; away from him|her
        """),
}

OF_SOMEBODY = phrases("""
    virer; vire; degager; licencier; recadrer; evincer; ecarter; retrograder; faire partir|sortir
    debarrasser de|d; fire; firing; sack; dismiss; demote; suspend; discipline; get|getting rid of
    plaint de|d|contre; complain|complains|complained|complaining about
    comportement|attitude|absences|alcoolisme|evaluation|sanction|augmentation|prime de|d
    behaviour|behavior|attitude|evaluation|appraisal of
    """)
"""What is private where a person is named after it: "virer Nicolas", "fire Nicolas"."""
