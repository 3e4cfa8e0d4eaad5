"""Two accounts become one by the press of each, and with nobody but the person that each was shown."""

from __future__ import annotations

import re

import pytest

from bot.cards import Reply
from storage.tables import Form, Identity, Person
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def code(desk: Story) -> str:
    """Karim's code, for his other account, `kd`; Léa's other account is `lf`."""
    desk.told_of(desk.meets("kd", "K. Diallo"), desk.meets("lf", "L. Faure"))
    found = re.search(r"[A-Z2-9]{8}", desk.text(desk.types("karim", "relier")))
    assert found
    return found.group()


def person(desk: Story, who: str) -> int:
    (identity,) = desk.rows(Identity, user=who, platform="slack")
    return int(identity.person_id)


def asks(desk: Story, who: str, code: str) -> Reply:
    """An account presents the code, and presses."""
    return desk.presses(who, desk.types(who, f"relier {code}"), "link")


def test_each_is_told_with_whom(desk: Story, code: str) -> None:
    assert "[Relier à Karim Diallo]" in desk.text(desk.types("kd", f"relier {code}"))
    asks(desk, "kd", code)
    asked = desk.shown("@karim")[-1]
    assert "[Relier à K. Diallo]" in str(asked)
    desk.presses("karim", asked, "link")
    assert person(desk, "kd") == person(desk, "karim")
    desk.says("karim", "#lyon", TRAIN)
    assert "LYO-1" in desk.text(desk.types("kd", "mes"))


def test_a_second_press_of_the_same_account_changes_nothing(desk: Story, code: str) -> None:
    asks(desk, "kd", code)
    asks(desk, "kd", code)
    desk.presses("karim", desk.shown("@karim")[0], "link")
    assert person(desk, "kd") == person(desk, "karim")


def test_somebody_else_who_comes_with_the_code_ends_it(desk: Story, code: str) -> None:
    asks(desk, "kd", code)
    shown = desk.shown("@karim")[-1]
    assert "Ce code n’est pas ou n’est plus valable." in desk.text(asks(desk, "lf", code))
    assert desk.shown("@karim")[-1] is shown
    assert "Ce code n’est pas ou n’est plus valable." in desk.text(desk.presses("karim", shown, "link"))
    assert len({person(desk, who) for who in ("karim", "kd", "lf")}) == 3
    assert [each.merged_into for each in desk.rows(Person) if each.merged_into] == []


def test_nobody_is_merged_but_whom_the_card_named(desk: Story, code: str) -> None:
    asks(desk, "kd", code)
    other = person(desk, "lf")
    for value in (f"link:{code}", f"link:{code}:yes", f"link:{code}:{other}", f"link:{code}:"):
        assert "Écrivez d’abord ce code" in desk.text(desk.forges("karim", "link", value))
    assert desk.rows(Form, id=code)[0].accepted_at is None
    assert person(desk, "kd") != person(desk, "karim")


def test_the_second_account_is_asked_again_when_the_first_is_another_by_now(desk: Story, code: str) -> None:
    for value in (f"link:{code}", f"link:{code}:{person(desk, 'lea')}"):
        assert "plus valable" in desk.text(desk.forges("kd", "link", value))
    assert desk.rows(Form, id=code)[0].data.get("other") is None
