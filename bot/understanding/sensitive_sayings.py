"""Sayings, trades' files and rules of the house, in the words of what is private. See `sensitive_spared`."""

from bot.understanding.phrases import phrases

_FILE = (
    "file|files|case|cases|client|clients|dossier|dossiers|affaire|audience|conclusions|hearing|v|jugement|assignation"
)
_LAWSUIT = (
    "divorce|divorces|succession|prud|prudhom*|licenciement|harcelement|garde|custody|dismissal|harassment|adoption"
)
_RULES = "code|codes|rules|reglement|reglements|procedure|procedures|policy|policies|charte|manual|committee|edition"
_DONE = (
    "close|closes|closed|run|runs|cut|cutoff|deadline|calendar|team|department|due|day|date|officer|bouclees|bouclee"
)

_PAYER = "boite|societe|patron|mienne|entreprise|siege|client|assurance|mutuelle|qui|on|je|tu|il|elle|ils|nous|vous"
_LISTED = "liste|groupe|perimetre|offre|catalogue|gamme|stock|programme"

SAYINGS = phrases(f"""
    c est mort|morte; par mes|nos|vos soins; aux bons|petits soins; le|du|au|un labo d analyses; laboratoire d analyses
    fievre acheteuse|du|de|des
    customer|client|cliente|caller|guest ... screamed|screams|screaming|yelled|hurle|crie|shouted
    m|am|re|im dead; conflict|conflicts|clash with the|a|my|another|our ... call|meeting|slot|review; addiction medicine
    {_PAYER} me|nous|le|la|lui? paie|paies|paient; life or death; en finir avec; plus partie de|du la|l|le? {_LISTED}
    in pieces; head says|spins; resultats|results ... trimestre|quarter|vote|elections|ventes|sales|test|tests|enquete
    feel|feels|felt bad|terrible|awful|horrible for|about|asking; dying for|to; go|going on with|to|the|a|site|holiday
    pain in the|my neck|arse|ass|backside; going|gonna to? kill|die me|laughing; die|died of|from|laughing
    {_FILE} ... {_LAWSUIT}; {_LAWSUIT} hommes|hommales|homales? {_FILE}; prud homales|hommales du client
    disciplinary|disciplinaire|disciplinaires {_RULES}; {_RULES} disciplinary|disciplinaire|disciplinaires
    payroll {_DONE}; paies|paie|paye sont|est {_DONE}|faites|finies|parties|envoyees
    quit the|a|my|this|sugar|coffee|smoking|meeting|call|app|group|channel|chat; by accident; par accident
    notice to|for the|our? landlord|tenant|supplier|insurer|bank|lessor; notice board|boards
    trial|essai period? of|for|du|de the|our|la|le|notre? software|tool|app|machine|logiciel|outil|printer|copier
    fin|periode d essai du|de|pour la|le|l|notre? logiciel|outil|machine|copieur|imprimante|appli|abonnement
    job|jobs offer|offers to|on|post|page|online|ad; offre|offres d emploi
    final|last|first|premier|dernier warning|warnings|avertissement about|for|on|la|le|les|the
    maternity ward|unit|wing|clinic; bulletin|bulletins de vote|meteo|officiel|municipal|information|info
    grille tarifaire|tarifaires; visite|visites d|du|de|des docteur|docteurs|professeur
    on|je|tu|qui|ils|elles|il|elle|client|clients|societe|vous|nous paie|paies|paient|paye|payent
    mental health first|day|week|app|champion|champions|month; masse|budget salariale|salarial
    salaire|salaires|salary|salaries|wage|wages moyen|moyens|median|medians|survey|benchmark
    average|median|mean|minimum salary|salaries|wage|wages
    hr|rh analytics|newsletter|system|software|tool|portal|module
    hr|rh floor|printer|kitchen|office|room|team|department; sirh|hris
    reunion|session|seance|presentation|point|atelier d information|info sur|about? la|le|les|l? prevoyance|mutuelle
    health|sante agency|authority|insurer|ministry|club|check|agence
    agence|ministere|cadre|centre de|regionale la? sante
    prevoyance|mutuelle sante; credit|credits mutuel; tree surgeon; tree surgeons; surgeon|surgeons s list
    nobody|noone|no one died; personne n est mort; nobody|no one was|got? hurt|injured|sick
    touche du|le bois; record battu; battu|battus|battue le|un|tous record|records|au|aux|par; nom perso
    a mon nom perso
    am|m|is|s|are|re|suis|est|es le|la|un|une|the|a|an|our? nouveau|nouvelle|new? radiolog*|cardiolog*|nurse|infirmiere
    it|this|that s|is my|his|her baby; his|her|my|our baby from|now|since|project|pet
    congrat*|felicit*|bravo ... baby|bebe|mariage|naissance|wedding|maman|papa|dad|mum|mother|father
    sue|sued for|over nothing; sick day|days left|policy; sick|malade and|et tired|fatigue; sick joke|beat|jump
    brain dead|fog|drain|wave|storm; heart|coeur of|de|du|d the|la|l|ville|metier|reseau|cible; head start|office|count
    love|hate mondays|lundis; hate|hates|deteste|detestent mondays|lundi|le|la|les|the|this|that|cette|ce|spam
    addicted|accro to|au|aux|a the|cafe|coffee|chocolat; crise|crises de|du rire|fou|cafe|foie
    """)
"""What nobody takes at its word, and what an office, a law firm or a works council prints, files and runs."""
