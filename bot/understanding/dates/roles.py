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
    r"(?:\b(?:avant|d'ici|d ici|dici|ici|plus tard|jusqu'au|jusqu'a|jusqu'en|by|before|later than|until|till|due"
    r"|deadline"
    r"|echeance|date limite|limite|dernier delai|derniere limite|date butoir|butoir|max|maxi|maximum|cloture|delai"
    r"|latest"
    r"|(?:retour|reponse|validation|resultats?|rendu) (?:attendue?s?|souhaitee?s?)"
    r"|livraison|livrer|rendre|payer|regler|echeances|remettre|boucler|expire|valable)\b)" + _LINKS
)
_FOR_BEFORE = compiled(r"\b(?:pour|for)(?: (?:le|la|les|l'|ce|cette|the|this|next|fin|debut))*[ ']*$")
_DUE_AFTER = compiled(
    r"[ ,(]*(?:au plus tard|maxi?(?:mum)?\b(?! ?\d)|grand max|dernier delai|derniere limite|at the latest|latest\b"
    r"|au maximum|tops\b"
    r"|dernier carat|sans faute|deadline|imperativement|grand maximum|last call|dernier dernier)"
)
_NEED = compiled(
    r"\b(?:il (?:me|nous|lui|leur) (?:le |la |les )?(?:faut|faudrait)|besoin|need(?:ed|s)?|require[sd]?)\b"
)
_PAST_BEFORE = compiled(
    r"\b(?:depuis|since|datee?s? (?:de|du)|dated|datant d[eu]|remonte a|as of)(?: (?:le|la|l'|the|on|du))*[ ']*$"
)
_DONE_BEFORE = compiled(
    r"\b(?:recue?s?|envoyee?s?|payee?s?|livree?s?|signee?s?|deposee?s?|validee?s?|commandee?s?|transmise?s?"
    r"|faite?s?|passee?s?"
    r"|emise?s?|reglee?s?|arrivee?s?|achetee?s?|demandee?s?|received|sent|paid|ordered|signed|delivered|submitted"
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
_HANDING = compiled(
    r"\b(?:remise|rendu|depot|envoi|livrables?|livraison|submission|delivery|handover|cloture|bouclage)\b"
)
_AGREED = compiled(
    r"\b(?:ok|d'accord|daccord|dispos?|disponibles?|confirmee?|confirme|prevue?|fixee?|calee?|reservee?|libres?|partante?"
    r"|bon|fine|works|good|available|free|set|scheduled|booked) (?:pour|for)(?: (?:le|the|ce))? ?$"
)
_ATTENDING = compiled(r"\b(?:pars|partons|arrive|arrives|arrivons|viens|vient|absent|absente|present|presente"
                        r"|joins?|joining|rejoint|starter|arrivant|suis|serai|sera|seront|leaving|arriving|back|returning"
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
    if atom.past or (atom.instant is None and _is_past(atom, near if told else "", line)):
        return Mention(atom, Role.PAST, 0.9)
    if told and _AWAY_UNTIL.search(near) and not _TAKING.search(near):
        return Mention(atom, Role.AWAY, 0.8)
    if _DUE_AFTER.match(after) or (told and _DUE_BEFORE.search(near)):
        return Mention(atom, Role.DUE, 0.95)
    if (
        not atom.has_clock
        and _WISH_AFTER.match(line, atom.end)
        and _WISH_BEFORE.search(line[max(0, atom.start - 16) : atom.start])
    ):
        return Mention(atom, Role.WISH, 0.8)
    if atom.due:
        return Mention(atom, Role.DUE, 0.9)
    return _weigh(atom, words, near, floor, ceiling)


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
    for_it = bool(_FOR_BEFORE.search(near))
    if _AGREED.search(near):
        return Mention(atom, Role.EVENT, 0.75)
    if atom.clock is not None:
        if (for_it or _NEED.search(clause) or _HANDING.search(clause)) and not meets:
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
        if not _HANDED_OVER.search(clause[: found.start()]) and not _OBJECT_OF_EVENT.match(clause, found.start()):
            return True
    return False


def _clause_start(line: str, floor: int, place: int) -> int:
    start = floor
    for found in _CLAUSE_END.finditer(line, floor, place):
        start = found.end()
    return start
