"""What names a day that never comes: « la semaine des quatre jeudis », « à la saint-glinglin ». It is no date."""

from __future__ import annotations

from bot.understanding.dates.atoms import Atom, Match, Now, atom, rule

_IDIOM = (
    r"(?:semaine des (?:quatre|4) jeudis?|sainte?[ -]glin[ -]?glin"
    r"|quand les poules auront (?:des|les) dents|calendes[ -]grecques?)(?![a-z])"
)
_ITS_HOUR = r"(?:,? (?:a|vers|avant|des) (?:\d{1,2} ?(?:h|heures?)(?: ?\d{2})?|midi|minuit)(?![a-z0-9]))?"


@rule(("semaine", "saint", "sainte", "quand", "calendes"), _IDIOM + _ITS_HOUR)
def _never(match: Match, now: Now) -> Atom | None:
    return atom(match)
