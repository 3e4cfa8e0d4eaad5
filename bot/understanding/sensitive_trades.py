"""Words of what is private that are others' daily work: a clinic is a client, a bailiff a partner, a wage a figure.

Alone they say nothing; they are private where somebody goes there, is treated so or has them: "je sors de la clinique".
"""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, phrases
from bot.understanding.sensitive_health import SPECIALIST
from bot.understanding.sensitive_people import KIN
from bot.understanding.sensitive_subjects import ONES_OWN, PERSONS, PRONOUNS, SELF, is_name
from bot.understanding.text import Words, listed

OF_TRADES = phrases(f"""
    {SPECIALIST}; hopital|hopitaux|hospital|hospitals|clinique|cliniques|clinic|clinics|ehpad|pharmacie|pharmacy|chemist
    ambulance|ambulances|samu|urgences|medical|medicale|medicaux|soins|vaccin*|perfusion|blood|sanguin*|sante|health
    healthcare|chirurgical*|chirurgie*|prothese*|prosthe*|chimio*|chemo*|scanner|irm|mri|ultrasound|xray*|echographie*
    endoscop*|medicament*|medication*|prescription*|injection|injections|piqure|piqures|dialyse*
    dialysis|reeducation|reanimation|icu|nicu|therapeutique|transplant|transplants|stent|stents|pacemaker|insulin*
    infirmary|dentaire|orthese*|opticien*|optician*|nurse|mutuelle|cpam|prevoyance|headache*|maternite|wheelchair*
    x ray|rays; blood pressure|bank|bags; ct|pet scan; juge|juges; court
    huissier|huissiers|bailiff*|tribunal|tribunaux|judge|prefecture|gendarmerie|gendarme*|policier*|commissariat
    procureur|prosecutor|mediateur|mediation|succession|tutelle|curatelle|expulsion|condamnation*|syndicat|syndicats
    preavis|terminat*|pension|retraite|chomage|heritage|inheritance|immigration|asylum|asile|probation|poursuites
    naissance|mariage|wedding|creche|communion|refuge|shelter|died|vomi|vomis|vomit*|clinical|divorc*|prudhom*|licenci*|accident|accidents|salarial*|incinerat*|cremat*
    dispute*|conflict*|complaint|complaints|religion|religieu*|fraud|fraude|corruption|alcohol*|casino|weed|cannabis
    perso|delicat|delicate|sensible|sensitive|hostile|cruel|battu|battue|addict*|fever|fievre
    allergi*|handicap*|infection*|sommeil|stress*|trauma*|rash|symptome*|symptom*|craque|craquer
    """)
_OWN_AFFAIR = (
    SELF | ONES_OWN | frozenset(KIN.split("|")) | frozenset(listed("jeune gars il elle he she him her you vous"))
)
OF_TALK = phrases("""
    migraine*; overdose; detox; abort*; avort*; prematur*; garnish*; dismiss*; disciplin*; redundan*; reclassement
    enterre*; abusive; harass*|harcel*; insult*; toxi*; creep; creepy; viol; stalk*; agress*; drogue|drogues; depress*
    gastro; rhume; enrhum*; courbature*; therapy; anxiety; flu; grippe; suicid*; fever*; funeral*; deuil; bagarre*
    violent|violente|violents|violence; rumeur*; conflit*; blame; insupportable; unbearable; uncomfortable; cough*
    tousse|tousser; sick; suffer*; souffre*; crying; meltdown; dying; mourir; pills; blood; gout; hives
    """)
"""Of these a sentence speaks in jest, of a thing, or of the weather, where nobody is near."""
_BRIDGES = frozenset(
    listed(
        """
        suis es est etais etait serai sera ete sors sort sorti sortie rentre vais va vas ira irai aller alle allee passe
        passer passee emmene emmener emmenee transporte transportee admis admise conduit vu vue voir vois revoir voit
        chez
        rdv rv rendez rendre consulte consultation suivi suivie dit demande prescrit prescrite interdit opere operee
        examen
        convoque convoquee convocation appele appelle lettre courrier recu plainte traitement regime sous fait faire ai
        a
        am m is s was been be gone go going goes took take taken rush rushed admitted see seeing saw appointment appt
        says said told wants letter got get have has had received after since depuis apres cause because
        need needs besoin under dois wants veut dois due par by arrete arreter arretee sent sens sentait smell smells
        smelled smelt
        drink drinks drank boit doit must raison raisons probleme problem problems issue issues souci soucis
        """
    )
)
_LAW = compiled(
    r"huissier|bailiff|tribuna|judge|juge|court|prefecture|gendarme|policier|commissariat|procureur|prosecutor|mediat"
    r"|succession|tutelle|curatelle|expuls|condamn|divorc|prudhom|licenci|poursuit|asyl|asile|immigration"
)
"""Of these it is its author's or a relative's own affair, or nobody's."""
_LAW_REACHES = frozenset(
    listed(
        """
        convoque convoquee convocation passe passer vais aller va dois devoir lettre courrier recu plainte rdv rendez
        appele
        appelle demande contre pour suis ete au write written wrote letter got received called calls must go going see
        against in to summoned summons jury saisie before devant droit procedure demander demandee avec entretien
        """
    )
)
"""How the law reaches somebody."""
_VISITS = frozenset(listed("rdv rv rendez visite consultation appointment appt visit"))
_RIDDEN_TO = compiled(
    r"\b(?:taxis?|vtc|uber|cab|ride|chauffeur|voiture|navette|lift)\b[^.!?;]{0,60}"
    r"\b(?:pour|a|vers|jusqu'a|direction|to|for) (?:l'|la |le |the |une? |a )?"
    r"(?:hopital|clinique|urgences|maternite|hospital|clinic|pharmacie|pharmacy)\b"
)
"""Who asks to be taken there: « il me faut un taxi pour l'hôpital »."""
_GAVE_SO_LONG = compiled(
    r"(?: m'a| a| has)? (?:dit|prescrit|donne|conseille|recommande|parle de|says|said|prescribed|gave|advises)"
    r" (?:me |moi )?(?:environ |about |encore |another )?(?:\d{1,2}|une?|deux|trois|quatre|six|two|three|four|a)"
    r" (?:jours?|semaines?|mois|days?|weeks?|months?)\b"
)
"""What a doctor says to nobody else than who is treated: « le médecin dit 3 semaines »."""
_BEARERS = SELF | ONES_OWN | PERSONS | PRONOUNS
_NEAR = 6


def is_borne(words: Words, cue: Cue) -> bool:
    """Whether somebody is there who bears what a word of a trade names, or of talk; in quotes it is not meant."""
    norms, before = words.norms, cue.first - 1
    if words.line[: words.starts[cue.first]].endswith('"'):
        return False
    if before >= 0 and norms[before] in ONES_OWN:
        return True
    if cue.tag == "of_a_trade" and is_treated(words, cue):
        return True
    near = [
        place
        for place in range(max(0, cue.first - _NEAR), min(len(norms), cue.last + _NEAR + 1))
        if words.sentences[place] == words.sentences[cue.first] and not cue.first <= place <= cue.last
    ]
    if cue.tag == "of_a_trade":
        if _LAW.match(norms[cue.first]):
            acts = any(norms[place] in _LAW_REACHES for place in near)
            return acts and any(norms[place] in _OWN_AFFAIR or is_name(words, place) for place in near)
        if any(norms[place] in _VISITS for place in near):
            return True
        if not any(norms[place] in _BRIDGES for place in near) and norms[before] not in ("in", "into"):
            return False
        near = [place for place in range(len(norms)) if words.sentences[place] == words.sentences[cue.first]]
    return any(
        (norms[place] in _BEARERS or is_name(words, place)) and not cue.first <= place <= cue.last for place in near
    )


def is_treated(words: Words, cue: Cue) -> bool:
    """Whether somebody is to be taken there, or was told for how long."""
    if _GAVE_SO_LONG.match(words.line, words.ends[cue.last]):
        return True
    ridden = _RIDDEN_TO.search(words.line)
    return ridden is not None and ridden.start() < words.starts[cue.first] < ridden.end()
