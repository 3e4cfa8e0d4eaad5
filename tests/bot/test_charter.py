"""The charter's model: what the file says, what it leaves out, and how it is looked up."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.charter import Charter, Closure, RitualDays, Span, Targets, WeekHours, eligible, load, parse, retired, warnings
from bot.charter.values import BadValueError, parse_time
from bot.requests import reference_in

DEMO = Path(__file__).parents[2] / "relais/charters/demo.yaml"
SHARED = Path(__file__).parents[3] / "shared/charter.example.yaml"

SMALLEST = """
desk: {name: Petit, language: en, timezone: Europe/London, pilot: ann}
sites: [{id: york, code: YRK, name: York, hours: {mon-fri: 9:00-17:00}}]
services: [{id: travel, name: Travel}]
people: [{id: ann, name: Ann, email: Ann@x.example, roles: assistant}]
channels: [{platform: slack, id: C1, purpose: requests, site: york}]
"""


@pytest.fixture(scope="module")
def demo() -> Charter:
    return load(DEMO)


@pytest.mark.skipif(not SHARED.exists(), reason="the design's own copy is not beside this repository")
def test_the_demo_is_the_design_s_example() -> None:
    assert DEMO.read_bytes() == SHARED.read_bytes()


def test_nothing_to_say_of_the_demo(demo: Charter) -> None:
    assert warnings(demo) == []
    assert demo.source == DEMO.read_text("utf-8")
    assert len(demo.hash) == 64


def test_a_copy_is_looked_up_in_by_what_it_was_given(demo: Charter) -> None:
    who, where, what = demo.people[0], demo.channels[0], demo.coverage[0]
    assert (demo.person(who.id), demo.person_by_email(who.email)) == (who, who)
    assert where in demo.channels_for(where.purpose, where.site)
    emptied = demo.model_copy(update={"people": (), "channels": (), "coverage": ()})
    assert (emptied.person(who.id), emptied.person_by_email(who.email)) == (None, None)
    assert emptied.channel(where.platform, where.id) is None
    assert emptied.channels_for(where.purpose, where.site) == ()
    assert demo.rule(what.site or demo.sites[0].id, what.service or "") is not None
    assert emptied.rule(what.site or demo.sites[0].id, what.service or "") is None
    renamed = tuple(site.model_copy(update={"id": f"new_{site.id}"}) for site in demo.sites)
    gone = demo.remembering(demo.sites, ()).model_copy(update={"people": ()})
    assert gone.site(demo.sites[0].id) == demo.sites[0]
    assert demo.model_copy(update={"sites": renamed}).site(renamed[0].id) == renamed[0]


@pytest.mark.parametrize("code", ["YK", "Y2", "YORKSHIR", "YO12"])
def test_a_code_that_is_accepted_begins_references_that_are_understood(code: str) -> None:
    charter = parse(SMALLEST.replace("YRK", code), "c.yaml")
    assert reference_in(f"voir {charter.sites[0].code.lower()}-42 svp") == f"{code}-42"


def test_what_a_file_leaves_out_is_filled_in(demo: Charter) -> None:
    aix, reunion = demo.site("aix"), demo.site("reunion")
    assert aix is not None
    assert reunion is not None
    assert (aix.timezone, reunion.timezone, aix.language) == ("Europe/Paris", "Indian/Reunion", "fr")
    assert aix.hours[4] == ((time(8, 30), time(12, 30)), (time(13, 30), time(17)))
    assert aix.closed == (Closure(date(2026, 12, 24), date(2026, 12, 31)),)
    assert demo.desk.health_contact == demo.desk.whistle_contact == "nadia"
    hugo, coralie = demo.person("hugo"), demo.person("coralie")
    assert hugo is not None
    assert coralie is not None
    assert hugo.hours[4] == ()
    assert coralie.hours == aix.hours
    assert coralie.sites == "all"
    assert coralie.serves_site("lyon")
    assert not hugo.serves_site("lyon")
    assert [ritual.audience for ritual in demo.rituals if ritual.id == "review"] == [
        ("executive", "coordinator", "pilot")
    ]


def test_targets_follow_the_site_then_the_service_then_the_desk(demo: Charter) -> None:
    assert demo.targets("lyon", "travel") == Targets(first_response=Span(1, "h"), resolution=Span(1, "d"))
    assert demo.targets("lyon", "travel", urgent=True).first_response == Span(15, "m")
    assert demo.targets("lyon", "meetings", urgent=True) == demo.targets("lyon", "meetings")
    assert demo.targets("lyon", "") == Targets(first_response=Span(4, "h"), resolution=Span(3, "d"))
    faster = parse(demo.source.replace("    code: LYO", "    code: LYO\n    targets: {first_response: 30m}"))
    assert faster.targets("lyon", "office") == Targets(first_response=Span(30, "m"), resolution=Span(3, "d"))
    assert faster.targets("lyon", "office", urgent=True).first_response == Span(30, "m")
    assert faster.targets("aix", "office").first_response == Span(4, "h")
    assert faster.targets("lyon", "travel", urgent=True).first_response == Span(15, "m")


def test_lookups(demo: Charter) -> None:
    assert (demo.site("paris"), demo.person("nobody"), demo.service(None)) == (None, None, None)
    found = demo.person_by_email("TOM.Baker@ateliers-durance.example")
    assert found is not None
    assert found.id == "tom"
    channel = demo.channel("slack", "C0LYON")
    assert channel is not None
    assert channel.site == "lyon"
    assert [one.id for one in demo.channels_for("assistants", "reunion")] == ["19:desk@thread.tacv2", "C0DESK"]
    assert [one.id for one in demo.channels_for("requests")] == ["C0AIDE"]
    assert [person.id for person in demo.people_with("manager", "aix")] == ["julie"]


def test_a_service_s_rule_comes_before_its_site_s_and_replaces_only_sites(demo: Charter) -> None:
    assert [person.id for person in eligible(demo, "strasbourg", "hr_admin")] == ["nadia", "samia"]
    assert [person.id for person in eligible(demo, "lyon", "expenses")] == ["ines", "claire"]
    rule = demo.rule("lyon", "hr_admin")
    assert rule is not None
    assert rule.assistant == "nadia"


def test_a_small_charter_is_enough() -> None:
    charter = parse(SMALLEST)
    assert charter.sites[0].timezone == "Europe/London"
    assert charter.channels[0].language == "en"
    assert charter.services[0].name.in_language("fr") == "Travel"
    assert charter.people[0].roles == ("assistant",)
    assert charter.reactions.claim == ("eyes", "raised_hand")
    assert [str(step.after) for step in charter.escalation_urgent] == ["10m", "30m"]
    assert str(charter.retention.confidential) == "3 months"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("code: NO", "NO"),
        ("code: 'NO'", "NO"),
        ("code: ON", "ON"),
    ],
)
def test_a_code_that_yaml_takes_for_a_boolean(written: str, read: str) -> None:
    assert parse(SMALLEST.replace("code: YRK", written)).sites[0].code == read


def test_numbers_and_hours_stay_what_was_written() -> None:
    charter = parse(
        SMALLEST.replace("name: York", "name: York, aliases: [69, 069, 1_0, 0o17, 1e3, 10:30]").replace(
            "9:00-17:00", '"8h30-12h 13:30 – 24:00"'
        )
    )
    assert charter.sites[0].aliases == ("69", "069", "1_0", "0o17", "1e3", "10:30")
    assert charter.sites[0].hours[0] == ((time(8, 30), time(12)), (time(13, 30), time(0)))
    ritual = "rituals: [{id: r, kind: standup, days: tue+thu, at: 09:00, closes: 10:30, channel: requests}]"
    assert parse(f"{SMALLEST}{ritual}").rituals[0].at == time(9)


def test_an_empty_key_is_as_if_it_were_not_written() -> None:
    charter = parse(SMALLEST.replace("code: YRK", "code: YRK, closed: , language: ~") + "knowledge:\n")
    assert charter.sites[0].closed == ()
    assert charter.sites[0].language == "en"
    assert charter.knowledge is None


@pytest.mark.parametrize(
    ("raw", "amount", "unit", "minutes"),
    [("15m", 15, "m", 15), ("4h", 4, "h", 240), ("3d", 3, "d", None), ("90 days", 90, "d", None), ("3j", 3, "d", None)],
)
def test_spans(raw: str, amount: int, unit: str, minutes: int | None) -> None:
    span = Span.parse(raw)
    assert (span.amount, span.unit, span.minutes) == (amount, unit, minutes)
    assert Span.parse(str(span)) == span
    assert str(Span.parse("12 months")) == "12 months"


@pytest.mark.parametrize(
    ("raw", "meant"),
    [("1h30", "90m"), ("2 weeks", "14d"), ("1.5h", "90m"), ("30", "30m"), ("1 an", "12 months"), ("x", None)],
)
def test_spans_that_were_meant(raw: str, meant: str | None) -> None:
    with pytest.raises(BadValueError) as refused:
        Span.parse(raw)
    assert refused.value.suggestion == meant


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ({"mon": "09:00-12:00 11:00-13:00"}, "periods_overlap"),
        ({"mon": "13:00-14:00 09:00-12:00"}, "periods_overlap"),
        ({"mon": "12:00-09:00"}, "period_reversed"),
        ({"mon": "00:00-00:00"}, "period_reversed"),
        ({"mon": "25:00-26:00"}, "no_such_time"),
        ({"mon": "24:00-24:00"}, "no_such_time"),
        ({"mon": "9-17"}, "bad_time"),
        ({"mon": "09:00"}, "bad_period"),
        ({"mon-wed": "09:00-10:00", "tue": "09:00-10:00"}, "day_twice"),
        ({"fri-mon": "09:00-10:00"}, "days_reversed"),
        ({"lun-ven": "09:00-10:00"}, "bad_day"),
        ({"mon": ""}, "never_open"),
        ("09:00-17:00", "bad_hours"),
    ],
)
def test_hours_that_cannot_be(hours: object, code: str) -> None:
    with pytest.raises(BadValueError) as refused:
        WeekHours.parse(hours)
    assert refused.value.code == code


def test_hours_of_several_days_written_together() -> None:
    week = WeekHours.parse({"mon+wed": "00:00-24:00", "sat-sun": "closed", "thu": "22:00-24:00"})
    assert [len(day) for day in week] == [1, 0, 1, 1, 0, 0, 0]
    assert week[0] == ((time(0), time(0)),)


def test_ritual_days() -> None:
    first, last = RitualDays.parse("first-mon"), RitualDays.parse("last-fri")
    assert [day for day in range(1, 31) if first.include(date(2026, 11, day))] == [2]
    assert [day for day in range(1, 31) if last.include(date(2026, 11, day))] == [27]
    assert RitualDays.parse("tue+thu").weekdays == (1, 3)
    assert RitualDays.parse(["mon", "wed-fri"]).weekdays == (0, 2, 3, 4)


def test_midnight_is_only_an_end() -> None:
    assert parse_time("24:00", end=True) == time(0)
    with pytest.raises(BadValueError):
        parse_time("24:00")


def test_what_a_new_charter_no_longer_lists_is_retired(demo: Charter) -> None:
    new = parse(SMALLEST)
    gone = retired(demo, new)
    assert [site.id for site in gone.sites] == ["aix", "lyon", "strasbourg", "reunion"]
    assert "travel" not in [service.id for service in gone.services]
    assert len(gone.services) == 6
    assert len(gone.people) == 11
    assert not retired(demo, demo)
