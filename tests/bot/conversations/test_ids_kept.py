"""The id of somebody is theirs for ever: whom a charter names by it later is given nothing of theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.charter import CharterError
from tests.bot.conversations.test_people import person_of, profile
from tests.bot.desk_harness import Story

PAY = "mon bulletin de paie est faux, je suis à Lyon"
PAUL = {"name": "Paul Roche", "email": "paul@ateliers-durance.example"}


def says_of_marc(**facts: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: next(each for each in data["people"] if each["id"] == "marc").update(facts)


def without_marc(data: dict[str, Any]) -> None:
    data["people"] = [each for each in data["people"] if each["id"] != "marc"]


@pytest.fixture
def paid(desk: Story) -> Story:
    desk.says("marc", "@", PAY)
    assert person_of(desk, "marc").charter_id == "marc"
    return desk


def marc_alone_reads(desk: Story) -> bool:
    desk.told_of(profile("paul", "Paul Roche", email=PAUL["email"]))
    reads = [PAY in desk.text(desk.types(each, "voir LYO-1", "@"), each) for each in ("marc", "paul")]
    return reads == [True, False] and person_of(desk, "paul").charter_id is None


@pytest.mark.parametrize("left_first", [False, True])
def test_nobody_is_given_what_is_anothers_by_their_id(paid: Story, left_first: bool) -> None:
    if left_first:
        paid.rules(without_marc)
    before = paid.desk.charter
    with pytest.raises(CharterError) as refused:
        paid.rules(says_of_marc(**PAUL))
    assert paid.desk.charter is before
    assert marc_alone_reads(paid)
    said = refused.value.render("fr")
    assert "people[marc].id: « marc » est l'identifiant de Marc Vidal (marc.vidal@" in said
    assert f"donnez-en un nouveau à Paul Roche ({PAUL['email']})" in said


@pytest.mark.parametrize(
    "steps",
    [
        [{"name": "Marc Roche-Vidal"}, {"email": "marc.roche@ateliers-durance.example"}],
        [{"email": "marc.roche@ateliers-durance.example"}, {"name": "Marc Roche-Vidal"}],
        [{"name": "VIDAL Márc", "email": "marc.roche@ateliers-durance.example"}],
        [{"name": "Marc Roche", "email": "marc.roche@ateliers-durance.example", "slack": "marc"}],
    ],
    ids=["the name, then the e-mail", "the e-mail, then the name", "the same name", "by an account of theirs"],
)
def test_whoever_is_named_anew_keeps_what_is_theirs(paid: Story, steps: list[dict[str, str]]) -> None:
    said: dict[str, str] = {}
    for facts in steps:
        said |= facts
        paid.rules(says_of_marc(**said))
    paid.told_of(profile("marc", "Marc Roche", email="marc.roche@ateliers-durance.example"))
    assert person_of(paid, "marc").charter_id == "marc"
    assert PAY in paid.text(paid.types("marc", "voir LYO-1", "@"), "marc")


def test_an_account_of_somebody_elses_proves_nothing(paid: Story) -> None:
    paid.told_of(profile("paul", "Paul Roche", email=PAUL["email"]))
    with pytest.raises(CharterError):
        paid.rules(says_of_marc(**PAUL, slack="paul"))
    assert marc_alone_reads(paid)
