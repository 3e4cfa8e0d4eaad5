"""How the desk's decisions become effects: the one place that queues what people are shown.

The request's card is never a payload: SEND and UPDATE of a place name the place, and the card is drawn when sent.
Everything else is a card of spans in an `Outgoing`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from bot.cards import Card, FormView
from bot.events import Where, Who
from storage.outbox import (
    carry_over,
    changed_since,
    drop,
    last_sent,
    queue,
    sent_as,
    sent_at,
    sent_before,
    sent_in,
    sent_under,
    told_since,
    waiting_in,
)
from storage.tables import Copy, Identity, Outbox, OutboxKind, Place
from storage.unit import Unit


class Outgoing(BaseModel):
    """An effect's payload. `conversation` none with `who`: their direct conversation, opened when sent."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    v: int = 1
    conversation: str | None = None
    root: str | None = None
    ts: str | None = None
    who: Who | None = None
    card: Card | None = None
    form: FormView | None = None
    awaited: str | None = None
    """The key of the event whose answer a form is: the loading view, where there is one, was opened under it."""
    instead: int | None = None
    """The outbox id of the whisper that this one is shown instead of, where the platform can."""
    until: datetime | None = None
    """When it is of no use any longer."""
    verb: str | None = None
    on: bool = True

    def dump(self) -> str:
        """As the outbox keeps it."""
        return self.model_dump_json(exclude_none=True)


REFUSED = "post_refused"
"""The kind of the card that tells of what could not be said, and of which nothing more is told if it is refused too."""
OF_USE = timedelta(minutes=1)
"""How long what somebody asked to be shown is of use to them: by then they have asked again."""
DIRECT = "direct:"
"""How the lane of someone's direct conversation begins."""


def direct_lane(who: Who) -> str:
    """The lane of someone's direct conversation, known before the conversation is."""
    return f"{DIRECT}{who.platform}:{who.team}:{who.user}"


def thread_lane(platform: str, conversation: str, root: str) -> str:
    """The lane of a thread, its root post included."""
    return f"thread:{platform}:{conversation}:{root}"


def channel_key(platform: str, conversation: str) -> str:
    """What is paced together."""
    return f"{platform}:{conversation}"


def post_place(unit: Unit, place: Place) -> None:
    """Post the request's card in a place: a reply in the thread where there is one, else the root of a new one."""
    _place(unit, OutboxKind.SEND, place)


def refresh_place(unit: Unit, place: Place) -> None:
    """The card in this place is stale; drawn again when sent."""
    if not place.retired:
        _place(unit, OutboxKind.UPDATE, place)


def retract_place(unit: Unit, place: Place) -> None:
    """Take back the card of a place; nothing more is shown there."""
    _place(unit, OutboxKind.DELETE, place)
    unit.change(place, retired=True)


def give_up_place(unit: Unit, place: Place, instead: Place | None) -> None:
    """Nothing more is shown in a place whose card was refused; what waited on that goes after the card of another."""
    unit.change(place, retired=True)
    for row in waiting_in(unit, place):
        if instead is None or row.subject == f"place:{place.id}":
            drop(unit, row)
            continue
        carry_over(unit, row, instead, _channel(instead))
        copy = unit.get(Copy, row.copy_id)
        if copy is not None:
            unit.change(copy, place_id=instead.id)


def retract_said(unit: Unit, place: Place) -> None:
    """Take back what the desk itself said in the thread of a place, beside the card and what was relayed there."""
    for row in sent_at(unit, place):
        if row.copy_id is not None or row.subject == f"place:{place.id}" or not row.ref:
            continue
        upon(unit, OutboxKind.DELETE, row, request_id=place.request_id)


def say_in(unit: Unit, place: Place, card: Card, copy: Copy | None = None) -> None:
    """Say something in the thread of a place, once its card is there."""
    payload, copy_id = Outgoing(card=card).dump(), copy.id if copy else None
    _place(unit, OutboxKind.SEND, place, f"card:{card.kind}", payload, copy_id)


def say_elsewhere(unit: Unit, row: Outbox, place: Place) -> None:
    """What was refused in one place of a request is said in another, once its card is there."""
    _place(unit, OutboxKind.SEND, place, row.subject, row.payload, row.copy_id)


def times_said(unit: Unit, place: Place) -> int:
    """How much was posted in a place, or is about to be: its card, and what was said under it."""
    return len(sent_at(unit, place))


def say_instead(unit: Unit, place: Place, card: Card, kind: str, who: Who | None = None) -> None:
    """Put another card where those of a kind were said in the thread of a place. `who`: its reader, in a direct one."""
    for row in sent_at(unit, place, f"card:{kind}"):
        if not row.ref:
            continue
        upon(unit, OutboxKind.UPDATE, row, card, who, place.request_id)


def correct_copy(unit: Unit, place: Place, card: Card | None, copy: Copy) -> None:
    """A message relayed to a place was edited (its new card) or deleted (none)."""
    queue(
        unit,
        OutboxKind.UPDATE if card else OutboxKind.DELETE,
        platform=place.platform,
        channel=_channel(place),
        lane=place.lane,
        subject=f"copy:{copy.id}",
        payload=Outgoing(card=card).dump(),
        request_id=place.request_id,
        place_id=place.id,
        copy_id=copy.id,
    )


def say_to(unit: Unit, who: Who, card: Card, request_id: int | None = None, subject: str | None = None) -> None:
    """Say something to a person in their direct conversation; `subject` names it, where it is to be found again."""
    to_person(unit, OutboxKind.SEND, who, Outgoing(who=who, card=card), request_id, subject)


def tells_of_refusal(row: Outbox) -> bool:
    """Whether a row says what another could not."""
    return row.subject.startswith(f"daily:{REFUSED}:")


def told_at(unit: Unit, who: Who, where: Where, ts: str) -> Outbox | None:
    """What was said to a person in their direct conversation as that message, beside the cards of requests."""
    row = _sent_at(unit, who, where, ts)
    return row if row is not None and row.place_id is None else None


def place_told_at(unit: Unit, who: Who, where: Where, ts: str) -> Place | None:
    """The place of a request of which that message is: its card, or said under it; in a chat, which has no threads."""
    row = _posted_at(unit, who, where, ts) if where.kind != "channel" else None
    return unit.get(Place, row.place_id) if row is not None else None


def notice_at(unit: Unit, who: Who, where: Where, ts: str) -> Outbox | None:
    """What the desk itself said under the card of a request as that message; not what people said."""
    row = _posted_at(unit, who, where, ts)
    return row if row is not None and row.place_id is not None and row.copy_id is None else None


def _posted_at(unit: Unit, who: Who, where: Where, ts: str) -> Outbox | None:
    if where.kind == "direct":
        return _sent_at(unit, who, where, ts)
    return sent_under(unit, where.platform, where.conversation, ts)


def _sent_at(unit: Unit, who: Who, where: Where, ts: str) -> Outbox | None:
    return sent_as(unit, direct_lane(who), f"{where.conversation} {ts}") if where.kind == "direct" else None


def last_said_to(unit: Unit, who: Who, ts: str, at: datetime) -> Outbox | None:
    """What stood last in a person's direct conversation when they wrote a message there; not what is still to be sent.

    None too where another card takes its place: which of the two they had read is not known. `ts`, `at`: the message's.
    """
    row = sent_before(unit, direct_lane(who), ts, at)
    return None if row is None or changed_since(unit, row, at) else row


def is_spoken_to(unit: Unit, who: Who) -> bool:
    """Whether anything was said to a person in their direct conversation, or is to be."""
    return last_sent(unit, direct_lane(who)) is not None


def last_whispered_to(unit: Unit, who: Who) -> Outbox | None:
    """What was last shown to a person alone, elsewhere than in their direct conversation."""
    return last_sent(unit, direct_lane(who), OutboxKind.WHISPER)


def whisper(
    unit: Unit, who: Who, conversation: str | None, root: str | None, card: Card, subject: str | None = None
) -> None:
    """Show something to one person only, where they are; in their direct conversation when `conversation` is none.

    `subject` names a question, for `bot.questioning`.
    """
    if conversation is None:
        to_person(unit, OutboxKind.SEND, who, Outgoing(who=who, card=card), None, subject)
        return
    outgoing = Outgoing(who=who, conversation=conversation, root=root, card=card)
    to_person(unit, OutboxKind.WHISPER, who, outgoing, None, subject)


def show_again(unit: Unit, who: Who, conversation: str | None, root: str | None, card: Card, error: str | None) -> None:
    """Show one person what could not be shown at once beside an answer, while it is of use. `error`: what that met."""
    kind = OutboxKind.SEND if conversation is None else OutboxKind.WHISPER
    outgoing = Outgoing(who=who, conversation=conversation, root=root, card=card, until=unit.now + OF_USE)
    to_person(unit, kind, who, outgoing, None, error=error)


def replace_again(unit: Unit, who: Who, conversation: str, ts: str, card: Card) -> None:
    """Put in the place of what one person pressed what could not be put there at once."""
    outgoing = Outgoing(who=who, conversation=conversation, ts=ts, card=card)
    to_person(unit, OutboxKind.UPDATE, who, outgoing, None, f"message:{who.platform}:{conversation} {ts}")


def say_daily(unit: Unit, who: Who, card: Card, about: str) -> None:
    """Say something to a person in their direct conversation, once in 24 hours of each thing that it is `about`."""
    subject = f"daily:{card.kind}:{about}"
    if not told_since(unit, direct_lane(who), subject, unit.now - timedelta(days=1)):
        to_person(unit, OutboxKind.SEND, who, Outgoing(who=who, card=card), None, subject)


def post(unit: Unit, platform: str, conversation: str, card: Card, subject: str, request_id: int | None = None) -> None:
    """A message of its own in a channel, in no request's thread; `subject` names it, for `replace`."""
    queue(
        unit,
        OutboxKind.SEND,
        platform=platform,
        channel=channel_key(platform, conversation),
        lane=_post_lane(platform, conversation, subject),
        subject=subject,
        payload=Outgoing(conversation=conversation, card=card).dump(),
        request_id=request_id,
    )


def replace(unit: Unit, platform: str, conversation: str, card: Card, subject: str) -> None:
    """Put another card where that of `subject` was posted; one not posted yet is not to be."""
    lane = _post_lane(platform, conversation, subject)
    for row in sent_in(unit, lane):
        if row.ref is None:
            drop(unit, row)
            continue
        upon(unit, OutboxKind.UPDATE, row, card)


def upon(
    unit: Unit,
    kind: OutboxKind,
    row: Outbox,
    card: Card | None = None,
    who: Who | None = None,
    request_id: int | None = None,
) -> None:
    """Change or take back what a row sent, after it in its lane."""
    assert row.ref is not None
    conversation, _, ts = row.ref.rpartition(" ")
    queue(
        unit,
        kind,
        platform=row.platform,
        channel=row.channel,
        lane=row.lane,
        subject=f"message:{row.platform}:{row.ref}",
        payload=Outgoing(conversation=conversation, ts=ts, who=who, card=card).dump(),
        request_id=request_id,
    )


def posted(unit: Unit, platform: str, conversation: str, subject: str) -> bool:
    """Whether a message of its own of that subject was posted in a channel, or is to be."""
    return bool(sent_in(unit, _post_lane(platform, conversation, subject)))


def _post_lane(platform: str, conversation: str, subject: str) -> str:
    return f"post:{platform}:{conversation}:{subject}"


def refresh_home(unit: Unit, identity: Identity) -> None:
    """Someone's home is stale."""
    who = Who(platform=identity.platform, team=identity.team, user=identity.user)
    queue(
        unit,
        OutboxKind.HOME,
        platform=who.platform,
        channel=f"{who.platform}:home:{who.user}",
        lane=f"home:{who.platform}:{who.team}:{who.user}",
        subject=f"identity:{identity.id}",
    )


def fill_form(unit: Unit, who: Who, form: FormView, awaited: str | None = None) -> None:
    """Fill a form that the person sees loading; `awaited`: the key of the event for which it was opened."""
    to_person(unit, OutboxKind.FORM, who, Outgoing(who=who, form=form, awaited=awaited), None)


def react(unit: Unit, platform: str, conversation: str, ts: str, verb: str, on: bool = True) -> None:
    """Put the desk's emoji on a message, or take it back."""
    queue(
        unit,
        OutboxKind.REACT,
        platform=platform,
        channel=channel_key(platform, conversation),
        lane=f"react:{platform}:{conversation}:{ts}",
        subject=f"react:{platform}:{conversation}:{ts}",
        payload=Outgoing(conversation=conversation, ts=ts, verb=verb, on=on).dump(),
    )


def _place(
    unit: Unit,
    kind: OutboxKind,
    place: Place,
    subject: str | None = None,
    payload: str | None = None,
    copy_id: int | None = None,
) -> None:
    """Queue what is for a place: its card, or by its subject what is said under that."""
    queue(
        unit,
        kind,
        platform=place.platform,
        channel=_channel(place),
        lane=place.lane,
        subject=subject or f"place:{place.id}",
        payload=payload,
        request_id=place.request_id,
        place_id=place.id,
        copy_id=copy_id,
    )


def _channel(place: Place) -> str:
    """A direct conversation goes by its lane, before it has an id and after: it has one pace."""
    if place.conversation is None or place.lane.startswith(DIRECT):
        return channel_key(place.platform, place.lane)
    return channel_key(place.platform, place.conversation)


def to_person(
    unit: Unit,
    kind: OutboxKind,
    who: Who,
    outgoing: Outgoing,
    request_id: int | None,
    subject: str | None = None,
    error: str | None = None,
) -> None:
    """Queue what one person is to have, in their lane. `subject` names it; without one, its card's kind does."""
    queue(
        unit,
        kind,
        platform=who.platform,
        channel=channel_key(who.platform, outgoing.conversation or direct_lane(who)),
        lane=direct_lane(who),
        subject=subject or f"card:{outgoing.card.kind if outgoing.card else 'form'}",
        payload=outgoing.dump(),
        request_id=request_id,
        error=error,
    )
