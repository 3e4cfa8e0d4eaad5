"""Alternatives that the phrases of what is private share: oneself, one's family, the body, days and months."""

BE = (
    "suis|sui|jsuis|jsui|chuis|chui|es|est|etais|etait|serai|sera|serais|sommes|sont|ete|reste|am|m|is|s|are|re|was|been"
    "|be|being|im|hes|shes"
)
"""To be, of a person, as it is typed too."""
HAVE = "ai|as|a|avons|avait|avais|aurai|aura|have|ve|has|had|having|got|get|getting|ive|avoir"
MY = "mon|ma|mes|ton|ta|son|sa|ses|notre|nos|leur|leurs|my|his|her|our|their"
KIN = (
    "mere|maman|pere|papa|fils|fille|filles|frere|freres|soeur|soeurs|mari|femme|epouse|epoux|conjoint|conjointe"
    "|compagne|compagnon|copine|copain|parent|parents|mamie|mami|mamy|papi|papy|oncle|tante"
    "|cousin|cousine|neveu|niece|bebe|bebes|enfant|enfants|gamin|gamine|gamins|gosse|gosses|jumeaux|ex|marraine|parrain"
    "|tonton|tata|loulou|fiance|fiancee|ado|dad|daddy|father|mum|mom|mummy|mother|wife|husband|sons|daughter"
    "|daughters|sister|brother|baby|kid|kids|child|children|toddler|grandma|grandpa|granny|nan|grandmother|grandfather"
    "|grandad|uncle|aunt|auntie|nephew|stepdad|stepmum|boyfriend|girlfriend|fiance|spouse|twins|inlaws"
)
GREAT = "grand|grands|belle|beau|petit|petite|petits|step|little|grandes|grande"
BODY = (
    "dos|genou|genoux|coeur|main|mains|hanche|cheville|chevilles|bras|jambe|jambes|poignet|epaule|epaules|doigt|doigts"
    "|pied|pieds|cote|clavicule|bassin|col|ventre|tete|gorge|dent|dents|oreille|oreilles|oeil|yeux|nez|crane|cervicales"
    "|lombaires|nuque|cou|coude|machoire|menisque|ligament|ligaments|rotule|tendon|vertebre|vertebres|poumon|poumons"
    "|rein|reins|foie|estomac|intestin|intestins|vesicule|prostate|thyroide|uterus|ovaire|ovaires|sein|seins|cerveau"
    "|cataracte|appendicite|hernie|amygdales|peau|os|coccyx|colonne|orteil|orteils|bouche|sinus|thorax|poitrine"
    "|knee|knees|heart|hand|hands|hip|ankle|arm|arms|leg|legs|wrist|shoulder|finger|fingers|foot|toe|toes|rib|ribs"
    "|collarbone|belly|stomach|tummy|throat|tooth|teeth|ear|eye|eyes|nose|neck|elbow|jaw|spine|lung|lungs|kidney"
    "|kidneys|liver|gallbladder|breast|womb|ovary|brain|skin|chest|tonsils|head"
)
IDLE = (
    "tete|main|mains|yeux|oeil|coeur|pied|pieds|bras|nez|bouche|peau|head|hand|hands|brain|eye|eyes|heart|foot|feet|nose"
    "|arm|arms|ear|skin|ears|oreille|oreilles"
)
"""Parts of the body that sayings are full of: "off the top of my head"."""
INSIDE = "|".join(part for part in BODY.split("|") if part not in IDLE.split("|"))
MONTH = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|jan|fev|fevr|avr|juil"
    "|sept|oct|nov|dec"
)
WHEN = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|aujourd|auj|matin|midi|aprem|soir|monday|tuesday|wednesday"
    "|thursday|friday|tomorrow|today|tonight|tmrw"
)
HOUR = "7|8|9|10|11|12|13|14|15|16|17|18|19"
