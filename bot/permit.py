"""Asking the one policy, and saying no politely: who can help, without telling what the person may not know."""

from __future__ import annotations

from sqlalchemy import select

from bot.absences import away_now
from bot.cards import Reply
from bot.opened import Target, givers, is_barred
from bot.people import Actor, persons_of_charter, reachable
from bot.policies.confidentiality import Part
from bot.policies.naming import company_of
from bot.policies.permissions import Act, Verdict, may, possible, sight
from bot.requests import TURNED_AWAY, record, stands_in
from bot.talk import Talk
from bot.views import notices
from bot.views.reviewing import first
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Audience, Journal, Level, Person, Request, State

HOLDERS = ("taken", "not_holder")
"""The reasons for which whoever has it is the one who can."""


def permitted(talk: Talk, act: str, request: Request) -> Reply | None:
    """None when the actor may; else the refusal, told to them alone."""
    said = may(Act(act), talk.actor, request, talk.charter, shown=shown(talk, request))
    return None if said.allowed else refuse(talk, said, request)


def fitting(talk: Talk, act: str, request: Request, key: str | None = None) -> Reply | None:
    """None when the actor may and the request's state lets them; else why not, told to them alone."""
    refused = permitted(talk, act, request)
    if refused is not None or possible(Act(act), request.state):
        return refused
    if request.state is State.TO_VALIDATE:
        return talk.tell(first(request))
    if key is None:
        return over(talk, request)
    return talk.tell(notices.notice(key, Audience.PERSON, subject=request.ref, ref=request.ref))


def over(talk: Talk, request: Request) -> Reply:
    """« LYO-42 n'est plus ouverte. », with what opens it again for whoever may, if anything is left of it."""
    again = may(Act.REOPEN, talk.actor, request, talk.charter, shown=shown(talk, request)).allowed
    return talk.tell(notices.over(request, reopens=again and bool(wordstore.read_one(talk.unit, request.words_id))))


def sees(talk: Talk, request: Request, actor: Actor | None = None) -> Part:
    """How much of a request the actor may see."""
    return sight(actor or talk.actor, request, talk.charter, shown=shown(talk, request))


def hidden(talk: Talk, request: Request) -> bool:
    """Whether whoever acts before a message is not to learn that a request was made of it.

    Its words stand there for all to read: who knows of a confidential request must not learn that it is this one.
    """
    return request.level is Level.CONFIDENTIAL and sees(talk, request) is not Part.FULL


def unknown(talk: Talk, request: Request) -> bool:
    """Whether a message is to whoever acts as any other: they may know nothing of the request that was made of it."""
    return sees(talk, request) is Part.NOTHING or hidden(talk, request)


def shown(talk: Talk, request: Request) -> bool:
    """Whether the actor stands before the request's own card: that it exists is then no secret to them.

    Who was told no there may press what that offers wherever they read it: some platforms show it in the direct
    conversation only. Nothing else opens by it.
    """
    where = talk.where
    if where is None or talk.event.kind not in (
        "button_pressed",
        "reaction_added",
        "reaction_removed",
        "shortcut_used",
    ):
        return False
    if stands_in(talk.unit, request, where.platform, where.conversation):
        return True
    offered = talk.event.kind == "button_pressed" and talk.event.act in ("call", "access_ask")
    return offered and _was_turned_away(talk, request)


def _was_turned_away(talk: Talk, request: Request) -> bool:
    table = table_of(Journal)
    query = select(table.c.id).where(
        table.c.request_id == request.id, table.c.act == TURNED_AWAY, table.c.actor_id == talk.actor.id
    )
    return talk.unit.execute(query.limit(1)).scalar() is not None


def refuse(talk: Talk, said: Verdict, request: Request | None) -> Reply:
    """Say no, and who can. Someone who may not see the request learns nothing of it."""
    if request is not None and sees(talk, request) is Part.NOTHING:
        request = None
    holder = _holder(talk, request, said) if request is not None else None
    able = helpers(talk, said, but=request.assignee_id if request is not None and said.apart else None)
    can = said.reason in HOLDERS or (holder is not None and holder.charter_id in said.who_can)
    if holder is not None and can and not said.apart and holder.charter_id in reachable(talk.unit):
        able = [holder]
    asks = request is not None and may_ask_access(talk, request)
    if request is not None and (able or asks):
        _remember(talk, request)
    named = able or _beyond(talk, said, request)
    return talk.tell(notices.refusal(said.reason, named, request, calls=bool(able), holder=holder, asks=asks))


def may_ask_access(talk: Talk, request: Request) -> bool:
    """Whether whoever acts may ask to read a request: they know that there is one, and somebody may open it to them."""
    return bool(openers(talk, request))


def openers(talk: Talk, request: Request) -> list[Person]:
    """Who may be asked to open a request to whoever acts: nobody, where they know of none, or nothing opens it."""
    me = talk.actor.person
    known = sees(talk, request) is Part.STATE and not is_barred(talk.charter, me, Target(request))
    return givers(talk.unit, talk.charter, request, talk.actor.id) if known else []


def _remember(talk: Talk, request: Request) -> None:
    """Note once that somebody who knows of a request by its card alone was told who can help."""
    by_its_card = sight(talk.actor, request, talk.charter) is Part.NOTHING
    if by_its_card and not _was_turned_away(talk, request):
        record(talk.unit, request, TURNED_AWAY, talk.actor.id)


def _holder(talk: Talk, request: Request, said: Verdict) -> Person | None:
    """Who has it, where all who may know of it may know that, or whoever acts could have it; not whoever is told so."""
    known = request.level is Level.STANDARD or said.reason == "taken"
    if not known or request.assignee_id in (None, talk.actor.id):
        return None
    return talk.unit.get(Person, request.assignee_id)


def helpers(talk: Talk, said: Verdict, but: int | None = None) -> list[Person]:
    """The two people to name first among those who can, and are there. `but`: not that person."""
    here = reachable(talk.unit) - away_now(talk.unit).keys() if said.who_can else frozenset()
    found = persons_of_charter(talk.unit, [name for name in said.who_can if name in here][:3])
    return [each for each in found if each.id != but][:2]


def _beyond(talk: Talk, said: Verdict, request: Request | None) -> list[Person]:
    """Whom to name to somebody who coordinates, and is not to be sent to the coordination: the company's own person."""
    named = talk.actor.named
    desk = (company_of(talk.charter, request) if request is not None else talk.charter).desk
    if named is None or not named.has_role("coordinator"):
        return []
    names = [name for name in (desk.pilot,) if name is not None and name != named.id]
    return persons_of_charter(talk.unit, [name for name in names if name in reachable(talk.unit)][:1])
