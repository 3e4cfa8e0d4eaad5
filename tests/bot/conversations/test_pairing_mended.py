"""An account that was taken for somebody's is theirs no longer once the charter, or the platform, says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from bot.cards import Reply
from bot.events import PeopleSeen, Profile, Who
from bot.people import person_of_charter, reach
from storage.rows import table_of
from storage.tables import Identity, Level, Person
from storage.unit import Unit
from tests.bot.conversations.test_pairing import GONE, GUEST, NORA, OUTSIDER, YVES, Facts, hires, names
from tests.bot.conversations.test_people import TRAIN, person_of, profile
from tests.bot.desk_harness import Story

PAUL = "paul@ateliers-durance.example"
CERTIFICATE = "J'ai besoin d'une attestation employeur pour mon congé maternité Zorglub"
OWN: Facts = {"employer": "company", "cleared": ["hr_admin"], "services": ["hr_admin"]}


def confides(desk: Story, who: str) -> None:
    """They ask for something that goes to nobody but those who are cleared."""
    desk.says(who, "#lyon", CERTIFICATE)
    desk.presses(who, desk.last(f"@{who}", "sensitive_offer"), "confide")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL


def listed(desk: Story, who: str) -> str:
    """What they are answered when they ask for their requests."""
    reply: Reply = desk.types(who, "mes")
    return desk.text(reply)


def line_of_ines(**said: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["people"][0].update(said)


@pytest.mark.parametrize("shown", [PAUL, None])
@pytest.mark.parametrize("wrong", [{"email": PAUL}, {"email": PAUL, "slack": "U888"}, {"slack": "U888"}])
def test_an_account_written_on_a_line_by_mistake_is_given_back(desk: Story, wrong: Facts, shown: str | None) -> None:
    """However it came there, and whether Slack shows his e-mail or not."""
    desk.told_of(profile("U888", "Paul", email=PAUL if wrong.get("email") else shown))
    hires(desk, **OWN | wrong)
    assert names(desk, "U888") == ["yves"]
    if wrong.get("email"):
        desk.told_of(profile("U888", "Paul", email=shown))
    hires(desk, **OWN)
    assert names(desk, "U888") == [None]
    desk.told_of(profile("U888", "Paul", email=shown), profile("yves", "Yves Roy", email=YVES))
    assert names(desk, "U888", "yves") == [None, "yves"]
    confides(desk, "karim")
    before = desk.room("@U888")
    desk.forges("U888", "claim", "LYO-1")
    assert desk.who_has("LYO-1") is None
    assert "Zorglub" not in before + desk.room("@U888")


def test_two_whose_addresses_were_swapped_are_each_themselves_again(desk: Story) -> None:
    one, other = profile("U1", "Ada", email="ada@essai.invalid"), profile("U2", "Bea", email="bea@essai.invalid")

    def written(ada: str, bea: str) -> Callable[[dict[str, Any]], None]:
        lines = [{"id": "ada", "name": "Ada", "email": ada}, {"id": "bea", "name": "Bea", "email": bea}]
        return lambda data: data["people"].extend(each | {"roles": ["assistant"]} for each in lines)

    desk.told_of(one, other)
    desk.rules(written("bea@essai.invalid", "ada@essai.invalid"))
    assert names(desk, "U1", "U2") == ["bea", "ada"]
    desk.rules(written("ada@essai.invalid", "bea@essai.invalid"))
    for _ in range(2):
        assert names(desk, "U1", "U2") == ["ada", "bea"]
        desk.told_of(one, other)


@pytest.mark.parametrize("facts", [{}, GUEST, OUTSIDER])
def test_whoever_shows_another_address_is_no_longer_them(desk: Story, facts: Facts) -> None:
    """And whoever shows it now is."""
    hires(desk)
    desk.told_of(profile("U1", "Yves Roy", email=YVES, **facts))
    desk.told_of(profile("U1", "Yves Roy", email="old@essai.invalid", **facts))
    assert names(desk, "U1") == [None]
    desk.told_of(profile("U2", "Yves Roy", email=YVES, **facts))
    assert names(desk, "U1", "U2") == [None, "yves"]


@pytest.mark.parametrize("shown", [NORA, None])
def test_an_id_written_on_anothers_line_gives_away_nothing_that_was_asked(desk: Story, shown: str | None) -> None:
    hers = profile("nora", "Nora Petit", email=shown)
    desk.told_of(hers)
    nora = person_of(desk, "nora").id
    confides(desk, "nora")
    desk.rules(line_of_ines(slack="nora"))
    assert names(desk, "nora") == ["ines"]
    assert "LYO-1" not in listed(desk, "nora")
    desk.rules(line_of_ines(slack="ines"))
    for _ in range(2):
        assert names(desk, "nora", "ines") == [None, "ines"]
        assert desk.request("LYO-1").requester_id == nora == person_of(desk, "nora").id
        assert "LYO-1" in listed(desk, "nora")
        assert "LYO-1" not in listed(desk, "ines")
        desk.told_of(hers)


@pytest.mark.parametrize("shown", [YVES, None])
def test_what_somebody_asked_before_the_charter_named_them_by_an_id_stays_theirs(
    desk: Story, shown: str | None
) -> None:
    """Where nothing says that they are somebody else."""
    desk.told_of(profile("U777", "Yves Roy", email=shown))
    desk.says("U777", "#lyon", TRAIN)
    hires(desk, slack="U777")
    assert names(desk, "U777") == ["yves"]
    assert "LYO-1" in listed(desk, "U777")


@pytest.mark.parametrize("left", [False, True])
def test_of_two_members_who_show_one_address_neither_is_the_other(desk: Story, left: bool) -> None:
    """Given to another before the desk hears of it, or once whose it was has left: nothing of hers is told to her."""
    desk.told_of(profile("nora", "Nora Petit", email=NORA))
    confides(desk, "nora")
    if left:
        desk.told_of(profile("nora", "Nora Petit", email=NORA, **GONE))
    desk.told_of(profile("marie", "Marie", email="marie@essai.invalid"))
    for email in (NORA, "marie@essai.invalid", NORA):
        desk.told_of(profile("marie", "Marie", email=email))
        assert person_of(desk, "marie").id != person_of(desk, "nora").id
        assert "LYO-1" not in listed(desk, "marie")
    desk.told_of(profile("marie-2", "Marie", email=NORA))
    desk.told_of(profile("m-1", "Marie", "teams", email=NORA))
    assert len({person_of(desk, *each).id for each in (("nora",), ("marie",), ("marie-2",), ("m-1", "teams"))}) == 4
    # Named by the charter, the address is who shows it: what was asked by either before stays with them.
    hires(desk, email=NORA)
    assert desk.request("LYO-1").requester_id != person_of(desk, "marie").id


def test_an_address_given_to_another_joins_her_own_accounts_and_no_others(desk: Story) -> None:
    desk.told_of(profile("nora", "Nora Petit", email=NORA), profile("n-1", "Nora Petit", "teams", email=NORA))
    desk.told_of(profile("marie", "Marie", email=NORA))
    desk.told_of(profile("nora", "Nora Petit", email="nora.p@ateliers-durance.example"))
    desk.told_of(profile("n-1", "Nora Petit", "teams", email=NORA))
    assert person_of(desk, "n-1", "teams").id == person_of(desk, "nora").id != person_of(desk, "marie").id


def test_somebody_whose_id_is_another_in_the_charter_is_the_same(desk: Story) -> None:
    hires(desk)
    desk.told_of(profile("yves", "Yves Roy", email=YVES))
    desk.says("karim", "#lyon", TRAIN)
    desk.says("yves", "#lyon", "il me faudrait un badge pour un visiteur")
    desk.forges("yves", "claim", "LYO-1")
    for charter_id in ("yroy", "yves"):
        hires(desk, id=charter_id)
        assert names(desk, "yves") == [charter_id]
        assert desk.who_has("LYO-1") == "yves"
        assert "LYO-2" in listed(desk, "yves")
    desk.forges("yves", "resolve", "LYO-1")
    assert not desk.request("LYO-1").open


def test_who_follows_somebody_at_the_same_address_has_it_and_nothing_of_what_they_asked(desk: Story) -> None:
    hires(desk)
    desk.told_of(profile("yves", "Yves Roy", email=YVES))
    desk.says("karim", "#lyon", TRAIN)
    desk.says("yves", "#lyon", "il me faudrait un badge pour un visiteur")
    desk.forges("yves", "claim", "LYO-1")
    hires(desk, id="zack", name="Zack Lang")
    assert names(desk, "yves") == ["zack"]
    assert "LYO-2" not in listed(desk, "yves")
    # What was in hand goes to the next; anybody may take it.
    assert desk.request("LYO-1").assignee_id is None
    desk.forges("yves", "claim", "LYO-1")
    assert desk.who_has("LYO-1") == "yves"


def test_who_was_locked_out_by_an_earlier_release_is_let_in_at_the_start(desk: Story) -> None:
    hires(desk, id="yroy")
    desk.told_of(profile("yves", "Yves Roy", email=YVES))

    def as_before(unit: Unit) -> None:
        row = unit.add(Person(charter_id="yves", name="Yves Roy", email=YVES, created_at=unit.now))
        table = table_of(Identity)
        unit.execute(update(table).where(table.c.user == "yves").values(person_id=row.id))

    desk.writer.run(as_before).result(10)
    assert names(desk, "yves") == ["yves"]
    hires(desk, id="yroy")
    assert names(desk, "yves") == ["yroy"]
    assert desk.read(lambda unit: person_of_charter(unit, "yves")) is not None


def test_accounts_of_the_workspace_where_the_desk_was_tried_count_for_nothing_until_its_token_is_back(
    desk: Story,
) -> None:
    hires(desk)

    def at(team: str, user: str, name: str, email: str, **facts: bool) -> Profile:
        return Profile(who=Who(platform="slack", team=team, user=user), name=name, email=email, **facts)

    def reached(who: str) -> str | None:
        (person,) = desk.rows(Person, name=who)
        found = desk.read(lambda unit: reach(unit, person.id))
        return found.user if found is not None else None

    tried = [at("T0TEST", "yves", "Yves Roy", YVES), at("T0TEST", "nora", "Nora Petit", NORA)]
    real = [at("T0REAL", "U777", "Yves Roy", YVES, outsider=True), at("T0REAL", "U888", "Nora Petit", NORA)]
    desk.pass_by(minutes=1)
    desk.told_of(*tried)
    assert (reached("Yves Roy"), reached("Nora Petit"), reached("Inès Caron")) == ("yves", "nora", None)
    desk.pass_by(minutes=1)
    asked = desk.clock.now()
    desk.pass_by(minutes=1)
    desk.told_of(real[1])
    assert (reached("Yves Roy"), reached("Nora Petit")) == (None, "U888")
    # A member's account where it was tried does not speak against his of the provider's, here.
    desk.told_of(real[0])
    assert reached("Yves Roy") == "U777"
    # What was told of there and comes late changes nothing.
    desk.submit(PeopleSeen(key=desk.key(), at=asked, profiles=tuple(tried)))
    assert (reached("Yves Roy"), reached("Nora Petit")) == ("U777", "U888")
    desk.pass_by(minutes=1)
    desk.told_of(tried[0])
    assert (reached("Yves Roy"), reached("Nora Petit")) == ("yves", "nora")
    assert names(desk, "yves") == ["yves"]
