"""What climbs, when and to whom, against a walk minute by minute that shares no code with bot/policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter, Closure, Person, Span
from bot.charter.parts import Step
from bot.policies.escalation import TAKEN, alerted, moved_at, named, rungs, told
from storage.tables import Level, Request, State
from tests.bot.policies.company import PEOPLE, charter, companies

MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""Nine o'clock in Paris."""


@dataclass(frozen=True)
class Line:
    """A line of a history."""

    act: str
    at: datetime


def request(**columns: object) -> Request:
    stands = {
        "ref": "LYO-1", "site": "lyon", "number": 1, "service": "travel", "level": Level.STANDARD,
        "state": State.NEW, "open": True, "urgent": False, "requester_id": 100, "raised_by_id": 100,
        "origin": "message", "words_id": 1, "asked_at": MONDAY, "charter_version": "x", "updated_at": MONDAY,
        "first_response_at": MONDAY + timedelta(hours=1), "promised_at": MONDAY + timedelta(days=2), "reopened": 0,
        "kept_from": "", "alerted": "",
    }  # fmt: skip
    return Request(**(stands | columns))


def open_at_lyon(at: datetime) -> bool:
    """The demo's hours of Lyon, in a week without a holiday."""
    wall = at.astimezone(ZoneInfo("Europe/Paris"))
    site = charter().site("lyon")
    assert site is not None
    return any(a <= wall.time() < b for a, b in site.hours[wall.weekday()])


def walked(at: datetime, minutes: int) -> datetime:
    """When so many open minutes are over."""
    while minutes:
        minutes -= open_at_lyon(at)
        at += MINUTE
    return at


def company(*steps: Step, urgent: tuple[Step, ...] = ()) -> Charter:
    return charter().model_copy(update={"escalation": steps, "escalation_urgent": urgent})


minutes_ = st.lists(st.integers(0, 900), min_size=1, max_size=4).map(sorted)
instants = st.integers(0, 5 * 24 * 60).map(lambda minutes: MONDAY - timedelta(days=5) + minutes * MINUTE)


@settings(max_examples=40, deadline=None)
@given(missed=instants, waits=minutes_, promised=st.none() | st.integers(1, 3000))
def test_each_wait_counts_from_the_miss_in_open_time(missed: datetime, waits: list[int], promised: int | None) -> None:
    steps = tuple(Step(after=Span(each, "m"), notify=("coordinator",)) for each in waits)
    end = missed + promised * MINUTE if promised else None
    asked = request(first_response_at=missed, promised_at=end)
    found = rungs(company(*steps), asked, moved_at=None, unclaimed_since=None)
    due = [("response", number, walked(missed, each)) for number, each in enumerate(waits)]
    due = [each for each in due if end is None or each[2] < end]
    due += [("resolution", number, walked(end, each)) for number, each in enumerate(waits) if end is not None]
    assert sorted((rung.miss, rung.number, rung.at) for rung in found) == sorted(due)
    assert [rung.at for rung in found] == sorted(rung.at for rung in found)


@given(
    acts=st.lists(st.sampled_from([*TAKEN, "release", "reopen", "said", "transfer", "urgent", "note"]), max_size=8),
    missed=st.integers(-1, 8),
)
def test_it_climbs_until_somebody_takes_it_and_again_once_given_back(acts: list[str], missed: int) -> None:
    history = [Line(act, MONDAY + number * MINUTE) for number, act in enumerate(acts)]
    since = MONDAY + missed * MINUTE - timedelta(seconds=30)
    taken = False
    for number, act in enumerate(acts):
        if act in ("release", "reopen"):
            taken = False
        elif act in TAKEN:
            taken = number >= missed
    asked = request(first_response_at=None, promised_at=since)
    found = rungs(
        company(Step(after=Span(1, "h"), notify=("coordinator",))),
        asked,
        moved_at=moved_at(history),
        unclaimed_since=None,
    )
    assert bool(found) is not taken


def test_urgent_and_unclaimed_climbs_its_own_chain_instead_until_the_end_is_missed() -> None:
    usual, urgent = Step(after=Span(0, "m"), notify=("pilot",)), Step(after=Span(10, "m"), notify=("coordinator",))
    rules = company(usual, urgent=(urgent,))
    asked = request(urgent=True)
    assert asked.first_response_at is not None

    def climbed(asked: Request, moved: datetime | None = None) -> list[tuple[str, datetime]]:
        found = rungs(rules, asked, moved_at=moved, unclaimed_since=MONDAY)
        return [(rung.miss, rung.at) for rung in found]

    end = ("resolution", asked.promised_at)
    assert climbed(asked) == [("unclaimed", MONDAY + 10 * MINUTE), end]
    # Taken by hand, it still climbs once first words are missed; claimed, it is a request like another.
    assert climbed(asked, MONDAY + MINUTE) == [("response", asked.first_response_at), end]
    claimed = request(urgent=True, state=State.CLAIMED, assignee_id=1)
    assert climbed(claimed) == [("response", asked.first_response_at), end]
    assert climbed(request(urgent=False)) == [("response", asked.first_response_at), end]
    assert climbed(request(urgent=True, level=Level.CONFIDENTIAL))[0][0] == "response"


@pytest.mark.parametrize(
    "columns",
    [
        {"state": State.WAITING, "paused_at": MONDAY},
        {"state": State.RESOLVED, "open": False},
        {"site": "nowhere"},
        {"first_response_at": None, "promised_at": None},
    ],
)
def test_nothing_climbs_of_what_waits_is_over_or_is_promised_nothing(columns: dict[str, object]) -> None:
    assert rungs(charter(), request(**columns), moved_at=None, unclaimed_since=None) == ()


def test_first_words_once_said_are_not_missed() -> None:
    found = rungs(charter(), request(responded_at=MONDAY), moved_at=None, unclaimed_since=None)
    assert {rung.miss for rung in found} == {"resolution"}


@pytest.mark.parametrize(
    ("name", "asked", "people"),
    [
        ("assignee", request(), ("ines",)),
        ("coordinator", request(), ("coralie",)),
        ("site_manager", request(), ("marc",)),
        ("site_manager", request(site="aix"), ("julie",)),
        ("executive", request(), ("helene", "tom")),
        ("claire", request(), ("claire",)),
        ("contact", request(), ("nadia",)),
        ("coordinator", request(service="hr_admin", level=Level.CONFIDENTIAL), ()),
        ("contact", request(level=Level.CONFIDENTIAL, kept_from="nadia"), ()),
    ],
)
def test_a_name_means_these_people(name: str, asked: Request, people: tuple[str, ...]) -> None:
    assert named(charter(), asked, (name, name), "ines") == people


def test_a_step_for_whoever_has_it_means_nobody_while_nobody_has() -> None:
    assert named(charter(), request(), ("assignee",), None) == ()


def at_work(person: Person, rules: Charter, at: datetime) -> bool:
    wall = at.astimezone(ZoneInfo(rules.timezone_of(person)))
    hours = any(a <= wall.time() < b for a, b in person.hours[wall.weekday()])
    return hours and not away(person, rules, at)


def away(person: Person, rules: Charter, at: datetime) -> bool:
    day = at.astimezone(ZoneInfo(rules.timezone_of(person))).date()
    return any(each.first <= day <= each.last for each in person.away)


def waited(person: Person, rules: Charter, at: datetime) -> datetime:
    while not at_work(person, rules, at):
        at += MINUTE
    return at


@settings(max_examples=30, deadline=None)
@given(
    rules=companies(),
    at=instants,
    names=st.lists(st.sampled_from(PEOPLE), unique=True),
    absent=st.sets(st.sampled_from(PEOPLE)),
    always=st.booleans(),
)
def test_nobody_is_told_while_away_nor_outside_their_own_hours(
    rules: Charter, at: datetime, names: list[str], absent: set[str], always: bool
) -> None:
    found = told(rules, names, ("eve",), at, always=always, absences=absent)
    people = {each.id: each for each in rules.people}
    gone = {name for name, each in people.items() if name in absent or away(each, rules, at)}
    meant = [name for name in names if name not in gone]
    if names and not meant:
        meant = [name for name in ("eve",) if name not in gone]
    assert set(found.names) == set(meant)
    assert gone & set(names) <= set(found.away)
    for name in found.now:
        assert always or at_work(people[name], rules, at)
    for name, when in found.later:
        assert not always
        assert when == waited(people[name], rules, at)


def test_nobody_is_told_on_a_holiday_of_their_site_or_while_they_are_announced_away() -> None:
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    assert told(charter(), ["ines"], (), christmas - timedelta(days=1)).now == ("ines",)
    assert told(charter(), ["ines"], (), christmas).now == ()
    people = tuple(
        each.model_copy(update={"away": (Closure.parse("2026-11-23..2026-11-24"),)}) if each.id == "ines" else each
        for each in charter().people
    )
    rules = charter().model_copy(update={"people": people})
    assert told(rules, ["ines"], ("coralie",), MONDAY).now == ("coralie",)
    assert told(rules, ["ines"], (), MONDAY).names == ()


SECRET = request(service="hr_admin", level=Level.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("asked", "by", "absent", "people"),
    [
        (request(), "karim", (), ("coralie",)),
        (request(), "marc", (), ("coralie",)),
        (request(), "coralie", (), ("marc",)),
        (request(), "ines", ("coralie",), ("marc",)),
        (request(), "marc", ("coralie",), ("helene", "tom")),
        (request(), "ines", ("coralie", "marc", "helene", "tom"), ("coralie",)),
        (SECRET, "karim", (), ("samia", "nadia")),
        (SECRET, "samia", ("nadia",), ("nadia",)),
    ],
)
def test_an_alert_by_hand_goes_to_the_first_who_is_there_above_whoever_gives_it(
    asked: Request, by: str, absent: tuple[str, ...], people: tuple[str, ...]
) -> None:
    assert alerted(charter(), asked, "samia", by, MONDAY, absent) == people
