"""Two needs in one message: « un train pour Paris jeudi et une salle pour 12 vendredi ».

Only where that is clear. A trip is one need, and so is a meeting with all that it takes; what is broken or empty is one
by itself. Where one may be said of the other, the message is one need.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from bot.understanding import circumstances
from bot.understanding.fragments import Gist, gist_of
from bot.understanding.model import RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.service import ServiceReading
from bot.understanding.text import Words, listed, words_of

_SHORTEST, _LONGEST, _MOST_CLAUSES = 4, 60, 16
_MARKED = (
    r"(?:au (?:passage|fait)|par ailleurs|d'ailleurs|(?:une? )?autre (?:chose|demande|sujet)|rien a voir"
    r"|en plus de (?:ca|cela)|sinon|aussi|egalement|tant que j'y suis|by the way|btw|also|separately|unrelated"
    r"|(?:another|one more) thing|on another note|while (?:i'm|we're|you're) at it)"
)
"""How its author says that something else comes."""
_END = compiled(r"[!?;\n]+|\.(?=\s|$)|[,:](?=\s)|\s\+\s|\s(?=(?:et|and|plus|puis|ensuite|then)\s)")
_LINK = compiled(
    rf"(?:\W|\b\d[.)](?=\s)|\b(?:et|and|plus|ah|oh)\b|\b(?:(?:il (?:me |nous )?(?:faut|faudrait|faudra)|j'ai besoin"
    rf"|i need|we need) )?{_MARKED}(?: (?:de|d'|pour))?(?!\w))*"
)
"""What ties a need to the one before it, and is no part of it."""
_SAID_APART = compiled(rf"\b{_MARKED}\b")
_ENDED = compiled(r"[.!?;\n]")
_JOINED = compiled(r"[.!?;\n+]|\b(?:et|and|plus)\b")
_MENDED = compiled(
    r"\b(?:pardon|oups|oops|finalement|actually|correction|plutot|instead|au lieu|a defaut|otherwise|voire)\b"
)
_FOLLOWS = compiled(
    r"\b(?:ou|or|puis|ensuite|then|afterwards|si|if|in case|car|parce|puisque?|because|since|comme|donc|du coup|so"
    r"|meme|memes|idem|pareil|same|en vue de"
    r"|(?:pour|for) (?:ca|cela|l'occasion|eux|elles?|lui|it|that|them|him|her))\b"
)
"""What says that the second goes with the first, stands in for it, or comes of it."""
_BACK = compiled(
    r"\b(?:lui|leur|ca|celui|celle|ceux|celles|them|him|her|it|that|back|the ones?)\b"
    r"|\by (?!a\b|avait\b)|\bthere (?!is\b|are\b|was\b)"
    r"|\b(?:le|la|les|l'|en) ?(?:envo|imprim|transm|appel|preven|apport|remet|command|reserv|sign)\w*(?:e[rz]|re|ir)\b"
)
"""What stands for something said before."""
_INSTEAD = frozenset(listed("autre autres another other retour return remplacement replacement"))
_IN_THE_ROOM = frozenset(
    listed(
        """
        ecran ecrans visio micro micros sono projecteur videoprojecteur videoproj projo projector screen table tables
        chaise chaises chairs clim climatisation chauffage heating paperboard tableau whiteboard
        """
    )
)
_FOR_GUESTS = frozenset(
    listed(
        """
        cafe cafes coffee tea badge badges invite invites visiteur visiteurs visitor visitors guest guests parking place
        places traiteur plateaux repas lunch catering gateau cake fleurs flowers impression imprimer print supports
        handouts
        """
    )
)
"""What may be wanted where people meet, or for whoever comes."""
_GOES_ON = frozenset(listed("needs need has is must should doit doivent est sont ont sera avec dont qui which who"))
"""First words of what has its subject before it."""
_MEETINGS, _TRAVEL = "meetings", "travel"


class _Need(NamedTuple):
    """One of the two: its words, what they say by themselves, and of which service they are, or else which kind."""

    text: str
    gist: Gist
    kind: str | None
    service: str


class _Run(NamedTuple):
    """Clauses of one service, from a place on, and the place where what ties them to those before begins."""

    service: str
    kind: str | None
    link: int
    start: int


def needs_in(
    text: str, words: Words, service: ServiceReading, service_of: Callable[[Words], ServiceReading]
) -> tuple[str, ...]:
    """The two needs that a message clearly says, each in its own words; none where it is one, or may be.

    `words` and `service`: the text's; `service_of`: what a part of it is for.
    """
    if not _SHORTEST <= len(words.norms) <= _LONGEST or " ".join(words.raw.split()) != " ".join(text.split()):
        return ()
    # Cheap, and seldom so: most messages speak of one thing.
    if not service.beside and _SAID_APART.search(words.line) is None:
        return ()
    runs = _runs(words, service_of)
    if len(runs) != 2 or _MENDED.search(words.line) is not None:
        return ()
    (first, second), line = runs, words.line
    link, said = line[second.link : second.start], words.raw[: second.link].rstrip(" ,:+-")
    one, two = (
        _Need(part, gist_of(words_of(part)), run.kind, run.service)
        for part, run in ((said, first), (words.raw[second.start :].strip(), second))
    )
    return (one.text, two.text) if _are_two(one, two, link) else ()


def _runs(words: Words, service_of: Callable[[Words], ServiceReading]) -> list[_Run]:
    """The parts of a message, each of another service than the one before, or said to be something else."""
    line, runs, marked, ended = words.line, list[_Run](), False, 0
    clauses = _clauses(line)
    for link, end in clauses if 1 < len(clauses) <= _MOST_CLAUSES else ():
        found = _LINK.match(line, link, end)
        start = found.end() if found is not None else link
        if not marked:
            ended = link
        marked = marked or _SAID_APART.search(line, link, start) is not None
        if start >= end:
            continue
        read = service_of(words_of(words.raw[start:end]))
        service = read.service.value or read.kind
        if service is not None and (not runs or marked or runs[-1].service != service):
            runs.append(_Run(service, read.kind, ended, start))
            if len(runs) > 2:
                break
        marked = False
    return runs


def _clauses(line: str) -> list[tuple[int, int]]:
    """Where what may be parted begins and ends."""
    ends = [found.start() for found in _END.finditer(line)]
    return [(start, end) for start, end in pairwise((0, *ends, len(line))) if start < end]


def _are_two(one: _Need, two: _Need, link: str) -> bool:
    """Whether both stand alone, and neither is said of the other."""
    if not _stands(one.gist) or not _stands(two.gist, led=one.gist.outright) or not _begins(two.gist):
        return False
    line = two.gist.words.line
    if _FOLLOWS.search(link) or _FOLLOWS.search(line) or _BACK.search(line):
        return False
    if not one.gist.subject.isdisjoint(two.gist.subject) or not _INSTEAD.isdisjoint(two.gist.words.norms):
        return False
    marked = _SAID_APART.search(link) is not None and ("sinon" not in link or _ENDED.search(link) is not None)
    if not marked and _JOINED.search(link) is None and not two.gist.begins_as_thing:
        return False
    apart = marked or _days_differ(one.gist, two.gist)
    if one.service == two.service:
        return marked and (_days_differ(one.gist, two.gist) or (one.gist.troubled and two.gist.troubled))
    if _may_be_of_a_meeting(one, two):
        return _days_differ(one.gist, two.gist)
    if two.gist.troubled:
        return marked or (not one.gist.troubled and _INSTEAD.isdisjoint(one.gist.words.norms))
    if one.gist.troubled:
        return marked or two.gist.dayed
    kinds = {one.kind, two.kind}
    if kinds == {_MEETINGS, _TRAVEL}:
        return _days_differ(one.gist, two.gist)
    if _MEETINGS in kinds or circumstances.occasion_in(one.gist.words) is not None:
        return apart
    return True


def _may_be_of_a_meeting(one: _Need, two: _Need) -> bool:
    """Whether one is for people who meet, or come, and the other what they are given."""
    for gathering, other in ((one, two), (two, one)):
        said = other.gist.words.norms
        given = not other.gist.troubled and not _FOR_GUESTS.isdisjoint(said)
        if gathering.kind in (_MEETINGS, _TRAVEL) and given:
            return True
        if gathering.kind == _MEETINGS and not _IN_THE_ROOM.isdisjoint(said):
            return True
    return False


def _begins(gist: Gist) -> bool:
    """Whether its first words ask, or present something new; not « chantier école Jules-Ferry, réponse le 15 »."""
    if gist.begins_as_detail or gist.words.norms[0] in _GOES_ON:
        return False
    return gist.outright or gist.troubled or gist.begins_as_thing or gist.words.norms[0].isdigit()


def _stands(gist: Gist, *, led: bool = False) -> bool:
    """Whether it asks by itself, in so many words or by its name and its day; `led`: by what asks before it."""
    if gist.chats or circumstances.circumstance_of(gist.words) is not None:
        return False
    if gist.asks is not RequestKind.YES:
        return led and gist.asks is RequestKind.ASK and gist.begins_as_thing and not gist.asks_back
    named = gist.begins_as_thing or (gist.day is not None and not gist.has_verb)
    return gist.outright or gist.troubled or named


def _days_differ(one: Gist, two: Gist) -> bool:
    return one.dayed and two.dayed and one.day != two.day
