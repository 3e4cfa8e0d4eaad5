"""Who may take a request, and to whom it is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter
from bot.policies.routing import coordinators, eligible, eligible_people, propose, why_not
from storage.tables import Level
from tests.bot.policies.company import PEOPLE, SERVICES, SITES, charter, companies, may_take

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STANDARD, RESTRICTED, CONFIDENTIAL = Level.STANDARD, Level.RESTRICTED, Level.CONFIDENTIAL


@pytest.mark.parametrize(
    ("person", "site", "service", "level", "reason"),
    [
        ("ines", "lyon", "travel", STANDARD, None),
        ("ines", "strasbourg", "travel", STANDARD, "not_that_site"),
        ("samia", "aix", "expenses", STANDARD, None),
        ("samia", "aix", "travel", STANDARD, "not_that_service"),
        ("claire", "aix", "hr_admin", CONFIDENTIAL, "not_that_service"),
        ("nadia", "reunion", "hr_admin", CONFIDENTIAL, None),
        # Named by the service's rule: her own list says Aix only.
        ("samia", "reunion", "hr_admin", CONFIDENTIAL, None),
        ("marc", "lyon", "travel", STANDARD, "not_assistant"),
        ("coralie", "lyon", "travel", STANDARD, "not_assistant"),
        # No service understood: any assistant of the site.
        ("samia", "aix", None, STANDARD, None),
        ("samia", "lyon", None, STANDARD, "not_that_site"),
        ("marc", "lyon", None, STANDARD, "not_assistant"),
        ("samia", "aix", "a_retired_service", STANDARD, None),
        # Restricted, of no service any longer: those whom every restricted service lets read it.
        ("ines", "aix", None, RESTRICTED, None),
        ("samia", "aix", None, RESTRICTED, "not_that_service"),
        ("hugo", "aix", None, RESTRICTED, "not_that_site"),
        ("coralie", "aix", None, RESTRICTED, "not_assistant"),
        ("samia", "aix", "a_retired_service", RESTRICTED, "not_that_service"),
        # Personal words about a train: for the desk's contact alone.
        ("ines", "lyon", "travel", CONFIDENTIAL, "not_named"),
        ("samia", "lyon", None, CONFIDENTIAL, "not_named"),
        ("nadia", "lyon", "travel", CONFIDENTIAL, None),
    ],
)
def test_eligibility_in_the_sample_company(
    person: str, site: str, service: str | None, level: Level, reason: str | None
) -> None:
    named = charter().person(person)
    assert named is not None
    assert why_not(charter(), named, site, service, level) == reason
    assert eligible(charter(), named, site, service, level) is (reason is None)


def test_nothing_overrides_clearance_or_in_house_only_not_even_being_named() -> None:
    nadia, samia = charter().person("nadia"), charter().person("samia")
    assert nadia
    assert samia
    hired = nadia.model_copy(update={"employer": "provider"})
    unclear = samia.model_copy(update={"cleared": ()})
    assert why_not(charter(), hired, "lyon", "hr_admin", CONFIDENTIAL) == "not_company"
    assert why_not(charter(), unclear, "lyon", "hr_admin", CONFIDENTIAL) == "not_cleared"


def proposed(
    site: str,
    service: str | None,
    level: Level = STANDARD,
    away: tuple[str, ...] = (),
    turn: Mapping[str, datetime] | None = None,
    **more: object,
) -> tuple[str | None, str]:
    made = propose(charter(), site, service, level, NOON, turn or {}, absences=away, **more)  # type: ignore[arg-type]  # named in the table
    return made.person, made.why


@pytest.mark.parametrize(
    ("site", "service", "level", "away", "outcome"),
    [
        ("lyon", "travel", STANDARD, (), ("ines", "dedicated")),
        ("lyon", "travel", STANDARD, ("ines",), ("claire", "backup")),
        ("lyon", "travel", STANDARD, ("ines", "claire"), ("coralie", "coordinator")),
        ("lyon", "travel", STANDARD, ("ines", "claire", "coralie"), (None, "nobody")),
        ("aix", "travel", STANDARD, (), (None, "pool")),
        ("aix", "travel", STANDARD, ("ines", "claire"), ("coralie", "coordinator")),
        ("aix", "expenses", STANDARD, ("ines", "claire"), (None, "pool")),
        # Samia may not take a journey: the pool is as good as empty.
        ("reunion", "travel", STANDARD, ("claire",), (None, "pool")),
        ("lyon", "hr_admin", CONFIDENTIAL, (), ("nadia", "dedicated")),
        ("lyon", "hr_admin", CONFIDENTIAL, ("nadia",), ("samia", "backup")),
        ("lyon", "hr_admin", CONFIDENTIAL, ("nadia", "samia"), (None, "nobody")),
        ("lyon", "travel", CONFIDENTIAL, (), ("nadia", "contact")),
        ("lyon", "travel", CONFIDENTIAL, ("nadia",), (None, "nobody")),
        ("strasbourg", "travel", STANDARD, ("claire",), ("hugo", "provider")),
        ("strasbourg", "travel", STANDARD, ("claire", "hugo"), ("coralie", "coordinator")),
        ("lyon", None, STANDARD, (), ("ines", "dedicated")),
    ],
)
def test_proposals_in_the_sample_company(
    site: str, service: str | None, level: Level, away: tuple[str, ...], outcome: tuple[str | None, str]
) -> None:
    assert proposed(site, service, level, away) == outcome


def test_the_providers_people_take_turns() -> None:
    turn: dict[str, datetime] = {}
    order = []
    for hour in range(5):
        person, why = proposed("strasbourg", "travel", turn=turn)
        assert person
        assert why == "provider"
        turn[person] = NOON + timedelta(hours=hour)
        order.append(person)
    assert order == ["claire", "hugo", "claire", "hugo", "claire"]


def with_people(**changes: dict[str, object]) -> Charter:
    """The sample company, some of whose people are otherwise."""
    company = charter()
    people = [
        person.model_validate({**dict(person), **changes[person.id]}) if person.id in changes else person
        for person in company.people
    ]
    return Charter.model_validate({**dict(company), "people": people})


def test_of_the_others_whoever_has_least_in_hand_is_proposed() -> None:
    company = with_people(hugo={"sites": "all"}, samia={"sites": "all", "services": "all"})
    away = ("ines", "claire")
    for load, person in (({}, "hugo"), ({"hugo": 2, "samia": 1}, "samia"), ({"hugo": 1, "samia": 1}, "hugo")):
        made = propose(company, "lyon", "travel", STANDARD, NOON, {}, absences=away, load=load)
        assert (made.person, made.why, made.nobody) == (person, "other", False)


def test_what_is_confidential_is_not_even_confided_to_the_provider() -> None:
    company = with_people(nadia={"employer": "provider"})
    nadia = company.person("nadia")
    assert nadia
    assert why_not(company, nadia, "lyon", "travel", CONFIDENTIAL) == "not_cleared"
    assert why_not(company, nadia, "lyon", "travel", CONFIDENTIAL, granted=("nadia",)) is None
    services = [each.model_copy(update={"in_house_only": True}) for each in company.services]
    company = Charter.model_validate({**dict(company), "services": services})
    assert why_not(company, nadia, "lyon", "travel", CONFIDENTIAL) == "not_company"


def test_the_chain_tells_who_was_thought_of_and_why_not() -> None:
    made = propose(
        charter(), "lyon", "travel", STANDARD, NOON, {}, absences=("ines",), roster={"ines", "coralie"}, exclude="marc"
    )
    assert [(one.person, one.rank, one.outcome) for one in made.chain] == [
        ("ines", "dedicated", "away"),
        ("claire", "backup", "inactive"),
        ("coralie", "coordinator", "proposed"),
    ]
    assert made.nobody


def test_nobody_is_proposed_their_own_request() -> None:
    assert proposed("lyon", "travel", exclude="ines") == ("claire", "backup")


def test_an_absence_announced_in_the_charter_counts_on_the_persons_own_date() -> None:
    changed = with_people(ines={"away": ("2026-11-24",), "timezone": "Pacific/Auckland"})
    # Noon in UTC on the 24th is the 25th in Auckland.
    assert propose(changed, "lyon", "travel", STANDARD, NOON, {}).person == "ines"
    assert propose(changed, "lyon", "travel", STANDARD, NOON - timedelta(hours=2), {}).person == "claire"


def test_whom_the_rule_names_comes_first_among_the_eligible() -> None:
    assert eligible_people(charter(), "lyon", "travel", STANDARD) == ("ines", "claire")
    assert eligible_people(charter(), "reunion", "hr_admin", CONFIDENTIAL) == ("nadia", "samia")
    assert coordinators(charter(), "lyon", "travel", RESTRICTED) == ("coralie",)
    assert coordinators(charter(), "lyon", "hr_admin", CONFIDENTIAL) == ()


@settings(max_examples=300)
@given(
    companies(),
    st.sampled_from(SITES),
    st.sampled_from(SERVICES),
    st.sets(st.sampled_from(PEOPLE)),
    st.sets(st.sampled_from(PEOPLE)),
    st.sampled_from(PEOPLE),
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 5)),
)
def test_no_proposal_is_ever_ineligible_and_none_is_missed(
    company: Charter,
    site: str,
    service: str,
    away: set[str],
    inactive: set[str],
    requester: str,
    load: dict[str, int],
) -> None:
    asked = company.service(service)
    assert asked
    level = CONFIDENTIAL if asked.confidential else RESTRICTED if asked.restricted else STANDARD
    made = propose(
        company,
        site,
        service,
        level,
        NOON,
        dict.fromkeys(load, NOON),
        exclude=requester,
        roster=set(PEOPLE) - inactive,
        absences=away,
        load=load,
    )
    here = [
        one
        for one in company.people
        if one.id not in away | inactive | {requester} and not any(NOON.date() in closure for closure in one.away)
    ]
    able = {one.id for one in here if may_take(company, one, site, service)}
    steering = {
        one.id
        for one in here
        if "coordinator" in one.roles
        and (one.sites == "all" or site in one.sites)
        and level is not CONFIDENTIAL
        and not (asked.in_house_only and one.employer == "provider")
    }
    if able:
        assert made.person in able or (made.person is None and made.why == "pool")
        assert not made.nobody
    else:
        assert made.nobody
        assert made.person in steering if steering else (made.person, made.why) == (None, "nobody")
    if made.why == "provider":
        assert {one.id for one in here if one.id in able and one.employer == "provider"} >= {made.person}
