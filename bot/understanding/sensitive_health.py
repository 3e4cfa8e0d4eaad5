"""What is private of health: sick leave, illness, care, the mind, addictions, disability, pregnancy.

See `sensitive_cues`.
"""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_people import BE, BODY, HAVE, HOUR, INSIDE, KIN, MY, WHEN
from bot.understanding.sensitive_weights import DOUBT, LIKELY, SURE

SPECIALIST = (
    "cardiolog*|dermato*|ophtalmo*|ophthalm*|gastroenter*|gyneco*|gynaec*|gynec*|neurolog*|neurochir*|urolog*|oncolog*"
    "|rhumato*|rheumat*|pneumolog*|endocrino*|hematolog*|haemat*|radiolog*|allergolog*|nephrolog*|orl|stomatolog*"
    "|proctolog*|osteo|osteopath*|kinesith*|podolog*|podiatr*|pediatr*|paediatr*|psychiatr*|psychoth*|psychanal*"
    "|psycholog*|psychosoc*|psychosom*|addictolog*|obstetri*|orthophon*|sophrolog*|hypnoth*|hepatolog*|sexolog*|dieteti*|dietici*"
    "|dietitian|nutritionn*|orthodont*|anesthes*|anaesth*|chiropr*|acupunct*|physio|physios|physioth*|shrink|counselling"
    "|counseling|counsellor|counselor|midwife|therapist*|orthop*|chirurg*|surgeon*|surger*|generaliste|toubib|veinolog*"
    "|phlebolog*|medecin|medecins|docteur|doctor|doctors|gp|kine|psy|psys|dentiste|dentist|infirmier*|infirmie*"
)
_ILL = (
    "malade|malades|maladie|maladies|malad|maladi|maldae|mallade|souffrant|souffrante|contagieux|contagieuse|fievreux"
    "|fievreuse|alite|alitee|convalescen*|grippe|grippee|enrhum*|nauseeux|migraineux|patraque|barbouille|barbouillee"
)
_SELF = "suis|sui|jsuis|jsui|chuis|chui|etais|serai|m|am|im"
_WORN = (
    "epuise|epuisee|devaste|devastee|deprime|deprimee|angoisse|angoissee|stresse|stressee|surmene|surmenee|demoralise"
    "|demoralisee|fatigue|fatiguee|exhausted|overwhelmed|depressed|stressed|anxious|unwell|sick|ill|dizzy|feverish"
    "|suicidal|bedridden"
)
_SPENT = (
    "hs|ko|naze|nase|claque|claquee|creve|crevee|lessive|lessivee|vide|videe|rince|rincee|crame|cramee|demoli|demolie"
    "|detruit|detruite|effondre|effondree|submerge|submergee|perturbe|perturbee|drained|shattered|struggling|burnt"
    "|burned|poorly|contagious|rough|cassee|brisee|patraque"
)
_EXAM = (
    "irm|mri|echographie|echographies|radio|radios|radiographie|biopsie|coloscopie|fibroscopie|endoscopie|mammographie"
    "|mammo|frottis|ponction|ecg|electrocardiogramme|doppler|scintigraphie|amniocentese|infiltration|perfusion|dialyse"
    "|transfusion|scanner|echo"
)

HEALTH: dict[float, tuple[str, ...]] = {
    SURE: phrases(f"""
        arret|arrets|aret|arets|arett|arrt maladie|maladies|maladi|malad|malade|travail|medical|cpam|secu|prolonge
        arret|aret de travail
        conge|conges|cong maladie|maladi|malad|maternite|mater|mat|paternite|pater|pat|parental|deces; enceinte|enciente
        {_ILL}; grossesse*; hospitalis*; hopital|hopitaux|hoptial|hopitla; hosto; chimio*; cancer*; tumeur*; depress*
        {BE} en? arret|aret; suis|sui|jsuis|chuis|serai|etais|ete|sera arrete|arretee|arretes; ai ete arrete|arretee
        est|sera arrete|arretee jusqu|jusque|jusqua|2|3|5|8|10|15|une|deux|quinze|huit
        {BE} toujours|encore|deja en arret|aret; en arret|aret jusqu|jusque|jusqua|depuis|pour|prolonge
        mon|ton|son|ses|mes|leur arret|aret|arrets; arret|aret prolonge; prolongation d|de|mon|son arret|aret
        medecin|docteur|psy|toubib|generaliste|doc ... arrete|arretee|prolonge|prolongee|arreter
        m|l a|ont|va|as ... arrete|arretee|prolonge ... jours|semaine|semaines|mois|jusqu
        burn|burnn|bur|born out|aout; burnout*; burnt|burned out; bore out; bruno out
        medicament*; handicap*; rqth; mdph; mi temps therap*; therapeutique; fausse couche
        accident de travail|du travail|trajet; sick leave|note|pay|day|days
        maternity|paternity|parental leave; pregnan*; hospital; hospitals; illness*; mental health; hospitaliz*
        disabled|disability; medical leave|certificate|appointment|condition; arret medical; inaptitude; invalidite
        inapte au|a|temporaire|definitif
        alcoolique|alcoolise|alcoolisme; probleme|problemes d alcool; addict*; suicid*; ivf|fiv|pma|ivg|imc
        doctor s? note|appointment|certificate; anxiety; anxieu*; depression
        miscarr*; therapy; chemo*; off sick; certificat|certif medical; visite medicale; invalide; longue maladie; ald
        crise d|de angoisse|panique|nerf|nerfs|larmes|epilepsie|cardiaque|hemorroides|colique; insomnie*; insomnia
        diagnos*; health reasons|reason|grounds|issue|issues|scare; disabled ... for|because me|my|i
        handicape|handicapee|handicap ... pour moi|mon|ma
        operation du|de|des|d|a|au|aux la|l|le|les|mon|ma|son|sa? {BODY}; operation|intervention chirurgicale
        fais|fait|faire|ferai|ferais|fera operer; {BE} opere|operee|operes ... {WHEN}|{BODY}|le|du|de|en|dans
        m|l|nous opere|operent|operer|operera; passe|passer|passage sur|au le? billard|bloc
        {HAVE}|an|my|his|her an? operation|procedure ... on|tomorrow|{WHEN}|next|{BODY}; having|undergoing an operation
        prise|prises de sang; bilan sanguin; boule|grosseur|nodule|masse au|dans|sous le|la|mon? {BODY}
        lump|lumps in|on|under; a lump; biopsie|tumeur|polype|nodule benin|benigne|malin|maligne; stent|stents
        fait|faite une tentative; tried|wanted|want|trying|going to kill|die|hurt|harm
        kill|hurt|harm|killing|cutting myself
        himself|herself|myself hurt|killed; me|se tuer|suicider|mutiler|foutre; envie|veux de? mourir|disparaitre|crever
        dors|mange|dort|mangeais plus|pas|peu|mal; not|t|no sleeping|slept|eating|eaten; haven t slept|eaten
        gout de|a vivre; relaps*; rechut*; replonge|replonger dans|je|il|elle|depuis; replonge
        temperature of|a|at 38|39|40|41; have|got|has|running a? temperature; stuck|ill|sick in bed; in bed with
        bed sick; analyse|analyses|test|tests de? sang|sanguin|sanguine|sanguines|urine
        blood test|tests|work|results|pressure|transfusion; avc; infarctus; crise cardiaque; heart attack
        seropositi*; vih; hiv; sida; hepatite*; hepatitis; leucemie; lymphome; melanome; metasta*; leukaemia; leukemia
        lymphoma; sclerose*; multiple sclerosis; parkinson*; alzheimer*; demence; dementia; tuberculose; tuberculosis
        gastro; angine; bronchite; pneumonie; pneumonia; bronchitis; otite; sinusite; cystite; migraine*; entorse*
        lumbago; sciatique*; sciatica; tendinite*; canal carpien; arthrose; arthrite; arthritis; polyarthrite
        hernie*; hernia; slipped disc; endometrio*; fibromyalg*; psoriasis; eczema; zona; shingles; varicelle; rougeole
        chickenpox; appendicite; appendicitis; calculs renaux; kidney stone|stones; colique nephretique; peritonite
        phlebite; embolie; thrombose; hypertension; hypertendu*; anemie; cholesterol; hemorro*; kyste*; fibrome*; cyst
        cataracte|cataracts; glaucome; acouphene*; tinnitus; nausee*; nausea; vomi; vomir; vomis; vomit*; vomissement*
        diarrhee*; diarrh*; fievre*; fever*; courbature*; rhume; conjonctivite; conjunctivitis; asthme; asthma*
        biops*; coloscop*; colonoscop*; endoscop*; fibroscop*; mammogra*; frottis; smear test; ponction lombaire
        electrocardio*; scintigraph*; amniocent*; echographie*; ultrasound; mri; ct|pet|bone|brain|body scan
        x ray|rays; xray*; radiotherap*; chirurgical*; chirurgie*; commotion; concussion; evanoui*; fainted
        paludisme; malaria; dengue; mononucleose; scoliose; crohn; lupus; mucoviscidose; trisomi*; drepanocyt*
        desintox*; sevrage; toxico*; drogue|droguee|drogues; rehab; detox; drinking problem|problem; alcohol problem
        alcohol*; cocaine; overdose; cure de; en|ma|sa|une cure; etat d? ivresse|ebriete; ivresse; ebriete
        accouch*; ivg; avort*; abortion; insemin*; fertilit*; infertil*; ovocyte*; ovulat*; amnio; neonat*; prematur*
        in|into labour|labor; attends|attend|attendons un|une|des bebe|enfant|jumeaux|petite|petit
        expecting a baby|child
        allaite*; allaitement*; breastfe*; breast feed*; menopause*; menstru*; regles douloureuses
        period pain|pains|cramps
        idees noires|suicidaires; plus envie|gout de|a vivre|rien; nervous|mental breakdown; panic attack|attacks
        en|jen peux|peut|pouvons|peu plus; peux|peut|peu plus continuer; bout du|de rouleau|nerf|force|forces|souffle
        pete|peter|petes un|les cable|plombs; charge mentale; surmen*; sous|avec antidepress*; antidepress*; anxiolyt*
        fauteuil roulant; wheelchair*; malvoyant*; malentendant*; bequille*; crutches; prothese|protheses auditi*
        cloue|clouee au lit
        appareil auditif; hearing aid|aids|loss; dyslexi*; dysprax*; dyscalc*; reasonable adjustment|adjustments
        amenagement|adaptation de|du mon? poste; poste adapte|amenage; poste ... handicap*|rqth
        covid long; long covid; soins palliatifs; palliative care; fin de vie; soins intensifs; reanimation
        intensive care
        urgences ... {KIN}|moi|me|main|nuit; aux|d urgences; in|at|to|from a e; emergency room; ambulance
        stroke; multiple sclerosis; food poisoning; intoxication alimentaire; stomach bug|flu|ache; flu; the flu
        signed off sick|work|until|with; m|am|im|ve been? signed off; long term sick; off work sick|ill|with
        {HAVE} not? been feeling|unwell|ill|sick; not|t feel|feeling well|good|great|too|right|100
        feel|feeling|feels|felt awful|terrible|rough|faint|dizzy|horrible|down|low|bad|ropey|crap|worse|poorly
        can t|cannot|cant|couldn cope|sleep|breathe ... anymore|any|longer|on
        can t|cannot|cant|couldn bear|take|go|do it|this|that|on? anymore|any|longer|like; can t|cannot|cant go on
        can t|cannot|cant cope; end of my tether|rope; my wits end|ends
        """),
    LIKELY: phrases(f"""
        {SPECIALIST}; medical|medicale|medicaux; maternite; maternity; sick; sickness
        operee|opere; {MY} mutuelle; mutuelle ... rembours*|enfants|conjoint; medecine|medecin du travail
        operer de|du|des|d|le|la|mon|ma; {MY} operation
        ai|a|une operation ... {WHEN}|le|genou|dos; my operation; apres une? operation; en arret|aret
        arret|arrete medic*
        ijss; cpam; prevoyance; stresse|stressee; epuise|epuisee; suis|est|sommes a bout
        sante|health fragile|issues|issue|problem|problems|mentale|concerns; exhausted; craque|craquer|craques; unwell
        souffre*; souffrance*; ill; autis*; bipolaire|bipolaires|bipolar; diabet*; tdah; adhd; hpi; schizo*; epilep*
        {BE} {_WORN}; {BE} tres|trop|vraiment|completement|so|really|very|too|quite|totally {_WORN}
        {_SELF} trop|completement|totalement|so|really|totally? {_SPENT}; me sens {_SPENT}; {_SELF} a plat|bout

        ai|as|a|suis|est|avons|ont ... covid; positif|positive|positif ... covid
        contracte|attrape|chope|chopper ... covid
        have|has|got|caught|had ... covid|flu|bug; tested positive; en larmes|pleurs; in tears; cas contact
        test|tests pcr|antigenique|positif|positive|depistage|grossesse|covid
        chope|choppe|chopper la|le|une|un; attrape|attraper la|une|un ... creve|rhume|virus|microbe; la creve
        fracture|fractures|foulure|luxation|luxe|dechirure ... {BODY}
        s est|suis|m|ai|a fracture|foule|tordu|dechire|luxe|blesse|brule|coupe|coince ... {BODY}
        me suis|s est ouvert|fait mal ... {BODY}; me suis|s est fait mal
        broken|broke|sprain*|twisted|hurt|injured|fractured|tore|dislocated|cut|burnt|burned|pulled ... {BODY}
        {BODY} casse|cassee|foulee|bloque|bloquee|enfle|gonfle|coince|coincee|platre|platree
        {BE} casse|cassee ... {BODY}; dans le? platre; attelle; minerve; in a cast
        mal|maux|douleur|douleurs au|aux|a|de|dans le|la|l|mon|ma? {BODY}
        {BODY} pain|pains|ache|ached|aches|hurts|hurting|surgery|infection|problem|problems|injury|trouble
        bad|sore|stiff|painful|trapped {BODY}|nerve; headache*; toothache*; backache*; earache*; stomachache*
        stomach ache
        back pain|is|s|has|hurts|went ... killing|gone|out; threw|thrown|put my|out|his|her back
        {MY} back hurts|is|went|gave
        suffer*; irm; traitement lourd|medical|hormonal; sous|mon|son|nouveau traitement; blesse|blessee; injur*
        probleme|problemes|pb|pbs|souci|soucis|raison|raisons|cause de|d sante|dos|coeur|peau|alcool|drogue|sommeil|vue
        {_EXAM} a|de|du|des|d|au|le|la|pour mon|ma|l|la|le|les|mes? {BODY}|{HOUR}|{WHEN}|sang|controle|sante|grossesse
        passe|passer|passage|passes|passerai ... irm|scanner|radio|echo|examen|examens|fibro|colo
        irm|radio|radios|echo|biopsie|prise|ponction|mammo|examen|chimio|kine|dialyse ce|cet|lundi|mardi|{WHEN}
        scanner|scan ce|cet matin|aprem
        rdv|rendez|rv vous? irm|radio|echo|scanner|labo|cardio|gyneco|osteo|dermato|dent
        rdv|rendez|rv vous? pedia|ophtalmo|ophta|gastro|neuro|uro|onco|rhumato|orl|allergo|endoc|sante|medic*|sante
        une|mon|ma|sa echo; echo pelvienne|cardiaque|abdominale|du|morpho|trimestre|bebe
        my|a|for his|her|an? scan on|at|tomorrow|is|this|{WHEN}|{HOUR}|results|appointment; scan on|at {WHEN}|{HOUR}|the
        scan ... results; pregnancy|baby|brain|heart|hospital scan; week scan; checkup
        check up ... doctor|hospital|dentist
        une|ma|sa|la sep; thyroid*; {HAVE} la|une|un|des|de grippe|toux|crise|allergie|infection|hernie
        grippe intestinale|a|cette|ce; la grippe; gripe; grippal; infection*
        {HAVE}|fait|fais|faire un? malaise|vertige|vertiges|syncope; malaise vagal|au|dans|hier|ce|cette|de; vertiges
        pas|moyennement tres? bien ce|cet|aujourd|auj|du|moralement|physiquement
        {_SELF} pas|plus tres|vraiment|trop|du|en? bien|forme|top
        me|se|m|t sens|sent pas|tres|vraiment|trop? mal|bien|faible
        pas le moral; pas en forme; moral au|a|dans|zero; fond du trou|gouffre; broie|broyer du noir
        tiens|tenir plus; dors|dort|dormi plus|pas ... depuis|nuit|nuits|semaines; perdu pied
        boit|boire|buvait|picole ... trop|boulot|travail|bureau|cachette; drunk; bourre|bourree au|en|ce|hier
        suivi psy|psychologique|medical; cellule psy*; soutien psy*; soins; perfusion
        clinic; clinics; clinique; maison de repos; ehpad; care home; nursing home; convalescen*; recovering from
        came|coming|come|gone|went|going down|off with; under the weather; throwing|threw up; food pois*; bug going
        {_SELF} throwing|puking|coughing|bleeding; saigne|saignement|saignements|bleeding; plaque|plaques rouges
        rougeurs
        collapsed at|on|in|yesterday; passed|pass out; seizure*; epilept*; emergency dentist; root canal; dentaire
        denture
        carie|caries; rage de; dent de|cassee|arrachee|sagesse; wisdom tooth|teeth; ordonnance|ordonnances
        prescription*
        feuille|feuilles de soins|soin; carte vitale; ambulance|ambulances; samu; vaccin*; pilule; contracept*
        sterilet; iud
        mes|ses|les regles ... douloureuses|annule|decale|ventre|mal; {HAVE} mes|ses regles; on my period; my period
        nounou|creche|nourrice ... malade|ferme|fermee|appelle|appele; baby|kid|child is|s ... sick|ill|poorly
        cerfa arret|maladie|at; avis d arret; arret pdf|jpg|jpeg|png|heic|doc|docx|signe
        at declaration|cerfa; declaration at|d|de accident; cr scanner|irm|radio|medical
        cr|compte rendu? de? consultation|hospitalisation|operatoire|operation|scanner|irm|radio
        sourd|sourde|aveugle|deaf|blind since|in|from|depuis|d; {BE} sourd|sourde|aveugle|deaf|blind; daltonien*
        langue des signes; canne blanche; wheel chair; trop de stress; stress post; ptsd; ocd; tca; anorex*
        boulim*; bulimi*; eating disorder; angoisse*; phobi*; deprim*; pleure|pleurs|pleurer; crying
        cry at|in|every|all; can t sleep|stop|breathe; cant sleep|cope|breathe; breaking|break down in|crying|today
        mental; psychiqu*; psychique; emotionally; moralement; dark thoughts|place; end my|it life|all
        overworked; over worked; too much pressure|stress; rock bottom; self harm*; meltdown; on edge
        """),
    DOUBT: phrases(f"""
        been|went to the doc|doctor|gp; in|into hospital; resultats|results ... pas|not bons|bon|good
        porte|porter|soulever|carry|lift ... kilos|kg|kilo
        mon|ma|mes|my|his|her {INSIDE}; medication*; malignant; benign; psychomot*; speech therap*; urinaire*; urinary
        uti; cruralgie*; nevralg*
        dorsalg*; neuralg*; neuropath*; myopath*; tendinopath*; rhinite*; laryngit*; pharyngit*; gingivit*; nephrit*
        prostatit*
        meningit*; encephalit*; bursit*; capsulit*; epicondylit*; dermatit*; gastrit*; tonsillit*; sinusitis
        tendonit*; cystitis
        hysterectom*; mastectom*; vertigo; thrush; gout; tourista; turista; the runs; spasm*; dos ... coince; mucite*
        colique*
        my symptoms; symptome*; symptom*; convalesc*; cicatrice*; chirurgic*; hospital* stay; off my feet; home sick
        accident|accidents; meds|medocs|medoc|pills|cachets; insulin*; inhaler; epipen
        la secu
        piqure|piqures|injection|injections; palpitation*; arythmi*; arrhythmi*; pontage; angioplast*; coronar*
        ulcere*; ulcer*
        colopathie; colitis; ibs; ibd; hemorragi*; haemorrh*; hemorrh*; hematome*; suture|sutures; stitches; rash
        hives; swollen
        paralysie; paralysed|paralyzed; coma; surdite; cecite; convulsion*; spasmophil*; tetanie; reeducation; reeduc
        rhumatisme*; osteopor*; spondyl*; lombalgie*; cervicalgie*; torticolis; arthroscop*; prothese*; prosthe*
        hormon*
        hyperthyr*; hypothyr*; sopk; pcos; mycose*; une|des|les|ma|la mst; sti|stis; herpes; hpv; syphilis; vasectom*
        sperme; sperm; urticaire
        anaphyla*; apnee; apnea; narcoleps*; asperger*; remission; recidive; dialyse*; dialysis; nicu; icu; born early
        est|sont nee|ne|nes|nees prem*|ce|cette|hier; was born; jab; self isol*; isolement; carer; caregiver
        aide a domicile
        peux|peut|pouvais plus|pas conduire|marcher|bouger|porter|dormir|manger|respirer
        can t|cannot|cant drive|walk|bend|lift|sleep|eat; {BODY} gave|has|have|a|ont out|way|gone|lache
        gueule de bois; hangover|hungover; hung over; l alcool; booze|boozy; sober; sobriety; casino; gambl*; cannabis
        weed
        mal etre; coup de mou|blues|barre; lever le pied; je sature; internement; psychose*; parano*; hallucin*; scarif*
        automutil*; agoraphob*; trauma*; griev*; grief; low mood; lonely; bad|dark|difficult place; losing my mind
        burning out; slow down; suis|etais|jsuis choque|choquee|secoue|secouee|bouleverse|bouleversee|ebranle|ebranlee
        in shock; shaken up|by; detresse; distress*; desespere*; despair*; blood; sanguin*
        perte de|d audition|vue|poids|connaissance|memoire; fatigue|fatiguee|fatigues; nurse
        my back hurts|has|is|s|went|gave|locked|seized|again|pain|pains|issue|issues|surgery; {MY} dos
        doc said|says|told|wants|thinks|appointment
        told|ordered|advised|need|needs to|me rest
        me|him|her to rest; opticien*; optician*; orthese|orthese*; semelles ortho*
        vet|veterinaire|veto appointment|a|pour
        perdu|pris|lost ... kilos|kg|weight; resultats medic*; regime sans|strict; sleepless; sommeil
        mon|ma|my chien|chat|dog; urgences; sante; health; healthcare; allergi*; stress*
        malaise; pharmacie; pharmacy; chemist; labo ... analyse|analyses|sang|resultats
        resultats d|de mes|analyses|sang
        test|my|mes results|resultats ... doctor|hospital|medecin|labo|hopital; traitement ... {MY}|medicam*|effets
        effets secondaires; side effects; hereditaire; greffe de|du|d ... {BODY}; transplant; transplants; pacemaker
        pace maker
        toux; tousse|tousser; cough*; fatigue*; douleur*; pain in|from|killer|killers; painkill*; mal partout
        nuit blanche; insomni*; repos force; besoin|prescrit|oblige de? repos|souffler; bed rest; resting at home
        """),
}
