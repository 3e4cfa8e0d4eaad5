"""What the sample company promises, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter, SiteTargets, Span, Targets, WeekHours
from bot.policies.targets import Promise, Step, promise
from tests.bot.policies.company import charter as sample

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Due:
    value: date | datetime


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def due(text: str) -> Due:
    return Due(date.fromisoformat(text) if len(text) == 10 else at(text))


def local(instant: datetime | None, zone: ZoneInfo = PARIS) -> str | None:
    return None if instant is None else instant.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("service", "site", "urgent", "written", "response", "resolution"),
    [
        ("travel", "lyon", False, "2026-11-24T09:30", "2026-11-24T10:30", "2026-11-25T09:30"),
        ("travel", "lyon", True, "2026-11-24T09:30", "2026-11-24T09:45", "2026-11-24T14:30"),
        ("expenses", "lyon", True, "2026-11-24T09:30", "2026-11-24T14:30", "2026-11-27T09:30"),
        (None, "lyon", False, "2026-11-24T09:00", "2026-11-24T14:00", "2026-11-26T18:00"),
        # Strasbourg: Friday evening, then Easter Monday.
        ("invoicing", "strasbourg", False, "2026-04-03T17:40", "2026-04-07T10:00", "2026-04-08T17:00"),
        # Aix: from Christmas Eve closed until the new year.
        ("travel", "aix", False, "2026-12-23T17:30", "2027-01-04T09:00", "2027-01-04T17:30"),
    ],
)
def test_promises_of_the_sample_company(
    service: str | None, site: str, urgent: bool, written: str, response: str, resolution: str
) -> None:
    made = promise(sample(), service, site, urgent, at(written))
    assert local(made.first_response_at) == response
    assert local(made.resolution_at) == resolution
    assert made.due_held is None


def test_the_time_zone_is_the_sites() -> None:
    reunion = ZoneInfo("Indian/Reunion")
    made = promise(sample(), "travel", "reunion", False, at("2026-12-18T16:00", reunion))
    assert local(made.first_response_at, reunion) == "2026-12-21T08:00"


@pytest.mark.parametrize(
    ("asked", "resolution", "due_by", "held", "code"),
    [
        # Expenses at Lyon: answered within 4 h (Tuesday 14:30), done within 3 days (Friday 9:30).
        ("2026-11-25", "2026-11-25T18:00", "2026-11-25T18:00", True, "due_kept"),
        ("2026-11-25T11:00", "2026-11-25T11:00", "2026-11-25T11:00", True, "due_kept"),
        ("2026-11-25T23:59", "2026-11-25T18:00", "2026-11-25T18:00", True, "due_kept"),
        ("2026-11-24T13:00", "2026-11-27T09:30", "2026-11-24T12:30", False, "due_too_soon"),
        ("2026-11-23", "2026-11-27T09:30", "2026-11-23T18:00", False, "due_past"),
        ("2026-11-24T08:00", "2026-11-27T09:30", "2026-11-23T18:00", False, "due_past"),
        ("2026-12-20", "2026-11-27T09:30", "2026-12-18T18:00", True, None),
        ("9999-12-31", "2026-11-27T09:30", "9998-12-31T18:00", True, None),
        ("0001-01-01", "2026-11-27T09:30", None, False, "due_past"),
    ],
)
def test_a_due_date_before_the_target_is_promised_when_it_can_be_held(
    asked: str, resolution: str, due_by: str | None, held: bool, code: str | None
) -> None:
    made = promise(sample(), "expenses", "lyon", False, at("2026-11-24T09:30"), due(asked))
    assert local(made.resolution_at) == resolution
    assert local(made.first_response_at) == "2026-11-24T14:30"
    assert local(made.due_by) == due_by
    assert made.due_held is held
    said = [step.code for step in made.resolution_steps if step.code.startswith("due_")]
    assert said == ([code] if code else [])


def test_a_due_date_on_a_closed_day_not_yet_past_is_flagged_as_such() -> None:
    made = promise(sample(), "travel", "lyon", False, at("2026-11-28T11:00"), due("2026-11-29"))
    assert made.due_held is False
    assert made.resolution_steps[-1].code == "due_when_closed"
    assert local(made.resolution_at) == "2026-11-30T18:00"


def steps(made: tuple[Step, ...]) -> list[tuple[str, dict[str, object]]]:
    def readable(value: object) -> object:
        return local(value) if isinstance(value, datetime) else str(value) if isinstance(value, date) else value

    return [(step.code, {name: readable(value) for name, value in step.args.items()}) for step in made]


def test_the_deadline_explains_itself_as_in_the_design() -> None:
    made = promise(sample(), "invoicing", "strasbourg", False, at("2026-04-03T17:40"))
    # Good Friday is a holiday in Alsace: received on one, with Easter Monday to come.
    assert steps(made.first_response_steps) == [
        ("received_when_closed", {"at": "2026-04-03T17:40", "why": "holiday"}),
        ("holiday", {"day": "2026-04-06"}),
        ("counted_minutes", {"count": 120, "opens": "2026-04-07T08:00", "until": "2026-04-07T10:00"}),
    ]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2026-11-24T10:00", ("received", {"at": "2026-11-24T10:00"})),
        ("2026-11-24T07:00", ("received_before_opening", {"at": "2026-11-24T07:00", "opens": "2026-11-24T08:30"})),
        ("2026-11-24T13:00", ("received_in_break", {"at": "2026-11-24T13:00", "opens": "2026-11-24T13:30"})),
        ("2026-11-27T17:40", ("received_after_closing", {"at": "2026-11-27T17:40", "closed": "2026-11-27T17:00"})),
        ("2026-11-28T10:00", ("received_when_closed", {"at": "2026-11-28T10:00", "why": "day_off"})),
        ("2026-12-28T10:00", ("received_when_closed", {"at": "2026-12-28T10:00", "why": "closed"})),
    ],
)
def test_when_it_was_received_is_said(written: str, first: tuple[str, dict[str, object]]) -> None:
    made = promise(sample(), "travel", "aix", False, at(written))
    assert steps(made.first_response_steps)[0] == first


def test_closed_days_between_are_said_once_and_week_ends_not() -> None:
    made = promise(sample(), "travel", "aix", False, at("2026-12-22T10:00"))
    assert [code for code, _ in steps(made.resolution_steps)] == ["received", "counted_days"]
    made = promise(sample(), "expenses", "aix", False, at("2026-12-22T10:00"))
    assert steps(made.resolution_steps)[1:4] == [
        ("closed_days", {"first": "2026-12-24", "last": "2026-12-24"}),
        ("holiday", {"day": "2026-12-25"}),
        ("closed_days", {"first": "2026-12-28", "last": "2026-12-31"}),
    ]


def test_a_sites_own_targets_come_before_the_services_and_the_desks_last() -> None:
    company = sample()
    lyon = company.site("lyon")
    assert lyon is not None
    own = lyon.model_copy(update={"targets": SiteTargets(first_response=Span(15, "m"))})
    changed = Charter(**{**dict(company), "sites": (own,), "coverage": (), "people": (), "channels": ()})
    written = at("2026-11-24T09:30")
    assert local(promise(changed, "travel", "lyon", False, written).first_response_at) == "2026-11-24T09:45"
    assert local(promise(changed, "travel", "lyon", False, written).resolution_at) == "2026-11-25T09:30"
    assert local(promise(changed, "gardening", "lyon", False, written).first_response_at) == "2026-11-24T09:45"
    assert Targets().resolution == Span(3, "d")


def test_first_words_are_never_promised_after_the_work() -> None:
    lyon = sample().site("lyon")
    assert lyon is not None
    quick = lyon.model_copy(update={"targets": SiteTargets(resolution=Span(30, "m"))})
    changed = Charter(**{**dict(sample()), "sites": (quick,), "coverage": (), "people": (), "channels": ()})
    made = promise(changed, "travel", "lyon", False, at("2026-11-24T09:30"))
    assert local(made.first_response_at) == local(made.resolution_at) == "2026-11-24T10:00"


def never_open() -> Promise:
    company = sample()
    shut = company.sites[0].model_copy(update={"hours": WeekHours.never()})
    changed = company.model_copy()
    changed._sites = {shut.id: shut}
    return promise(changed, "travel", shut.id, False, at("2026-11-24T09:30"), due("2026-11-25"))


def test_a_site_that_never_opens_promises_nothing_and_says_so() -> None:
    made = never_open()
    assert (made.first_response_at, made.resolution_at) == (None, None)
    assert [step.code for step in made.resolution_steps] == ["never_open"]


def test_an_unknown_site_is_refused() -> None:
    with pytest.raises(LookupError, match="paris"):
        promise(sample(), "travel", "paris", False, at("2026-11-24T09:30"))


@settings(max_examples=150)
@given(
    st.integers(0, 2 * 365 * 1440).map(lambda minute: at("2026-01-01T00:00") + timedelta(minutes=minute)),
    st.sampled_from(["travel", "invoicing", "expenses", None]),
    st.sampled_from(["aix", "lyon", "strasbourg", "reunion"]),
    st.booleans(),
    st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 31)).map(Due),
)
def test_a_promise_is_never_before_the_ask_nor_later_because_of_a_due_date(
    written: datetime, service: str | None, site: str, urgent: bool, asked: Due | None
) -> None:
    company, when = sample(), written.astimezone(PARIS)
    plain = promise(company, service, site, urgent, when)
    made = promise(company, service, site, urgent, when, asked)
    assert plain.resolution_at
    assert made.first_response_at
    assert made.resolution_at
    assert when < made.first_response_at <= made.resolution_at <= plain.resolution_at
    assert made.first_response_at == plain.first_response_at
    if asked and made.due_held:
        zone = ZoneInfo(getattr(company.site(site), "timezone", ""))
        assert made.resolution_at.astimezone(zone).date() <= asked.value
