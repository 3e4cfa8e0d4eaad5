"""Whose agreement a request needs, from which amount, and what it comes to: against a slow reading of the rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Approval, Charter
from bot.policies.approvals import REMINDERS, Seat, asked_again, outcome, rises, seats, speakers, weigh
from bot.policies.confidentiality import level_of
from bot.understanding.model import Money
from storage.tables import Level, Request
from tests.bot.policies.company import PEOPLE, SERVICES, SITES, charter, companies

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
EUROS = Approval(by=("manager",), above=Decimal(800))
ANY = Approval(by=("manager",))


def money(*said: str) -> list[Money]:
    """« 500 EUR », as it is read."""
    return [Money(Decimal(each.split()[0]), each.split()[1]) for each in said]


def request(service: str, site: str, level: Level = Level.STANDARD, kept_from: str = "") -> Request:
    return Request(
        ref="LYO-1", site=site, number=1, service=service, level=level, requester_id=1, raised_by_id=1,
        kept_from=kept_from, origin="message", words_id=1, asked_at=NOW, charter_version="x", updated_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "said", "state", "why"),
    [
        (EUROS, (), "unsaid", "missing"),
        (EUROS, ("800 EUR",), "below", None),
        (EUROS, ("800.01 EUR",), "awaited", None),
        (EUROS, ("300 EUR", "400 EUR"), "below", None),
        (EUROS, ("500 EUR", "400 EUR"), "unsaid", "several"),
        (EUROS, ("500 EUR", "900 EUR"), "awaited", None),
        (EUROS, ("500 EUR", "550 USD"), "unsaid", "two_currencies"),
        (EUROS, ("500 GBP", "550 USD"), "unsaid", "two_currencies"),
        (EUROS, ("900 EUR", "990 USD"), "awaited", None),
        (EUROS, ("900 GBP",), "unsaid", "other_currency"),
        (ANY, (), "awaited", None),
        (ANY, ("5 GBP",), "awaited", None),
        (ANY, ("0 EUR",), "below", None),
    ],
)
def test_what_a_rule_makes_of_amounts(rule: Approval, said: tuple[str, ...], state: str, why: str | None) -> None:
    found = weigh(rule, money(*said))
    assert (found.state, found.why) == (state, why)


SUMS = st.builds(Money, st.integers(0, 3000).map(Decimal), st.sampled_from(["EUR", "USD"]))


@given(st.integers(0, 2000), st.lists(SUMS, max_size=4))
def test_nothing_that_costs_more_goes_without_a_word(above: int, amounts: list[Money]) -> None:
    """Asked or to be said, wherever some reading of these amounts comes to more; never where none does."""
    found = weigh(Approval(by=("manager",), above=Decimal(above)), amounts)
    euros = [each.value for each in amounts if each.currency == "EUR"]
    most = sum(euros) > above or len(euros) < len(amounts) or (not amounts)
    assert (found.state != "below") == most
    if found.state == "awaited" and above:
        assert found.money is not None
        assert found.money.value == max(euros) > above


@given(SUMS | st.none(), SUMS | st.none())
def test_what_falls_asks_nobody_again(before: Money | None, after: Money | None) -> None:
    if before is not None and after is not None and before.currency == after.currency:
        assert rises(before, after) == (after.value > before.value)
    else:
        assert rises(before, after) == (after is not None)


def slowly_spoken(
    company: Charter, asked: Request, names: list[str], apart: set[str], here: set[str], away: dict[str, str | None]
) -> dict[str, str | None]:
    """Who speaks for each of those named, read rule by rule."""
    meant: list[str] = []
    for name in names:
        if name in ("manager", "executive"):
            meant += [
                each.id
                for each in company.people
                if name in each.roles and (each.sites == "all" or asked.site in each.sites)
            ]
        else:
            meant.append(name)
    service = next(each for each in company.services if each.id == asked.service)

    def fits(name: str) -> bool:
        person = next(each for each in company.people if each.id == name)
        inside = person.employer == "company" or not service.in_house_only
        ours = person.employer == "company" and asked.service in person.cleared
        known = asked.level is not Level.CONFIDENTIAL or ours
        return inside and known and name not in apart

    def there(name: str) -> bool:
        return name in here and name not in away

    spoken: dict[str, str | None] = {}
    for name in meant:
        speaker: str | None = None
        if fits(name):
            trail, one = [name], name
            speaker = name if there(name) else None
            while speaker is None and away.get(one) is not None and away[one] not in trail:
                one = away[one] or ""
                trail.append(one)
                speaker = one if fits(one) and there(one) else None
        spoken[name] = speaker
    return spoken


@settings(max_examples=300)
@given(
    companies(),
    st.sampled_from(SITES),
    st.sampled_from(SERVICES),
    st.lists(st.sampled_from(["manager", "executive", *PEOPLE]), min_size=1, max_size=3),
    st.sets(st.sampled_from(PEOPLE), max_size=2),
    st.sets(st.sampled_from(PEOPLE)),
    st.dictionaries(st.sampled_from(PEOPLE), st.none() | st.sampled_from(PEOPLE), max_size=4),
)
def test_whose_word_is_asked_and_who_gives_it(
    company: Charter,
    site: str,
    service: str,
    names: list[str],
    apart: set[str],
    here: set[str],
    away: dict[str, str | None],
) -> None:
    asked = request(service, site, level_of(company, service, sensitive=False))
    people = [each.model_copy(update={"away": ()}) for each in company.people]
    company = company.model_copy(update={"people": tuple(people)})
    found = seats(company, asked, names, apart, NOW, here=here, away=away)
    assert {each.person: each.by for each in found} == slowly_spoken(company, asked, names, apart, here, away)
    assert len({each.person for each in found}) == len(found)
    assert not apart & set(speakers(found)), "nobody agrees to what is theirs"
    assert set(speakers(found)) <= here - away.keys()


@given(
    st.sampled_from(["all", "any"]),
    st.lists(st.tuples(st.booleans(), st.sampled_from([None, True, False])), max_size=5),
)
def test_what_words_come_to(mode: str, drawn: list[tuple[bool, bool | None]]) -> None:
    """One who cannot speak any longer may have spoken before."""
    found = [Seat(str(number), str(number) if able else None) for number, (able, _) in enumerate(drawn)]
    votes = {str(number): vote for number, (_, vote) in enumerate(drawn) if vote is not None}
    said = outcome(mode, found, votes)
    waited = [able and vote is None for able, vote in drawn]
    if False in votes.values():
        assert said is False
    elif not votes:
        assert said is None
    else:
        assert said is (True if mode == "any" or not any(waited) else None)


def test_who_spoke_is_not_waited_for_where_they_stand_in() -> None:
    stands_in = [Seat("nadia", "samia", "stand_in"), Seat("samia", "samia")]
    assert outcome("all", stands_in, {"samia": True}) is True
    assert outcome("all", [*stands_in, Seat("marc", "marc")], {"samia": True}) is None
    assert outcome("all", stands_in, {"marc": True}) is None


def test_one_is_asked_again_in_ones_own_hours_and_no_more_than_three_times() -> None:
    company = charter()
    since = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)  # A Friday, half past five in Lyon.
    steps = asked_again(company, request("travel", "lyon"), ["marc"], since)
    assert [each.code for each in steps] == [*(f"remind:marc:{n}" for n in range(REMINDERS)), "unanswered:marc"]
    local = [each.at + timedelta(hours=1) for each in steps]
    assert [(each.day, each.hour, each.minute) for each in local] == [(30, 12, 30), (1, 9, 0), (2, 9, 0), (3, 9, 0)]
    assert asked_again(company, request("travel", "lyon"), ["nobody"], since)[0].code == "remind::0"
