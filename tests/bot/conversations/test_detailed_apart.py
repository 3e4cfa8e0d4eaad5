"""What is told of somebody, or of money, after something private: it joins nothing less private without a word."""

from __future__ import annotations

import pytest

from tests.bot.desk_harness import Story

TOLD = "un stagiaire me dit qu'il se fait harceler"
INVOICE = "il faudrait payer la facture du fournisseur Durand"
ROOM = "il faut une salle jeudi 14h"


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(
    ("private", "text"),
    [
        (TOLD, "il s'appelle Mathis Girard"),
        (TOLD, "Mathis Girard"),
        (TOLD, "c'est Paul Roche"),
        (TOLD, "son nom c'est Paul Roche"),
        (INVOICE, "son RIB est FR76 3000 4000"),
        (INVOICE, "elle est de 3200 euros"),
    ],
)
def test_what_may_be_of_something_more_private_joins_nothing_less(
    desk: Story, private: str, text: str, where: str
) -> None:
    desk.says("karim", "@" if where == "@" else "#lyon", private)
    desk.later(minutes=1)
    desk.says("karim", where, ROOM)
    desk.later(minutes=1)
    desk.says("karim", where, text)
    desk.later(hours=6)
    assert text not in desk.by_desk("#desk") + desk.by_desk("#lyon")


@pytest.mark.parametrize(
    "text",
    [
        "il ne sait pas encore qu'on ne le garde pas",
        "il gagne 300 euros de plus que moi",
        "il dort au travail, je crois qu'il va mal",
        "il conteste notre facture de 3200 euros",
    ],
)
def test_what_is_told_of_somebody_is_asked_about_and_goes_to_nobody(desk: Story, text: str) -> None:
    desk.says("karim", "@", "il me faudrait un badge à Lyon pour un stagiaire lundi")
    desk.later(minutes=2)
    desk.says("karim", "@", text)
    desk.later(hours=6)
    assert text not in desk.by_desk("#desk")
    assert len(desk.requests()) == 1


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("il me faut un taxi demain 8h pour l'aéroport", "c'est pour réserver une salle jeudi"),
        ("l'imprimante du 2e est en panne", "c'est pour un taxi demain 8h"),
        ("l'imprimante du 2e est en panne", "pour lundi 5 plateaux repas"),
        ("il me faut un taxi demain 8h pour l'aéroport", "pour jeudi une salle de 8 personnes"),
    ],
)
def test_a_need_of_its_own_is_not_swallowed_by_how_it_begins(desk: Story, first: str, text: str) -> None:
    desk.says("karim", "#lyon", first)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", text)
    assert [desk.words(each) for each in desk.requests()] == [first, text]
