"""What tells a diagnosis, a trade union or a report of wrongdoing: see `refused`.

`MINE`: said of somebody by the words themselves. `SAID`: an illness or a care by its name, which is somebody's only
where something else says so. `SPARED`: what the same words are of when they are nobody's.
"""

from __future__ import annotations

from bot.understanding.phrases import agreed, phrases
from bot.understanding.text import listed

_BE = "suis|sui|jsuis|chuis|est|etes|sommes|sont|es|etait|etais|serai|am|m|im|is|are|re|was|be|etant|being"
_HAVE = "ai|a|as|ont|avons|avez|jai|aurais|have|ve|has|had|got|ive"
_MY = "mon|ma|mes|son|sa|ses|my|his|her|their|notre|nos|our"
_A = "un|une|le|la|les|l|du|de|des|d|a|an|the|some"
_BOSS = (
    "chef|cheffe|chefs|manager|manageur|managers|responsable|directeur|directrice|patron|patronne|superieur|superieure"
    "|dirigeant|dirigeants|dg|pdg|n1|boss|supervisor|director|foreman|comptable|accountant|tresorier|contremaitre|daf"
    "|collegue|colleague|acheteur|buyer|ceo|cfo|encadrant|direction|management|employeur|employer|drh|gerant|gerante"
    "|president|presidente|compta|tresoriere"
)

MINE = phrases(f"""
    {_MY} psychiatre|psychiatrist|oncologue|oncologist; tentative de suicide; suicide attempt; idees suicidaires
    suicidal thoughts|ideas; fausse couche; miscarr*; seropositi*; hiv positive; le|l|du vih; sclerose en plaques
    multiple sclerosis; chimio*; chemo*; radiotherap*; depressi*; depressed; burn out|outs; burnout*; burnt out
    tumeur*
    tumour*; tumor|tumors; leucemie; leukaemia; leukemia; lymphom*; melanom*; mastectom*; bipolaire; bipolar; schizo*
    epilep*; parkinson*; alzheimer*; crohn*; maladie d? alzheimer|parkinson|crohn|charcot; endometrio*; fibromyalg*
    hernie discale; slipped disc; herniated disc; sciatique; sciatica; lumbago; lombalgie; sida; hepatit*; avc
    infarctus
    heart attack; crise|crises d|de? cardiaque|panique|angoisse|epilepsie|nerfs; panic attack|attacks; antidepresseu*
    antidepressant*; anxiolyti*; lithium; prozac; xanax; insuline; insulin; diabet*; anxiete; anxiety; cancer*
    metasta*
    trouble|troubles anxieux|bipolaire|alimentaire|alimentaires|psychique|psychiques|du; toxicoman*; cocainoman*
    alcoolique; alcoolisme; alcoholic; alcoholism; en|une|ma cure de? desintox*; en cure; desintox*; in rehab; rehab
    covid; long covid; gastro; gastroenterit*; migraine*; pneumonie; pneumonia; bronchite; bronchitis; mononucleose
    tuberculos*; angine; appendicit*; cystite; eczema; psoriasis; polyarthrit*; arthrit*; arthrose; tendinite; lupus
    ivg; avortement; abortion; fiv; pma; ivf; diabete gestationnel; cirrhos*; anorexi*; boulimi*; bulimi*; autis*
    had|a|un|an stroke; opere|operee|operation|chirurgie du|de|des|d|au la|l? genou|dos|coeur|epaule|hanche|prostate
    chirurgie; ligaments croises; knee|hip|heart|back|shoulder surgery|operation; hernie inguinale; phobi*; trisomi*
    syndrome de|du; accouchement difficile; toc; adhd; tdah; dyslexi*; mucoviscidos*; embolie; phlebite; zona
    seropo; une|la|ma sep; diagnosed with ms; sclerose en plaque
    suivi|suivie par un|une psy; {_MY} psy; coloscopie; colonoscopy; methadone
    arret|arrete|maladie hernie; hopital|unite|clinique psychiatrique; lombosciatique; lombosciatalgie; dialyse
    dialysis; fracture|fractures du|de|d|des la|l? tibia|femur|poignet|bras|cheville|humerus|bassin|jambe|clavicule
    rayons a curie; traitement hormonal; hormonotherap*; hormone therapy|treatment
    opere|operee|operation du|de|des|d la|l? sein|cerveau|rein|foie|vesicule|ventre|yeux|cheville|poignet
    """)
"""An illness or a care."""

DOCUMENTS = phrases(f"""
    compte|comptes rendu|rendus d|de|du|medical|medicaux? irm|scanner|hospitalisation|operatoire|medical|biopsie|radio
    compte|comptes rendu|rendus de|d|du l|la? consultation|hopital|urgences|echographie|analyse|analyses|sang
    resultat|resultats|bilan d|de|du|des|mes|l? irm|sang|sanguin|sanguins|biopsie|scanner|prise|analyse|analyses|radio
    {_MY} resultats ... irm|sang|biopsie|scanner|analyses; bilan sanguin|medical|psychologique|psychiatrique
    dossier|rapport|bilan medical; dossier|rapport d hospitalisation; {_MY} ordonnance; ordonnance de|pour|medicale
    lettre|courrier|certificat ... psychiatre|oncologue|psychologue|cardiologue|neurologue
    certificat medical detaille|psychiatrique|psychiatre; certif|certificat medical? psychiatre|psychiatrique|psy
    certificat medical ... diagnostic|maladie; medical certificate ... diagnosis; dossier mdph
    analyse|analyses de? sang|sanguine|sanguines
    mri|ct|scan|biopsy|blood|lab report|results|result|test|tests; {_MY} mri; discharge summary|letter; medical report
    medical records|record|file|history; {_MY} prescription; prescription for; letter ... psychiatrist|oncologist
    {_MY} irm; irm|mri ... cervical|cerebral|lombaire|genou|montre|montrent|shows
    radio|radios|radiographie|xray|xrays du|de|des|d|of|my ... poumon|poumons|genou|dos|thorax|main|hanche|lungs|knee
    pathology|radiology report; diagnosis letter; cr hospitalisation|operatoire|biopsie|scanner|radio|consultation
    """)
"""A medical document."""

_ILL = (
    "alcoolique|alcoholic|depressif|depressive|depressed|depression|burnout|bipolaire|bipolar|schizophrene|seropositif"
    "|seropositive|epileptique|diabetique|diabetic|toxicomane|cancer|anorexique|autiste|autistic|schizophrenic"
)
SUBJECT = phrases(f"""
    je|j|jai|jsuis|il|elle|i|im|ive|he|she {_BE}|{_HAVE}|fais|fait|prends|prend|souffre|suffer|suffers|viens|me|m|ne|n
    {_MY}; atteint|atteinte; souffre|souffrant|suffering|suffer; diagnosti*; diagnosed; diagnosis; m|nous a|ont
    arret|arrets|aret|arrete|arretee; absent|absente|absence; conge|conges; sick; signed off; reviens|reprends|retour
    off; away; leave; teletravail; working from home; rdv|rendez; appointment; suis; jsuis; am; im
    fais|prends|souffre
    maladie; motif; because; due to; car; parce; suite a|au|aux; a cause; pour ma|mes|mon; seance|seances de
    est|etait|serait|is|was|fait|a en|une|un|l? {_ILL}
    """)
"""What makes a named illness somebody's: whoever it is said of, or an absence."""

UNION_ORGS = "cgt|cfdt|cftc|cgc|cfe|unsa|fo|sud|solidaires|cnt|unite|unison|gmb|usdaw|tuc"
_DELEGATE = agreed("delegue elu adherent syndique") + (
    "|adherents|representant|representante|militant|militante|milite|secretaire|membre|permanent|permanente|tresorier"
    "|member|rep|delegate|steward|representative|mandate|mandatee|sympathisant|sympathisante|encarte|encartee"
)
_UNION_THINGS = "cotisation|cotisations|adhesion|carte|mandat|section|heures|camarades|branch|card|dues|membership|fees"
_KNOWN_ORGS = "cgt|cfdt|cftc|cgc|unsa|cnt|unison|gmb|usdaw"
_IN_FULL = (
    "force ouvriere",
    "confederation generale du travail",
    "confederation francaise democratique du travail",
    "confederation francaise des travailleurs",
)
_UNION_FRONT = "syndical|syndicale|syndicaux|syndicales|sindical|sindicale"

_OF_UNIONS = "\n".join(
    f"""
    {_DELEGATE} ... {name}; adhere|adherer|adhesion|adheres|inscrit|inscrite|rejoint|rejoindre ... {name}
    {_BE} a|chez|avec|de la|l? {name}; carte|carnet|cotisation|section|mandat|camarades de|a|la? la? {name}
    milite|militer|vote|voter|candidat|candidate ... {name}; sur|de la|une|ma liste {name}
    """
    for name in _IN_FULL
)
UNION = phrases(f"""
    {_OF_UNIONS}
    carte|carnet|timbre|adhesion|cotisation {_KNOWN_ORGS}; sur|tete la|une|ma|de? liste {_KNOWN_ORGS}
    {_KNOWN_ORGS} card|membership|stamp; candidat|candidate|presente|colistier ... {_KNOWN_ORGS}
    vais|va|assiste|participe|serai|absent|absente|ma|allons ... reunion|heure|ag d? information|mensuelle? syndicale
    going|off|away|attend|attending ... union meeting|conference|branch
    syndique; syndiquee; syndiques; syndiquees; sindique; syndiquer; unionised; unionized; unionist; unionists
    cegetiste; cegetistes; cedetiste; cfdtiste; trade unionist
    {_DELEGATE} ... {UNION_ORGS}|{_UNION_FRONT}|syndicat|sindicat; {UNION_ORGS}|union {_DELEGATE}
    {UNION_ORGS} shop? steward; shop steward; member|part|delegate|rep of|from|for the|a? trade? union|{UNION_ORGS}
    {_UNION_THINGS} ... {_UNION_FRONT}; {_MY} {_UNION_THINGS} ... {UNION_ORGS}|syndicat|union; {_MY} syndicat|union
    {_MY} union|{UNION_ORGS} {_UNION_THINGS}; union|{UNION_ORGS} dues|membership|fees|subscription
    adhere|adherer|adhesion|adheres|inscrit|inscrite|encarte ... {UNION_ORGS}|syndicat
    join|joined|joining|belong|belongs to? the|a? trade? union|{UNION_ORGS}; in|part of? the|a union|{UNION_ORGS}
    {_BE} a|chez|au la|l? {UNION_ORGS}|syndicat; partie du|d un? syndicat; milite|militer chez|a|au|pour|avec
    carte a|de|d la? {UNION_ORGS}; vote|voter|sympathise ... {UNION_ORGS}; {_BE} {UNION_ORGS}
    """)
"""Somebody's trade union."""

UNION_SPARED = phrases("""
    union station|street|square|jack|bank; european|student|students|credit|western|rugby|customs|civil union
    s union; union europeenne|sportive|bancaire; sud ouest|est|gare|de|du; unite centrale|arithmetique|mobile
    carte de fidelite
    """)

_REPORT = (
    "signaler|signale|signalle|signalement|denoncer|denonce|denonciation|reveler|temoigner|temoigne|temoin|declarer"
    "|remonter|alerter|plainte|alarm|report|reporting|reported|denounce|expose|witness|witnessed|testify|testifying"
    "|disclose|warn|whistle|complain|complaint|raise|lancer|denoncier"
)
_GRAVE = (
    "harcelement|harcelements|harceler|harcele|harcelee|harassment|harassing|harass|harassed|bullying|fraude|fraudes"
    "|fraud|frauds|corruption|discrimination|discriminations|agression|assault|viol|rape|attouchement|attouchements"
    "|groping|detournement|detournements|embezzl*|falsific*|racisme|racism|raciste|racistes|racist|sexisme|sexism"
    "|sexiste|sexistes|sexist|homophob*|antisemit*|malversation|malversations|escroquerie|abus|pots|bribe|bribes"
    "|bribery|blanchiment|laundering|wrongdoing|misconduct|maltraitance|abuse|collusion|favoritisme|pollution"
    "|illegal|illegale|illegales|illegaux|delit|delits|crime|crimes|toxic|toxiques"
    "|toxique|dissimulee|violences|salaces|humiliations|menaces|threats|nepotism|intimidation|theft|stealing|illegally"
    "|extorsion|chantage|blackmail|magouille|magouilles|arnaque|exploitation|inappropriate|irregularites|wrongdoings"
)
_DOES = (
    "detourne|detournent|falsifie|falsifient|trafique|trafiquent|triche|trichent|magouille|magouillent|embezzl*"
    "|falsif*|fiddles|fiddling|cheats|cheating|forges|bribes|bribed|launders|agresse|viole|maquille|maquillent"
    "|extorque|corrompt|soudoie|defrauds|defrauding|surfacture|escroque"
)
_BRIBES = "bakchich*|backchich*|bakshish*|kickback*|backhander*|bribes"
_TAKES = (
    "touche|touchent|recoit|recoivent|prend|prennent|accepte|empoche|takes|took|taking|accepts|receives|gets|getting"
    "|pockets"
)
_PADS = "gonfle|gonflent|bidouille|bidouillent|antidate|antidatent|pads|padding|inflates|inflating|backdates|backdating"
_FAKES = "fakes|faking|faked|forges|forging|forged|invents|inventing|fabricates|fabricating"
_BOOKS = "notes|frais|factures|chiffres|heures|comptes|devis|invoices|invoice|receipts|expenses|figures|hours|accounts"
_WRONG = (
    "fraude|fraudes|fraud|corruption|discrimination|discriminations|detournement|malversations|trucage|embezzlement"
)

WHISTLE = phrases(f"""
    {_REPORT} ... {_GRAVE}; {_GRAVE} ... {_REPORT}; blow|blowing|blew the whistle
    je|suis|etre|devenir lanceur|lanceuse
    lanceur|lanceuse|lanceurs d? alerte|alertes; whistleblow*; whistle blow*; alerte|alertes ethique|ethiques
    ligne|canal|dispositif|procedure d? alerte ethique|interne; ethics hotline|line|alert|channel|report
    faire|fais|deposer|depose|adresser un signalement; signalement anonyme|ethique|interne|confidentiel
    anonymous|anonymously report|reporting|complaint|tip; report ... anonymous|anonymously|anonymement
    rester|stay|remain anonyme|anonymous; {_BOSS} ... {_DOES}; {_DOES} ... {_BOSS}
    {_BOSS} ... vole|volent|pique|piquent|steals|stealing|tape ... caisse|argent|materiel|stock|till|money|cash|from
    {_BOSS} ... fait|fabrique|makes|signe|emet ... fausses|faux|fake|false|travail facture|factures|invoices|dissimule
    {_BOSS} ... fausses|faux|fake|false factures|invoices|bulletins|notes; {_BOSS} ... travail dissimule|noir
    {_BOSS} ... touche|touchent|recoit|prend|takes|took|accepts|receives ... bakchich*|bribes|kickback*
    {_BOSS} ... commissions occultes; pots|pot de vin; delit|delits d? initie|initié; insider dealing|trading
    prise illegale d? interet|interets; abus de biens|bien|faiblesse|confiance sociaux|social?
    fraude aux|fiscale|sociale
    fraud in my|our|the; expense|expenses fraud; il y a|une|de? fraude
    conflit|conflits d? interet|interets ... signaler
    press|pressing|pressed charges; travail dissimule; travailler|travaille|payes|paye|payer|work|working au noir
    off the books; agression sexuelle
    sexual assault|harassment; harcelement sexuel; fausses|fake|false factures|invoices|expenses|receipts ... report*
    {_REPORT} ... fausses|faux|fake|false|fraudulent factures|invoices|expenses|notes|bulletins|documents|accounts
    victime|temoin|victim ... harcelement sexuel
    {_TAKES} ... bakchich*|backchich*|bakshish*|kickback*|backhander*; dessous de table
    touche|touchent|recoit|recoivent ... enveloppe|enveloppes ... fournisseur|fournisseurs|liquide|cash|billets
    {_BOSS} ... {_TAKES} ... {_BRIBES}
    {_BOSS} ... {_PADS} ... {_BOOKS}; {_BOSS} ... {_FAKES} ... {_BOOKS}; cook|cooks|cooking|cooked the books
    {_BOSS} se|s fait|font|faire payer|offrir|arroser|acheter|rincer ... fournisseur|fournisseurs|prestataire|client
    {_BOSS} s|is|are|gets|get|being? paid|bribed off? by a|the|our|one? supplier|suppliers|contractor|vendor|client
    {_BOSS} se|s sert|servent|servait dans la|les caisse|caisses|stock|stocks; travail|bosse|bosser|embauche au noir
    fait|font|bosser|travailler|emploie|embauche ... salaries|gens|personnes|employes non|pas declares
    {_WRONG} ... preuve|preuves|proof|evidence; preuve|preuves|proof|evidence ... {_WRONG}
    discrimination|discriminations a|aux|dans l|les? embauche|recrutement|recrutements
    fraude|corruption|detournement|vol|trucage ... par|by {_MY} {_BOSS}
    """)
"""A report of wrongdoing."""

WHISTLE_SPARED = phrases("""
    formation|formations|training|sensibilisation|prevention|awareness|session|affiche|afficher|affichage|poster
    charte|charter|policy|politique|comite|committee|audit|anticorruption|antibribery; anti bribery|corruption|fraude
    fraude|fraud au|of|awareness president|the|session; ceo fraud; livre|livres ... lanceurs|lanceur d alerte
    guide|brochure|webinaire|webinar|conference|referent
    referente; phishing; spam; imprimer|print|livret|flyer|depliant|documentation|documentaire|film|roman
    panneau|post the; elearning; e learning; quiz; antifraude; charges sociales|locatives
    """)
_OWN = "veux|voudrais|souhaite|dois|aimerais|want|need|like|wish|have|tiens|vais|must|voulais|peux|d"
GRAVE = phrases(f"""
    {_GRAVE}; conflit|conflits d? interet|interets; conflict|conflicts of interest|interests
    travail|au noir|dissimule
    off the books; under the table; insulte|insultes|insulter|insulted|insulting|insults|humilie|humiliee|humiliating
    me|m|nous|lui|la|les met|mettent|mettre la pression; me|m|nous|lui menace|menacent|rabaisse|rabaissent|crie|hurle
    touche|toucher|main|mains ... fesses|seins|cuisses
    """)
"""A wrong, that is reported where somebody says so anywhere."""
WHISTLE_OWN = phrases(f"""
    je|j|i {_OWN} ... {_REPORT}; je|j signale|denonce|temoigne; i am|m? reporting|denouncing; qui|who ... {_REPORT}
    comment|how ... {_REPORT}; {_REPORT} ... mon|ma|my|notre|our {_BOSS}
    """)
"""A report that somebody makes, whatever it is near."""

HEALTH_SPARED = phrases("""
    contre le|la|l; ligue|association|course|fondation|charity|foundation; octobre rose; campagne|campaign
    vaccination|vaccinations|vaccin|vaccine|jab; creux|avis|vent ... depression
    depression|depressions meteo*|annoncee|forecast|atmospherique
    en depression avec cette? meteo; zona de; zone; gel|masques|masks; test|tests|autotests covid; affiche|formation
    training|conference|sensibilisation|webinaire; client|clinique|supplier|fournisseur|livraison|delivery; code
    colloque|congres sur|on; meteo; tumeur benigne dans; cancer research; machine|imprimante|printer; stand
    """)

_TRADED = (
    "exposition|expo|expositions|salon|salons|foire|congres|evenement|forum|chantier|projet|site|secteur|marche|client"
    "|clients|fournisseur|fournisseurs|entreprise|societe|filiale|service|direction|comite|musee|magazine|annee"
    "|trimestre|semestre|exercice|gamme|materiel|equipement|equipements|appel|offre|presse|exhibition|expo|fair|show"
    "|project|market|company|industry|sector|trade|client|clients|supplier|year|conference|museum|ca|ventes"
)
_ABOUT = "de|du|des|d|sur|pour|of|on|for|from"
DOCUMENTS_SPARED = phrases(f"""
    dossier|rapport|bilan medical {_ABOUT} l|la|le|les|notre? {_TRADED}; {_TRADED} medical report|file
    medical report|records|file {_ABOUT} the|our? {_TRADED}; medical market|device|sales|trade
    dossier|rapport|bilan medical annuel|annuelle|trimestriel|commercial|financier
    """)
"""Papers about medicine, that are nobody's."""

KNOWN = listed(
    """
    depression depressif depressive depressed cancer tumeur burnout bipolaire schizophrenie epilepsie seropositif
    seropositive seropositivite sclerose chimiotherapie radiotherapie leucemie lymphome endometriose hepatite
    antidepresseurs antidepresseur diabete diabetique anxiete alcoolique gastro sciatique lumbago migraine covid
    avortement alzheimer parkinson psychiatre ordonnance diabetic diabetes anxiety alcoholic miscarriage chemotherapy
    leukaemia schizophrenia epilepsy psychiatrist prescription hepatitis tumour sclerosis
    syndique syndiquee syndical syndicale syndicat adherent adherente adhesion delegue deleguee representant cotisation
    unionist membership member delegate steward
    signaler signale signalement denoncer denonce denonciation temoigner harcelement harcele harcelee fraude
    corruption
    discrimination agression detournement lanceur alerte ethique harassment bullying whistleblower whistleblowing
    embezzling corruption misconduct racisme sexisme falsifie detourne anonymous anonyme
    """
)
"""The words that are read as meant where they are typed wrong by a letter."""

HIDDEN = frozenset(
    (
        *KNOWN,
        *UNION_ORGS.split("|"),
        *listed(
            "vih hiv sida avc ivg fiv pma irm mri tdah adhd chimio autisme autiste suicide bipolar cancers mst vhc"
        ),
    )
)
"""The words that are put together where their letters stand apart."""

FIRST_SEEN = listed(
    """
    depr burn cancer tume tumo bipo schi epil sero hiv vih scle mult chim chem radio leuc leuk lymph mela mast park alzh
    croh endo fibro herni slip herniat sciat lumb lomb sida hepa avc infa heart crise pani antid anxi lith proz xana
    insu diab trou toxi coca alco cure desi rehab covid gastro migr pneu bronc mono tube angi appe cyst ecze psor poly
    arth tend lupu ivg avort abort fiv pma ivf cirr anor boul buli auti stro oper chir surg knee hip phob tris synd toc
    adhd tdah dysl muco embo phle zona psyc onco suic fausse misc resul compte comptes bilan dossi rappo ordo irm mri
    biop blood disc medic presc patho scan diag idees hospi metas ligam certi letter lettr courr heal
    sindi sydi syni unio ceget cedet cfdt cgt cftc cgc cfe unsa fo sud soli cnt unite unison gmb usda adher cotis
    deleg repre milit shop steward memb mandat carte
    sign sgna denon temoi lance whist blow harc hara bull fraud corru discri agres assa viol rape attou grop detour
    embez
    falsi racis sexis homop antis malve escro abus pots brib blanc laun wrong misco maltr collu inter illeg delit insid
    ethi alert anony repor fake fals tip faux inti theft threa nepo chant black magou arna explo inap irreg
    anal ouvr conf faki forg inve fabr kick bakc back baks cook gonf bido pads padd infl decl sert serv paid paye desso
    cr enve colo meth dial frac rayo trai horm suiv trafi trich magou fidd chea noir books dissi vole piqu steal
    """
)
"""How the words begin without which nothing of this is said: four letters at most are looked at."""
OTHERS = frozenset(
    listed(
        """
        delegues delegation signaux signaletique alerter alertes alertez alertee corruptible lettres ordonnances
        ordonnance ordonnances fraudeur relegue delegate delegates signale signaler signalee signalez adhesif adhesive
        adhesifs anonymat ethiques members steward membrane denonce carnet cancel cancels cacher cancre caner canner
        chance chances caners canker canter tuteur tuteurs tueur tueurs gaston castro gastros cellier bipolaires
        anciete traders lancer lances lancee lancees elance balance membres numbers remember numero members
        declarer depassement dissuasion degression
        """
    )
)
"""Words of their own, that one letter parts from those."""
