"""Another charter: what it no longer lists goes to the coordinators, once, with a list; what its people may no longer
read is taken back from them, and what they may read from now on is shown to them.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from bot import outgoing
from bot.accompanied import put_to_others
from bot.approvals import others_answer
from bot.charter import Charter, Retired, retired
from bot.conversations.access_given import end_outgrown_services
from bot.conversations.doubting import move_lines
from bot.conversations.following import hush_where_unread, relevel
from bot.conversations.handing import at_work, go_on, let_go, look_for_lookers, take_up
from bot.conversations.withdrawing import take_back
from bot.coordinating import who_coordinates
from bot.people import persons_of_charter, reach, who
from bot.placing import level_now, settle
from bot.requests import change, record, refresh_homes
from bot.talk import Talk, on_timer
from bot.versions import previous, put_in_force
from bot.views.retiring import retired_card
from storage.rows import id_of, table_of
from storage.tables import Identity, Level, Person, Request, State


def retire(talk: Talk) -> None:
    """Compare the charter with the one before it, hand over what nobody is named for any longer, and look again at who
    may read what.
    """
    before = previous(talk.unit)
    put_in_force(talk.unit, talk.charter)
    gone = retired(before, talk.charter) if before is not None else Retired()
    if gone:
        _hand_over(talk, gone)
    for request in _kept_apart(talk, before):
        let_go(talk, request)
        settle(talk.unit, talk.charter, talk.platforms, request)
    if before is not None and (before.channels, before.services) != (talk.charter.channels, talk.charter.services):
        move_lines(talk, before)
        _look_again(talk, 0)
    end_outgrown_services(talk)
    if before is not None and before.hash != talk.charter.hash:
        others_answer(talk.unit)
        put_to_others(talk.unit, talk.charter)
        take_up(talk, 0)
        look_for_lookers(talk)
    for identity in _changed(talk, before) if before is not None else ():
        take_back(talk, identity)
    if before is not None and before.hash != talk.charter.hash:
        refresh_homes(talk.unit, _named(talk))


@on_timer("look_again")
def look_again(talk: Talk, subject: str) -> None:
    """The next of the requests that other channels or services may show elsewhere, or to fewer people."""
    _look_again(talk, int(subject.rpartition(":")[2]))


def _look_again(talk: Talk, after: int) -> None:
    found = at_work(talk, after)
    raised = [request for request in found if _made_more_private(talk, request)]
    if raised:
        refresh_homes(talk.unit, _named(talk))
    for request in found:
        let_go(talk, request)
        settle(talk.unit, talk.charter, talk.platforms, request)
    go_on(talk, "look_again", found)


def _made_more_private(talk: Talk, request: Request) -> bool:
    """A request of a service that is more private than it was is so too; never less."""
    level = level_now(talk.charter, request)
    if level is request.level:
        return False
    change(talk.unit, request, "retired", None, {"level": level.value}, level=level)
    relevel(talk, request)
    settle(talk.unit, talk.charter, talk.platforms, request)
    hush_where_unread(talk, request)
    return True


def _hand_over(talk: Talk, gone: Retired) -> None:
    left = _unclaimed(talk, gone)
    for request in left:
        change(talk.unit, request, "retired", None, proposed_id=None, proposal_why="retired")
        settle(talk.unit, talk.charter, talk.platforms, request)
    for person in who_coordinates(talk.unit, talk.charter):
        identity = reach(talk.unit, person.id) if person.id is not None else None
        if identity is not None:
            outgoing.say_to(talk.unit, who(identity), retired_card(gone, left))


def _unclaimed(talk: Talk, gone: Retired) -> list[Request]:
    """Open requests that nobody has, of a site or service no longer listed; and what those who left had in hand."""
    table = table_of(Request)
    sites = [each.id for each in gone.sites]
    services = [each.id for each in gone.services]
    people = [person.id for person in persons_of_charter(talk.unit, [each.id for each in gone.people])]
    free = table.c.assignee_id.is_(None) & (
        table.c.site.in_(sites) | table.c.service.in_(services) | table.c.proposed_id.in_(people)
    )
    query = select(table).where(table.c.open, or_(free, table.c.assignee_id.in_(people))).order_by(table.c.id)
    found = talk.unit.all(Request, query)
    for request in found:
        if request.assignee_id is not None:
            record(talk.unit, request, "release", None, {"from": request.assignee_id})
            talk.unit.unanswered.add(id_of(request))
            if request.state is State.TO_VALIDATE:
                talk.unit.unchecked.add(id_of(request))
            talk.unit.change(request, assignee_id=None, state=State.NEW, claimed_at=None)
    return found


def _kept_apart(talk: Talk, before: Charter | None) -> list[Request]:
    """The requests at work that are not for everybody at their site: each is shown to those who may read it."""
    table = table_of(Request)
    at_work = table.c.open | (table.c.state == State.RESOLVED)
    charters = (talk.charter, before or talk.charter)
    in_house = {service.id for charter in charters for service in charter.services if service.in_house_only}
    apart = (table.c.level != Level.STANDARD) | table.c.service.in_(in_house)
    return talk.unit.all(Request, select(table).where(at_work, apart).order_by(table.c.id))


def _named(talk: Talk) -> set[int | None]:
    """Those whom a charter names, or named: what stands on their homes is what it lets them read."""
    table = table_of(Person)
    return {person for (person,) in talk.unit.execute(select(table.c.id).where(table.c.charter_id.is_not(None)))}


def _changed(talk: Talk, before: Charter) -> list[Identity]:
    """The accounts of those of whom the charter says something else than before; of all, where its rules do."""
    people, identities = table_of(Person), table_of(Identity)
    now = talk.charter
    same = (before.coverage, before.services, before.desk) == (now.coverage, now.services, now.desk)
    names = [each.id for each in before.people if not same or now.person(each.id) != each]
    query = select(identities).join(people, people.c.id == identities.c.person_id)
    return talk.unit.all(Identity, query.where(people.c.charter_id.in_(names)).order_by(identities.c.id))
