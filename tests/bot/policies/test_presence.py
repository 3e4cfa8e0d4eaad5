"""Who is away, and who stands in for them: an absence's two ends, chains of stand-ins, and circles of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.policies.presence import covers, is_away, overlap, stand_ins
from bot.policies.routing import propose
from storage.tables import Absence, Level
from tests.bot.policies.company import charter

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAMES = ("ines", "claire", "hugo", "nadia", "samia")


def absence(since: int, until: int | None, *, ended: bool = False) -> Absence:
    """So many hours after noon, and until when."""
    return Absence(
        person_id=1,
        since=NOON + timedelta(hours=since),
        until=None if until is None else NOON + timedelta(hours=until),
        origin="said",
        ended=ended,
        at=NOON,
    )


def test_an_absence_begins_at_its_first_instant_and_ends_before_its_last() -> None:
    half = absence(0, 4)
    assert not covers(half, NOON - timedelta(seconds=1))
    assert covers(half, NOON)
    assert covers(half, NOON + timedelta(hours=4, seconds=-1))
    assert not covers(half, NOON + timedelta(hours=4))
    assert covers(absence(0, None), NOON + timedelta(days=900))
    assert not covers(absence(0, None, ended=True), NOON)


@given(
    st.integers(-20, 20),
    st.integers(1, 20) | st.none(),
    st.integers(-20, 20),
    st.integers(1, 20) | st.none(),
)
def test_two_stretches_overlap_where_an_hour_is_in_both(
    one: int, long: int | None, two: int, lasts: int | None
) -> None:
    first = set(range(one, 99 if long is None else one + long))
    second = set(range(two, 99 if lasts is None else two + lasts))
    until = None if lasts is None else NOON + timedelta(hours=two + lasts)
    stretch = absence(one, None if long is None else one + long)
    assert overlap(stretch, NOON + timedelta(hours=two), until) is bool(first & second)


def test_whoever_is_said_to_be_away_is_so_whatever_the_charter_says() -> None:
    person = charter().person("ines")
    assert person is not None
    assert not is_away(charter(), person, NOON)
    assert is_away(charter(), person, NOON, {"ines": None})


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES) | st.none()), st.sampled_from(NAMES))
def test_a_chain_of_stand_ins_names_each_once_and_ends_with_who_is_there(
    backups: dict[str, str | None], name: str
) -> None:
    chain = list(stand_ins(name, backups))
    assert name not in chain
    assert len(set(chain)) == len(chain)
    assert all(each in backups for each in chain[:-1]), "who is there is the last one asked"
    for before, after in zip([name, *chain], chain, strict=False):
        assert backups[before] == after


def test_new_work_goes_to_who_stands_in_and_past_them_when_they_are_away_too() -> None:
    def whom(**away: str | None) -> tuple[str | None, str]:
        made = propose(charter(), "lyon", "travel", Level.STANDARD, NOON, {}, absences=away, backups=away)
        return made.person, made.why

    assert whom() == ("ines", "dedicated")
    assert whom(ines=None) == ("claire", "backup")
    assert whom(ines="claire") == ("claire", "stand_in")
    assert whom(ines="hugo") == ("claire", "backup"), "who may not take it stands in for nobody there"
    assert whom(ines="claire", claire="ines") == ("coralie", "coordinator"), "a circle leads to nobody"


def test_where_people_take_what_they_like_nobody_stands_in() -> None:
    made = propose(charter(), "aix", "travel", Level.STANDARD, NOON, {}, absences=("ines",), backups={"ines": "claire"})
    assert (made.person, made.why) == (None, "pool")
