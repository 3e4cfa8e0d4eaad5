"""Taking, giving back, assigning. The first claim wins, whatever its path; the others are told who has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.absences import away_now
from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.followers import tell_followers
from bot.forms import accepted, in_form, open_form, overtaken, typed
from bot.notify import ping
from bot.outgoing import say_in, say_instead
from bot.people import who
from bot.permit import fitting, over, permitted
from bot.placing import kept_in_house, may_read, settle, spoken_in, workers
from bot.requests import by_id, change, places
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from bot.views import notices
from bot.views.facts import load_facts
from bot.views.parts import mention, one_line
from storage.tables import Audience, Form, Identity, Level, Person, Request, State

_TO = re.compile(r"\A(?:à|a|to)\s+", re.IGNORECASE)
"""What stands before a name: « confier LYO-42 à Claire »."""


@on_act("claim", "prendre", "claim", "prends", "take")
def claim(
    talk: Talk, request: Request, said: str = "", *, emoji: str | None = None, message: str | None = None
) -> Reply:
    """Take a request. `emoji` and `message`: the reaction that claims, which taken back releases."""
    actor = talk.actor
    if request.assignee_id == actor.id and request.open:
        yours = notices.notice("claim.already_yours", Audience.PERSON, subject=request.ref, ref=request.ref)
        return Done() if emoji else talk.tell(yours)
    refused = permitted(talk, "claim", request)
    if refused is not None:
        return refused
    if not request.open:
        return over(talk, request)
    if request.assignee_id is not None:
        return talk.tell(notices.taken_already(load_facts(talk.unit, talk.charter, request)))
    change(
        talk.unit,
        request,
        "claim",
        actor.id,
        {"by": emoji or talk.event.kind},
        state=State.CLAIMED if request.state is State.NEW else request.state,
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
    """Nobody has the request any longer; whoever had it is told, where somebody else gave it back."""
    had = request.assignee_id
    change(
        talk.unit,
        request,
        "release",
        talk.actor.id,
        {"from": had},
        state=State.NEW,
        assignee_id=None,
        claimed_at=None,
        claimed_by_emoji=None,
        claimed_by_message=None,
    )
    _settle_with_its_people(talk, request)
    _no_longer_told(talk, request)
    _tell_former(talk, request, had, "released")


def _tell_former(talk: Talk, request: Request, had: int | None, why: str) -> None:
    if had is not None and had != talk.actor.id:
        ping(talk.unit, talk.charter, had, request, why)


@on_act("assign", "confier", "assign", "attribuer")
def assign(talk: Talk, request: Request, said: str = "") -> Reply:
    """Give a request to somebody who may work it: named here, or chosen in a form."""
    refused = fitting(talk, "assign", request)
    if refused is not None:
        return refused
    candidates = workers(talk.unit, talk.charter, request)
    chosen = _named(said, candidates)
    if chosen is not None and chosen.id == request.assignee_id:
        return talk.tell(notices.taken_already(load_facts(talk.unit, talk.charter, request)))
    if chosen is not None and chosen not in present(talk, candidates):
        return talk.tell(one_line("assign", Audience.PERSON, ours("away.not_given", who=mention(chosen)), request.ref))
    if chosen is not None:
        give(talk, request, chosen)
        return Done()
    if not present(talk, candidates):
        return talk.tell(notices.notice("assign.nobody", Audience.PERSON, subject=request.ref, ref=request.ref))
    return open_form(talk, "assign", request, _stands(request))


@on_show("assign")
def assign_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """Those who may work the request, to choose from."""
    request = talk.unit.need(Request, form.request_id)
    able = present(talk, workers(talk.unit, talk.charter, request))
    return views.assign_form(form.id, able, values, lines=lines)


@on_form("assign")
def assign_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The person chosen; checked again, for they may have left meanwhile."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = fitting(talk, "assign", request)
    if refused is not None:
        return in_form("person", refused)
    able = present(talk, workers(talk.unit, talk.charter, request))
    chosen = next((each for each in able if str(each.id) == values.get("person")), None)
    if chosen is None:
        return FieldErrors(errors={"person": ours("errors.choose_person")})
    changed = overtaken(talk, form, request, values, _stands(request), {"person": "assignee"})
    if changed is not None:
        return changed
    accepted(talk, form)
    if chosen.id == request.assignee_id:
        return CloseForm(card=notices.taken_already(load_facts(talk.unit, talk.charter, request)))
    if "person" in typed(form, values):
        give(talk, request, chosen)
    return CloseForm()


def present(talk: Talk, people: list[Person]) -> list[Person]:
    """Those of them who are not away, or who act themselves."""
    away = away_now(talk.unit)
    return [each for each in people if each.charter_id not in away or each.id == talk.actor.id]


def _stands(request: Request) -> dict[str, str]:
    return {"person": str(request.assignee_id or "")}


def hand_to(talk: Talk, request: Request, person: Person) -> None:
    """Somebody else has it from now on, whoever says so."""
    change(
        talk.unit,
        request,
        "assign",
        talk.actor.id,
        {"to": person.id, "from": request.assignee_id},
        state=request.state if request.state is State.WAITING else State.CLAIMED,
        assignee_id=person.id,
        claimed_at=talk.now,
        claimed_by_emoji=None,
        claimed_by_message=None,
    )


def give(talk: Talk, request: Request, person: Person) -> None:
    """Assign a request, tell the person, and its requester."""
    if request.assignee_id == person.id:
        return
    had = request.assignee_id
    hand_to(talk, request, person)
    _settle_with_its_people(talk, request)
    _tell_former(talk, request, had, "reassigned")
    assert person.id is not None
    if person.id != talk.actor.id:
        ping(talk.unit, talk.charter, person.id, request, "assigned")
    announce(talk, request, person)


def _settle_with_its_people(talk: Talk, request: Request) -> None:
    """What stands in direct conversations only may have stood with somebody because they had it."""
    if request.level is not Level.STANDARD or kept_in_house(talk.charter, request):
        settle(talk.unit, talk.charter, talk.platforms, request)


def announce(talk: Talk, request: Request, person: Person) -> None:
    """« Inès Caron s'en occupe. », where the requester reads, and no more is shown than the card shows."""
    for place in spoken_in(places(talk.unit, request)):
        if place.audience is Audience.REQUESTER and may_read(talk.unit, talk.charter, place, request):
            say_in(talk.unit, place, notices.claimed(person, request, chat=place.identity_id is not None))
    tell_followers(talk, request, "claimed", person)


def _no_longer_told(talk: Talk, request: Request) -> None:
    """Where the requester was told who has it, nobody is said to any longer."""
    for place in spoken_in(places(talk.unit, request)):
        if place.audience is Audience.REQUESTER and may_read(talk.unit, talk.charter, place, request):
            identity = talk.unit.get(Identity, place.identity_id)
            card = notices.released(request, chat=identity is not None)
            say_instead(talk.unit, place, card, "claimed", who(identity) if identity is not None else None)


def _named(said: str, candidates: list[Person]) -> Person | None:
    wanted = _TO.sub("", said.strip(), count=1).lstrip("@").casefold()
    if not wanted:
        return None
    exact = [each for each in candidates if wanted in (each.name.casefold(), (each.charter_id or "").casefold())]
    close = [each for each in candidates if each.name.casefold().startswith(wanted)]
    found = exact or close
    return found[0] if len(found) == 1 else None
