"""What only says more of what was asked: « il s'appelle Mathis Girard », « c'est pour le stagiaire », « 2 valises »."""

from __future__ import annotations

import re

from bot.understanding.asking import HELLO, is_opening
from bot.understanding.fragments import Gist, gist_of, known, presented
from bot.understanding.replying import goes_on
from bot.understanding.text import listed, words_of

_LONGEST = 25
"""Words: more tell a story."""
_HE = frozenset(listed("il elle ils elles he she they"))
_IMPERSONAL = re.compile(
    r"il (?:n )?(?:(?:me|nous|te|vous|lui|leur|m|y|en|s) )*"
    r"(?:faut|faudra\w*|fallait|a\b(?! (?:besoin|un|une|deux|\d))|avait|aura\w*|manqu\w+|reste\w*|pleut|neige|fait"
    r"|gele|suffit|semble\w*|parait|agit|est (?:possible|urgent|temps|interdit|necessaire|prevu|question|midi|\d))\b"
)
"""« Il » that stands for nobody: « il faut », « il y a », « il fait froid »."""
_IT_IS = re.compile(
    r"(?:(?:et|and|donc|du coup|so) )?(?:c est|(?:ce|ca) sera(?:it)?|it s|it is|it will be|it would be) (?P<what>.+)"
)
_OF_IT = re.compile(
    r"(?:pour|pr|au nom|avec|sans|(?:pas )?avant|(?:pas )?apres|a partir|jusqu|chez|de la part"
    r"|for|with|without|before|after|until|under|(?:(?:tres|assez|super|pas|not|very) )?urgent(?! [a-z]))\b|\d"
)
_HIS = re.compile(r"(?:son|sa|ses|leurs?|his|her|their) [a-z]+")
_NAME = r"[A-ZÀ-Ý][\w'’-]+(?: (?:de|du|d['’]|le|la|van|von|el|ben|[A-ZÀ-Ý][\w'’-]+)){1,3}"
_NAMED = re.compile(_NAME)
"""A first name and a name: « Mathis Girard », "Anna van Dijk"."""
_IT_IS_NAMED = re.compile(rf"\A\W*(?i:c['’]est|ce sera|il s['’]agit de|it['’]s|it is) {_NAME}")
_OF_A_WAY = frozenset(listed("de du depart arrivee retour aller direction destination adresse from to return"))
"""How a text begins that says from where, or to where."""
_ASKS_BACK = frozenset(
    listed("quoi qui ou quand comment pourquoi quel quelle combien what who where when why how which")
)


def speaks_of_it(earlier: Gist, later: Gist) -> bool:
    """Whether a text leans on what was asked: by « il », « c'est pour », « son nom », or "the trainee" of a trainee."""
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
        return _OF_IT.match(it.group("what")) is not None or _IT_IS_NAMED.match(words.raw) is not None
    if _HIS.match(said):
        return later.has_verb or _NAMED.search(words.raw) is not None
    speaks = later.has_verb and not presented(earlier.words).isdisjoint(known(later.words, first=2))
    return speaks or _is_a_name(later)


def says_more(text: str, asked: str) -> bool:
    """Whether a text says more of what its author asked hours before, as far as its words tell, and names no thing.

    « il s'appelle Mathis Girard », « et un retour à 18 h », « 2 valises »; not « ramettes de papier ».
    """
    words, before = words_of(text), words_of(asked)
    if not words.norms or not before.norms:
        return False
    earlier, later = gist_of(before), gist_of(words)
    if speaks_of_it(earlier, later):
        return True
    if later.outright or later.chats or later.troubled or later.turns_aside or later.asks_back or is_opening(words):
        return False
    if later.kind not in (None, earlier.kind) or len(words.norms) > _LONGEST:
        return False
    first = words.norms[0]
    return later.begins_as_detail or goes_on(text) or first.isdigit() or first in _OF_A_WAY


def adds_no_word(text: str, asked: str) -> bool:
    """Whether a text speaks of nothing that its author had not said: « c'est pour le stagiaire »."""
    words, before = words_of(text), words_of(asked)
    return bool(words.norms and before.norms) and gist_of(words).subject <= gist_of(before).subject


def _is_a_name(later: Gist) -> bool:
    """Whether it only says a name: « Mathis Girard », not « Salle Rhône »."""
    unknown = later.kind is None and later.leaning is None and HELLO.isdisjoint(later.words.norms)
    return unknown and _NAMED.fullmatch(later.words.raw.strip(" .,;")) is not None
