"""Whether a text only says yes, or only no: what answers a question that leaves nothing else to say."""

from __future__ import annotations

import re

from bot.understanding.text import words_of

_POLITE = r"merci|merci beaucoup|svp|stp|s il (?:vous|te) plait|please|thanks|thank you"
_YES = (
    r"oui|ouais|yes|yep|yeah|ok|okay|d accord|entendu|volontiers|avec plaisir|bien sur|allez y|vas y|sure|absolument"
    r"|tout a fait|je veux bien|please do|c est ca"
)
_MADE = r"en prive|fai(?:s|tes) en une demande|make it one"
_NO = r"non|nan|no|nope"
_OTHER = (
    r"(?:c est |it s )?(?:(?:pour )?autre chose|une (?:autre|nouvelle) demande|something else|another request)"
    r"|pas la peine|ca ira|laissez|laissez? tomber|c est bon"
)
_SAYS_YES = re.compile(rf"(?:{_YES})(?: (?:{_YES}|{_MADE}|{_POLITE}))*")
_SAYS_NO = re.compile(rf"(?:{_NO})(?: (?:{_NO}|{_OTHER}|{_POLITE}))*")


def says_yes(text: str) -> bool | None:
    """True for « oui svp », false for « non, c'est autre chose »; None where it says anything more, or neither."""
    plain = " ".join(words_of(text).norms).replace("'", " ").replace("-", " ")
    if not plain or "?" in text:
        return None
    if _SAYS_YES.fullmatch(plain):
        return True
    return False if _SAYS_NO.fullmatch(plain) else None
