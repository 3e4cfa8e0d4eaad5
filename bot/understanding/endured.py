"""Whether somebody tells what is done to them: harassed, insulted, touched, threatened.

Read of what is private alone, to say where else to turn: it decides nothing about who reads it.
"""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.phrases import Phrases, agreed, phrases
from bot.understanding.text import words_of

_DONE = (
    "harcele|harcelent|harcelle|harcelait|insulte|insultent|humilie|humilient|rabaisse|rabaissent|menace|menacent"
    "|agresse|agressent|frappe|frappent|gifle|pelote|tripote|caresse|embrasse|siffle|drague|intimide|persecute|terrorise"
    "|touche|touchait|colle|bouscule|crache|discrimine|denigre"
)
_DONE_EN = (
    "harasses|harass|harassed|harassing|bullies|bully|bullied|bullying|gropes|groped|groping|touches|touched|touching"
    "|insults|insulted|insulting|assaults|assaulted|threatens|threatened|threatening|humiliates|humiliated|molested"
    "|stalks|stalking|belittles|kissed|hit|slapped|raped|abuses|abused"
)
_SUFFERED = agreed("harcele insulte humilie agresse menace viole frappe rabaisse discrimine persecute intimide")
_WHAT = (
    "harcelement|agression|agressions|attouchement|attouchements|viol|violences|insultes|humiliations|menaces|intimidations"
    "|discrimination|discriminations|pressions|harassment|bullying|assault|abuse|threats|racisme|sexisme|racism|sexism"
)
_IT = phrases(f"""
    me|m|nous {_DONE}; me|m|nous a|ont|avait|as {_DONE}|{_SUFFERED}|viole|violee; m|me a|ont touche|touchee|tripotee
    suis|etais|ete|sens|sommes {_SUFFERED}; subis|subit|subissons|endure|victime|victimes ... {_WHAT}; victim of {_WHAT}
    me|m|nous ... remarques|propos|gestes|messages|photos|avances ... sexuels|sexuelles|deplaces|deplacees|sexistes
    me|m|nous ... remarques|propos|gestes|messages|photos|avances ... racistes|obscenes|homophobes|salaces
    me|m met|mettent ... main|mains; me traite|traitent de; me parle mal|comme
    {_DONE_EN} me|us; am|m|was|been|being|get|getting|feel {_DONE_EN}; suffer|suffering|endure|facing ... {_WHAT}
    sent|sends|makes|made|make me ... sexual|racist|sexist|obscene; hand|hands on me
    """)


@lru_cache(maxsize=1)
def _cues() -> Phrases:
    found = Phrases()
    found.add("endured", 1.0, *_IT)
    return found


def tells_what_is_endured(text: str) -> bool:
    """Whether a private text tells what is done to its author."""
    return bool(_cues().find(words_of(text)))
