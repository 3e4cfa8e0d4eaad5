"""Who may look at somebody's work, in any company: never who did it, never who is watched, always who could read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter import Charter
from bot.policies.reviewing import Checkers, Said, checkers, levels, why_checked
from storage.tables import Level, Request
from tests.bot.policies.company import PEOPLE, SERVICES, SITES, charter, companies, may_take
from tests.bot.policies.test_permissions import request

LEVELS = ("autonomous", "supervised", "shadow")
WHY = ("double", "supervised", "shadow")


@pytest.mark.parametrize(
    ("validation", "autonomy", "why"),
    [
        ("single", "autonomous", None),
        ("double", "autonomous", "double"),
        ("single", "supervised", "supervised"),
        ("double", "supervised", "supervised"),
        ("single", "shadow", "shadow"),
        ("", "", None),
    ],
)
def test_why_it_is_looked_at(validation: str, autonomy: str, why: str | None) -> None:
    assert why_checked(validation, autonomy) == why


@pytest.mark.parametrize(
    ("asked", "why", "apart", "expected"),
    [
        (request("invoicing"), "double", ("ines",), Checkers(("claire",), ("coralie",))),
        (request("invoicing"), "double", ("coralie",), Checkers(("ines", "claire"))),
        (request("travel", "strasbourg"), "supervised", ("hugo",), Checkers(("claire",), ("coralie",))),
        # Somebody supervised looks at what an autonomous colleague did, and at nothing that another supervised one did.
        (request("invoicing", "strasbourg"), "double", ("claire",), Checkers(("hugo",), ("coralie",))),
        (request("invoicing", "strasbourg"), "supervised", ("claire",), Checkers((), ("coralie",))),
        (request("hr_admin"), "double", ("nadia",), Checkers(("samia",))),
        (request("travel", sensitive=True), "double", ("ines",), Checkers()),
    ],
)
def test_in_the_sample_company(asked: Request, why: str, apart: tuple[str, ...], expected: Checkers) -> None:
    assert checkers(charter(), asked, why, levels(charter()), apart) == expected


@given(
    companies(),
    st.sampled_from(SITES),
    st.sampled_from((*SERVICES, None)),
    st.sampled_from(WHY),
    st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(LEVELS)),
    st.sets(st.sampled_from(PEOPLE), max_size=2),
)
def test_whoever_looks_could_have_done_it_or_coordinates_and_is_nobody_who_is_watched(
    company: Charter, site: str, service: str | None, why: str, known: dict[str, str], apart: set[str]
) -> None:
    asked = request(service, site, company=company)
    found = checkers(company, asked, why, known, apart)
    assert not apart & set(found.names)
    assert "shadow" not in {known.get(each) for each in found.names}
    if why != "double":
        assert "supervised" not in {known.get(each) for each in found.names}
    for each in company.people if service is not None else ():
        if each.id not in apart and known.get(each.id, "autonomous") == "autonomous":
            assert (each.id in found.peers) == may_take(company, each, site, service or ""), each.id
    if asked.level is Level.CONFIDENTIAL:
        assert found.coordinators == ()
    assert found.names == tuple(dict.fromkeys((*found.peers, *found.coordinators)))


@given(
    st.lists(
        st.builds(Said, st.sampled_from(["hugo", "ines", "gone"]), st.sampled_from(LEVELS), st.sampled_from(LEVELS))
    )
)
def test_what_was_last_said_stands_while_the_charter_says_what_it_did(said: list[Said]) -> None:
    found = levels(charter(), said)
    assert set(found) == {each.id for each in charter().people}
    for each in charter().people:
        last = [one.level for one in said if one.person == each.id and one.over == each.autonomy]
        assert found[each.id] == (last[-1] if last else each.autonomy)


def test_what_a_newcomer_did_is_for_whoever_they_are_paired_with_where_that_one_could_do_it() -> None:
    people = [each.model_copy(update={"buddy": "claire"}) if each.id == "ines" else each for each in charter().people]
    paired = Charter.model_validate({**dict(charter()), "people": people})
    known = {**levels(paired), "ines": "shadow", "hugo": "autonomous"}

    def found(asked: Request) -> Checkers:
        return checkers(paired, asked, "shadow", known, ("ines",), "ines")

    assert found(request("invoicing", "strasbourg")) == Checkers(("claire",), ("coralie",))
    assert found(request("travel", "reunion")) == Checkers(("claire",), ("coralie",))
    assert found(request("hr_admin")).peers == ("nadia", "samia"), "a buddy who is not cleared reads nothing of it"


@pytest.mark.parametrize(
    ("away", "peers"),
    [
        ({}, ("claire",)),
        ({"claire": None}, ("claire",)),
        ({"claire": "hugo"}, ("claire", "hugo")),
        ({"claire": "hugo", "hugo": "claire"}, ("claire", "hugo")),
        ({"claire": "nadia"}, ("claire",)),
        ({"claire": "ines"}, ("claire",)),
        ({"hugo": "claire"}, ("claire",)),
    ],
)
def test_while_a_buddy_is_away_who_stands_in_for_them_and_could_have_done_it_looks_too(
    away: dict[str, str | None], peers: tuple[str, ...]
) -> None:
    people = [each.model_copy(update={"buddy": "claire"}) if each.id == "ines" else each for each in charter().people]
    paired = Charter.model_validate({**dict(charter()), "people": people})
    known = {**levels(paired), "ines": "shadow", "hugo": "autonomous"}
    found = checkers(paired, request("travel", "strasbourg"), "shadow", known, ("ines",), "ines", away)
    assert found == Checkers(peers, ("coralie",))
