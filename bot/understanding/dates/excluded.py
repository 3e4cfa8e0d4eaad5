"""The days that a message says it does not mean: « pas demain », « sauf jeudi », « plutôt que demain, lundi »."""

from __future__ import annotations

from bot.understanding.dates.atoms import Atom
from bot.understanding.patterns import compiled

_LINK = r"(?: (?:le|la|les|du|de|des|pour|ce|cet|un|the|on|for|of|this|a))*"
_NOT = (
    r"(?<!pourquoi )(?<!si )(?:(?:surtout )?pas|jamais|ni|sauf|excepte|hormis|plutot qu(?:e|')|au lieu"
    r"|(?<!why )(?<!if )(?:not|isn't)|never|except|rather than|instead|nor|but not)"
)
_BEFORE = compiled(rf"\b{_NOT}{_LINK} ?(?:d'|l')?$")
_NO_NEED = compiled(
    r"\b(?:not something|no need|pas besoin|inutile)(?: [a-z']{1,12}){1,5}(?<!avant)(?<!before)(?<!by)"
    r"(?<!pour)(?<!for) $"
)
_FURTHEST = 48
_EXCLUDED = compiled(rf"\b{_NOT}{_LINK} (?P<what>[^,;.!?\n]+?)(?= (?:mais|but|plutot|finalement)\b|[,;.!?\n]|$)")


def is_excluded(mention: Atom, line: str) -> bool:
    """Whether a mention is said not to be meant."""
    said = line[max(0, mention.start - _FURTHEST) : mention.start]
    return _BEFORE.search(said) is not None or _NO_NEED.search(said) is not None


def excluded_in(line: str) -> str:
    """What a text (lower case, no accents) says that it does not mean: « pas demain mais samedi » – « demain »."""
    found = _EXCLUDED.search(line)
    return found.group("what") if found is not None else ""
