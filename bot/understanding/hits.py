"""What the words of a message weigh for each kind and service, and which of them weigh less where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.circumstances import told_in
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

ENOUGH = 1.5
"""The least score that names a service: one word that nearly says it, or two that hint at it."""
_HEAVY, _FADED = 2.0, 0.6
_ROOMS = frozenset(listed("salle sale salles room rooms boardroom amphi auditorium atelier ateliers"))
_ROOM_NAMES = frozenset(("meeting", "conference", "board", "training"))
_INSIDE = frozenset(listed("de du des dans ds d in of at from en sur a"))
_ARTICLES = frozenset(listed("la le l les une un the a our notre my ma cette this petite grande"))
_ELSEWHERE = 0.3
"""What the room that a thing stands in weighs beside the thing: "changer l'ampoule de la salle Rhône"."""
_EQUIPMENT = frozenset(
    listed(
        """
        projecteur projecteurs videoproj videoprojecteur videoprojecteurs projo retroprojecteur projector projectors
        paperboard flipchart
        """
    )
)
_BROKEN = compiled(
    r"\b(?:en panne|hs|h\.s|hors service|mort|morte|casse|fichu|foutu|grille|bloque|broken|dead|faulty|down"
    r"|(?:marche|fonctionne|allume|demarre|repond|projette)\w* (?:plus|pas|mal)"
    r"|(?:doesn't|isn't|won't|not|stopped) (?:work|working|turn|start|respond)\w*)\b"
)
_REPAIRED = 4.0
_BOOKED = compiled(r"\b(?:reserv|book\b|prendre |prenez |louer |commander |organis|need an? |faut une? )")
_LESSONS = "+"
_PURPOSES = frozenset(("pour", "pr", "for", "lors", "before", "avant", "during", "pendant"))


@dataclass(slots=True)
class Hits:
    """What was found for each target: for each place of the message, the weight that it brings."""

    by_target: dict[str, dict[int, float]] = field(default_factory=dict)

    def add(self, target: str, place: int, weight: float) -> None:
        """Keep the heaviest reading of a place."""
        places = self.by_target.setdefault(target, {})
        if weight > places.setdefault(place, 0.0):
            places[place] = weight

    def learn(self, service: str, place: int, weight: float) -> None:
        """Add a lesson, for the service or against it, to what the words say by themselves."""
        places = self.by_target.setdefault(lessons_of(service), {})
        places[place] = places.get(place, 0.0) + weight

    def score(self, *targets: str) -> float:
        """The joint score of targets that mean one thing: a place counts once."""
        found = [target for target in targets if target in self.by_target]
        if len(found) > 1:
            return sum(self.places(*found).values())
        return sum(self.by_target[found[0]].values()) if found else 0.0

    def places(self, *targets: str) -> dict[int, float]:
        """The places that speak for these targets."""
        joint: dict[int, float] = {}
        for target in targets:
            for place, weight in self.by_target.get(target, {}).items():
                joint[place] = max(weight, joint.get(place, weight))
        return joint


def lessons_of(service: str) -> str:
    """The target that stands for what corrections taught of a service."""
    return f"{service}{_LESSONS}"


def is_learned(target: str) -> bool:
    """Whether a target stands for what corrections taught: where its words stand takes nothing from it."""
    return target.endswith(_LESSONS)


def of_kind(kind: str) -> str:
    """The target that stands for a kind: no service's id, even where a service bears the kind's name."""
    return f"{kind}:"


def fade(words: Words, hits: Hits) -> None:
    """Make weigh less what only tells what the thing is for, where it stands, or when it is wanted."""
    _mend(words, hits)
    if hits.by_target:
        _fade_paid(words, hits)
        _fade_purposes(words, hits)
        _fade_rooms(words, hits)
        _fade_circumstances(words, hits)


def _mend(words: Words, hits: Hits) -> None:
    """What is brought to a meeting and does not work is to be repaired, wherever it stands."""
    if _EQUIPMENT.isdisjoint(words.norms) or not _BROKEN.search(words.line):
        return
    broken = {place for place, norm in enumerate(words.norms) if norm in _EQUIPMENT}
    rooms = {place for place, norm in enumerate(words.norms) if norm in _ROOMS and place > min(broken)}
    for target, places in hits.by_target.items():
        for place in places if not target.endswith(_LESSONS) else ():
            places[place] *= 0.0 if place in broken else _ELSEWHERE if place in rooms else 1.0
    for place in broken:
        hits.add(of_kind("office"), place, _REPAIRED)


def _fade_purposes(words: Words, hits: Hits) -> None:
    """What stands after "pour" or "for" tells what the thing asked before it is for: it weighs less."""
    if _PURPOSES.isdisjoint(words.norms):
        return
    heavy = [place for places in hits.by_target.values() for place, weight in places.items() if weight >= _HEAVY]
    if not heavy:
        return
    first = min(heavy)
    turn = next(
        (place for place in range(first + 1, len(words.norms)) if words.norms[place] in _PURPOSES), len(words.norms)
    )
    for places in hits.by_target.values():
        for place in places:
            if place > turn and words.sentences[place] == words.sentences[turn]:
                places[place] *= _FADED


def _fade_paid(words: Words, hits: Hits) -> None:
    """Of "le remboursement de mon hôtel" the money is asked for, of "un hôtel, je ferai ma note de frais" the hotel."""
    money = hits.by_target.get(of_kind("expenses"), {})
    paid = [place for place, weight in money.items() if weight >= _HEAVY]
    bought = [
        place
        for kind in ("travel", "meetings")
        for place in hits.by_target.get(of_kind(kind), ())
        if place not in money
    ]
    if not paid or not bought:
        return
    booked = _BOOKED.search(words.line)
    if booked is None:
        faded = [place for place in bought if words.sentences[place] == words.sentences[min(paid)]]
    else:
        faded = [place for place in paid if place > min(bought) and words.starts[place] > booked.start()]
    for target, places in hits.by_target.items():
        for place in faded if not target.endswith(_LESSONS) else ():
            if place in places:
                places[place] *= _ELSEWHERE


def _fade_rooms(words: Words, hits: Hits) -> None:
    """What is to be repaired, cleaned or brought is not booked: the room that it stands in is only where it is."""
    if _ROOMS.isdisjoint(words.norms):
        return
    things = [place for place, weight in hits.places(of_kind("office"), of_kind("it")).items() if weight >= _HEAVY]
    if not things:
        return
    rooms = [place for place in range(min(things) + 1, len(words.norms)) if _is_room_inside(words.norms, place)]
    named = {place + 2 for place in rooms if words.norms[place + 1 : place + 2] in (("de",), ("du",), ("des",), ("d",))}
    faded = {*rooms, *named, *(place + 1 for place in rooms if words.norms[place] in _ROOM_NAMES)} - set(things)
    for places in hits.by_target.values():
        for place in faded.intersection(places):
            places[place] *= _ELSEWHERE


def _fade_circumstances(words: Words, hits: Hits) -> None:
    """Of "j'ai un rdv demain, il me faudrait une voiture" it is the car that is asked for."""
    told = told_in(words)
    if not told:
        return
    asked = [
        sum(weight for place, weight in places.items() if words.sentences[place] not in told)
        for places in hits.by_target.values()
    ]
    if max(asked, default=0.0) < ENOUGH:
        return
    for places in hits.by_target.values():
        for place in places:
            if words.sentences[place] in told:
                places[place] *= _ELSEWHERE


def _is_room_inside(norms: tuple[str, ...], place: int) -> bool:
    """Whether a room is named there, after "de la", "dans une", "in the"."""
    following = norms[place + 1] if place + 1 < len(norms) else ""
    if norms[place] not in _ROOMS and not (norms[place] in _ROOM_NAMES and following in _ROOMS):
        return False
    before = place - 1
    while before >= 0 and norms[before] in _ARTICLES and norms[before] not in ("a",):
        before -= 1
    of_what = norms[before - 1] if before > 0 else ""
    return before >= 0 and norms[before] in _INSIDE and not of_what.startswith(("reserv", "book"))
