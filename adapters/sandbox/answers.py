"""The desk's replies, drawn for whoever acted, shown where they are, and told as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from adapters.facts import load_facts
from adapters.rendering import Facts, Reader, draw, draw_form, runs
from adapters.sandbox import store
from adapters.sandbox.people import Inhabitant
from adapters.sandbox.refusal import Refused
from adapters.sandbox.tables import NAME, TEAM, SandboxForm
from adapters.sandbox.wire import Json, card_json, form_json, runs_json
from bot import cards
from bot.charter import Charter
from bot.conversations import explaining
from bot.locales import LANGUAGES
from storage.rows import table_of
from storage.tables import Audience, Identity, Person
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Spot:
    """Where someone was when they acted: what is said to them alone is shown there."""

    conversation: str
    root: str | None = None
    pressed: str | None = None
    """The message that they pressed, if one."""


def answer(
    unit: Unit, charter: Charter, person: Inhabitant, key: str, spot: Spot, reply: cards.Reply, form: str | None
) -> Json:
    """A reply as JSON, in the person's words, with its rows written. `key` is the act's; `form` the one it submits."""
    reader = reader_of(unit, person)
    match reply:
        case cards.Say():
            over = spot.pressed if reply.instead else None
            return {"r": "say"} | _whispered(unit, charter, reader, person, key, spot, reply.card, over)
        case cards.OpenForm() | cards.ReplaceForm():
            if form is not None and form != reply.form.id:
                store.close_form(unit, form)
            facts = _facts(unit, charter, reply.form)
            shown = form_json(draw_form(reply.form, facts, reader))
            store.show_form(unit, reply.form.id, person.id, shown, (spot.conversation, spot.root))
            return {"r": reply.r, "form": shown}
        case cards.FieldErrors():
            return {"r": reply.r, "errors": _errors(unit, charter, reader, reply)}
        case cards.CloseForm():
            opened = unit.get(SandboxForm, form)
            if opened is not None and opened.conversation is not None:
                spot = Spot(opened.conversation, opened.root)
            if form is not None:
                store.close_form(unit, form)
            if reply.card is None:
                return {"r": reply.r, "card": None}
            return {"r": reply.r} | _whispered(unit, charter, reader, person, key, spot, reply.card)
        case cards.Done() | cards.Held():
            return {"r": reply.r}


def understood(unit: Unit, charter: Charter, person: Inhabitant, ref: str) -> Json:
    """How the words of a request are read, for somebody who may read them; `Refused` to anybody else."""
    card = explaining.understood(unit, charter, person.who, ref)
    if card is None:
        raise Refused("unread_request")
    return card_json(draw(card, _facts(unit, charter, card), reader_of(unit, person)))


def reader_of(unit: Unit, person: Inhabitant) -> Reader:
    """In which language and zone someone reads: by their own setting, else by what the sandbox says of them."""
    owner, identity = table_of(Person), table_of(Identity)
    query = (
        select(owner.c.language, owner.c.timezone)
        .join(identity, identity.c.person_id == owner.c.id)
        .where(identity.c.platform == NAME, identity.c.team == TEAM, identity.c.user == person.id)
    )
    found = unit.execute(query.limit(1)).first()
    language, zone = found if found is not None else (None, None)
    language = language or person.language
    known = zone or person.timezone
    return Reader(language if language in LANGUAGES else "fr", known, unit.now.astimezone(ZoneInfo(known)).date())


def _whispered(
    unit: Unit,
    charter: Charter,
    reader: Reader,
    person: Inhabitant,
    key: str,
    spot: Spot,
    card: cards.Card,
    over: str | None = None,
) -> Json:
    row = store.whisper_of(unit, act=key)
    if row is None:
        shown = card_json(draw(card, _facts(unit, charter, card), reader))
        row = store.whisper_to(unit, spot.conversation, over, person.id) if over is not None else None
        if row is not None:
            unit.change(row, card=shown, act=key)
        else:
            row = store.whisper(unit, spot.conversation, spot.root, person.id, shown, act=key)
    return {"card": row.card, "conversation": row.conversation, "message": row.ts}


def _errors(unit: Unit, charter: Charter, reader: Reader, reply: cards.FieldErrors) -> dict[str, Any]:
    texts = tuple(reply.errors.values())
    lines = tuple(cards.Line(text=text) for text in texts)
    facts = _facts(unit, charter, cards.Card(kind="errors", audience=Audience.PERSON, summary=(), parts=lines))
    drawn = {field: runs(text, facts, reader) for field, text in reply.errors.items()}
    return {field: "".join(run["text"] for run in runs_json(text)) for field, text in drawn.items()}


def _facts(unit: Unit, charter: Charter, shown: cards.Card | cards.FormView) -> Facts:
    return load_facts(unit, charter, ((NAME, shown),))[NAME]
