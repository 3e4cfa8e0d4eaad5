"""Who may do what, in the sample company and in any."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter, Person
from bot.policies.confidentiality import Part, level_of
from bot.policies.permissions import NOT_FOUND, STANDING_ALONE, Act, helpers, knows_if_late, may, possible, sight
from storage.tables import OPEN_STATES, Level, Request, State
from tests.bot.policies.company import PEOPLE, SERVICES, SITES, Somebody, charter, companies, may_take, row_of, somebody

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ON_A_REQUEST = [act for act in Act if act not in STANDING_ALONE]
PAUL = somebody("paul").id


def request(
    service: str | None = "travel",
    site: str = "lyon",
    requester: int = PAUL,
    assignee: int | None = None,
    proposed: int | None = None,
    sensitive: bool = False,
    company: Charter | None = None,
    alerted: str = "",
    approvers: str = "",
) -> Request:
    return Request(
        ref="LYO-1",
        site=site,
        number=1,
        service=service,
        level=level_of(company or charter(), service, sensitive),
        requester_id=requester,
        raised_by_id=requester,
        assignee_id=assignee,
        proposed_id=proposed,
        alerted=alerted,
        approvers=approvers,
        origin="message",
        words_id=1,
        asked_at=NOW,
        charter_version="x",
        updated_at=NOW,
    )


REQUESTER = "answer cancel correct escalate rate reopen see urgent"
TEAM = "assign correct escalate note see transfer urgent"
SERVER = f"{TEAM} amount approval claim reply reopen send_back take_over validate"
HOLDER = f"{SERVER} cancel cause release resolve wait"
WORKER = f"{TEAM} amount approval cancel cause claim recall release reopen reply resolve take_over wait"
STEERER = "assign escalate see take_over"

STANDARD_AT_LYON = {
    "paul": REQUESTER,
    "other_employee": "",
    "ines": HOLDER,
    "claire": HOLDER,
    "nadia": TEAM,  # of the site, not of the service
    "samia": "",
    "hugo": "",
    "coralie": HOLDER,
    "marc": STEERER,
    "julie": "",  # manages other sites
    "helene": "",  # of what they are alerted about alone
    "tom": "",
}
UNREAD = {"marc": "take_over"}
RESTRICTED_AT_LYON = {**STANDARD_AT_LYON, **UNREAD, "nadia": ""}
HR_AT_LYON = {**dict.fromkeys(STANDARD_AT_LYON, ""), "paul": REQUESTER, "nadia": HOLDER, "samia": HOLDER}
CONFIDED = {**dict.fromkeys(STANDARD_AT_LYON, ""), "paul": REQUESTER, "nadia": HOLDER}


@pytest.mark.parametrize(
    ("asked", "rights"),
    [
        (request("travel"), STANDARD_AT_LYON),
        (request("travel", assignee=row_of("ines")), {**STANDARD_AT_LYON, "ines": WORKER, "claire": SERVER}),
        # Hugo has it although it is not his site: he keeps it until he gives it back.
        (
            request("travel", assignee=row_of("hugo")),
            {**STANDARD_AT_LYON, "ines": SERVER, "claire": SERVER, "hugo": WORKER},
        ),
        (request(None), {**STANDARD_AT_LYON, "nadia": HOLDER}),
        (request("invoicing"), RESTRICTED_AT_LYON),
        (request("hr_admin"), HR_AT_LYON),
        (request("hr_admin", assignee=row_of("samia")), {**HR_AT_LYON, "nadia": SERVER, "samia": WORKER}),
        # Somebody without clearance has it all the same, or was proposed it: they see nothing of it.
        (request("hr_admin", assignee=row_of("ines")), {**HR_AT_LYON, "nadia": SERVER, "samia": SERVER}),
        (request("hr_admin", proposed=row_of("coralie")), HR_AT_LYON),
        # Personal words about a journey: the contact's, or theirs to whom it was confided.
        (request("travel", sensitive=True), CONFIDED),
        (request("travel", sensitive=True, proposed=row_of("nadia")), CONFIDED),
        (request(None, sensitive=True, proposed=row_of("samia")), {**CONFIDED, "nadia": "", "samia": HOLDER}),
    ],
)
def test_each_person_has_these_rights_and_no_other(asked: Request, rights: dict[str, str]) -> None:
    given_rights = {
        who: " ".join(sorted(act for act in ON_A_REQUEST if may(act, somebody(who), asked, charter()).allowed))
        for who in rights
    }
    assert given_rights == {who: " ".join(sorted(acts.split())) for who, acts in rights.items()}


@pytest.mark.parametrize(
    ("who", "asked", "part"),
    [
        ("nadia", request("invoicing"), Part.STATE),
        ("marc", request("invoicing"), Part.STATE),
        ("hugo", request("travel"), Part.STATE),
        ("julie", request("travel"), Part.NOTHING),
        ("helene", request("travel"), Part.NOTHING),
        ("helene", request("travel", alerted="helene"), Part.FULL),
        ("tom", request("travel", alerted="helene"), Part.NOTHING),
        ("tom", request("invoicing"), Part.NOTHING),
        ("tom", request("invoicing", alerted="helene tom"), Part.STATE),
        ("tom", request("travel", approvers="tom"), Part.FULL),
        ("tom", request("invoicing", approvers="tom"), Part.STATE),
        ("tom", request("hr_admin", approvers="tom"), Part.NOTHING),
        ("julie", request("travel", approvers="tom"), Part.NOTHING),
        ("tom", request("hr_admin"), Part.NOTHING),
        ("coralie", request("hr_admin"), Part.NOTHING),
        ("coralie", request("travel", sensitive=True), Part.NOTHING),
        ("ines", request("hr_admin"), Part.NOTHING),
        ("marc", request("hr_admin"), Part.NOTHING),
        ("marc", request("hr_admin", requester=row_of("marc")), Part.FULL),
    ],
)
def test_how_much_each_person_sees(who: str, asked: Request, part: Part) -> None:
    assert sight(somebody(who), asked, charter()) is part


@pytest.mark.parametrize(
    ("who", "act", "asked", "shown", "reason", "who_can"),
    [
        ("nadia", Act.CLAIM, request("invoicing"), False, "not_that_service", ("ines", "claire", "coralie")),
        ("hugo", Act.CLAIM, request("travel"), False, "not_that_site", ("ines", "claire", "coralie")),
        ("hugo", Act.CLAIM, request("travel", "reunion"), False, "ok", ()),
        ("marc", Act.CLAIM, request("travel"), False, "not_assistant", ("ines", "claire", "coralie")),
        ("claire", Act.RESOLVE, request("travel", assignee=row_of("ines")), False, "taken", ("coralie",)),
        ("claire", Act.RECALL, request("travel", assignee=row_of("ines")), False, "not_holder", ()),
        ("hugo", Act.RECALL, request("travel"), False, "not_holder", ()),
        ("ines", Act.RATE, request("travel"), False, "not_yours", ()),
        ("paul", Act.CLAIM, request("travel"), False, "not_assistant", ("ines", "claire", "coralie")),
        # An employee who presses a colleague's card knows that it exists; by its reference alone they do not.
        ("other_employee", Act.CLAIM, request("travel"), True, "not_assistant", ("ines", "claire", "coralie")),
        ("other_employee", Act.CLAIM, request("travel"), False, "not_found", ()),
        ("other_employee", Act.RATE, request("travel"), True, "not_yours", ()),
        ("coralie", Act.CLAIM, request("hr_admin"), True, "not_found", ()),
        ("tom", Act.APPROVE, request("travel", approvers="marc tom"), False, "ok", ()),
        ("ines", Act.APPROVE, request("travel", approvers="marc tom"), False, "not_approver", ("marc", "tom")),
        ("paul", Act.REFUSE, request("travel", approvers="marc"), False, "not_approver", ("marc",)),
        (
            "marc",
            Act.APPROVE,
            request("travel", requester=row_of("marc"), approvers="marc"),
            False,
            "not_approver",
            ("marc",),
        ),
        ("coralie", Act.APPROVE, request("hr_admin", approvers="nadia"), False, "not_found", ()),
        ("ines", Act.CLAIM, request("hr_admin"), True, "not_found", ()),
        ("paul", Act.CLAIM, request("hr_admin"), False, "not_allowed", ()),
    ],
)
def test_a_refusal_says_why_and_who_can(
    who: str, act: Act, asked: Request, shown: bool, reason: str, who_can: tuple[str, ...]
) -> None:
    verdict = may(act, somebody(who), asked, charter(), shown=shown)
    assert (verdict.allowed, verdict.reason, verdict.who_can) == (reason == "ok", reason, who_can)


def test_an_unknown_reference_and_one_that_may_not_be_known_have_the_same_answer() -> None:
    for act in ON_A_REQUEST:
        unknown = may(act, somebody("other_employee"), None, charter())
        assert unknown == may(act, somebody("other_employee"), request("hr_admin"), charter()) == NOT_FOUND


@pytest.mark.parametrize(
    ("act", "site", "who"),
    [
        (Act.ALERT, None, "ines claire hugo nadia samia coralie marc julie andre helene tom"),
        (Act.ALERT, "lyon", "ines claire nadia coralie marc helene tom"),
        (Act.CREATE_FOR_OTHER, "lyon", "ines claire hugo nadia samia coralie"),
        (Act.LIST_SITE, "lyon", "ines claire nadia coralie marc"),
        (Act.LIST_SITE, "reunion", "claire hugo nadia coralie andre"),
        (Act.FIGURES, "lyon", "coralie marc julie helene tom"),  # Julie steers the service
        (Act.FIGURES, "reunion", "coralie andre julie helene tom"),
        (Act.TEACH, "lyon", "coralie tom"),
        (Act.LEVEL, "lyon", "coralie"),
    ],
)
def test_what_stands_alone(act: Act, site: str, who: str) -> None:
    people = [person.id for person in charter().people]
    able = [one for one in people if may(act, somebody(one), None, charter(), site=site).allowed]
    assert sorted(able) == sorted(who.split())
    refused = may(act, somebody("paul"), None, charter(), site=site)
    assert (refused.allowed, refused.who_can) == (False, ("coralie",))


def test_helpers_of_something_confided_are_not_named() -> None:
    assert helpers(request("travel", sensitive=True), charter()) == ()
    assert helpers(request("hr_admin"), charter()) == ("nadia", "samia")


@pytest.mark.parametrize("act", list(Act))
def test_each_act_makes_sense_in_some_state(act: Act) -> None:
    assert any(possible(act, state) for state in State)


def test_acts_by_state() -> None:
    able = {state: {act for act in ON_A_REQUEST if possible(act, state)} for state in State}
    assert {state for state in State if Act.CLAIM in able[state]} == {State.NEW}
    assert {state for state in State if Act.REOPEN in able[state]} == {State.RESOLVED, State.CLOSED, State.CANCELLED}
    assert {state for state in State if Act.CORRECT in able[state]} == set(OPEN_STATES)
    assert able[State.CLOSED] == {Act.SEE, Act.NOTE, Act.REOPEN, Act.RATE, Act.CAUSE}


def rows(company: Charter) -> list[Somebody]:
    return [Somebody(number, person) for number, person in enumerate(company.people, 1)] + [Somebody(99)]


@settings(max_examples=200)
@given(
    companies(),
    st.sampled_from(SITES),
    st.sampled_from([("secret", False), ("secret", True), *((service, True) for service in SERVICES)]),
    st.none() | st.integers(1, len(PEOPLE)),
    st.none() | st.integers(1, len(PEOPLE)),
    st.booleans(),
)
def test_nothing_confidential_is_visible_to_whoever_is_not_cleared_for_it(
    company: Charter,
    site: str,
    private: tuple[str, bool],
    assignee: int | None,
    proposed: int | None,
    shown: bool,
) -> None:
    service, sensitive = private
    asked = request(service, site, 98, assignee, proposed, sensitive, company)
    assert asked.level is Level.CONFIDENTIAL
    for actor in rows(company):
        if allowed_by_name(company, actor, asked):
            assert may(Act.SEE, actor, asked, company).allowed
            continue
        coordinates = actor.named is not None and "coordinator" in actor.named.roles and actor.named.serves_site(site)
        for act in ON_A_REQUEST:
            assert may(act, actor, asked, company, shown=shown) == NOT_FOUND
        assert sight(actor, asked, company, shown=shown) is Part.NOTHING
        assert knows_if_late(actor, asked, company) is coordinates


def allowed_by_name(company: Charter, actor: Somebody, asked: Request) -> bool:
    """Cleared for the confidential service; or, for words that are private elsewhere, the person it was confided to."""
    person: Person | None = actor.named
    if person is None or asked.service is None:
        return False
    if asked.service == "secret":
        return may_take(company, person, asked.site, asked.service)
    if person.employer == "provider":
        return False
    holders = {asked.assignee_id, asked.proposed_id} - {None}
    return actor.id in holders if holders else person.id == company.desk.contact


@settings(max_examples=200)
@given(companies(), st.sampled_from(SITES), st.sampled_from(SERVICES), st.none() | st.integers(1, len(PEOPLE)))
def test_whoever_is_eligible_may_claim_and_nobody_else_but_a_coordinator(
    company: Charter, site: str, service: str, assignee: int | None
) -> None:
    asked = request(service, site, 98, assignee, company=company)
    for actor in rows(company):
        able = actor.named is not None and may_take(company, actor.named, site, service)
        claims = may(Act.CLAIM, actor, asked, company).allowed
        assert claims or not able
        if claims and not able:
            assert actor.named is not None
            assert "coordinator" in actor.named.roles or actor.id == assignee
        if actor.named is not None and service == "house" and actor.named.employer == "provider":
            assert not claims
            assert sight(actor, asked, company) is not Part.FULL
