"""Whether a text only says yes, no, or leave it: what answers a question that leaves little else to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.understanding.fragments import Gist, gist_of
from bot.understanding.giving_up import hours_in
from bot.understanding.patterns import compiled
from bot.understanding.service import stems_of
from bot.understanding.text import words_of


class Nod(StrEnum):
    """What a text that only answers says."""

    YES = "yes"
    NO = "no"
    OTHER = "other"
    """It is something else: « non, c'est autre chose »."""
    AFTER_ALL = "after_all"
    """« Finalement non »: no, or it is not wanted any more."""
    LEAVE = "leave"
    """Nothing is to be done of it: « non laissez tomber »."""
    CALL_OFF = "call_off"
    """« Oui, annulez »: yes where that is what was asked, and nothing clear elsewhere."""
    KEEP = "keep"
    """« Finalement j'en ai besoin », « non, gardez-le »: it is not to be cancelled, or no more."""
    OPEN = "open"
    """It is not private: « ce n'est pas confidentiel »."""


_LONGEST = 14
"""Words: more is no mere answer."""
_POLITE = (
    r"merci|merci beaucoup|merci bien|merci d avance|svp|stp|s il (?:vous|te) plait|please|pls|thanks|thank you"
    r"|desolee?|pardon|sorry|finalement|actually|en fait"
)
_YES = (
    r"oui|ouais|yes|yep|yeah|ok|okay|d accord|entendu|volontiers|avec plaisir|bien sur|allez y|vas y|sure|absolument"
    r"|tout a fait|je veux bien|please do|c est ca|c est bien ca|je confirme|exactement|go ahead"
)
_IT = r"le|la|les|lui|ca|cela|moi|it|that"
_DONE = (
    rf"(?:vous pouvez |tu peux |you can )?(?:(?:{_IT}) )?(?:transmet(?:tez|s|tre)|confie(?:z|r)?|envoye[zr]|envoie"
    rf"|passe[zr]?|fai(?:tes|s|re) suivre|faites|fais|faire|send|share|forward|do)(?: (?:{_IT}))*"
)
_MADE = rf"en prive|en faire une demande|fai(?:s|tes) en une demande|make it one|vous pouvez|tu peux|you can|{_DONE}"
_NO = r"non|nan|no|nope"
_NEITHER = r"ni l une? ni l autre|aucune?(?: des deux| d elles| d eux)?|neither(?: of them)?|none of them"
_OTHER = (
    r"(?:c est |it s )?(?:(?:pour )?autre chose|une? (?:autre|nouvelle)(?: demande)?|something else|another request)"
    r"|rien a voir"
)
_LEAVE = (
    r"pas la peine|laisse(?:z|r)?(?: (?:tomber|ca))?|oublie[zr]?(?: ca)?|never ?mind|no need|forget it"
    r"|pas besoin|plus besoin|plus la peine|supprime[zr]?(?: ca| le| la)?|efface[zr]?(?: ca| le| la)?|delete(?: it)?"
)
_LEFT = rf"{_LEAVE}|ca ira|c est bon|laisse[zr]?|{_POLITE}"
"""After a « non »."""
_CALL_OFF = r"annule[zr]?(?: (?:la|le|ca|tout|la demande|ma demande))?|cancel(?: it)?"
_KEEP = (
    r"(?:(?:je|on|nous) (?:(?:la|le|les) )?(?:garde|gardons|maintiens?|maintenons)|gard(?:ez|e|er)|maintenez)"
    r"(?: (?:la|le|les|ca|tout))?(?: quand meme| comme ca| ouverte?)?"
    r"|(?:(?:j|on|nous) en (?:ai|a|avons)|(?:je vais|on va|nous allons|vais) en avoir)"
    r"(?: (?:encore|toujours|bien|quand meme))* besoin"
    r"|il (?:m |nous )?en faut(?: (?:encore|toujours|bien|quand meme))*(?: une?)?"
    r"|n annule[zr]? (?:pas|rien|plus)(?: (?:la|le|ca|tout))?|ne (?:la |le |les |l )?annule[zr]? (?:pas|plus)"
    r"|(?:don t|dont|do not) cancel(?: (?:it|that))?|keep (?:it|that)"
    r"|(?:i|we)(?: do)?(?: still)? need it(?: after all)?"
    r"|(?:re|r)ouvr(?:ez|e|ir)(?: (?:la|le|la demande|ma demande))?|reopen(?: it)?"
)
_OPEN = (
    r"(?:ce n est|c est|it s|it is|this is|n est)(?: vraiment)? (?:pas|not)(?: vraiment| du tout)?"
    r" (?:confidentiel\w*|prive\w*|personnel\w*|secret\w*|confidential|private|personal)"
)
_CHANGED = "finalement|en fait|au final|actually"
_HESITANT = r"desolee?|pardon|sorry|merci|ah|oh|euh|bah|ben"
"""What may be said before a « non » that changes nothing of it."""
_HALTING = rf"{_NO}|{_POLITE}|ok|okay|bon|bah|ah|oh|alors"
_KINDS = {
    Nod.OPEN: (rf"(?:(?:{_NO}|{_YES}) )*(?:{_OPEN})", _POLITE),
    Nod.KEEP: (
        rf"(?:(?:{_HALTING}|{_CHANGED}|{_YES}|{_LEAVE}|si|c est bon) )*(?:{_KEEP})",
        rf"{_POLITE}|{_KEEP}",
    ),
    Nod.YES: (rf"(?:{_YES})", rf"{_YES}|{_MADE}|{_POLITE}"),
    Nod.NO: (
        rf"(?:(?:(?:{_HESITANT}) )*(?:{_NO})|(?:(?:{_HALTING}) )*(?:{_NEITHER})(?: (?:{_POLITE}))*)",
        _NO,
    ),
    Nod.AFTER_ALL: (rf"(?:(?:{_HALTING}) )*(?:{_CHANGED}) (?:{_NO})", _NO),
    Nod.OTHER: (rf"(?:(?:{_NO}|{_POLITE}) )*(?:{_OTHER})", _POLITE),
    Nod.LEAVE: (rf"(?:(?:(?:{_HALTING}) )*(?:{_LEAVE})|(?:(?:{_HALTING}) )*(?:{_NO}) (?:{_LEFT}))", _LEFT),
    Nod.CALL_OFF: (rf"(?:(?:{_YES}|{_POLITE}|vous pouvez|tu peux|you can) )*(?:{_CALL_OFF})", _POLITE),
}
_SAID = {kind: compiled(rf"{first}(?: (?:{more}))*") for kind, (first, more) in _KINDS.items()}
_AGREEING = compiled(rf"(?:{_YES})(?: (?:{_YES}|{_MADE}|{_POLITE}))*(?: (?P<rest>.+))?")
_CHOOSING = compiled(
    rf"(?:(?:{_YES}|c est|it s|annule[zr]?|cancel|pour|de|for) )*"
    r"(?:le|la|les|l|mon|ma|mes|celui|celle|ceux|celles|the|my|both|du)(?: [a-z0-9]+){0,4}"
    rf"(?: (?:{_POLITE}))*"
)
_BEFORE_CHOICE = compiled(rf"^(?:(?:{_YES}|c est|c etait|it s|annule[zr]?|cancel|pour|for) )+")
_ALL = compiled(
    rf"(?:(?:{_YES}|annule[zr]?|cancel) )*(?:tout|tous|toutes|all|both|the two|(?:toutes |tous )?les (?:deux|trois))"
    rf"(?: (?:{_POLITE}|les deux|of them|of it))*"
)
_TO_WHOM = compiled(r"(?:a|avec|to|with|uniquement|seulement|juste|only|just)(?: (?!partir\b|compter\b)[a-z]+){1,5}")
_KEEPING = compiled(
    r"\b(?:non|nan|no|nope|not|pas|sauf|surtout|mais|but|except|excepte|hors|sans|jamais|never|don t|dont"
    r"|rest(?:e|ent|er|era)|gard(?:e|ez|er|ons|ent|ee|es)|keep\w*|conserv\w+|mainten(?:ir|ez|ons|u|ue)|maintien\w*|touche\w*"
    r"|laisse\w*|stays?|ni)\b"
)
"""How what is to be kept is said, or what is not meant: « celui de vendredi reste », « le taxi non »."""
_LAST = compiled(r"\b(?:derniere?|last|latest)\b")
_FIRST = compiled(r"\b(?:premiere?|first)\b")
_NTH = compiled(rf"{_LAST.pattern}|{_FIRST.pattern}|^(?:(?:{_YES}|c est|it s|annule[zr]?|cancel) )+|\b(?:{_POLITE})\b")
"""Words of a choice that name no thing."""
_NEUTRAL = frozenset(
    stems_of(each)[0]
    for each in ("demande", "request", "ceux", "celle", "celles", "oui", "yes", "er", "st", "nd", "rd", "th")
)
_THANKS = "merci|merci beaucoup|merci bien|thanks|thank you"
_NOTED = "ok|okay|d accord|entendu"
_THANKING = compiled(rf"(?:(?:{_NOTED}) )*(?:{_THANKS})(?: (?:{_THANKS}|{_NOTED}|{_POLITE}))*")
_WHICH = compiled(rf"(?:(?:{_YES}|{_POLITE}|c est|it s|pour|for|la|le|celle de|de) ?)*")


def nod_in(text: str) -> Nod | None:
    """What a text that only answers says; None where it says anything more, or asks.

    « Non merci » leaves it; « non » alone does not say if that is meant.
    """
    plain = _plain(text)
    if not plain or "?" in text:
        return None
    return next((kind for kind, said in _SAID.items() if said.fullmatch(plain)), None)


def agreed_with(text: str) -> str | None:
    """What a text says after its yes, in bare words: « oui, à Nadia » – « a nadia »; None where it begins by none."""
    found = _AGREEING.fullmatch(_plain(text))
    return None if found is None or "?" in text else found.group("rest") or ""


def only_says_to_whom(rest: str) -> bool:
    """Whether what follows a yes says to whom, and nothing more: « à Nadia seulement »; not « à partir du 7 »."""
    return _TO_WHOM.fullmatch(rest) is not None


def may_choose(text: str) -> bool:
    """Whether a text may only say which of several things is meant: « le taxi », « c'est celui de lundi », « tout »."""
    plain = _plain(text)
    gist = _gist_of(_BEFORE_CHOICE.sub("", f"{plain} ").strip())
    if "?" in text or not plain:
        return False
    if _ALL.fullmatch(plain):
        return True
    return gist is not None and not gist.has_verb and _CHOOSING.fullmatch(plain) is not None


def may_choose_by_day(text: str) -> bool:
    """Whether a text says a day and nothing else: « vendredi », which may be the day of what is meant."""
    gist = _gist_of(_BEFORE_CHOICE.sub("", f"{_plain(text)} ").strip())
    if gist is None or "?" in text or gist.has_verb or gist.rectifies:
        return False
    return gist.dayed and not gist.subject - _NEUTRAL


def orders_to_cancel(text: str) -> bool:
    """Whether such a text says to cancel it: « oui, annulez le taxi »."""
    return re.search(r"\b(?:annul\w+|cancel)\b", _plain(text)) is not None


def chosen(text: str, among: Sequence[str], of_its_day: Sequence[bool | None]) -> list[int]:
    """The places of what is meant, among what people asked (their words), in the order that they see: by its name, or
    its day.

    `of_its_day`: whether the day that the text says is that of each, None where either is unknown: then by the words.
    None is meant where it says to keep it, or says a thing, a day or an hour that is of none: « la salle », of taxis.
    """
    plain = _plain(text)
    if _KEEPING.search(plain):
        return []
    last, first = _LAST.search(plain), _FIRST.search(plain)
    said = _gist_of(_NTH.sub(" ", plain))
    things, hours, day, dayed = frozenset[str](), frozenset[str](), None, False
    if said is not None:
        dayed = said.dayed or any(each is not None for each in of_its_day)
        things, day = said.subject - _NEUTRAL, said.day if dayed else None
        hours = said.numbers if not dayed else frozenset(hours_in(said.words.norms))
    if (last and first) or not (things or hours or dayed or last or first):
        return []
    found = list[int]()
    for at, (words, on_it) in enumerate(zip(among, of_its_day, strict=True)):
        known = _gist_of(words)
        if known is None or not (things <= known.subject and hours <= known.numbers):
            continue
        if not dayed or (on_it if on_it is not None else day is not None and known.day == day):
            found.append(at)
    if dayed or not (last or first):
        return found
    return found[-1:] if last else found[:1]


def _gist_of(text: str) -> Gist | None:
    words = words_of(text)
    return gist_of(words) if words.norms else None


def only_thanks(text: str) -> bool:
    """Whether a text takes note and thanks, and no more: « ok merci »; not « oui merci »."""
    return _THANKING.fullmatch(_plain(text)) is not None


def only_points(text: str) -> bool:
    """Whether a text, a reference taken out of it, says nothing but that it is that one: « pour … svp »."""
    plain = _plain(text)
    return bool(plain or not words_of(text).norms) and _WHICH.fullmatch(plain) is not None


def _plain(text: str) -> str:
    """A text in bare words; empty where it says more than an answer does.

    What may be said in several ways is tried in each: a long text that only repeats it would be tried for ever.
    """
    norms = words_of(text).norms
    return "" if len(norms) > _LONGEST else " ".join(norms).replace("'", " ").replace("-", " ")
