"""The stretches of time in which Slack told the desk nothing, until what was said in them is read back.

They are kept in one setting, in the transactions of the desk's own writer, with how far each place was read: a desk
that is stopped, or killed, before it has read everything goes on where it was. A stretch begins after the last thing
that Slack told, by whichever replica it was heard: of what was heard not all leaves a trace, and nothing is to be heard
twice. Instants are Slack's timestamps, which a message's own is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, select

from adapters.slack.finding import slack_time
from adapters.slack.past import last_heard
from adapters.slack.translate import NAME
from storage.rows import table_of
from storage.tables import Setting
from storage.unit import Unit

KEY = f"{NAME}:unheard"
LAST = timedelta(hours=24)
"""How far back one reads; what was said before is given up."""
MOST = 100
"""Stretches kept; between the oldest of more than that the desk is taken to have heard nothing either."""


class Stretch(BaseModel):
    """From the last thing heard until the desk heard again."""

    model_config = ConfigDict(frozen=True)
    since: str
    until: str


class Unheard(BaseModel):
    """What is still to be read back."""

    model_config = ConfigDict(frozen=True)
    up_to: str = ""
    """Until then everything was heard, or read back."""
    stretches: tuple[Stretch, ...] = ()
    """In order, with time between them in which the desk heard."""
    read: dict[str, str] = {}
    """By place: all stretches that end by then were read back there."""

    @property
    def until(self) -> str:
        """The end of the last stretch; empty when there is none."""
        return self.stretches[-1].until if self.stretches else ""

    def left(self, place: str) -> tuple[Stretch, ...]:
        """The stretches that are to be read back in a place."""
        return tuple(each for each in self.stretches if each.until > self.read.get(place, ""))


def holds(stretches: Sequence[Stretch], ts: str) -> bool:
    """Whether a message's timestamp lies in one of these stretches."""
    return any(each.since < ts <= each.until for each in stretches)


def unheard(connection: Connection) -> Unheard:
    """What is still to be read back; of what cannot be read, nothing is known."""
    table = table_of(Setting)
    return _parsed(connection.execute(select(table.c.value).where(table.c.key == KEY)).scalar())


def note(unit: Unit, until: datetime) -> None:
    """Slack told nothing since the last thing heard, until that instant (aware). Noted twice, it is one stretch."""
    heard = last_heard(unit.connection, until)
    if heard is None:
        return
    end, floor = slack_time(until), slack_time(until - LAST)

    def longer(known: Unheard) -> Unheard:
        since = max(slack_time(heard), known.up_to, floor)
        kept = [each for each in known.stretches if each.until > floor]
        fresh = [Stretch(since=since, until=end)] if since < end else []
        return known.model_copy(update={"stretches": _joined([*kept, *fresh])})

    _change(unit, longer)


def note_read(unit: Unit, place: str, until: str) -> None:
    """All stretches that end by then were read back in a place."""
    _change(unit, lambda known: known.model_copy(update={"read": {**known.read, place: until}}))


def note_all_read(unit: Unit, until: str) -> None:
    """All stretches that end by then were read back everywhere."""

    def shorter(known: Unheard) -> Unheard:
        return Unheard(
            up_to=max(known.up_to, until),
            stretches=tuple(each for each in known.stretches if each.until > until),
            read={place: at for place, at in known.read.items() if at > until},
        )

    _change(unit, shorter)


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """In order, those that meet made one."""
    found: list[Stretch] = []
    for left, each in zip(range(len(stretches), 0, -1), sorted(stretches, key=lambda each: each.since), strict=True):
        if found and (each.since <= found[-1].until or len(found) + left > MOST):
            found[-1] = Stretch(since=found[-1].since, until=max(found[-1].until, each.until))
        else:
            found.append(each)
    return tuple(found)


def _change(unit: Unit, change: Callable[[Unheard], Unheard]) -> None:
    table = table_of(Setting)
    # Locked: other replicas keep theirs in the same row.
    setting = unit.first(Setting, select(table).where(table.c.key == KEY).with_for_update())
    known = _parsed(setting.value if setting is not None else None)
    changed = change(known)
    if setting is None:
        unit.add(Setting(key=KEY, value=changed.model_dump_json()))
    elif changed != known:
        unit.change(setting, value=changed.model_dump_json())


def _parsed(value: str | None) -> Unheard:
    try:
        return Unheard.model_validate_json(value) if value else Unheard()
    except ValidationError:
        return Unheard()
