"""One person on two platforms: their accounts are linked by their own press on both sides, and by nothing less."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot import outgoing
from bot.cards import Button, Mention, Reply, Text, plain
from bot.merging import merge, stays
from bot.people import who
from bot.talk import Talk, on_command, on_press
from bot.views import notices
from bot.views.parts import button
from storage import journal
from storage.rows import id_of
from storage.tables import Audience, Form, Identity, Person

KIND = "link"
VALID = timedelta(minutes=15)
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that are read for one another."""


@on_command("link", "relier", "link")
def link(talk: Talk, said: str) -> Reply:
    """Without a code, one is given; with the code of the other account, that account is asked."""
    code = said.strip().upper()
    if not code:
        return _give_code(talk)
    form = _open(talk, code)
    if form is None or form.person_id == talk.actor.id:
        return talk.tell(notices.notice("link.no_such_code", Audience.PERSON))
    ask = _ask(form, form.person_id)
    return talk.tell(notices.notice("link.ask", Audience.PERSON, who=_named(form.person_id), buttons=(ask,)))


@on_press("link")
def pressed(talk: Talk, value: str) -> Reply:
    """The second account presses first; then the first account, which merges. Each with the person it was shown."""
    code, _, shown = value.removeprefix("link:").partition(":")
    form = _open(talk, code)
    if form is None:
        return talk.tell(notices.notice("link.no_such_code", Audience.PERSON))
    if form.person_id == talk.actor.id:
        return _confirm(talk, form, shown)
    first = talk.unit.get(Identity, form.data.get("identity"))
    if first is None or shown != str(form.person_id):
        return talk.tell(notices.notice("link.no_such_code", Audience.PERSON))
    if form.data.get("other") not in (None, talk.actor.id):
        return _refuse_third(talk, form)
    talk.unit.change(form, data={**form.data, "other": talk.actor.id})
    card = notices.notice(
        "link.asked", Audience.PERSON, who=_named(talk.actor.id), buttons=(_ask(form, talk.actor.id),)
    )
    outgoing.say_to(talk.unit, who(first), card)
    return talk.tell(notices.notice("link.wait", Audience.PERSON))


def _ask(form: Form, person_id: int) -> Button:
    return button("link", "link.press", f"link:{form.id}:{person_id}", "primary", who=_named(person_id))


def _refuse_third(talk: Talk, form: Form) -> Reply:
    """Two accounts came with the same code: it has been read by somebody else, and is of no more use to anybody."""
    talk.unit.change(form, accepted_at=talk.now)
    return talk.tell(notices.notice("link.no_such_code", Audience.PERSON))


def _confirm(talk: Talk, form: Form, shown: str) -> Reply:
    other = talk.unit.get(Person, form.data.get("other"))
    if other is None or other.merged_into is not None or shown != str(other.id):
        return talk.tell(notices.notice("link.not_asked", Audience.PERSON))
    kept = stays(talk.actor.person, other)
    if kept is None:
        return talk.tell(notices.notice("link.two_people", Audience.PERSON))
    gone = other if kept.id == talk.actor.id else talk.actor.person
    talk.unit.change(form, accepted_at=talk.now)
    journal.write(talk.unit, None, "link", talk.actor.id, kept=kept.id, gone=gone.id)
    merge(talk.unit, kept, gone)
    return talk.tell(notices.notice("link.done", Audience.PERSON))


def _give_code(talk: Talk) -> Reply:
    code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    data = {"identity": id_of(talk.actor.identity)}
    talk.unit.add(Form(id=code, kind=KIND, person_id=talk.actor.id, data=data, opened_at=talk.now))
    return talk.tell(notices.notice("link.code", Audience.PERSON, code=plain(code)))


def _open(talk: Talk, code: str) -> Form | None:
    form = talk.unit.get(Form, code)
    if form is None or form.kind != KIND or form.accepted_at is not None or talk.now - form.opened_at > VALID:
        return None
    return form


def _named(person_id: int) -> Text:
    return (Mention(person=person_id),)
