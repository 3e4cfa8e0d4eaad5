"""What is lived at work or at home, in words of every day: blows, slights, lacks, fears. See `sensitive_cues`."""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_people import KIN
from bot.understanding.sensitive_weights import DOUBT, LIKELY

_BOSS = (
    "chef|cheffe|responsable|manager|boss|patron|patronne|directeur|directrice|director|foreman|superieur|supervisor"
)
_HIM = "me|m|him|her|them|lui|moi|l|la"
_DRINK = "beer|biere|vin|wine|whisky|alcool|alcohol|weed|beuh|shit|vodka|pastis|rhum|drink|joint"
_THINGS = "things|messages|bag|locker|drawers|mail|mails|phone|stuff|affaires|sac|casier|tiroirs|telephone|vestiaire"
_KNOWS = "know|knows|knowing|sache|sachent|sait|savoir|apprenne|hear|hears|find|finds"
_MANY = "femmes|women|etrangers|foreigners|arabes|noirs|gays|vieux|muslims|musulmans|meres|mothers|handicapes"

LIVED: dict[float, tuple[str, ...]] = {
    LIKELY: phrases(f"""
        my|mon|ma|notre|our {KIN} fell|tombe|tombee; my|mon|ma|notre|our {KIN} a|est|s|has tombe|tombee|fallen|chute
        night|nuit|weekend|dimanche|sunday premium|premiums|differential|majoree|majorees
        prime|primes|majoration de nuit
        my|mon net is|a|was|est|s ... lower|less|dropped|baisse|moins
        go|went|retourner|rentrer|retourne ... pays|country
        nobody|noone|one|personne eats|sits|lunches|mange|dejeune ... me|moi
        manger|mange|dejeuner tout|toute seul|seule
        t|not feel safe; smell|smells|smelled|smelt|stinks|stank|sent|sentait|pue|puait ... {_DRINK}
        against|contre my|his|her|mon|ma|son|sa {_BOSS}; signalement contre|sur|a|d|du; pump|pumping milk
        tirer mon lait; m a? mis|mise|foutu|foutue dehors; dors|dormir|dort|sleep|sleeping ... ma|my|la|rue voiture|car
        received|got|recu ... letter|notice|courrier|lettre ... injuste|unfair|agree|disagree|contester|understand
        closing|ferment|fermer|close our|notre equipe|team|department; pronouns|pronoms
        petit|petite|one a|has 38|39|40|41
        avoir|demander|toucher|obtenir un? acompte; mois|months de|of|d loyer|rent|loyers
        loyer|rent en|in retard|arrears
        my|mon|his|her|son treatment|traitement|rehab; called|appelle ... he|they|masculin|feminin
        ont|a remercie|remerciee ce|hier|apres|lundi|sans; rendu mon|son|le badge; badge rendu
        fait|font plus partie d|de|des
        no longer|not with|works? us|the|here; a|d|de|d en finir
        should|needs|devrait|doit see|voir|consulter someone|quelqu
        nobody|noone|one|personne would miss me|him|her; frighten*
        commence|start|starting les|the|my|mes seances|sessions
        prefere|preferais|rather ... appreniez|sachiez|sache|hears|hear|thinks|think
        wants|told|tells|veut ... stop me|work|working; m arrete ... semaines|jours|mois
        slam|slams|slammed|threw|throws|throwing|shoved|spat|spits ... in|at my|his|her|me|him face; in my|his|her face
        jete|jeter|balance|balancer|lance|claque|crache ... a|au|dans la|ma|sa|visage figure|gueule|tete|visage
        threw|throws|throwing|hurled ... at me|him|her|us; fist fight|fights|fighting
        venus|venu|viennent|venir aux mains
        came|come|comes|coming to blows
        s est|sont battu|battus|tape|tapes au|dans|sur|avec|devant|hier|ce|a|entre|dessus
        se|s battent|tapent|frappent ... dans|au|sur|devant; i|he|she|who hit|hits|punched|slapped|kicked {_HIM}|someone
        j ai|l ai|frappe|gifle|cogne|tape {_HIM}; l|lui|m ai|a frappe|frappee|cogne|cognee|gifle|giflee|tape dessus
        call|calls|called|calling {_HIM} useless|stupid|idiot|names|lazy|fat|fool|dumb|an|crazy|worthless
        m|me|l|la|le a? traite|traitee|traites d|de|comme; goes|went|going|go through my|his|her|our {_THINGS}
        fouille|fouillent|fouiller|fouillait ... mes|mon|ma|nos {_THINGS}; reads|read my|her|his messages|mail|mails
        veut|veulent|voudrait|essaie|essaient|cherchent a? me|m pousser|virer|degager|evincer|sortir
        trying|try|tries|want|wants to get|push|drive|force {_HIM} out
        sort|couche|couchait avec le|mon|son|sa|un {_BOSS}
        sleeps|sleeping|sleep|went|goes out? with the|his|her|my {_BOSS}; things|it|situation ... at home
        parler|talk|speak ... maison|home; complique|difficile|dur|tendu|invivable chez moi|nous
        complique|difficile|dur|tendu|invivable a la maison
        bring|take|come with? someone|somebody ... meeting|interview|with
        venir|etre accompagne|accompagnee|assiste|assistee; se|me faire accompagner|assister
        faire signer ... papier|truc
        don|do t|not eat|talk|speak|sit with me; mangent|parlent|dejeunent plus|pas ... avec|a moi; plus|jamais avec moi
        adresse|adressent|dit|disent plus|pas|jamais bonjour|la|un; i|m|am|we drowning|sinking; m en|m sors plus|pas
        je|j coule|sombre|sature|craque; ask|asking|demandez|demander|demande me|moi|pas|surtout why|pourquoi|pas
        can|cant|cannot t? make|get it|to to? the end of
        finis|finir|boucle|boucler|termine pas|plus|jamais le|mes|mon|ma
        emprunte|borrowed|borrow|prete ... collegue|collegues|colleague|colleagues|friend|argent
        banque|bank me|m|is|s|wants|va prend|prendre|taking|takes|saisit|take
        carte|card ... refusee|declined ... aide|help
        carte est|a|ete refusee|bloquee|avalee partout|chez|a|au; de plus|moins que moi|nous
        more|less than me|us|i|him|her ... same|job|work|nothing
        gets|earns|earn|makes|touche|gagne ... more|plus|less|moins
        supposed|devais|devait|aurais|censee|cense|should ... get|have|avoir|toucher|recevoir ... mois|month
        if|whether|si ... want|wants|veux|veut|plan|prevois|vouloir des|to|have|a|un? enfants|enfant|children|kids|baby
        too|trop old|vieux|vieille|young|jeune|fat|gros|grosse|enceinte for|pour the|la|le|ce|this|that|un
        {_MANY} ... rien|no a|business|place|faire; {_MANY} belong|should|doivent|devraient|can|peuvent|savent
        seul|seule|only a|one|person|not|who ... pas|not|wasn|t|jamais invite|invitee|invited|prevenu|told
        put|puts|putting|mettre|met|mis|glisse ... in|dans his|her|sa|ses pocket|poche|poches|sac|bag
        m a? vole|pique ... euros|sous|argent|portefeuille|telephone|casier|sac
        volee|vole|stolen|stole ... from my|casier
        vend|vendent|selling|sells|deale|deals|dealing ... trucs|stuff|drogue|shit|beuh|weed|drugs
        titube|titubant|titubait|staggering|staggered|staggers
        boit|drinks|drinking|picole ... seul|seule|alone|vestiaire|locker|toilettes|poste|camion|voiture|van|shift
        transitioning; en transition; souvent|often ... toilettes|toilet|toilets|bathroom
        toilet|toilets|toilettes ... often
        me|m piquer|injecter; inject|injecting ... at|myself|insulin|quiet|noon|private
        ma|my|mes piqure|injection|injections
        lumiere|light|bruit|noise|screens ... crises|fits|migraines|attacks|seizures; have|ai|a|une a? condition
        my desk|job|position|locker|place is|was|s|has|been gone|given|taken|been; mon|ma bureau|poste|place n|est|etait
        n|etait|est plus plus? la; given|giving|give nothing to do; donne|donnent|confie plus? rien a faire
        repris|pris|retire|coupe mes|mon|ma cles|badge|acces|ordi; took|taken|cut my keys|badge|access|laptop|computer
        told|dit|demande ... go|rentrer|rester home|chez; vous|ils|on me|nous gardez|gardent|garde ou|pas|apres|encore
        me gardez|garder; keep|keeping|kept me on|or|after
        weeks|semaines|mois|months|notice|long ... if|si i|je leave|pars|quit
        si|if je|i pars|demissionne|leave|quit; not|t|pas|without|sans|surtout ... {_BOSS} ... {_KNOWS}
        my|mon|ma|her|his {_BOSS} ... {_KNOWS} why|pourquoi|que|that|about|tout|pour
        want|veux|voudrais ... {_BOSS} ... {_KNOWS}
        reads|lit|voit|sees|hears ... nurse|infirmiere|doctor|medecin|psy|psychologue
        c|it|s|is est? prive|private|intime
        someone|somebody|quelqu|qqn|personne ... trustworthy|fiable|neutre|neutral
        fasse|feront|fera|faire payer ... peur
        peur|afraid|scared|terrified|worried ... punish*|payer|virent|lose|perdre|place|job|represailles|sanction*
        signe|signed|declare|declared|pointe ... heures|hours ... pas|didn|not
        cries|crying|cried ... toilets|every|car|home
        pleure|pleurait|pleurent ... toilettes|vestiaire|voiture|tous|soir|matin
        husband|mari|copain|boyfriend ... hits|beats
        mari|copain|conjoint|compagnon|ex ... frappe|tape|bat|menace|cogne
        parle|talks|talking|parlait ... finir|ending|end
        in a bad|dark|terrible way|place; va|vont|allait mal|tres; va|vont pas bien; nowhere to go|turn
        nulle part ou aller
        not|n been|est himself|herself|plus; lui|elle meme depuis; punish* me|us|him|her|them
        lie|mentir|menti ... customer|client
        force|made|oblige|forced {_HIM}|a to|a|de? lie|mentir; two|deux|the ... hit|frappe ... each|l other|autre
        """),
    DOUBT: phrases(f"""
        voir|consulter|recuperer|see|access mon|my dossier|file
        passer|pouvoir vous|te voir ... sujet|propos|discretement
        could|can we have|i a word
        sign|signer something|quelque|un|a chose|papier|paper ... comprends|understand|peur|forced
        need|besoin|veux|want ... go|partir|away|souffler|pause ... while|temps|moment
        favoritisme|favouritism
        pas|not fier|fiere|proud; degoute|degoutee|disgusted|humiliee|humilie
        {_BOSS} m|me a|en|veut|ignore|deteste|hates
        """),
}
