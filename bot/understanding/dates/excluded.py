"""The days that a message says it does not mean: « pas demain », « sauf jeudi », « plutôt que demain, lundi »."""

from __future__ import annotations

from bot.understanding.dates.atoms import Atom
from bot.understanding.patterns import compiled

_LINK = r"(?: (?:le|la|les|du|de|des|pour|ce|cet|the|on|for|of|this))*"
_NOT = (
    r"(?<!pourquoi )(?<!si )(?:(?:surtout )?pas|ni|sauf|excepte|hormis|plutot qu(?:e|')|au lieu"
    r"|(?<!why )(?<!if )not|except|rather than|instead|nor|but not)"
)
_BEFORE = compiled(rf"\b{_NOT}{_LINK} ?(?:d'|l')?$")
_FURTHEST = 32
_EXCLUDED = compiled(rf"\b{_NOT}{_LINK} (?P<what>[^,;.!?\n]+?)(?= (?:mais|but|plutot|finalement)\b|[,;.!?\n]|$)")


def is_excluded(mention: Atom, line: str) -> bool:
    """Whether a mention is said not to be meant."""
    return _BEFORE.search(line[max(0, mention.start - _FURTHEST) : mention.start]) is not None


def excluded_in(line: str) -> str:
    """What a text (lower case, no accents) says that it does not mean: « pas demain mais samedi » – « demain »."""
    found = _EXCLUDED.search(line)
    return found.group("what") if found is not None else ""
