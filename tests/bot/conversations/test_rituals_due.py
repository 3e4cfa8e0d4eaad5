"""The desk speaks on its own: at the right hour of each, once, late when it was down, and what it missed is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import charter, occasions
from bot.cards import Card, plain
from bot.conversations import rituals_due
from bot.events import CharterChanged
from bot.occasions import KINDS, Kind, Occasion
from bot.talk import Talk
from bot.views.parts import one_line
from storage.tables import Audience, Occurrence, Timer
from tests.bot.desk_harness import MORNING, Story, due_event
from tests.fakes.company import DEMO, written


def say(talk: Talk, occasion: Occasion) -> Card:
    name = occasion.person.name if occasion.person else "tous"
    return one_line("test", Audience.PERSON, plain(f"Le {occasion.row.scheduled} pour {name}"))


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind alone is known: what it says is its date and for whom it is."""
    for name in tuple(KINDS):
        monkeypatch.delitem(KINDS, name)
    monkeypatch.setitem(KINDS, "briefing", Kind("briefing", say))
    monkeypatch.setitem(KINDS, "flash_point", Kind("flash_point", say, lasts=timedelta(minutes=15)))


@pytest.fixture
def speaking(desk: Story) -> Story:
    """The desk of the sample company, whose charter has its rituals."""
    desk.desk.charter = charter.load(DEMO)
    restart(desk)
    return desk


def restart(desk: Story) -> None:
    desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.desk.charter.hash))


def passes(desk: Story, end: datetime) -> None:
    """Time goes by, and each timer is handed over once, as the metronome does: one that fails is the inbox's."""
    handed = set[str]()
    while True:
        planned = [(each.due, due_event(each)) for each in desk.rows(Timer, done=False) if each.due <= end]
        fresh = [each for each in sorted(planned, key=lambda one: one[0]) if each[1].key not in handed]
        if not fresh:
            break
        at, event = fresh[0]
        handed.add(event.key)
        desk.clock.at = desk.machine.at = max(desk.clock.at, at)
        desk.submit(event)
    desk.clock.at = desk.machine.at = end


def told(desk: Story) -> list[tuple[str, str, str]]:
    rows = sorted(desk.rows(Occurrence), key=lambda each: (each.at, each.id or 0))
    return [(each.member, each.scheduled, each.state) for each in rows if each.state != occasions.PLANNED]


def test_each_hears_it_once_at_eight_by_their_own_clock(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 30, 7, tzinfo=UTC))
    assert "Le 2026-11-30 pour Hélène Durand" in speaking.room("@helene")
    assert "pour Tom" not in speaking.room("@tom")
    speaking.until(datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert "Le 2026-11-30 pour Tom Baker" in speaking.room("@tom")
    for _ in range(2):
        restart(speaking)
    speaking.later(days=1)
    assert [each for each in told(speaking) if each[0].startswith("person:")] == [
        ("person:helene", "2026-11-30", "said"),
        ("person:tom", "2026-11-30", "said"),
    ]
    assert speaking.room("@helene").count("2026-11-30") == 1


def test_what_names_a_channel_is_said_there_and_closes(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 24, 10, 45, tzinfo=UTC))
    assert "Le 2026-11-24 pour tous" in speaking.room("#desk")
    (row,) = speaking.rows(Occurrence, kind="flash_point", scheduled="2026-11-24")
    assert row.closes_at == datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert row.closed_at is None
    speaking.until(datetime(2026, 11, 24, 11, tzinfo=UTC))
    (row,) = speaking.rows(Occurrence, kind="flash_point", scheduled="2026-11-24")
    assert row.closed_at == row.closes_at


def test_a_desk_that_was_down_says_it_late_and_that_it_is(speaking: Story) -> None:
    speaking.pass_by(days=5, hours=23)  # Monday, nine o'clock in Paris
    restart(speaking)
    speaking.later(minutes=1)
    assert ("person:helene", "2026-11-30", "late") in told(speaking)
    assert "dit avec du retard" in speaking.room("@helene")
    # In London it is eight o'clock: it is not late there.
    assert ("person:tom", "2026-11-30", "said") in told(speaking)


def test_what_was_missed_is_told_to_who_coordinates_and_the_next_is_said(speaking: Story) -> None:
    speaking.pass_by(days=20)  # two Mondays
    restart(speaking)
    speaking.later(minutes=1)
    assert [each for each in told(speaking) if each[0] == "person:helene"] == [
        ("person:helene", "2026-11-30", "missed"),
        ("person:helene", "2026-12-07", "missed"),
        ("person:helene", "2026-12-14", "late"),
    ]
    assert "2026-11-30" not in speaking.room("@helene")
    assert speaking.room("@marc").count("« Votre lundi »") <= 1
    assert any(
        "« Votre lundi »" in speaking.room(f"@{each.id}") for each in speaking.desk.charter.people_with("coordinator")
    )
    speaking.until(datetime(2026, 12, 21, 7, tzinfo=UTC))
    assert ("person:helene", "2026-12-21", "said") in told(speaking)


def test_another_charter_says_it_at_another_hour_or_no_longer(speaking: Story) -> None:
    def earlier(data: dict[str, object]) -> None:
        rituals = data["rituals"]
        assert isinstance(rituals, list)
        next(each for each in rituals if each["id"] == "briefing")["at"] = "07:30"

    speaking.desk.charter = written(earlier, rituals=True)
    restart(speaking)
    speaking.until(datetime(2026, 11, 30, 6, 30, tzinfo=UTC))
    assert ("person:helene", "2026-11-30", "said") in told(speaking)
    speaking.desk.charter = written(lambda data: None)
    restart(speaking)
    speaking.later(days=15)
    assert [each for each in told(speaking) if each[2] in ("said", "late")][-1][1] == "2026-11-30"
    speaking.desk.charter = charter.load(DEMO)
    restart(speaking)
    speaking.later(days=7)
    assert [each for each in told(speaking) if each[0] == "person:helene" and each[2] == "missed"] == []
    assert ("person:helene", "2026-12-21", "said") in told(speaking)


def test_what_fails_for_one_is_said_to_the_others_and_tried_again(
    speaking: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(talk: Talk, occasion: Occasion) -> Card:
        if occasion.member.key == "person:helene" and occasion.row.scheduled == "2026-11-30":
            raise RuntimeError
        return say(talk, occasion)

    monkeypatch.setitem(KINDS, "briefing", Kind("briefing", fails))
    passes(speaking, datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert ("person:tom", "2026-11-30", "said") in told(speaking)
    assert not [each for each in told(speaking) if each[0] == "person:helene"]
    # Nobody mended it in a week: the next one is said all the same.
    passes(speaking, datetime(2026, 12, 7, 7, tzinfo=UTC))
    assert ("person:helene", "2026-12-07", "said") in told(speaking)
    monkeypatch.setitem(KINDS, "briefing", Kind("briefing", say))
    for _ in range(6):
        speaking.pass_by(minutes=15)
        speaking.door.retry_due().result(30)
    assert ("person:helene", "2026-11-30", "missed") in told(speaking)


def test_a_person_who_cannot_be_reached_is_no_silence(speaking: Story) -> None:
    def stranger(data: dict[str, object]) -> None:
        people = data["people"]
        assert isinstance(people, list)
        people.append(
            {"id": "nina", "name": "Nina Roy", "email": "nina.roy@ateliers-durance.example", "roles": ["executive"]}
        )

    speaking.desk.charter = written(stranger, rituals=True)
    restart(speaking)
    speaking.until(datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert ("person:nina", "2026-11-30", "missed") in told(speaking)


@pytest.mark.postgres
def test_two_processes_say_it_once(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for each in desks:
        each.desk.charter = charter.load(DEMO)
    futures = [
        one.door.submit(CharterChanged(key=one.key(), at=one.clock.now(), hash=one.desk.charter.hash)) for one in desks
    ]
    assert [each.result(30) for each in futures]
    planned = first.rows(Occurrence)
    assert len({(each.ritual, each.member, each.scheduled) for each in planned}) == len(planned)
    timers = [each for each in first.rows(Timer) if each.kind == rituals_due.TIMER]
    assert len(timers) == len(planned)
    assert min(each.due for each in timers) > MORNING
    first.until(datetime(2026, 11, 30, 8, tzinfo=UTC))
    second.carry()
    assert first.room("@helene").count("2026-11-30") == 1
