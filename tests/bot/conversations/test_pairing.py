"""Whose an account is: what a platform vouches for links it, in whatever order it is told, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import update

from bot.cards import Held
from bot.events import Profile
from bot.people import reach
from storage.rows import table_of
from storage.tables import Identity, Person, Place
from storage.unit import Unit
from tests.bot.conversations.test_people import TRAIN, person_of, profile
from tests.bot.desk_harness import Story
from tests.bot.paper import as_text

YVES = "yves.roy@relais-office.example"
"""Of an assistant of the provider's, of whom no account is known yet."""


def hires(desk: Story, **facts: object) -> None:
    """The charter names him from now on, or says otherwise of him."""
    his: dict[str, object] = {"id": "yves", "name": "Yves Roy", "email": YVES, "employer": "provider"}
    his |= {"roles": ["assistant"], "sites": ["lyon"], "services": ["travel", "office"]}
    desk.rules(lambda data: data["people"].append(his | facts))


def names(desk: Story, *users: str) -> list[str | None]:
    """Whom of the charter each of these accounts is taken for."""
    return [person_of(desk, user).charter_id for user in users]


def test_one_address_on_two_platforms_is_one_person(desk: Story) -> None:
    desk.told_of(profile("nora", "Nora", email="Nora.Petit@Example.org"))
    desk.told_of(profile("n-1", "Nora Petit", "teams", email="nora.petit@example.ORG"))
    assert person_of(desk, "nora").id == person_of(desk, "n-1", "teams").id


def test_an_address_vouched_for_later_joins_what_was_asked(desk: Story) -> None:
    desk.told_of(profile("nora", "Nora Petit"))
    desk.says("nora", "#lyon", TRAIN)
    desk.told_of(profile("n-1", "Nora Petit", "teams", email="nora@example.org"))
    assert person_of(desk, "nora").id != person_of(desk, "n-1", "teams").id
    desk.told_of(profile("nora", "Nora Petit", email="nora@example.org"))
    assert desk.request("LYO-1").requester_id == person_of(desk, "n-1", "teams").id
    assert "LYO-1" in desk.text(desk.types("nora", "mes"))


def test_somebody_whom_the_charter_names_later_keeps_what_they_asked(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    before = person_of(desk, "karim").id

    def hired(data: dict[str, list[dict[str, object]]]) -> None:
        named = {"id": "kdiallo", "name": "Karim Diallo", "email": "Karim@ateliers-durance.example"}
        data["people"].append({**named, "roles": ["assistant"], "sites": ["lyon"], "services": ["office"]})

    desk.rules(hired)
    assert person_of(desk, "karim").id == before
    assert person_of(desk, "karim").charter_id == "kdiallo"
    assert "LYO-1" in desk.text(desk.types("karim", "mes"))


def test_a_platforms_id_in_the_charter_names_the_person(desk: Story) -> None:
    desk.rules(lambda data: data["people"][0].update(slack="U777"))
    desk.told_of(profile("U777", "ines.c"))
    assert person_of(desk, "U777").charter_id == "ines"


@pytest.mark.parametrize("outsider", [False, True])
@pytest.mark.parametrize("first", ["her", "the other"])
def test_where_the_charter_gives_an_id_no_other_account_is_that_person(desk: Story, first: str, outsider: bool) -> None:
    named = desk.company.person("ines")
    assert named is not None
    desk.rules(lambda data: data["people"][0].update(slack="U777"))
    hers = profile("U777", "ines.c", email=named.email)
    others = profile("U888", named.name, email=named.email.upper(), outsider=outsider)
    desk.told_of(*([hers, others] if first == "her" else [others, hers]))
    desk.told_of(others)
    assert person_of(desk, "U777").charter_id == "ines"
    assert person_of(desk, "U888").charter_id is None
    assert person_of(desk, "U888").id != person_of(desk, "U777").id
    # On another platform, of which the charter says nothing, her e-mail is hers.
    desk.told_of(profile("i-1", named.name, "teams", email=named.email))
    assert person_of(desk, "i-1", "teams").charter_id == "ines"


def test_an_id_written_later_parts_the_account_that_only_showed_the_address(desk: Story) -> None:
    hires(desk)
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    assert person_of(desk, "U888").charter_id == "yves"
    hires(desk, slack="U777")
    assert person_of(desk, "U888").charter_id is None
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    desk.told_of(profile("U777", "Yves Roy", email=YVES))
    assert person_of(desk, "U888").charter_id is None
    assert person_of(desk, "U777").charter_id == "yves"
    desk.says("karim", "#lyon", TRAIN)
    desk.forges("U888", "claim", "LYO-1")
    assert desk.who_has("LYO-1") is None


def test_somebody_seen_before_is_not_the_person_whom_the_charter_names_by_another_id(desk: Story) -> None:
    desk.told_of(profile("U888", "Nora Petit", email="nora@example.org"))

    def hired(data: dict[str, list[dict[str, object]]]) -> None:
        named = {"id": "nora", "name": "Nora Petit", "email": "nora@example.org", "slack": "U999"}
        data["people"].append({**named, "roles": ["assistant"], "sites": ["lyon"], "services": ["office"]})

    desk.rules(hired)
    assert person_of(desk, "U888").charter_id is None
    desk.told_of(profile("U999", "Nora Petit"))
    assert person_of(desk, "U999").charter_id == "nora"


def test_an_address_that_nobody_vouches_for_names_nobody(desk: Story) -> None:
    desk.told_of(profile("fake", "Inès Caron"))
    desk.says("karim", "#lyon", TRAIN)
    desk.forges("fake", "claim", "LYO-1")
    assert desk.who_has("LYO-1") is None


KELVIN = "\N{KELVIN SIGN}"
Facts = dict[str, Any]
OUTSIDER: Facts = {"outsider": True}
GUEST: Facts = {"outsider": True, "elsewhere": False}
GONE: Facts = {"active": False}
TEAMS: Facts = {"platform": "teams"}

WHOSE: dict[str, tuple[Facts, list[tuple[Facts, bool]]]] = {
    "another company's": ({}, [(OUTSIDER, True)]),
    "one of each platform": ({}, [(OUTSIDER, True), (OUTSIDER | TEAMS, True)]),
    "a guest": ({}, [(GUEST, True)]),
    "beside a member": ({}, [(OUTSIDER, False), ({}, True)]),
    "beside a guest": ({}, [(OUTSIDER, False), (GUEST, True)]),
    "a guest beside a member": ({}, [(GUEST, False), ({}, True)]),
    "beside one who left": ({}, [(OUTSIDER, False), (GONE, True)]),
    "beside one of the other platform": ({}, [(OUTSIDER, False), (TEAMS, True)]),
    "a guest, and a member of the other platform": ({}, [(GUEST, True), (TEAMS, True)]),
    "two of other companies": ({}, [(OUTSIDER, False), (OUTSIDER, False)]),
    "two of other companies, and a member": ({}, [(OUTSIDER, False), (OUTSIDER, False), ({}, True)]),
    "two of other companies, one of which left": ({}, [(OUTSIDER, True), (OUTSIDER | GONE, False)]),
    "a new account of a member's": ({}, [(GONE, True), ({}, True)]),
    "cleared": ({"cleared": ["hr_admin"]}, [(OUTSIDER, False)]),
    "cleared, a guest": ({"cleared": ["hr_admin"]}, [(GUEST, True)]),
    "the company's own": ({"employer": "company"}, [(OUTSIDER, False)]),
    "the company's own, a guest": ({"employer": "company"}, [(GUEST, True)]),
    "in capitals": ({}, [({"email": str.upper}, True)]),
    "with a tag": ({}, [({"email": lambda email: email.replace("@", "+desk@")}, False)]),
    "that only looks the same": ({}, [({"email": lambda email: email.replace("k", KELVIN)}, False)]),
}
"""Of someone of the provider's, but for what is said: the accounts that show their e-mail, and which are theirs."""


def everybody(seen: Sequence[tuple[Facts, bool]], number: int) -> list[tuple[Profile, bool]]:
    """The accounts of somebody, and whether they are theirs."""
    found = []
    for each, (facts, theirs) in enumerate(seen):
        shown = facts.get("email", str)(f"kim{number}@relais-office.example")
        found.append((profile(f"U{number}X{each}", f"Kim {number}", **facts | {"email": shown}), theirs))
    return found


@pytest.mark.parametrize("named", ["before", "after"])
@pytest.mark.parametrize("case", WHOSE)
def test_whose_an_account_is_does_not_depend_on_the_order(desk: Story, case: str, named: str) -> None:
    facts, seen = WHOSE[case]
    orders = list(permutations(range(len(seen))))
    people = [everybody(seen, number) for number, _ in enumerate(orders)]

    def listed(data: dict[str, Any]) -> None:
        for number, _ in enumerate(orders):
            one: Facts = {"id": f"kim{number}", "name": f"Kim {number}", "email": f"kim{number}@relais-office.example"}
            one |= {"employer": "provider", "roles": ["assistant"], "services": ["travel", "hr_admin"]}
            data["people"].append(one | facts)

    if named == "before":
        desk.rules(listed)
    for order, accounts in zip(orders, people, strict=True):
        for each in order:
            desk.told_of(accounts[each][0])
    if named == "after":
        desk.rules(listed)
    for _ in range(2):
        for number, accounts in enumerate(people):
            whose = [(person_of(desk, each.who.user, each.who.platform).charter_id) for each, _ in accounts]
            assert whose == [f"kim{number}" if theirs else None for _, theirs in accounts]
        desk.told_of(*(each for accounts in people for each, _ in accounts))


NORA = "nora@ateliers-durance.example"


@pytest.mark.parametrize("facts", [OUTSIDER, GUEST])
@pytest.mark.parametrize("first", ["them", "her", "shown later"])
def test_nobody_from_outside_is_taken_for_an_employee(desk: Story, facts: Facts, first: str) -> None:
    """Nor is anything of hers sent to them."""
    other, hers = profile("U888", "Paul", email=NORA, **facts), profile("nora", "Nora Petit", email=NORA)
    if first == "shown later":
        desk.told_of(profile("U888", "Paul", email="paul@essai.invalid", **facts), hers)
    desk.told_of(*([hers, other] if first == "her" else [other, hers]))
    desk.told_of(other)
    assert person_of(desk, "U888").id != person_of(desk, "nora").id
    desk.says("nora", "#lyon", "il faudrait relancer la facture 4217 du fournisseur Colorex")
    assert "4217" in desk.room("@nora")
    assert desk.room("@U888") == ""
    # On the other platform it is hers all the same.
    desk.told_of(profile("n-1", "Nora Petit", "teams", email=NORA))
    assert person_of(desk, "n-1", "teams").id == person_of(desk, "nora").id


def test_whoever_becomes_a_guest_is_nobody_elses_from_then_on_and_a_member_again(desk: Story) -> None:
    hers = profile("nora", "Nora Petit", email=NORA)
    on_teams = profile("n-1", "Nora Petit", "teams", email=NORA)
    desk.told_of(hers, on_teams)
    desk.told_of(profile("nora", "Nora Petit", email=NORA, **GUEST))
    assert person_of(desk, "n-1", "teams").id != person_of(desk, "nora").id
    desk.told_of(hers)
    assert person_of(desk, "n-1", "teams").id == person_of(desk, "nora").id


def test_a_guest_whom_the_charter_named_and_names_no_longer_is_nobody_from_then_on(desk: Story) -> None:
    hires(desk)
    desk.told_of(profile("yves", "Yves Roy", email=YVES), profile("y-1", "Yves Roy", "teams", email=YVES))
    desk.rules(lambda data: None)
    assert names(desk, "yves") == ["yves"]
    desk.told_of(profile("yves", "Yves Roy", email=YVES, **GUEST))
    assert names(desk, "yves") == [None]
    assert person_of(desk, "y-1", "teams").charter_id == "yves"


BILL = "il faudrait relancer la facture 4217 du fournisseur Colorex"


def test_what_stood_with_an_account_that_is_not_theirs_is_taken_back_and_shown_where_they_are(desk: Story) -> None:
    hires(desk, services=["invoicing"])
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    desk.says("karim", "#lyon", BILL)
    assert "4217" in desk.room("@U888")
    assert "LYO-1" in desk.opens_home("U888")
    desk.told_of(profile("yves", "Yves Roy", email=YVES))
    assert names(desk, "U888", "yves") == [None, "yves"]
    assert "4217" not in desk.room("@U888")
    assert "4217" in desk.room("@yves")
    assert "LYO-1" not in as_text(desk.papers["slack"].homes["U888"])
    desk.forges("U888", "claim", "LYO-1")
    assert desk.who_has("LYO-1") is None


@pytest.mark.parametrize(
    "said", [{"cleared": ["hr_admin"]}, {"employer": "company"}, {"email": "y@essai.invalid"}, None]
)
def test_a_charter_by_which_an_account_is_no_longer_theirs_takes_back_what_they_had(
    desk: Story, said: Facts | None
) -> None:
    hires(desk, services=["invoicing"])
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    desk.says("karim", "#lyon", BILL)
    desk.forges("U888", "claim", "LYO-1")
    assert desk.who_has("LYO-1") == "U888"
    if said is None:
        desk.rules(lambda data: None)
    else:
        hires(desk, services=["invoicing"], **said)
    assert names(desk, "U888") == [None]
    assert desk.request("LYO-1").assignee_id is None
    assert "4217" not in desk.room("@U888")
    before = desk.room("@U888")
    desk.says("karim", "#lyon", "il faudrait aussi payer la facture 5318 du fournisseur Colorex")
    assert desk.room("@U888") == before
    # The line that tells which account is theirs is followed at once.
    hires(desk, services=["invoicing"], slack="U888")
    assert names(desk, "U888") == ["yves"]
    assert "5318" in desk.room("@U888")


def test_an_address_that_is_another_by_now_names_nobody_and_one_that_is_hidden_says_nothing(desk: Story) -> None:
    hires(desk)
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    desk.told_of(profile("U888", "Yves Roy", outsider=True))
    assert names(desk, "U888") == ["yves"]
    desk.told_of(profile("U888", "Yves Roy", email="paul@essai.invalid", outsider=True))
    assert names(desk, "U888") == [None]


def test_an_account_named_by_an_id_is_nobody_elses_whatever_it_showed(desk: Story) -> None:
    desk.told_of(profile("U888", "Nadia", email=YVES))
    hires(desk)
    assert names(desk, "U888") == ["yves"]

    def hers(data: dict[str, Any]) -> None:
        next(each for each in data["people"] if each["id"] == "samia")["slack"] = "U888"
        data["people"].append(
            {"id": "yves", "name": "Yves Roy", "email": YVES, "employer": "provider", "roles": ["assistant"]}
        )

    desk.rules(hers)
    assert names(desk, "U888", "samia") == ["samia", None]
    # Known to be hers, it says nothing of whose the e-mail that it shows is.
    desk.told_of(profile("U888", "Nadia", email=YVES), profile("U777", "Yves Roy", email=YVES, outsider=True))
    assert names(desk, "U888", "U777") == ["samia", "yves"]


def test_who_was_taken_for_another_by_an_earlier_release_is_parted_at_the_start(desk: Story) -> None:
    desk.told_of(profile("U888", "Paul", email="paul@essai.invalid", outsider=True))
    desk.told_of(profile("U999", "Yann", email="yann@essai.invalid", outsider=True))
    desk.told_of(profile("nora", "Nora Petit", email=NORA))
    desk.says("nora", "#lyon", BILL)
    nora, alone = (person_of(desk, each).id for each in ("nora", "U999"))

    def as_before(unit: Unit) -> None:
        accounts, people, places = table_of(Identity), table_of(Person), table_of(Place)
        joined = update(accounts).values(person_id=nora, email=NORA, elsewhere=None)
        unit.execute(joined.where(accounts.c.user == "U888"))
        (other,) = desk.rows(Identity, user="U888")
        (hers,) = desk.rows(Identity, user="nora")
        unit.execute(update(places).where(places.c.identity_id == hers.id).values(identity_id=other.id))
        unit.execute(update(people).where(people.c.id == alone).values(email="yann@essai.invalid"))

    desk.writer.run(as_before).result(10)
    desk.rules(lambda data: None)
    assert person_of(desk, "nora").id == nora != person_of(desk, "U888").id
    assert person_of(desk, "U999").email is None
    (place,) = [each for each in desk.rows(Place, retired=False) if each.identity_id and each.audience == "requester"]
    assert desk.rows(Identity, id=place.identity_id)[0].user == "nora"


def test_what_such_an_account_had_in_hand_goes_to_the_next(desk: Story) -> None:
    hires(desk, cleared=["hr_admin"])
    desk.told_of(profile("U888", "Yves Roy", email=YVES, outsider=True))
    (yves,) = desk.rows(Person, charter_id="yves")

    def as_before(unit: Unit) -> None:
        table = table_of(Identity)
        unit.execute(update(table).where(table.c.user == "U888").values(person_id=yves.id))

    desk.writer.run(as_before).result(10)
    desk.says("karim", "#lyon", TRAIN)
    desk.forges("U888", "claim", "LYO-1")
    assert desk.who_has("LYO-1") == "U888"
    # The same charter, at the next start.
    hires(desk, cleared=["hr_admin"])
    assert names(desk, "U888") == [None]
    assert desk.request("LYO-1").assignee_id is None


def test_of_whom_an_earlier_release_met_from_outside_the_platform_is_asked_before_anything_is_decided(
    desk: Story,
) -> None:
    hires(desk)
    desk.says("karim", "#lyon", TRAIN)
    desk.told_of(desk.meets("U888", "Yves Roy", email=YVES, outsider=True, elsewhere=True))

    def as_before(unit: Unit) -> None:
        unit.execute(update(table_of(Identity)).values(elsewhere=None))

    desk.writer.run(as_before).result(10)
    desk.meets("U888", "Yves Roy", email="paul@essai.invalid", outsider=True, elsewhere=True)
    assert isinstance(desk.forges("U888", "claim", "LYO-1"), Held)
    assert desk.who_has("LYO-1") is None
    assert names(desk, "U888") == [None]


def test_nobody_from_outside_is_reached_as_somebody_whom_the_charter_does_not_name(desk: Story) -> None:
    """Whatever led to it: what sends looks once more."""
    desk.told_of(profile("nora", "Nora Petit", email=NORA))
    desk.told_of(profile("U888", "Paul", outsider=True))
    desk.says("nora", "#lyon", BILL)
    nora = person_of(desk, "nora")
    assert nora.id is not None

    def joined(unit: Unit) -> None:
        table = table_of(Identity)
        unit.execute(update(table).where(table.c.user == "U888").values(person_id=nora.id))
        unit.execute(update(table).where(table.c.user == "nora").values(outsider=True))

    (place,) = [each for each in desk.rows(Place, retired=False) if each.identity_id and each.audience == "requester"]
    assert desk.read(lambda unit: desk.desk.draw_place(unit, place)) is not None
    desk.writer.run(joined).result(10)
    assert desk.read(lambda unit: desk.desk.draw_place(unit, place)) is None
    assert desk.read(lambda unit: reach(unit, nora.id or 0)) is None
