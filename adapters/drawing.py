"""From a row of the outbox to what is asked of a platform: the place, the audience and the card as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import DBAPIError

from adapters import rendering
from adapters.facts import load_facts
from adapters.healing import Dropped, Failed, could_double, doubts, looks_first
from adapters.platform import Address, Capabilities, Ref, Someone
from adapters.rendering import Drawn, DrawnForm, Facts, Reader
from bot.cards import Card, FormView
from bot.charter import Charter
from bot.outgoing import DIRECT, Outgoing
from storage import outbox_queue
from storage.tables import Copy, Identity, Outbox, OutboxKind, Place
from storage.unit import Unit

log = structlog.get_logger(__name__)

FETCHES = (OutboxKind.FETCH_PERSON, OutboxKind.FETCH_MESSAGE, OutboxKind.FETCH_MEMBERS)
REPLACEABLE = (OutboxKind.UPDATE, OutboxKind.HOME)
_NO_PAYLOAD = Outgoing()


class Drawer(Protocol):
    """What the pump needs of the desk (bot.desk.Desk)."""

    @property
    def charter(self) -> Charter: ...

    def draw_place(self, unit: Unit, place: Place) -> Card | None:
        """The card of a request in a place; none when it is no longer for this audience."""
        ...

    def may_say(self, unit: Unit, place: Place) -> bool:
        """Whether those who read in a place may read what is said of its request."""
        ...

    def draw_home(self, unit: Unit, identity: Identity) -> Card | None:
        """Someone's home; none when there is none for them."""
        ...

    def reader(self, unit: Unit, platform: str, conversation: str | None, identity_id: int | None) -> tuple[str, str]:
        """Language and IANA zone of whoever reads there."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """One call to make, complete: nothing is looked up while it is made."""

    row: Outbox
    to: Address | None = None
    ref: Ref | None = None
    who: Someone | None = None
    card: Drawn | None = None
    form: DrawnForm | None = None
    payload: Outgoing = _NO_PAYLOAD
    look_first: bool = False
    """Its outcome was unknown: the platform is asked for it before it is sent again."""

    @property
    def id(self) -> int:
        assert self.row.id is not None
        return self.row.id

    @property
    def kind(self) -> OutboxKind:
        return self.row.kind


Prepared = Work | Failed | Dropped


_ALONE = (DIRECT, "home:")
"""How the lanes begin of what one person reads."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A call whose card is chosen and not yet in words."""

    work: Work
    card: Card | None = None
    form: FormView | None = None
    reader: tuple[str, str] = ("", "")
    apart: bool = False
    """Read in a channel of the whole company, where « here » is nowhere."""


def prepare(
    unit: Unit, desk: Drawer, capabilities: Mapping[str, Capabilities], rows: Sequence[Outbox]
) -> list[tuple[Outbox, Prepared]]:
    """What is to be done for each row, drawn in its reader's words; facts are read in one go for all of them.

    A fault in drawing fails its own row. An error of the database goes through, for the transaction is then lost.
    """
    found = [(row, _guarded(unit, desk, capabilities, row)) for row in rows]
    shown = [
        (row.platform, each)
        for row, sketch in found
        if isinstance(sketch, _Sketch)
        for each in (sketch.card, sketch.form)
        if each is not None
    ]
    facts = {
        name: each if capabilities[name].slash_commands else replace(each, slash="")
        for name, each in load_facts(unit, desk.charter, shown).items()
    }
    return [(row, _in_words(unit, sketch, facts) if isinstance(sketch, _Sketch) else sketch) for row, sketch in found]


def _guarded(
    unit: Unit, desk: Drawer, capabilities: Mapping[str, Capabilities], row: Outbox
) -> _Sketch | Failed | Dropped:
    able = capabilities.get(row.platform)
    if able is None:
        return Failed("PlatformOff")
    try:
        return _sketch(unit, desk, able, row)
    except DBAPIError:
        raise
    except Exception as fault:
        log.exception("outbox_not_drawn", outbox_id=row.id, kind=str(row.kind))
        return Failed(f"NotDrawn {type(fault).__name__}")


def _in_words(unit: Unit, sketch: _Sketch, facts: Mapping[str, Facts]) -> Prepared:
    work = sketch.work
    if sketch.card is None and sketch.form is None:
        return work
    language, timezone = sketch.reader
    alone = work.row.lane.startswith(_ALONE)
    reader = Reader(language, timezone, _day(unit.now, timezone), sketch.apart, alone)
    try:
        known = facts[work.row.platform]
        card = rendering.draw(sketch.card, known, reader) if sketch.card else None
        form = _late_form(sketch.form, work.payload.awaited, known, reader) if sketch.form else None
    except Exception as fault:
        log.exception("outbox_not_drawn", outbox_id=work.id, kind=str(work.kind))
        return Failed(f"NotDrawn {type(fault).__name__}")
    return replace(work, card=card, form=form)


def _late_form(form: FormView, awaited: str | None, facts: Facts, reader: Reader) -> DrawnForm:
    return replace(rendering.draw_form(form, facts, reader), awaited=awaited)


def _day(now: datetime, timezone: str) -> date:
    return now.astimezone(ZoneInfo(timezone)).date()


def _sketch(unit: Unit, desk: Drawer, able: Capabilities, row: Outbox) -> _Sketch | Failed | Dropped:
    count = doubts(row.error)
    work = Work(row, look_first=looks_first(row.kind, able, count))
    if row.kind in REPLACEABLE and row.attempts > 0 and outbox_queue.superseded(unit, row):
        return Dropped("superseded")
    if could_double(row.kind, row.error, looked_for=work.look_first):
        log.warning("outbox_may_double", outbox_id=row.id, platform=row.platform)
    if row.payload:
        work = replace(work, payload=Outgoing.model_validate_json(row.payload))
    match row.kind:
        case OutboxKind.HOME:
            return _home(unit, desk, able, work)
        case OutboxKind.REACT:
            return _reaction(able, work)
        case OutboxKind.FETCH_PERSON | OutboxKind.FETCH_MESSAGE | OutboxKind.FETCH_MEMBERS:
            return _Sketch(_addressed(work))
        case OutboxKind.SEND | OutboxKind.UPDATE | OutboxKind.DELETE if row.place_id is not None:
            return _in_place(unit, desk, work)
        case _:
            return _elsewhere(unit, desk, work)


def _home(unit: Unit, desk: Drawer, able: Capabilities, work: Work) -> _Sketch | Failed | Dropped:
    if not able.home:
        return Dropped("no home there")
    identity = unit.get(Identity, int(work.row.subject.partition(":")[2]))
    card = desk.draw_home(unit, identity) if identity else None
    if identity is None or card is None:
        return Dropped("nothing to show")
    work = replace(work, who=Someone(identity.team, identity.user))
    return _Sketch(work, card, reader=desk.reader(unit, identity.platform, None, identity.id))


def _reaction(able: Capabilities, work: Work) -> _Sketch | Failed | Dropped:
    if not able.reactions_out:
        return Dropped("no reactions there")
    work = _addressed(work)
    return _Sketch(work) if work.ref else Failed("NoMessage")


def _addressed(work: Work) -> Work:
    payload = work.payload
    who = Someone(payload.who.team, payload.who.user) if payload.who else None
    to = Address(payload.conversation, payload.root) if payload.conversation else None
    ref = Ref(payload.conversation, payload.ts) if payload.conversation and payload.ts else None
    return replace(work, who=who, to=to, ref=ref)


def _elsewhere(unit: Unit, desk: Drawer, work: Work) -> _Sketch | Failed | Dropped:
    work = _addressed(work)
    payload = work.payload
    if payload.until is not None and unit.now > payload.until:
        return Dropped("of no use any longer")
    identity = _identity(unit, work.row.platform, work.who) if work.who else None
    if work.to is None and identity is not None and identity.direct:
        work = replace(work, to=Address(identity.direct))
    if work.to is None and work.who is None:
        return Failed("NoAddress")
    if payload.card is None and payload.form is None and work.kind is not OutboxKind.DELETE:
        return Dropped("nothing to show")
    conversation = work.to.conversation if work.to else None
    reader = desk.reader(unit, work.row.platform, conversation, identity.id if identity else None)
    return _Sketch(work, payload.card, payload.form, reader)


def _in_place(unit: Unit, desk: Drawer, work: Work) -> _Sketch | Failed | Dropped:
    row = work.row
    place = unit.get(Place, row.place_id)
    if place is None:
        return Dropped("place gone")
    identity = unit.get(Identity, place.identity_id)
    conversation = place.conversation or (identity.direct if identity else None)
    work = replace(
        work,
        to=Address(conversation, place.root) if conversation else None,
        who=Someone(identity.team, identity.user) if identity else None,
    )
    if work.to is None and work.who is None:
        return Failed("NoAddress")
    its_card = row.subject.startswith("place:")
    if row.kind is not OutboxKind.SEND:
        ts = place.card if its_card else _copied(unit, row)
        if ts is None or conversation is None:
            return _without_ref(unit, place)
        work = replace(work, ref=Ref(conversation, ts))
    elif not its_card and place.root is None:
        return _without_ref(unit, place)
    if row.kind is OutboxKind.DELETE:
        return _Sketch(work)
    card = _card_there(unit, desk, work, place, its_card=its_card)
    if card is None and not work.look_first:
        return Dropped("no longer for this audience")
    reader = desk.reader(unit, place.platform, conversation, place.identity_id)
    return _Sketch(work, card, reader=reader, apart=identity is None and _is_everybodys(desk, place))


def _is_everybodys(desk: Drawer, place: Place) -> bool:
    channel = desk.charter.channel(place.platform, place.conversation or "")
    return channel is None or channel.site is None


def _card_there(unit: Unit, desk: Drawer, work: Work, place: Place, *, its_card: bool) -> Card | None:
    """What may be shown in a place now, of its own card or of what was said; none: nothing."""
    if place.retired:
        return None
    if its_card:
        return desk.draw_place(unit, place)
    return work.payload.card if desk.may_say(unit, place) else None


def _without_ref(unit: Unit, place: Place) -> Failed | Dropped:
    """What it was to follow or change never got there: failed with it, or dropped with it."""
    assert place.id is not None
    return Failed("CardFailed") if outbox_queue.card_failed(unit, place.id) else Dropped("nothing there")


def _copied(unit: Unit, row: Outbox) -> str | None:
    copy = unit.get(Copy, row.copy_id)
    return copy.ts if copy else None


def _identity(unit: Unit, platform: str, who: Someone) -> Identity | None:
    return unit.find(Identity, platform=platform, team=who.team, user=who.user)
