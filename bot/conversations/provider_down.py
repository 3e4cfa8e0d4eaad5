"""A provider that is down as a whole: all its people away by a command and a press, their work to company staff."""

from __future__ import annotations

from collections.abc import Sequence

from bot import absences, outgoing
from bot.cards import Card, Reply
from bot.conversations.handing import UNSERVED, look_for_lookers, propose_again
from bot.conversations.handing_over import as_planned, end, in_hand, may_have, move, pass_on, proposed_to, release
from bot.coordinating import who_coordinates
from bot.people import charter_person, persons_of_charter, reach, who
from bot.permit import refuse
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may, sight
from bot.policies.presence import covers
from bot.requests import by_id
from bot.talk import Talk, on_command, on_press
from bot.views import provider_down as views
from bot.views.facts import load_all
from bot.views.lists import row_of
from storage.rows import id_of
from storage.tables import Absence, Person, Request


@on_command("provider", "prestataire", "provider")
def provider(talk: Talk, said: str) -> Reply:
    """What a press would do now: put all the provider's people away, or say that they are back."""
    no = _refused(talk)
    if no is not None:
        return no
    down = _down(talk)
    if down:
        return talk.tell(views.is_down(talk.charter, len(down), min(each.since for each in down)))
    people = _people(talk)
    count = sum(len(in_hand(talk, id_of(each))) + len(proposed_to(talk, id_of(each))) for each in people)
    own = any(each.id == talk.actor.id for each in people)
    return talk.tell(views.asked(talk.charter, len(people), count, own=own) if people else views.none())


@on_press("provider_down")
def put_away(talk: Talk, value: str) -> Reply:
    """All of them are away until somebody says otherwise; said again, it changes nothing."""
    no = _refused(talk)
    if no is not None:
        return no
    already = {each.person_id for each in _down(talk)}
    fresh = [each for each in _people(talk) if each.id not in already]
    noted = [
        talk.unit.add(
            Absence(person_id=id_of(each), since=talk.now, by_id=talk.actor.id, origin="provider", at=talk.now)
        )
        for each in fresh
    ]
    touched: dict[int, Request] = {}
    for person, absence in zip(fresh, noted, strict=True):
        for request in proposed_to(talk, id_of(person)):
            propose_again(talk, request)
            touched[id_of(request)] = request
        pass_on(talk, person)
        held = in_hand(talk, id_of(person))
        release(talk, absence, held)
        touched |= {id_of(each): each for each in held}
    look_for_lookers(talk)
    steer = _told(talk, fresh)
    loaded = load_all(talk.unit, talk.charter, as_planned(talk, touched.values()))
    unserved = [each for each in loaded if each.request.proposal_why in UNSERVED]
    seen = [(each, sight(talk.actor, each.request, talk.charter)) for each in unserved]
    rows = [row_of(each, part) for each, part in seen if part is not Part.NOTHING]
    away = len(already) + len(fresh)
    card = views.done(talk.charter, away, len(touched), rows, len(unserved) - len(rows), steer)
    return talk.tell(card, instead=True)


def _told(talk: Talk, people: Sequence[Person]) -> list[Person] | None:
    """Those put away are told by whom; where nobody coordinates any longer, those who answer for it learn that. Who
    they are (none: somebody coordinates)."""
    by = talk.actor.person
    for each in people:
        if each.id != by.id:
            _say(talk, each, views.put_away(talk.charter, by))
    steer = who_coordinates(talk.unit, talk.charter)
    there = [each for each in steer if not absences.is_away_now(talk.unit, talk.charter, each)]
    if any(_coordinates(talk, each) for each in there):
        return None
    for each in there if people else ():
        if each.id != by.id:
            _say(talk, each, views.stands_for(talk.charter, by))
    return there


def _coordinates(talk: Talk, person: Person) -> bool:
    named = charter_person(talk.charter, person)
    return named is not None and named.has_role("coordinator")


def _say(talk: Talk, person: Person, card: Card) -> None:
    identity = reach(talk.unit, id_of(person))
    if identity is not None:
        outgoing.say_to(talk.unit, who(identity), card)


@on_press("provider_up")
def are_back(talk: Talk, value: str) -> Reply:
    """They are there again, each with what they had and nobody took since; who is away besides has the choice once
    they are back."""
    no = _refused(talk)
    if no is not None:
        return no
    down, given = _down(talk), 0
    for absence in down:
        person = talk.unit.need(Person, absence.person_id)
        talk.unit.change(absence, ended=True)
        freed = absence.data.get("freed", ())
        besides = [each for each in absences.of_person(talk.unit, id_of(person)) if covers(each, talk.now)]
        for each in besides[:1]:
            talk.unit.change(each, data={**each.data, "freed": [*each.data.get("freed", ()), *freed]})
        for request in (by_id(talk.unit, each) for each in freed if not besides):
            if request.open and request.assignee_id is None and may_have(talk, person, request):
                move(talk, request, person)
                given += 1
        end(talk, absence)
    return talk.tell(views.back(talk.charter, len(down), given) if down else views.not_down(), instead=True)


def _refused(talk: Talk) -> Reply | None:
    said = may(Act.AWAY, talk.actor, None, talk.charter)
    return None if said.allowed else refuse(talk, said, None)


def _people(talk: Talk) -> list[Person]:
    """Everybody whom the provider employs."""
    return persons_of_charter(talk.unit, [each.id for each in talk.charter.people if each.employer == "provider"])


def _down(talk: Talk) -> list[Absence]:
    return [each for each in absences.standing(talk.unit) if each.origin == "provider"]
