"""Opened forms: a row each, accepted once. The platform carries only the id.

Only what the person changed is applied; where somebody else changed it meanwhile, the form says who, and keeps what was
typed (design part 1). What cannot be done is said beside a field, so that nothing typed is lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import blake2b

from sqlalchemy import select

from bot.cards import FieldErrors, FormView, OpenForm, ReplaceForm, Reply, Say, Text
from bot.events import FormSubmitted
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may, sight
from bot.talk import ANSWERS, Talk
from bot.views.forms import changed_by
from bot.views.notices import form_offer
from bot.views.parts import title_of
from storage.rows import table_of
from storage.tables import Form, Journal, Person, Request

EXPIRES = timedelta(hours=12)
"""How long a form may stand open before its values are asked to be looked at again."""
ASKED_BY = {"due": "correct", "amend": "reply", "return_words": "note"}
"""The act that a form asks for, where it has another name."""
ACTS = {"assignee": ("claim", "release", "assign", "transfer")}
"""What changes a part, where it is no correction of that part."""


def open_form(
    talk: Talk,
    kind: str,
    request: Request | None,
    values: Mapping[str, str] | None = None,
    *,
    about: int | None = None,
) -> OpenForm:
    """Open a form for whoever acts, with these values in it. `about`: the id of what it is of, if no request."""
    form = _shown(talk, kind, request, values or {}, _marks(values or {}), (), about)
    typed = talk.event.kind == "message_posted"
    return OpenForm(form=form, offer=form_offer(form, request) if typed else None)


def again(
    talk: Talk,
    form: Form,
    request: Request | None,
    values: Mapping[str, str],
    lines: Sequence[Text],
    stood: Mapping[str, str] | None = None,
) -> ReplaceForm:
    """The same form in place of one that is not taken, as it was typed. `stood`: what stands in it by now."""
    accepted(talk, form)
    was = _was(form) if stood is None else _marks(stood)
    return ReplaceForm(form=_shown(talk, form.kind, request, values, was, lines, about(form)))


def accepted(talk: Talk, form: Form) -> None:
    """The form was taken; sent again, it does nothing more."""
    talk.unit.change(form, accepted_at=talk.now)


def is_expired(talk: Talk, form: Form) -> bool:
    """Whether a form has stood open for too long to be taken without a look."""
    return talk.now - form.opened_at > EXPIRES


def about(form: Form) -> int | None:
    """The id of what a form is of, where it is of no request."""
    found: int | None = form.data.get("about")
    return found


def act_of(form: Form) -> str:
    """The act that a form about a request asks for."""
    return ASKED_BY.get(form.kind, form.kind)


def typed(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """The fields that the person changed, and what they made of them."""
    was = _was(form)
    return {name: value for name, value in values.items() if _mark(value) != was.get(name, "")}


def overtaken(
    talk: Talk,
    form: Form,
    request: Request,
    values: Mapping[str, str],
    stands: Mapping[str, str],
    parts: Mapping[str, str] | None = None,
) -> Reply | None:
    """The form again, saying by whom, when a field that the person changed was changed meanwhile; none otherwise.

    `stands`: the fields as the request has them now. `parts`: the part of the request that a field is, where its name
    does not say.
    """
    was, mine = _was(form), typed(form, values)
    theirs = {name for name, now in stands.items() if _mark(now) != was.get(name, "")}
    both = [(parts or {}).get(name, name) for name in mine if name in theirs and mine[name] != stands[name]]
    if not both:
        return None
    lines = [changed_by(_who_changed(talk, request, part), part, request.ref) for part in both]
    return again(talk, form, request, {**stands, **mine}, lines, stands)


def as_typed(talk: Talk) -> FormView | None:
    """The form of the event as it was typed, for a platform that shows it whole again: nothing is decided or kept.

    None where it is no longer to be sent, is not theirs, or is about what they may not see any longer.
    """
    event: FormSubmitted = talk.event
    form = talk.unit.get(Form, event.form)
    if form is None or form.accepted_at is not None or form.kind not in ANSWERS.shows:
        return None
    if form.person_id != talk.actor.id:
        return None
    request = talk.unit.get(Request, form.request_id)
    if request is not None and not _may_see(talk, form, request):
        return None
    return ANSWERS.shows[form.kind](talk, form, event.values, _headed(request, ()))


def _may_see(talk: Talk, form: Form, request: Request) -> bool:
    """Whether whoever acts may still do what a form asks for, or read the request: it names both."""
    if may(Act(act_of(form)), talk.actor, request, talk.charter).allowed:
        return True
    return sight(talk.actor, request, talk.charter) is Part.FULL


def in_form(field: str, refusal: Reply) -> Reply:
    """A refusal said beside a field: the form stays open, and what was typed stays in it."""
    return FieldErrors(errors={field: refusal.card.summary}) if isinstance(refusal, Say) else refusal


def _shown(
    talk: Talk,
    kind: str,
    request: Request | None,
    values: Mapping[str, str],
    was: Mapping[str, str],
    lines: Sequence[Text],
    about: int | None = None,
) -> FormView:
    row = talk.unit.add(
        Form(
            id=secrets.token_urlsafe(18),
            kind=kind,
            person_id=talk.actor.id,
            request_id=request.id if request else None,
            request_version=request.version if request else None,
            data={"was": dict(was)} | ({"about": about} if about is not None else {}),
            opened_at=talk.now,
        )
    )
    return ANSWERS.shows[kind](talk, row, values, _headed(request, lines))


def _headed(request: Request | None, lines: Sequence[Text]) -> Sequence[Text]:
    """What stands above a form: which request it is about, as several forms may stand in one conversation."""
    return lines if request is None else (title_of(request), *lines)


def _marks(values: Mapping[str, str]) -> dict[str, str]:
    return {name: _mark(value) for name, value in values.items()}


def _mark(value: str) -> str:
    """What tells whether a field was changed, without keeping what is written in it: words have one table."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if value else ""


def _was(form: Form) -> Mapping[str, str]:
    """The marks of the fields as they stood when the form was opened."""
    was: Mapping[str, str] = form.data.get("was", {})
    return was


def _who_changed(talk: Talk, request: Request, part: str) -> Person | None:
    table = table_of(Journal)
    query = select(table).where(table.c.request_id == request.id).order_by(table.c.id.desc())
    for entry in talk.unit.all(Journal, query):
        if entry.data.get("part") == part or entry.act in ACTS.get(part, ()):
            return talk.unit.get(Person, entry.actor_id)
    return None
