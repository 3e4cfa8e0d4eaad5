"""What a grant opens, and what nothing opens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter
from bot.policies.confidentiality import Part
from bot.policies.grants import Granted, is_kept_in_house, may_give
from bot.policies.permissions import STANDING_ALONE, Act, may, sight
from bot.policies.routing import eligible_people, propose
from storage.tables import Level, Request
from tests.bot.policies.company import Somebody, charter, companies, somebody
from tests.bot.policies.test_permissions import NOW, request

ON_A_REQUEST = [act for act in Act if act not in STANDING_ALONE]


def opened(who: str, asked: Request, granted: Granted | None = None) -> Somebody:
    return replace(somebody(who), granted=granted or Granted(requests=frozenset({(asked.id or 0, asked.level)})))


def numbered(asked: Request) -> Request:
    asked.id = 7
    return asked


def rights(who: Somebody, asked: Request) -> set[str]:
    return {act.value for act in ON_A_REQUEST if may(act, who, asked, charter()).allowed}


def test_who_works_works_what_is_opened_to_them_and_who_does_not_reads_it() -> None:
    asked = numbered(request("invoicing", site="reunion"))
    assert sight(somebody("nadia"), asked, charter()) is Part.STATE
    assert {"claim", "reply", "resolve"} <= rights(opened("nadia", asked), asked)
    assert rights(opened("marc", asked), asked) == {"see"}
    assert rights(opened("other_employee", asked), asked) == {"see"}
    assert sight(opened("other_employee", asked), asked, charter()) is Part.FULL


def test_what_is_confided_to_one_is_read_by_another_once_it_is_opened_to_them() -> None:
    asked = numbered(request("travel", sensitive=True))
    assert rights(somebody("samia"), asked) == set()
    assert {"see", "claim"} <= rights(opened("samia", asked), asked)
    assert "claim" in rights(opened("ines", asked), asked), "the provider's people, by a grant alone"


@pytest.mark.parametrize("who", ["ines", "claire", "hugo", "coralie"])
def test_nothing_opens_to_the_provider_what_is_kept_in_house(who: str) -> None:
    asked = numbered(request("hr_admin"))
    by_service = Granted(services=frozenset({("hr_admin", None, Level.CONFIDENTIAL)}))
    for granted in (None, by_service):
        assert rights(opened(who, asked, granted), asked) == set()
    assert who not in eligible_people(charter(), "lyon", "hr_admin", Level.CONFIDENTIAL, granted=(who,))


def test_whom_its_words_name_reads_nothing_of_it_whatever_is_opened_to_them() -> None:
    asked = numbered(request("hr_admin"))
    asked.kept_from = "samia"
    assert rights(opened("samia", asked), asked) == set()


def test_a_service_is_opened_at_one_site_or_at_all() -> None:
    at_lyon = Granted(services=frozenset({("invoicing", "lyon", Level.RESTRICTED)}))
    here, there = (numbered(request("invoicing", site=site)) for site in ("lyon", "aix"))
    assert sight(opened("nadia", here, at_lyon), here, charter()) is Part.FULL
    assert sight(opened("nadia", there, at_lyon), there, charter()) is Part.STATE
    everywhere = Granted(services=frozenset({("invoicing", None, Level.RESTRICTED)}))
    assert sight(opened("nadia", there, everywhere), there, charter()) is Part.FULL


def test_what_is_more_private_than_it_was_when_it_was_opened_is_not() -> None:
    asked = numbered(request("invoicing", sensitive=True))
    for level in Level:
        for granted in (
            Granted(requests=frozenset({(7, level)})),
            Granted(services=frozenset({("invoicing", None, level)})),
        ):
            opens = level is Level.CONFIDENTIAL
            assert ("see" in rights(opened("marc", asked, granted), asked)) is opens


def test_it_is_proposed_to_whom_it_is_opened_when_nobody_else_is_there() -> None:
    others = [each.id for each in charter().people if each.id != "nadia"]

    def proposed(*granted: str) -> tuple[str | None, str]:
        found = propose(charter(), "lyon", "invoicing", Level.RESTRICTED, NOW, {}, absences=others, granted=granted)
        return found.person, found.why

    assert proposed() == (None, "nobody")
    assert proposed("nadia") == ("nadia", "other")


def test_the_contact_gives_what_is_confidential_and_who_coordinates_what_is_not() -> None:
    company = charter()
    people = {each.id: each for each in company.people}
    given_by = {
        level: {name for name, each in people.items() if may_give(company, each, level, "lyon")} for level in Level
    }
    assert given_by[Level.CONFIDENTIAL] == {"nadia"}
    assert given_by[Level.RESTRICTED] == {"nadia", "coralie"}
    assert not may_give(company, None, Level.STANDARD, None)


@settings(max_examples=60, deadline=None)
@given(
    company=companies(), service=st.sampled_from(["plain", "limited", "secret", "house", None]), private=st.booleans()
)
def test_a_grant_opens_all_of_it_or_what_was_open_before_and_never_what_is_kept_in_house(
    company: Charter, service: str | None, private: bool
) -> None:
    asked = numbered(request(service, site="north", sensitive=private, company=company))
    for number, person in enumerate(company.people, 1):
        before = sight(Somebody(number, person), asked, company)
        after = sight(Somebody(number, person, Granted(requests=frozenset({(7, asked.level)}))), asked, company)
        kept = is_kept_in_house(company, person, service, asked.level)
        assert after is (before if kept else Part.FULL)
