"""Giving up what was asked: "laissez tomber", "plus besoin", "annulez svp". To cancel something named is a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.asked_first import is_asked_first, only_tells
from bot.understanding.beside_giving_up import asks_beside
from bot.understanding.fragments import gist_of
from bot.understanding.greeting import is_opening
from bot.understanding.patterns import compiled
from bot.understanding.service import stems_of
from bot.understanding.telling import calls_off
from bot.understanding.text import listed, words_of

_LONGEST = 16


def _any(alternatives: Sequence[str]) -> str:
    return f"(?:{'|'.join(alternatives)})"


def _said(text: str) -> str:
    return _any([each.strip() for each in text.replace("\n", ";").split(";") if each.strip()])


_POLITE = _said("""
    finalement; svp; stp; merci; beaucoup; please; pls; plz; thanks; actually; sorry; desole; desolee; pardon; oups; non
    no; bon; ok; d avance; thank you; s il vous plait; en fait; au final; si possible; du coup; c est bon
    """)
_IT = _said("ca; cela; tout; le; la; les; l; it; that; this; everything; ma demande; la demande; my request")
_MAY = _said("""
    vous pouvez; tu peux; pouvez vous; peux tu; can you; could you; you can; il faut; faut; merci de; merci d
    merci de l; il faudrait; a; je voudrais; je veux; je souhaite; pourriez vous; i want to; i d like to
    """)
_VERB = r"(?:ann?ull?e[zr]?|cancel|supprimez|supprimer|withdraw)"
_UNNAMED = rf"(?:{_MAY} )?(?:{_IT} )?{_VERB}(?: {_IT})*"
_FOUND = (
    _said("c est bon; ok; all good; it s ok; ca va; finalement")
    + " "
    + _said("j ai; je l ai; on a; i ve; i; we; we ve")
)
_WHOLE = compiled(
    rf"(?:{_POLITE} )*"
    + _any(
        [
            _UNNAMED,
            r"(?:finalement|en fait|au final|actually) (?:non|no|pas)",
            r"(?:non|no) (?:finalement|actually|en fait)",
            r"(?:pas|plus) (?:la peine|besoin|utile|necessaire)",
            r"(?:no need|not needed)(?: any ?more)?",
            rf"(?:je|j|on|nous|i|we) (?:annule|annulons|renonce|abandonne|cancel)(?: {_IT})*",
            rf"{_FOUND} (?:re)?(?:trouve|found|sorted|got)(?: (?:une solution|{_IT}))*",
            r"(?:oublie|oubliez)",
            r"non merci",
        ]
    )
    + rf"(?: {_POLITE})*"
)
_NO_LONGER = _any(
    [
        r"(?:laissez|laisse|laissons) (?:tout )?tomber",
        rf"oublie[zr]? {_IT}(?! pas)",
        r"never ?mind",
        r"nvm",
        r"forget (?:it|that|about it|my request)",
        r"scratch that|scrap that|drop it",
        r"(?:(?:ai|avons|a|est|sont|suis) )?plus (?:du tout |vraiment )?(?:la peine|besoin|utiles?|necessaires?)",
        r"(?:(?:est|sont) )?plus (?:du tout |vraiment )?d actualite",
        r"(?:n ai |n avons |n a |finalement )pas besoin (?=(?:du|de la|de l|des|de mon|de ma) )",
        r"no longer (?:needed|required|necessary|need (?:it|this|that|them))",
        r"(?:don t|dont|do not) need (?:it|that|this|them) any ?more",
        r"changed my mind|change d avis",
        r"c est (?:annule|mort|tombe a l eau)",
        r"(?:it s|it is|its|that s|all) (?:cancelled|canceled|off)",
        r"no longer need",
    ]
)
_STRONG = compiled(rf"\b{_NO_LONGER}\b")
_FULLY = compiled(
    r"\b(?:(?:(?:plus|pas) besoin|no longer need) (?:de|du|des|d|the|a|an|my|any)(?! rien\b)"
    r"|(?:laisse[zr]? tomber|oublie[zr]?|forget) (?:le|la|les|l|mon|ma|mes|notre|nos|the|my|our)"
    rf"(?! (?:demandes?|requests?|{_POLITE}))) (?P<what>.+)"
)
_THE = _said("""
    le; la; les; l; mon; ma; mes; notre; nos; ce; cet; cette; au; aux; the; my; our; this
    """)
_SAYING = _said("""
    n; ne; est; sont; etait; sera; is; are; was; will; c; j; je; on; nous; i; we; it; il; elle; ils; elles
    """)
_SAID_OF_IT = _any([_SAYING, _POLITE, _said("ce; cela; ca; en; y; a; ai; avons")])
_SUBJECT_FIRST = compiled(
    rf"(?:{_POLITE} |et |mais |and )*(?P<what>(?:(?:pour|concernant|quant) )?{_THE}(?! {_SAYING}\b)"
    rf"(?: (?!{_SAYING}\b)[a-z0-9]+){{1,10}}?)(?: {_SAID_OF_IT})* {_NO_LONGER}\b"
)
"""« Le taxi de demain n'est plus nécessaire », « the taxi is no longer needed »."""
_CANCELS = compiled(
    rf"(?:{_POLITE} |bonjour |bonsoir |hello |hi )*"
    rf"(?:(?:{_MAY}|je dois|je souhaite|pourriez vous|on peut|il faudra|i need to) (?:please )?(?:me |m )?)?"
    r"(?:ann?ull?e[zr]?|cancel) (?:le|la|les|l|mon|ma|mes|notre|nos|ce|cet|cette|the|my|our|this) "
    rf"(?P<what>.+?)(?: {_POLITE})*"
)
_CANCELS_UNNAMED = compiled(
    rf"(?:{_POLITE} |bonjour |bonsoir |hello |hi )*(?:{_UNNAMED}"
    r"|(?:laisse[zr]? tomber|oublie[zr]?|forget it|drop it)(?: (?:tout|ca|la demande|ma demande))?"
    rf")(?: {_POLITE})*"
)
_POLITE_ONLY = compiled(rf"{_POLITE}(?: {_POLITE})*")
_CLAUSES = compiled(r"[,;:.!\n…–]+|\b(?:car|parce que?|puisqu|puisque|because|since)\b", re.IGNORECASE)
_HOURS = frozenset(listed("h heure heures am pm oclock"))
_ASKS_STILL = frozenset(listed("voudrais voudrait faudrait plutot instead rather prefere preferer mais but"))


def gives_up(text: str, asked: str | None = None) -> bool:
    """Whether a text says that what its author asked is no longer wanted, and asks for nothing else.

    `asked`: the words of what they asked, where known: "plus besoin du taxi" gives up a taxi and no room.
    """
    words = words_of(text)
    if not words.norms or len(words.norms) > _LONGEST:
        return False
    if calls_off(words):
        return asked is None or gist_of(words_of(asked)).kind == "meetings"
    said = " ".join(words.norms)
    if _WHOLE.fullmatch(said):
        return True
    if "?" in words.line or not _STRONG.search(said) or not _ASKS_STILL.isdisjoint(words.norms) or asks_beside(text):
        return False
    thing = thing_given_up(text)
    return thing is None or asked is None or names(thing, asked)


def thing_given_up(text: str) -> str | None:
    """What a text says is no longer wanted, in bare words: « plus besoin du taxi », « le taxi c'est plus la peine ».

    None where it names nothing: « celui de demain n'est plus utile ».
    """
    norms = words_of(text).norms
    if len(norms) > _LONGEST:
        return None
    said = " ".join(norms)
    clauses = (" ".join(words_of(each).norms) for each in _CLAUSES.split(text))
    found = _FULLY.search(said) or next(filter(None, (_SUBJECT_FIRST.match(each) for each in clauses)), None)
    thing = found.group("what") if found is not None else None
    return thing if thing is not None and gist_of(words_of(thing)).subject else None


def is_thing_of(thing: str, asked: str) -> int:
    """How surely a thing is what was asked: 2 where it was asked first, 1 where it is all named there, else 0."""
    if is_asked_first(thing, asked):
        return 2
    return int(gist_of(words_of(thing)).subject <= gist_of(words_of(asked)).subject) if words_of(asked).norms else 0


def cancels(text: str, asked: str, of_its_day: bool | None = None) -> bool:
    """Whether a text only orders to cancel what its author asked, by its name: « annulez le taxi de demain svp ».

    By the name of what was asked first, not of what that is for or of what is said beside it: « une facture de
    l'hôtel » is no hotel. Not where it says something else of it, another day or number, nor where that was itself to
    cancel. `of_its_day`: whether the day that it says is that of what was asked; None where that is not known: then by
    the words.
    """
    thing, earlier = thing_cancelled(text), words_of(asked)
    if thing is None or not earlier.norms or thing_cancelled(asked) is not None:
        return False
    named, known = gist_of(words_of(thing)), gist_of(earlier)
    numbers = named.numbers if of_its_day is None else frozenset(hours_in(named.words.norms))
    if not named.subject or not named.subject <= known.subject or not numbers <= known.numbers:
        return False
    if of_its_day is None and None not in (named.day, known.day) and named.day != known.day:
        return False
    if of_its_day is False:
        return False
    return is_asked_first(thing, asked)


def hours_in(norms: Sequence[str]) -> list[str]:
    """The hours that words say, as digits: « 8 h »."""
    return [number for number, unit in pairwise(norms) if number.isdigit() and unit in _HOURS]


def cancels_unnamed(text: str) -> bool:
    """Whether a text only orders to cancel, and does not say what: « je voudrais annuler ma demande »."""
    words = words_of(text)
    return len(words.norms) <= _LONGEST and _CANCELS_UNNAMED.fullmatch(" ".join(words.norms)) is not None


def thing_cancelled(text: str) -> str | None:
    """What a text orders to cancel, and says of it; none where it orders no such thing, or asks for something still.

    It may say why: « annulez le taxi de 8h, je prends le train ».
    """
    if len(words_of(text).norms) > _LONGEST:
        return None
    clauses = [each for each in _CLAUSES.split(text) if words_of(each).norms]
    said = [" ".join(words_of(each).norms) for each in clauses]
    first = next((at for at, each in enumerate(said) if _CANCELS.fullmatch(each)), None)
    if first is None or any(not _is_beside(each) for at, each in enumerate(clauses) if at != first):
        return None
    found = _CANCELS.fullmatch(said[first])
    assert found is not None
    return found.group("what") if _ASKS_STILL.isdisjoint(found.group("what").split()) else None


def _is_beside(clause: str) -> bool:
    """Whether a clause beside the order is a courtesy, or only tells why."""
    words = words_of(clause)
    said = " ".join(words.norms)
    if _POLITE_ONLY.fullmatch(said) or is_opening(words):
        return True
    return _ASKS_STILL.isdisjoint(words.norms) and "?" not in clause and only_tells(clause)


def names(text: str, asked: str) -> bool:
    """Whether a text names something of what was asked."""
    earlier = words_of(asked)
    if not earlier.norms:
        return False
    subject = gist_of(earlier).subject
    return any(stems_of(norm)[0] in subject for norm in words_of(text).norms)
