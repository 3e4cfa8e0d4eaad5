"""The stretches in which Slack told the desk nothing: kept until they are read back, everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.slack.finding import slack_time
from adapters.slack.unheard import KEY, MOST, Stretch, _joined, holds, note, note_all_read, note_read, unheard
from storage.database import Database, open_database
from storage.rows import table_of
from storage.tables import Inbox, InboxState, Setting
from storage.unit import Unit

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Kept:
    """A desk's database, told what was heard and when, in hours before now."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def heard(self, hours: float, key: str) -> None:
        row = Inbox(key=key, kind="message_posted", state=InboxState.HANDLED, received_at=_ago(hours))
        with self.database.engine.begin() as connection:
            connection.execute(table_of(Inbox).insert(), [row.model_dump(exclude={"id"})])

    def unit(self) -> Iterator[Unit]:
        with self.database.engine.begin() as connection:
            yield Unit(connection, NOW)

    def note(self, hours: float) -> None:
        for unit in self.unit():
            note(unit, _ago(hours))

    def left(self, place: str) -> list[tuple[float, float]]:
        with self.database.read() as connection:
            found = unheard(connection).left(place)
        return [(_hours(each.since), _hours(each.until)) for each in found]


def _ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def _hours(ts: str) -> float:
    return round((NOW.timestamp() - float(ts)) / 3600, 3)


@pytest.fixture
def kept(migrated_url: str) -> Iterator[Kept]:
    database = open_database(migrated_url)
    yield Kept(database)
    database.close()


def test_a_stretch_begins_after_the_last_thing_that_slack_told(kept: Kept) -> None:
    kept.note(11)
    assert kept.left("C1") == [], "a desk that was never there missed nothing"
    kept.heard(10, "slack:here:U0:1:C1")
    kept.note(9)
    assert kept.left("C1") == [(10, 9)], "one that Slack never told anything was there since its first start"
    kept.heard(9.5, "slack:Ev1")
    for number, key in enumerate(("slack:here:U0:2:C1", "slack:swept:C1:1.0", "fetched:1:0", "teams:1", "timer:a")):
        kept.heard(8 - number / 10, key)
    kept.note(7)
    assert kept.left("C1") == [(10, 7)], "what the desk found out by itself it did not hear"
    kept.heard(6, "slack:Ev2")
    kept.note(5)
    kept.note(5)
    assert kept.left("C1") == [(10, 7), (6, 5)]


def test_what_was_read_back_in_one_place_is_left_in_the_others_until_it_is_everywhere(kept: Kept) -> None:
    kept.heard(10, "slack:Ev1")
    kept.note(9)
    kept.heard(8, "slack:Ev2")
    for unit in kept.unit():
        note_read(unit, "C1", slack_time(_ago(9)))
    kept.note(7)
    assert (kept.left("C1"), kept.left("D1")) == ([(8, 7)], [(10, 9), (8, 7)])
    for unit in kept.unit():
        note_all_read(unit, slack_time(_ago(9)))
    assert kept.left("C1") == kept.left("D1") == [(8, 7)]
    for unit in kept.unit():
        note_all_read(unit, slack_time(_ago(7)))
    kept.note(6)
    assert kept.left("C1") == [(7, 6)], "from there on nothing was heard, and before it all was"


def test_what_is_older_than_a_day_is_given_up_and_what_cannot_be_read_begins_anew(kept: Kept) -> None:
    kept.heard(60, "slack:Ev1")
    kept.note(50)
    kept.note(1)
    assert kept.left("C1") == [(25, 1)]
    for unit in kept.unit():
        unit.change(unit.need(Setting, KEY), value="{")
    assert kept.left("C1") == []
    kept.note(1)
    assert kept.left("C1") == [(25, 1)]


_instants = some.integers(0, 400).map(lambda seconds: f"17000{seconds:05}.000000")


@given(some.lists(some.tuples(_instants, _instants).map(sorted), max_size=2 * MOST))
def test_stretches_that_meet_are_one_and_none_is_lost(given: list[list[str]]) -> None:
    stretches = [Stretch(since=since, until=until) for since, until in given]
    joined = _joined(stretches)
    assert len(joined) <= MOST
    assert all(before.until < after.since for before, after in pairwise(joined))
    for each in stretches:
        assert any(one.since <= each.since and each.until <= one.until for one in joined)
        assert each.since == each.until or holds(joined, each.until)
        assert not holds([each], each.since)
