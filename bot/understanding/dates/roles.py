"""Which mention is a deadline, which an appointment, which only a memory."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from bot.understanding.dates.atoms import Atom
from bot.understanding.model import DOUBTED
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_SEEN_BEFORE = 48
_SEEN_AFTER = 36


class Role(IntEnum):
    """What a mention is for; PLAIN: a deadline unless something else is one."""

    PAST = 0
    PLAIN = 1
    DUE = 2
    EVENT = 3
    WISH = 4
    AWAY = 5
    """How long somebody is away, or something closed: nothing is wanted by then."""


class Mention(NamedTuple):
    """A moment and what it is for; `certain` from 0 to 1."""

    atom: Atom
    role: Role
    certain: float


_LINKS = (r"(?: ?(?:souhaitee?|prevue?|fixee?|imperative|le|la|l'|les|au|a|ce|cette|fin|the|this|on|is|est|at|of|en"
          r"|de|du|d'|demain"
          r"|pour|end|debut|next|avoir|date|time|jour|heures?|c'est|ici|vers|around|:|\())*[ :(]*$")  # fmt: skip
_DUE_BEFORE = compiled(
    r"(?:\b(?:avant|avt|ahead of|d'ici|d ici|dici|ici|plus tard|jusqu'au|jusqu'a|jusqu'en|by|before|later than"
    r"|until|till|due"
    r"|deadline"
    r"|echeance|date limite|limite|dernier delai|derniere limite|date butoir|butoir|max|maxi|maximum|cloture|delai"
    r"|latest"
    r"|(?:retour|reponse|validation|resultats?|rendu) (?:attendue?s?|souhaitee?s?)"
    r"|livraison|livrer|rendre|payer|regler|echeances|remettre|boucler|expire|valable)\b)" + _LINKS
)
_FOR_BEFORE = compiled(r"\b(?:pour|for)(?: (?:le|la|les|l'|ce|cette|the|this|next|fin|debut))*[ ']*$")
_DUE_AFTER = compiled(
    r"[ ,(]*(?:au plus tard|maxi?(?:mum)?\b(?! ?\d)|grand max|dernier delai|derniere limite|at the latest|latest\b"
    r"|au maximum|tops\b|(?:is |c'est |ca |me |nous |will |would |be )*(?:soon enough|enough\b|suffit|suffira"
    r"|will do\b)"
    r"|dernier carat|sans faute|deadline|imperativement|grand maximum|last call|dernier dernier)"
)
_NEED = compiled(
    r"\b(?:il (?:me|nous|lui|leur) (?:le |la |les )?(?:faut|faudrait)|besoin|need(?:ed|s)?|require[sd]?)\b"
)
_PAST_BEFORE = compiled(
    r"\b(?:(?:depuis|since)(?: (?:la|le|l'|les|the|my|our|ma|mon|notre))(?: ?\w{2,14}){1,3} (?:de|du|d'|of|on|from)"
    r"|depuis|since|datee?s? (?:de|du)|dated|datant d[eu]|remonte a|as of)(?: (?:le|la|l'|the|on|du))*[ ']*$"
)
_DONE_BEFORE = compiled(
    r"\b(?:recue?s?|envoyee?s?|payee?s?|livree?s?|signee?s?|deposee?s?|validee?s?|commandee?s?|transmise?s?"
    r"|faite?s?|passee|passees|(?:a|est|ont|s'est|etait) passee?s?"
    r"|emise?s?|reglee?s?|(?:est |sont |bien )arrivee?s?|arrivee(?:s)?|achetee?s?|demandee?s?|received|sent"
    r"|paid|ordered|signed|delivered|submitted"
    r"|bought|made"
    r"|arrived|requested|was|were|met|called|asked)(?: (?:le|du|de|on|the|ce|last))*[ ']*$"
)
_TO_BE = compiled(r"\b(?:etre|be|soit|soient|is|are|a|doit|doivent|must|needs?)\b[^.!?;]{0,14}$")
_DOCUMENT_OF = compiled(
    r"\b(?:factures?|commandes?|bon de commande|mails?|courriels?|courriers?|devis|contrats?|avenants?|notes?"
    r"|messages?|releves?"
    r"|avis|lettres?|tickets?|billets?|cr|compte rendu|pv|numero|invoices?|orders?|letters?|emails?|e-mails?"
    r"|quotes?|receipts?"
    r"|statements?|memos?|version|loi|decret|arrete|ordonnance|act|law)(?: (?:d'achat|client|fournisseur|\d{1,12}))?"
    r" (?:du|de|d'|of|from|dated|daté du|en date du)(?: the)? ?$"
)
_REPAID = compiled(
    r"\b(?:rembours\w+|refund\w*|reimburs\w+|notes? de frais|ndf|expenses?)\b[^.!?;:\n]{2,40} (?:du|de|d'|of|from|on)"
    r"(?: (?:le|the))? ?$"
)
"""What is paid back was paid before: "le remboursement de mon taxi du 3"."""
_WISH_BEFORE = compiled(
    r"(?:^|[,.!;\n] ?|\bmerci | et | and |\bbises |\bbye |\bthanks )(?:a|see you|cu|speak|see u|talk"
    r"|until|till)(?: on)? $"
)
_WISH_AFTER = compiled(r" ?(?:$|[.!;\n,])")
_CLAUSE_END = compiled(r"[!?;\n]|\. |, (?:et |and |merci |send |puis )")
_EVENT_NOUNS = listed(
    """
        reunions? rdv rdvs rendez rendezvous visio visios visioconference call calls point points seminaires?
        formations? dejeuners? dej diners? visites? entretiens? comites? codir copil comex ag cse salles?
        trains? tgv vols? avions? taxis? vtc navettes? hotels? chambres? nuits? nuitees? voitures? trajets?
        deplacements? billets? parking conges? vacances absences? absente? teletravail evenements?
        conferences? ateliers? workshops? webinars? webinaires? demos? kickoff kick meetings? appointments?
        appt rooms? flights? lunch dinner trainings? visits? interviews? sync standup stay trips? leave
        holidays? breakfast offsite catchup catch sessions? soutenances? salons? inauguration pot anniversaire
        afterwork auditions? audience astreintes? travel hotels? cab cabs pickup shuttle car cars
        videoconference conf audit audits teams zoom ceremonie petit-dejeuner gouter buffet traiteur
        plenieres? auditorium amphi onboarding demenagement team-building hebergement airbnb videoprojecteur
        projecteur projector bureau minibus seats? airport aeroport gare station bus ferry eurostar ouigo
        restaurants? table traiteurs brunch drinks pastries viennoiseries sandwich(?:s|es)? vans? utilitaires? trucks?
        minivan kangoo drivers? chauffeurs? shows? drills? slots? creneaux? shifts? exams? examens? match concert covoit
        covoiturage carpool lift interpretes? interpreters? hotesses? hostess(?:es)? events? 1:1 1-1 one-to-one
        concerts?
        departs? retours? arrivees? fair fairs expo exhibition party gala soiree seance rentree tournoi kermesse
    """
)
_EVENT = compiled(r"\b(?:" + "|".join(_EVENT_NOUNS) + r")\b")
_EVENT_JUST_BEFORE = compiled(
    r"\b(?:"
    + "|".join(_EVENT_NOUNS)
    + r"|ca|c\.a\.?)(?: \w{1,14}){0,2}?(?: (?:de|du|d'|le|la|ce|on|of|prevue?|fixee?|scheduled|this|next|est|is"
    r"|for))* ?$"
)
_HANDED_OVER = compiled(
    r"\b(?:compte[- ]rendu|cr|pv|ordre du jour|odj|agenda|supports?|slides?|ppt|dossiers?|documents?|docs?"
    r"|presentations?"
    r"|invitations?|convocations?|badges?|minutes|notes?|notes de frais|factures?|devis|rapports?|reports?"
    r"|invoices?|deck|handouts?"
    r"|menus?|plans?|programmes?|listes?|lists?|planning|remboursements?|etiquettes?|expenses?|fournitures|tables?"
    r"|chaises)"
    r"(?: \w{1,14})? (?:de|du|d'|des|of|for|from|pour|about|sur) ?(?:la |le |l'|les |the |notre |our |ma |mon |mes )?$"
)
_OBJECT_OF_EVENT = compiled(
    r"\b(?:salle|room|bureau|imprimante|point) (?:de|d'|du|number)?\s?\d|\ba ce point|\bsur ce point"
)
_MEETS_AFTER = compiled(
    r"[^.!?;\n]{0,3}\b(?:" + "|".join(_EVENT_NOUNS) + r")\b|[^.!?;\n]{1,24}?\b(?:" + "|".join(_EVENT_NOUNS) + r")\b"
)
_HANDING = compiled(r"\b(?:remise|rendu|depot|envoi|livrables?|submission|handover|cloture|bouclage)\b")
_AGREED = compiled(
    r"\b(?:ok|d'accord|daccord|dispos?|disponibles?|confirmee?|confirme|prevue?|fixee?|calee?|reservee?|libres?"
    r"|partante?"
    r"|bon|fine|works|good|available|free|set|scheduled|booked) (?:pour|for)(?: (?:le|the|ce))? ?$"
)
_ATTENDING = compiled(r"\b(?:pars|partons|arrive|arrives|arrivons|viens|vient|absent|absente|present|presente"
                        r"|joins?|joining|rejoint|starter|arrivant|suis|serai|sera|seront|leaving|arriving|back"
                        r"|returning"
                        r"|fly|flying|travel\w*|m'appeler|rappeler|appeler|passer|recevoir|recevons|recois"
                        r"|accueillir|accueille|call me|vient"
                        r"|viennent|host|hosting|visiting|come|comes|coming|start|starts|commence|demarre|lieu"
                        r"|place)\b")  # fmt: skip


_AWAY_UNTIL = compiled(
    r"\b(?:arret(?:ee?)?(?: maladie| de travail)?|absente?s?|absences?|conges?|vacances|rtt|maladie|indisponibles?"
    r"|injoignables?|teletravail|fermee?s?|fermeture|pas la|off|ooo|away|out|leave|holidays?|vacation|sick|closed"
    r"|unavailable|not in|maternite|paternite|maternity|paternity)\b[^.!?;:\n]{0,24}?"
    r"\b(?:jusqu'(?:au|a|en)|jusque|until|till|til|through)(?: le| the| a)? ?$"
)
_NONE_BEFORE = compiled(
    r"\b(?:(?:plus|pas|aucune?) (?:de |d')?(?:creneaux?|dispos?|disponibilites?|places?|rdv|rendez-vous|trains?|vols?)"
    r"|no (?:more )?(?:slots?|availability|seats?|trains?|flights?|openings?|appointments?))(?: \w{1,12}){0,2}"
    r" (?:avant|before|until|d'ici)(?: (?:le|la|the))? ?$"
)
"""What there is none of before a day is not wanted by then."""
_AHEAD_OF = compiled(
    r"\b(?:avant|before|ahead of|in time for)(?: (?:son|sa|leur|le|la|les|mon|ma|notre|votre|cette|ce|the|his"
    r"|her|our|my"
    r"|their|your)| l') ?[a-z]{3,14}(?: [a-z]{2,14}){0,2}?(?: (?:de|du|le|of|on|this|next|prevue?))* ?(?:d')?$"
)
"""Before what takes place then: "avant son départ le 30", "before the board on Monday"."""
_BOOKED = compiled(
    r"\b(?:reserver|reservez|resa|book|booking|cancel|annul(?:er|ez|e)|decal(?:er|ez|e)|deplac(?:er|ez|e)|report(?:er|ez)|reschedule|move|postpone|shift"
    r"|find a (?:date|time|slot|day)|(?:trouver?|trouvez) (?:une date|un jour))\b"
)
_FROM_THEN = compiled(r"\b(?:a partir d[eu]|a compter d[eu]|from|as from|starting|effective)(?: (?:le|la|the|on))? $")
_DELIVERED = compiled(
    r"\b(?:drafts?|reports?|slides?|decks?|charts?|overview|figures|dashboards?|exports?|summary|spreadsheets?"
    r"|translations?"
    r"|proofread\w*|tableaux?|rapports?|ppt|powerpoint|diapos?|maquettes?|synthese|traductions?|relecture|courriers?)\b"
)
_WHAT_IT_IS_FOR = compiled(
    r"(?: [a-z]{2,12}){0,3}? (?:charts?|reports?|minutes|slides?|decks?|notes|agenda|packs?|schedules?|lists?"
    r"|summary|badges?"
    r"|invoices?|expenses?|forms?|plans?|templates?|links?|certificates?|files?|figures)\b"
)
"""In English a meeting's own papers are named after it: "the absences and overtime chart"."""
_PAPERS_OF = compiled(r"\b(?:ppt|slides?|cr|odj|pv|compte[- ]rendu|supports?|presentation|minutes) $")
_NAMED_BY_ITS_HOUR = compiled(r"\b(?:(?:for|in|at|to) )?the $")
_THIS_YEAR = compiled(r"(?:cette annee|this year)(?![a-z])")
"""The year that one is in is no day: "the third one this year"."""
_WHOLE = 160
_NOW_ON = compiled(
    r"(?:ce|this) (?:matin|morning)|(?:cette|in the) (?:matinee)"
    r"|aujourd|ajd|today|ce (?:week|we\b|mois)|this (?:week|month)|cette semaine"
)
_HAPPENED = compiled(
    r"\b(?:(?:j'ai|j'en ai|m'a|t'a|l'a|n'a|n'ai|n'ont|m'ont|l'ont|nous a|nous ont|on a|on n'a|ils ont|elles ont"
    r"|s'est|se sont)"
    r" (?!une? |besoin|le |la |les |des |du |de |d'|rdv|rendez|reunion|ma |mon |notre |pas de |pas d'|\d|rien"
    r"|deux|trois|visite|seance|audience|conference)[a-z]+(?:e|es|ees?|i|is|it|u|us|ues?|ert|int)\b"
    r"|(?:a|ont|ai|avons) (?:ete|eu)\b|n'ai pas [a-z]+(?:e|u|i|is|it)\b"
    r"|(?:etais|etait|etaient|c'etait|avait|avaient|avais) (?!prevu|cale|fixe|programme|convenu)"
    r"|(?:was|were) (?!wondering|hoping|thinking|supposed|going to|planned|scheduled|due|meant|looking)"
    r"|did|didn't|came|went|broke|fell|told me|took|gave|stole|died|passed away|happened|crashed|failed|stopped|showed"
    r"|woke|saw|hit|smashed|forgot|left without|was)\b"
)
_ARRANGED = compiled(
    r"\b(?:prevue?s?|reservee?s?|oublie|(?:forgot|forgotten|told|asked|had|have) to|demandee?|booked"
    r"|planned|scheduled|cale|programmee?|convenu|promis|promised|faut|faudrait|needs?|besoin|can|could|peut|peux|pouvez|svp|please)\b"
)
"""What was arranged or forgotten may well be still to come."""
_SURELY_HAPPENED = compiled(
    r"\b(?:j'etais|c'etait|etaient|m'a (?!dit|demande)[a-z]+|suis tombee?|passed away|died|broke|crashed|happened|fell"
    r"|alors que j'etais)\b"
)
_DONE_JUST_BEFORE = compiled(r"[a-z]{3,}(?:é|ée|és|ées) (?:ce|cet|cette) $")
_CLAUSE_EDGE = ".!?;,\n"


def has_happened(atom: Atom, words: Words) -> bool:
    """Whether what a day was named for is told as over: "ce matin", after "il a été réparé"."""
    said = words.line[atom.start : atom.end]
    now_on = _NOW_ON.match(said) is not None
    if atom.has_clock or not (now_on or atom.weekday):
        return False
    before, after = words.line[max(0, atom.start - _WHOLE) : atom.start], words.line[atom.end : atom.end + _SEEN_AFTER]
    begin = max(before.rfind(edge) for edge in _CLAUSE_EDGE) + 1
    ends = [place for edge in _CLAUSE_EDGE if (place := after.find(edge)) >= 0]
    told = before[begin:] + " " + after[: min(ends, default=len(after))]
    if _ARRANGED.search(told):
        return False
    if atom.weekday:
        return _SURELY_HAPPENED.search(told) is not None
    raw = words.raw[max(0, atom.start - 24) : atom.start + len(said.split()[0]) + 1].lower()
    return _HAPPENED.search(told) is not None or _DONE_JUST_BEFORE.search(raw) is not None


_TOLD_BEFORE = compiled(
    "|".join(f"(?:{each.pattern})" for each in (_PAST_BEFORE, _REPAID, _DONE_BEFORE, _AWAY_UNTIL, _DUE_BEFORE))
)
"""Any of these, in one search: before most dates there is none."""
_TAKING = compiled(
    r"\b(?:pose[rz]?|prendre|prolonger|prolongation|demande[rz]?|deposer|valide[rz]?|accorder|book|take|request|extend"
    r"|approve|besoin|voudrais|souhaite|need|want)\b"
)


def mention_roles(atoms: list[Atom], words: Words) -> list[Mention]:
    """Each mention with its role, in the message's order."""
    found = []
    for index, atom in enumerate(atoms):
        floor = atoms[index - 1].end if index else 0
        ceiling = atoms[index + 1].start if index + 1 < len(atoms) else len(words.line)
        found.append(_role(atom, words, floor, ceiling))
    return found


def _role(atom: Atom, words: Words, floor: int, ceiling: int) -> Mention:
    found = _role_said(atom, words, floor, ceiling)
    return found._replace(certain=min(found.certain, DOUBTED)) if atom.doubted else found


def _role_said(atom: Atom, words: Words, floor: int, ceiling: int) -> Mention:
    line = words.line
    near = line[max(floor, atom.start - _SEEN_BEFORE) : atom.start]
    after = line[atom.end : min(ceiling, atom.end + _SEEN_AFTER)]
    told = _TOLD_BEFORE.search(near) is not None
    if atom.past or (atom.instant is None and not atom.due and _is_past(atom, near if told else "", line)):
        return Mention(atom, Role.PAST, 0.9)
    if told and _AWAY_UNTIL.search(near) and not _TAKING.search(near):
        return Mention(atom, Role.AWAY, 0.8)
    if _NONE_BEFORE.search(near):
        return Mention(atom, Role.AWAY, 0.7)
    if _DUE_AFTER.match(after) or (told and _DUE_BEFORE.search(near)) or _AHEAD_OF.search(near):
        return Mention(atom, Role.DUE, 0.95)
    if (
        not atom.has_clock
        and _WISH_AFTER.match(line, atom.end)
        and _WISH_BEFORE.search(line[max(0, atom.start - 16) : atom.start])
    ):
        return Mention(atom, Role.WISH, 0.8)
    if atom.due:
        return Mention(atom, Role.DUE, 0.9)
    weighed = _weigh(atom, words, near, floor, ceiling)
    if weighed.role is not Role.DUE and has_happened(atom, words):
        return Mention(atom, Role.PAST, 0.7)
    return weighed


def speaks_of_past(atom: Atom, line: str) -> bool:
    """Whether a day is named for what was done, or written, on it: "la facture du 3", "reçu le 5"."""
    return _is_past(atom, line[max(0, atom.start - _SEEN_BEFORE) : atom.start], line)


def _is_past(atom: Atom, near: str, line: str) -> bool:
    if _DOCUMENT_OF.search(line[max(0, atom.start - _SEEN_BEFORE) : atom.start]):
        return True
    if not near:
        return False
    if _PAST_BEFORE.search(near) or _REPAID.search(near):
        return True
    done = _DONE_BEFORE.search(near)
    return done is not None and not _TO_BE.search(near[: done.start()]) and not re.match(r"a ", near[done.start() :])


def _weigh(atom: Atom, words: Words, near: str, floor: int, ceiling: int) -> Mention:
    """Without a deadline's word: an appointment where one meets or travels, else a date to be ready by."""
    if atom.instant is not None:
        return Mention(atom, Role.DUE if _NEED.search(near) else Role.EVENT, 0.75)
    if atom.event or atom.until is not None:
        return Mention(atom, Role.EVENT, 0.9)
    if _EVENT_JUST_BEFORE.search(near) and _own_acronym(words, atom):
        return Mention(atom, Role.EVENT, 0.9)
    line = words.line
    clause = line[_clause_start(line, floor, atom.start) : atom.start]
    meets = _meets(clause) or bool(_ATTENDING.search(clause))
    if not meets and not _NEED.search(clause):
        meets = bool(_MEETS_AFTER.match(line[atom.end : min(ceiling, atom.end + _SEEN_AFTER)]))
    meets = meets or bool(_BOOKED.search(clause) or _FROM_THEN.search(near))
    for_it = bool(_FOR_BEFORE.search(near))
    if _AGREED.search(near):
        return Mention(atom, Role.EVENT, 0.75)
    if atom.clock is not None and _NAMED_BY_ITS_HOUR.search(near) and not _HANDING.search(clause):
        return Mention(atom, Role.EVENT, 0.75)
    if atom.vague and not for_it and _THIS_YEAR.match(line, atom.start) and not _NEED.search(clause):
        return Mention(atom, Role.AWAY, 0.7)
    if atom.clock is not None:
        if (for_it or _NEED.search(clause) or _HANDING.search(clause) or _is_handed(line, atom)) and not meets:
            return Mention(atom, Role.DUE, 0.7)
        return Mention(atom, Role.EVENT, 0.85 if meets else 0.7)
    if meets and not (atom.vague and for_it):
        return Mention(atom, Role.EVENT, 0.75)
    return Mention(atom, Role.DUE if for_it else Role.PLAIN, 0.8 if for_it else 0.65)


def _own_acronym(words: Words, atom: Atom) -> bool:
    """ "CA" (a board) is written in capitals, unlike "ça"."""
    said = words.raw[max(0, atom.start - 20) : atom.start]
    folded = words.line[max(0, atom.start - 20) : atom.start]
    found = re.search(r"\bca\b[^.]*$", folded)
    return found is None or "CA" in said or bool(_EVENT.search(folded))


def _meets(clause: str) -> bool:
    for found in _EVENT.finditer(clause):
        if _WHAT_IT_IS_FOR.match(clause, found.end()) or _PAPERS_OF.search(clause[: found.start()]):
            continue
        if not _HANDED_OVER.search(clause[: found.start()]) and not _OBJECT_OF_EVENT.match(clause, found.start()):
            return True
    return False


def _is_handed(line: str, atom: Atom) -> bool:
    """Whether what was said so far is something to write and hand over, and no meeting."""
    said = line[max(0, atom.start - _WHOLE) : atom.start]
    return _DELIVERED.search(said) is not None and not _meets(said)


def _clause_start(line: str, floor: int, place: int) -> int:
    start = floor
    for found in _CLAUSE_END.finditer(line, floor, place):
        start = found.end()
    return start
