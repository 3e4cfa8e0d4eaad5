"""Lists longer than what is shown, and what is said to whoever says nothing: there is always a way on."""

from __future__ import annotations

import re

import pytest

from bot.policies.targets import promised_next
from storage.tables import Request
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons as buttons_of
from tests.bot.paper import as_text


@pytest.fixture
def many(desk: Story) -> list[str]:
    """Twenty-five open requests at Lyon, LYO-1 to LYO-25."""
    for number in range(25):
        form = desk.types("karim", "nouvelle")
        desk.sends("karim", form, text=f"il me faudrait la salle {number + 100}", site="lyon", service="meetings")
    return [each.ref for each in desk.requests()]


def refs(text: str) -> list[str]:
    return re.findall(r"(LYO-\d+), Agenda", text)


def test_every_page_of_a_list_is_reached_and_none_twice(desk: Story, many: list[str]) -> None:
    first = desk.types("ines", "liste")
    assert "Et 5 autres." in desk.text(first)
    second = desk.presses("ines", first, "more")
    assert "21 à 25, sur 25." in desk.text(second)
    assert "autre" not in desk.text(second)
    assert sorted(refs(desk.text(first)) + refs(desk.text(second))) == sorted(many)
    assert refs(desk.text(desk.types("ines", "liste 2"))) == refs(desk.text(second))
    assert refs(desk.text(desk.types("ines", "liste 9"))) == refs(desk.text(second)), "past the end, the last page"
    assert refs(desk.text(desk.types("karim", "mes 2"))) == refs(desk.text(second))


def test_the_menu_holds_what_is_shown(desk: Story, many: list[str]) -> None:
    for word in ("liste", "liste 2"):
        card = desk.drawn(desk.types("ines", word))
        assert [value for act, value in buttons_of(card) if act == "show"] == refs(as_text(card))


@pytest.mark.parametrize(("who", "name"), [("karim", "asked"), ("ines", "to_take")])
def test_a_home_goes_on_where_it_stopped(desk: Story, many: list[str], who: str, name: str) -> None:
    at_home = refs(desk.opens_home(who))
    rest = desk.forges(who, "more", f"{name}:{len(at_home)}")
    assert "Voir la suite" in desk.opens_home(who)
    seen = at_home + refs(desk.text(rest))
    assert sorted(seen) == sorted(many)


def test_the_rest_of_what_one_has_in_hand(desk: Story, many: list[str]) -> None:
    for ref in many[:10]:
        desk.types("ines", f"prendre {ref}")
    at_home = desk.opens_home("ines")
    assert "Et 2 autres." in at_home
    assert len(refs(desk.text(desk.forges("ines", "more", "in_hand:8")))) == 2


@pytest.mark.parametrize("value", ["", "asked", "asked:-1", "asked:99999999999999999999", "nothing:8", "to_take:²"])
def test_rubbish_in_a_button_harms_nothing(desk: Story, many: list[str], value: str) -> None:
    assert desk.text(desk.forges("karim", "more", value))


def test_a_word_or_a_name_alone_is_answered_with_what_to_write(desk: Story) -> None:
    assert "/desk voir AIX-42" in desk.text(desk.types("karim", "voir"))
    desk.says("karim", "#lyon", "<@RELAIS>", to_desk=True)
    assert "Dites-moi ce qu’il vous faut" in desk.whispered("karim")
    assert desk.requests() == []


@pytest.mark.parametrize(
    ("who", "typed", "where", "example"),
    [
        ("karim", "voir LYO-42", "#lyon", "par exemple LYO-7."),
        ("karim", "voir lyo 0042", "@", "par exemple LYO-7."),
        ("karim", "voir STR-9", "#aix", "par exemple LYO-42."),
        ("ines", "prendre LYO-42", "@", "par exemple LYO-7."),
        ("lea", "voir AIX-42", "#lyon", "par exemple AIX-7."),
    ],
)
def test_the_reference_shown_as_an_example_is_theirs_and_not_the_one_they_typed(
    desk: Story, who: str, typed: str, where: str, example: str
) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    assert example in desk.text(desk.types(who, typed, where), who)


def test_what_is_promised_first_comes_first_everywhere(desk: Story) -> None:
    asked = (
        "il me faudrait un train pour Paris le 11 décembre",
        "il me faudrait une salle vendredi à 14h",
        "il me faudrait un badge pour un visiteur demain",
        "URGENT : il me faut une salle pour 8 personnes tout de suite",
        "il me faudrait un taxi demain à 9h",
        "il me faudrait des fournitures pour le 4 décembre",
    )
    for text in asked:
        desk.says("karim", "#lyon", text)
        desk.later(minutes=7)
    for ref in ("LYO-2", "LYO-3", "LYO-5"):
        desk.types("ines", f"prendre {ref}")
    desk.types("ines", "attendre LYO-2 Laquelle ?")
    wanted = [each.ref for each in sorted(desk.requests(), key=_promised)]
    assert wanted != sorted(wanted), "one that could be told from the order of asking"
    assert listed(desk.text(desk.types("ines", "liste"))) == wanted
    assert listed(desk.opens_home("karim")) == wanted
    at_home = listed(desk.opens_home("ines"))
    assert at_home == [ref for ref in wanted if desk.who_has(ref)] + [ref for ref in wanted if not desk.who_has(ref)]
    assert f"{wanted[0]}, " in desk.text(desk.types("ines", "suivante"))


def listed(text: str) -> list[str]:
    return re.findall(r"^(LYO-\d+), ", text, re.MULTILINE)


def _promised(request: Request) -> tuple[bool, bool, float]:
    due = promised_next(request)
    return not request.urgent, due is None, due.timestamp() if due else 0


def test_an_outsiders_home_says_who_can_help(desk: Story) -> None:
    desk.told_of(desk.meets("guest", "Fatima Renaud", outsider=True))
    home = desk.opens_home("guest")
    assert "Je réponds aux personnes de l’entreprise." in home
    assert "LYO" not in home
