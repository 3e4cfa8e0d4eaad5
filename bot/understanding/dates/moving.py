"""What is put off or brought forward: "décaler de 14h à 16h" is no stretch of time, it is 16h."""

from __future__ import annotations

from bot.understanding.dates.lexicon import WEEKDAY
from bot.understanding.patterns import compiled

FAR = 60
"""Characters before a date where the verb that moves it still counts."""
MOVING = compiled(
    r"\b(?:decal|deplac(?!ements?\b)|report(?!ings?\b|s\b)|(?<!d')(?<!par )(?<!en )avanc(?!es? (?:de frais|sur)\b)"
    r"|repouss|decaler|bascul|move|moving|moved|reschedul|postpon|shift|push|chang|bring|put|passe|now|maintenant|desormais)\w*"
)
STRETCH_BEFORE = compiled(r"\b(?:de|du|from|entre|between|d') ?(?:le |the )?$")
_FROM_SOME_TIME = compiled(
    rf"\b(?:de|du|from|entre|between|d') ?(?:le |the )?(?:(?:{WEEKDAY}|demain|tomorrow) (?:a |at )?)?$"
)
WHERE_ONE_STAYS = compiled(
    r"\b(?:hotels?|chambres?|conges?|sejours?|nuits?|nuitees?|stay|nights?|leave|vacances|holidays?|formations?"
    r"|seminaires?|voitures?|cars?)\b"
)
_ONLY_CHANGES = compiled(r"\b(?:chang|bring|put|passe|now|maintenant|desormais)\w*")


def is_moved(line: str, start: int) -> bool:
    """Whether "de … à …" at that place says from when to when something is moved."""
    if not _FROM_SOME_TIME.search(line[max(0, start - 24) : start]):
        return False
    return MOVING.search(line, max(0, start - FAR), start) is not None


def is_moved_by_days(line: str, start: int) -> bool:
    """The same of days, where a stay may also be changed for another: "changer l'hôtel du 15 au 17"."""
    if not is_moved(line, start):
        return False
    verbs = [found.group() for found in MOVING.finditer(line, max(0, start - FAR), start)]
    stays = WHERE_ONE_STAYS.search(line, max(0, start - FAR), start)
    return stays is None or not all(_ONLY_CHANGES.match(verb) for verb in verbs)
