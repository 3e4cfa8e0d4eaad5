"""Taking, giving back, assigning. The first claim wins, whatever its path; the others are told who has it."""

from __future__ import annotations

from bot.cards import CloseForm, Done, FieldErrors, Reply, ours
from bot.forms import accepted, open_form
from bot.notify import ping
from bot.outgoing import say_in
from bot.people import Actor, charter_person
from bot.permit import permitted
from bot.placing import workers
from bot.requests import by_id, change, places
from bot.talk import Talk, on_act, on_form
from bot.views import forms as views
from bot.views import notices
from bot.views.facts import load_facts
from storage.tables import Audience, Form, Person, Request, State


@on_act("claim", "prendre", "claim", "prends", "take")
def claim(
    talk: Talk, request: Request, said: str = "", *, emoji: str | None = None, message: str | None = None
) -> Reply:
    """Take a request. `emoji` and `message`: the reaction that claims, which taken back releases."""
    actor = talk.actor
    if request.assignee_id == actor.id and request.open:
        return (
            Done() if emoji else talk.tell(notices.notice("claim.already_yours", Audience.PERSON, subject=request.ref))
        )
    refused = permitted(talk, "claim", request)
    if refused is not None:
        return refused
    facts = load_facts(talk.unit, talk.charter, request)
    if request.assignee_id is not None:
        return talk.tell(notices.taken_already(facts))
    if not request.open:
        return talk.tell(notices.notice("claim.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    change(
        talk.unit,
        request,
        "claim",
        actor.id,
        {"by": emoji or talk.event.kind},
        state=State.CLAIMED,
        assignee_id=actor.id,
        claimed_at=talk.now,
        claimed_by_emoji=emoji,
        claimed_by_message=message,
    )
    announce(talk, request, actor.person)
    return Done()


@on_act("release", "rendre", "release", "remettre")
def release(talk: Talk, request: Request, said: str = "") -> Reply:
    """Give a request back to the pool."""
    refused = permitted(talk, "release", request)
    if refused is not None:
        return refused
    if request.assignee_id is None or not request.open:
        return talk.tell(notices.notice("release.nobody", Audience.PERSON, subject=request.ref, ref=request.ref))
    free(talk, request)
    return Done()


def free(talk: Talk, request: Request) -> None:
    """Nobody has the request any longer."""
    change(
        talk.unit,
        request,
        "release",
        talk.actor.id,
        {"from": request.assignee_id},
        state=State.NEW,
        assignee_id=None,
        claimed_at=None,
        claimed_by_emoji=None,
        claimed_by_message=None,
    )


@on_act("assign", "confier", "assign", "attribuer")
def assign(talk: Talk, request: Request, said: str = "") -> Reply:
    """Give a request to somebody who may work it: named here, or chosen in a form."""
    refused = permitted(talk, "assign", request)
    if refused is not None:
        return refused
    candidates = workers(talk.unit, talk.charter, request)
    chosen = _named(said, candidates)
    if chosen is not None:
        give(talk, request, chosen)
        return Done()
    if not candidates:
        return talk.tell(notices.notice("assign.nobody", Audience.PERSON, subject=request.ref, ref=request.ref))
    return open_form(talk, "assign", request, lambda form: views.assign_form(form, candidates, {}))


@on_form("assign")
def assign_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The person chosen; checked again, for they may have left meanwhile."""
    assert form.request_id is not None
    request = by_id(talk.unit, form.request_id)
    refused = permitted(talk, "assign", request)
    if refused is not None:
        return refused
    chosen = next(
        (each for each in workers(talk.unit, talk.charter, request) if str(each.id) == values.get("person")), None
    )
    if chosen is None:
        return FieldErrors(errors={"person": ours("errors.choose_person")})
    accepted(talk, form)
    give(talk, request, chosen)
    return CloseForm()


def give(talk: Talk, request: Request, person: Person) -> None:
    """Assign a request, tell the person, and its requester."""
    if request.assignee_id == person.id and request.state is State.CLAIMED:
        return
    change(
        talk.unit,
        request,
        "assign",
        talk.actor.id,
        {"to": person.id, "from": request.assignee_id},
        state=State.CLAIMED if request.state in (State.NEW, State.CLAIMED) else request.state,
        assignee_id=person.id,
        claimed_at=talk.now,
        claimed_by_emoji=None,
        claimed_by_message=None,
    )
    assert person.id is not None
    if person.id != talk.actor.id:
        ping(talk.unit, talk.charter, person.id, request, "assigned")
    announce(talk, request, person)


def announce(talk: Talk, request: Request, person: Person) -> None:
    """« Inès Caron s'en occupe. », where the requester reads."""
    for place in places(talk.unit, request):
        if place.audience is Audience.REQUESTER:
            say_in(talk.unit, place, notices.claimed(person, request))


def may_take(talk: Talk, actor: Actor, request: Request) -> bool:
    """Whether someone could claim this request if they wished."""
    named = charter_person(talk.charter, actor.person)
    return named is not None and any(each.id == actor.id for each in workers(talk.unit, talk.charter, request))


def _named(said: str, candidates: list[Person]) -> Person | None:
    wanted = said.strip().lstrip("@").casefold()
    if not wanted:
        return None
    exact = [each for each in candidates if wanted in (each.name.casefold(), (each.charter_id or "").casefold())]
    close = [each for each in candidates if each.name.casefold().startswith(wanted)]
    found = exact or close
    return found[0] if len(found) == 1 else None
