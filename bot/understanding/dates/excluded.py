"""The days that a message says it does not mean: « pas demain », « sauf jeudi », « plutôt que demain, lundi »."""

from __future__ import annotations

import re

from bot.understanding.dates.atoms import Atom

_LINK = r"(?: (?:le|la|les|du|de|des|pour|ce|cet|the|on|for|of|this))*"
_NOT = (
    r"(?<!pourquoi )(?<!si )(?:(?:surtout )?pas|ni|sauf|excepte|hormis|plutot qu(?:e|')|au lieu"
    r"|(?<!why )(?<!if )not|except|rather than|instead|nor|but not)"
)
_BEFORE = re.compile(rf"\b{_NOT}{_LINK} ?(?:d'|l')?$")
_FURTHEST = 32
_EXCLUDING = re.compile(rf"\b{_NOT}{_LINK}(?![\w'])", re.IGNORECASE)


def is_excluded(mention: Atom, line: str) -> bool:
    """Whether a mention is said not to be meant."""
    return _BEFORE.search(line[max(0, mention.start - _FURTHEST) : mention.start]) is not None


def without_excluding(line: str) -> str:
    """A text (lower case, no accents) that says the days that it excludes as if it meant them: of which it speaks."""
    return _EXCLUDING.sub(" ", line)
