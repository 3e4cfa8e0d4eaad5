"""A score of 1 to 5 as people type it, and what they say of it: « 4, très bien mais un peu long », « 5 étoiles »."""

from __future__ import annotations

import re

from bot.understanding.civility import is_civil
from bot.understanding.patterns import compiled

_WRITTEN = {
    **{str(score): score for score in range(1, 6)},
    **dict(zip(("un", "une", "deux", "trois", "quatre", "cinq"), (1, 1, 2, 3, 4, 5), strict=True)),
    **dict(zip(("one", "two", "three", "four", "five"), range(1, 6), strict=True)),
}
_SAID = {
    **dict.fromkeys(("tout à fait", "tout a fait", "entirely", "completely"), 5),
    **dict.fromkeys(("pas du tout", "not at all"), 1),
}
"""The words that stand beside the ends of the scale, on the card that asks."""
_GIVING = (
    r"(?:(?:je (?:vous |lui )?(?:mets?|donne|mettrais|donnerais|dirais|note)|j['’]attribue"
    r"|(?:ma |une )?note(?: est)?(?: de)?|ce (?:sera|serait)|c['’]est(?: un)?|on va dire|disons"
    r"|i (?:give|say|rate)(?: it)?(?: an?)?|i['’]d (?:give|say)(?: it)?(?: an?)?|my (?:score|rating)(?: is)?)"
    r"\s*:?\s+(?:un |(?:une |la )?note de |an? )?)"
)
_OUT_OF = r"(?:\s*(?:sur|/|out of)\s*5|\s*(?:[ée]toiles?|stars?|points?|⭐️?))"
_NUMBER = r"(?P<score>[1-5]|une?|deux|trois|quatre|cinq|one|two|three|four|five)"
_OPINION = (
    r"(?:pas\s+(?:terrible|mal|top|g[ée]nial|satisfait\w*|content\w*)|peut\s+mieux|tr[èe]s|bien|bon(?:ne)?|super|parfait"
    r"|nickel|impecc?|impeccable|top|g[ée]nial|excellent|correct|moyen|mauvais|d[ée]ç|rapide|efficace|r[ée]actif|bravo"
    r"|satisfait|content|ravi|rien\s+[àa]\s+(?:dire|redire)|mais|car|parce|but|because|great|good|very|perfect|excellent"
    r"|fast|quick|slow|not\s+(?:bad|great|good)|nothing\s+to)"
)
_FIRST = compiled(
    rf"(?P<giving>{_GIVING})?{_NUMBER}(?P<out>{_OUT_OF})?(?P<end>$|\s*[.,;:!)–—-]+(?:\s|$)|\s+(?={_OPINION})|(?!\w|[.,/:]\w|\s*[%€$£]))"
    r"(?P<word>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LAST = compiled(
    rf"(?P<word>[^\d?]*{_OPINION}[^\d?]*?|merci[^\d?]*?|thanks?[^\d?]*?)\s*[,;:.!–—-]+\s*{_GIVING}?{_NUMBER}{_OUT_OF}?\s*[.!]*",
    re.IGNORECASE | re.DOTALL,
)
_AS_ASKED = compiled(
    rf"(?:oui,?\s+|yes,?\s+)?(?P<said>{'|'.join(_SAID)})(?:\s+(?:satisfaite?|happy))?\s*(?:[.,!]+\s*(?P<word>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_BRIEF = 300
"""Characters: nobody ends anything longer by a score."""
_STARS = compiled(r"(?:\s*(?:⭐\ufe0f?|:star:)){1,5}\s*")


def score_in(text: str) -> tuple[int, str] | None:
    """The score (1 to 5) that a text gives, and what it says of it, "" where it is only polite besides.

    « 5 personnes finalement », « 5 ? » and « 4,5 » give none.
    """
    text = text.strip()
    if "?" in text:
        return None
    if _STARS.fullmatch(text):
        return text.count("⭐") + text.count(":star:"), ""
    said = _AS_ASKED.fullmatch(text)
    if said is not None:
        return _SAID[" ".join(said["said"].casefold().split())], _word(said["word"] or "")
    first = _FIRST.fullmatch(text)
    if first is not None and _stands(first):
        return _WRITTEN[first["score"].casefold()], _word(first["word"])
    last = _LAST.fullmatch(text) if len(text) <= _BRIEF else None
    return (_WRITTEN[last["score"].casefold()], _word(last["word"])) if last is not None else None


def _stands(found: re.Match[str]) -> bool:
    """Whether the number is a score by itself, and what follows is said of it rather than counted by it."""
    if is_civil(found["word"]):
        return True
    if not found["end"]:
        return bool(found["out"] or found["giving"])
    return found["score"].isdigit() or bool(found["out"] or found["giving"])


def _word(said: str) -> str:
    return "" if is_civil(said) else said.strip()
