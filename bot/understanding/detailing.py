"""What only says more of what was asked: « il s'appelle Mathis Girard », « c'est pour le stagiaire », « 2 valises »."""

from __future__ import annotations

import re

from bot.understanding.amounts import read_amounts
from bot.understanding.changing import names_the_thing
from bot.understanding.fragments import Gist, gist_of, known, presented
from bot.understanding.greeting import HELLO, is_opening
from bot.understanding.patterns import compiled
from bot.understanding.replying import goes_on
from bot.understanding.text import listed, words_of

_LONGEST = 25
"""Words: more tell a story."""
_HE = frozenset(listed("il elle ils elles he she they"))
_IMPERSONAL = compiled(
    r"il (?:n )?(?:(?:me|nous|te|vous|lui|leur|m|y|en|s) )*"
    r"(?:faut|faudra\w*|fallait|a\b(?! (?:besoin|un|une|deux|\d))|avait|aura\w*|manqu\w+|reste\w*|pleut|neige|fait"
    r"|gele|suffit|semble\w*|parait|agit|est (?:possible|urgent|temps|interdit|necessaire|prevu|question|midi|\d))\b"
)
"""« Il » that stands for nobody: « il faut », « il y a », « il fait froid »."""
_NAME = r"[A-ZÀ-Ý][\w'’-]+(?: (?:de|du|d['’]|le|la|van|von|el|ben|[A-ZÀ-Ý][\w'’-]+)){1,3}"
_NAMED = compiled(_NAME)
"""A first name and a name: « Mathis Girard », "Anna van Dijk"."""
_CALLED = compiled(
    r"(?:(?:il|elle|ils|elles|he|she|they) )?"
    r"(?:s appelle(?:nt)?|se nomme(?:nt)?|(?:(?:is|are|s|re) )?(?:called|named))\b.+"
)
_COMES = compiled(
    r"(?:(?:il|elle|ils|elles|he|she|they) )?(?:arrive(?:nt|ra)?|viennent|vient|viendra|part|partira|ser(?:a|ont)"
    r"|doit (?:etre|arriver|partir)|(?:(?:is|are|s|re|will be) )?(?:arriv|com|leav)ing|arrives?|leaves?|will be)\b"
    r".{0,60}"
)
_NAMING = compiled(r"(?:(?:c est|ce sera(?:it)?|it s|it is) )(?:pour |for )?|(?:il|elle|he|she) (?:est|is|s) ")
_HIS = compiled(
    r"(?:son|sa|ses|leurs?|his|her|their)"
    r" (?:nom|prenom|noms|prenoms|mail|email|adresse|numero|tel|telephone|portable|name|surname|phone|number|address)\b"
)
_IT_IS = compiled(r"(?:et |and |donc |du coup |so )?(?:c est|(?:ce|ca) sera(?:it)?|it s|it is|it will be) (?P<what>.+)")
_OF_IT = compiled(
    r"(?:pour|pr|for) (?:une? |an? )?(?!\w+(?:er|ir|oir|ing)\b)[a-z0-9].*"
    r"|(?:au nom|avec|sans|(?:pas )?avant|(?:pas )?apres|a partir|jusqu|chez|de la part|with|without|before|after|until"
    r"|under)\b.*|(?:(?:tres|assez|super|pas|not|very) )?urgent|\d.*"
)
_PEOPLE = compiled(
    r"\b(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:personnes?|pers|pax|people|ppl|persons?|guests?|adultes?|enfants?|participants?|invit[ée]s?|passagers?)\b",
    re.IGNORECASE,
)
_OF_A_WAY = frozenset(listed("de du depart arrivee retour aller direction destination adresse from to return"))
"""How a text begins that says from where, or to where."""
_ASKS_BACK = frozenset(
    listed("quoi qui ou quand comment pourquoi quel quelle combien what who where when why how which")
)
_PAST = frozenset(listed("hier yesterday jamais never pas not plus rien ne n"))


def speaks_of_it(earlier: Gist, later: Gist) -> bool:
    """Whether a text surely only says more of what was asked minutes before: who it is for, when, how soon.

    « Il s'appelle Mathis », « c'est pour le stagiaire », « son nom c'est… », a bare name. Whatever else is told of
    somebody (« il gagne 300 euros ») may be no part of it: `leans_on`.
    """
    words = later.words
    said = " ".join(words.norms)
    same = later.kind in (None, earlier.kind) or _speaks_of_known(earlier, later)
    if not same or not leans_on(earlier, later):
        return False
    if not _PAST.isdisjoint(words.norms) and not _IT_IS.match(said):
        return False
    if _is_a_name(later) or _HIS.match(said) or _IT_IS.match(said):
        return True
    told = (said, _without_thing(words.norms))
    comes = any(_COMES.fullmatch(each) for each in told) and (later.measured or later.dayed)
    return comes or any(_CALLED.fullmatch(each) for each in told)


def leans_on(earlier: Gist, later: Gist) -> bool:
    """Whether a text may be said of what was asked: by « il », « c'est pour », « son », or « le stagiaire » of one."""
    words = later.words
    if later.outright or later.asks_back or later.turns_aside or later.wants_another or is_opening(words):
        return False
    if len(words.norms) > _LONGEST or not _ASKS_BACK.isdisjoint(words.norms[:4]):
        return False
    said = " ".join(words.norms)
    if words.norms[0] in _HE:
        return _IMPERSONAL.match(said) is None and "!" not in words.line
    if later.troubled or later.chats:
        return False
    it = _IT_IS.match(said)
    if it is not None:
        new = it.group("what").startswith(("pour un", "pour a ", "for a")) and later.kind is not None
        of_it = _OF_IT.fullmatch(it.group("what")) is not None and not new
        return of_it or _is_named_so(later)
    if words.norms[0] in ("son", "sa", "ses", "leur", "leurs", "his", "her", "their"):
        return later.has_verb or _NAMED.search(words.raw) is not None
    return _speaks_of_known(earlier, later) or _is_a_name(later)


def says_more(text: str, asked: str) -> bool:
    """Whether a text may say more of what its author asked hours before, as far as its words tell, and names no thing.

    « il s'appelle Mathis Girard », « et un retour à 18 h », « 2 valises »; not « ramettes de papier ».
    """
    words, before = words_of(text), words_of(asked)
    if not words.norms or not before.norms:
        return False
    earlier, later = gist_of(before), gist_of(words)
    if leans_on(earlier, later):
        return True
    if later.outright or later.chats or later.troubled or later.turns_aside or later.asks_back or is_opening(words):
        return False
    if later.kind not in (None, earlier.kind) or len(words.norms) > _LONGEST:
        return False
    first = words.norms[0]
    return later.begins_as_detail or goes_on(text) or first.isdigit() or first in _OF_A_WAY


def may_be_of_another(text: str, asked: str) -> bool:
    """Whether a text that may say more of what was asked may as well be said of somebody, or of money, elsewhere."""
    words, before = words_of(text), words_of(asked)
    if not words.norms or not before.norms:
        return False
    return leans_on(gist_of(before), gist_of(words)) or bool(read_amounts(words).value) or "rib" in words.norms


def is_surely_of(text: str, asked: str) -> bool:
    """Whether a text can be of nothing but what was asked, whatever else of its author's is open: it names that very
    thing, says how many people it is for, or says nothing but how soon (« urgent », « svp »)."""
    if names_the_thing(text, asked):
        return not may_be_of_another(text, asked)
    rest = words_of(_PEOPLE.sub(" ", text))
    if not rest.norms:
        return True
    gist = gist_of(rest)
    of_somebody = rest.norms[0] in _HE and _IMPERSONAL.match(" ".join(rest.norms)) is None
    return not gist.subject and not gist.measured and not of_somebody


def is_told_of_somebody(text: str) -> bool:
    """Whether a text tells something of somebody that it calls « il » or « elle », or how they are named."""
    words = words_of(text)
    if not words.norms:
        return False
    said = " ".join(words.norms)
    of_somebody = words.norms[0] in _HE and _IMPERSONAL.match(said) is None
    return of_somebody or _CALLED.fullmatch(said) is not None or _HIS.match(said) is not None


def adds_no_word(text: str, asked: str) -> bool:
    """Whether a text speaks of nothing that its author had not said: « c'est pour le stagiaire »."""
    words, before = words_of(text), words_of(asked)
    return bool(words.norms and before.norms) and gist_of(words).subject <= gist_of(before).subject


def _speaks_of_known(earlier: Gist, later: Gist) -> bool:
    """« Un badge pour un stagiaire » – « le stagiaire arrive à 9h »."""
    return later.has_verb and not presented(earlier.words).isdisjoint(known(later.words, first=2))


def _without_thing(norms: tuple[str, ...]) -> str:
    """« Le stagiaire arrive à 9h »: what is said of it."""
    return " ".join(norms[2:])


def _is_named_so(later: Gist) -> bool:
    """« C'est Mathis Girard, il arrive à 9h »."""
    said = _NAMING.match(" ".join(later.words.norms))
    named = _NAMED.search(later.words.raw)
    return said is not None and named is not None and named.start() <= len(said.group()) + 2


def _is_a_name(later: Gist) -> bool:
    """Whether it only says a name: « Mathis Girard », not « Salle Rhône »."""
    unknown = later.kind is None and later.leaning is None and HELLO.isdisjoint(later.words.norms)
    return unknown and _NAMED.fullmatch(later.words.raw.strip(" .,;")) is not None
