"""What is told of somebody, or of money, after something private: it joins nothing less private without a word."""

from __future__ import annotations

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story

TOLD = "un stagiaire me dit qu'il se fait harceler"
INVOICE = "il faudrait payer la facture du fournisseur Durand"
ROOM = "il faut une salle jeudi 14h"
TAXI = "il me faut un taxi demain 8h pour l'aéroport"
PAY = "il me faudrait une avance sur salaire, jai des problemes d'argent"
ILL = "je suis en arrêt maladie à partir de demain, a qui jenvoie le papier ?"


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
        "il est souvent endormi à son bureau",
        "il arrive en retard tous les matins",
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


@pytest.mark.parametrize("text", ["il gagne 300 euros de plus que moi", "il dort au travail, je crois qu'il va mal"])
def test_what_is_plainly_private_of_somebody_goes_to_those_trusted_with_it_alone(desk: Story, text: str) -> None:
    desk.says("karim", "@", "il me faudrait un badge à Lyon pour un stagiaire lundi")
    desk.later(minutes=2)
    desk.says("karim", "@", text)
    desk.later(hours=6)
    assert text not in read_by_others(desk) + desk.by_desk("@ines")
    assert [(desk.words(each), each.level) for each in desk.requests()[1:]] == [(text, Level.CONFIDENTIAL)]


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


def read_by_others(desk: Story) -> str:
    return desk.by_desk("#desk") + desk.by_desk("#lyon")


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("verb", ["attendre", "répondre"])
@pytest.mark.parametrize(
    ("private", "question", "text"),
    [
        (PAY, "Combien vous faut-il ?", "800 euros"),
        (PAY, "Pour quelle raison ?", "pour le loyer"),
        (TOLD, "De qui s'agit-il ?", "il s'appelle Mathis Girard"),
        (ILL, "Pour quel motif ?", "pour le dos"),
        (INVOICE, "De combien ?", "elle est de 3200 euros"),
    ],
)
def test_so_is_the_answer_to_what_was_asked_of_it(
    desk: Story, private: str, question: str, text: str, verb: str, where: str
) -> None:
    desk.says("karim", "@", private)
    desk.later(minutes=15)
    who = "claire" if private is INVOICE else "nadia"
    desk.types(who, "prendre LYO-1", "@")
    desk.types(who, f"{verb} LYO-1 {question}", "@")
    desk.later(minutes=1)
    desk.says("karim", where, TAXI)
    desk.later(minutes=1)
    desk.says("karim", where, text)
    asked = desk.last("@karim", "ask_if_answer")
    assert text in str(asked)
    desk.later(hours=6)
    assert text not in read_by_others(desk)
    assert [desk.words(each) for each in desk.requests()] == [private, TAXI]


@pytest.mark.parametrize("confided", [True, False], ids=["confided", "undecided"])
@pytest.mark.parametrize("minutes", [2, 40])
@pytest.mark.parametrize(
    ("private", "text"),
    [
        (ILL, "sans sortie autorisée"),
        (ILL, "chez le Dr Martin"),
        (PAY, "sur 3 mois"),
        (PAY, "avec un remboursement en 3 fois"),
        (PAY, "il me faudrait 800 euros"),
        (TOLD, "il s'appelle Mathis Girard"),
    ],
)
def test_what_names_nothing_of_what_was_asked_last_is_asked_about(
    desk: Story, private: str, text: str, minutes: int, confided: bool
) -> None:
    desk.says("karim", "@" if confided else "#lyon", private)
    desk.later(minutes=minutes)
    where = "@" if confided else "#lyon"
    desk.says("karim", where, ROOM)
    desk.later(minutes=1)
    desk.says("karim", where, text)
    assert text in desk.room("@karim")
    desk.later(hours=6)
    assert text not in read_by_others(desk)
    assert [desk.words(each) for each in desk.requests()] == [*([private] if confided else []), ROOM]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("la salle plutôt à 15h", "@"),
        ("la salle plutôt à 15h", "#lyon"),
        ("pour 8 personnes", "@"),
        ("pour 8 personnes", "#lyon"),
        ("urgent", "#lyon"),
    ],
)
def test_what_can_be_of_nothing_else_joins_it_all_the_same(desk: Story, text: str, where: str) -> None:
    desk.says("karim", "@", ILL)
    desk.later(minutes=2)
    desk.says("karim", where, ROOM)
    desk.later(minutes=1)
    desk.says("karim", where, text)
    assert [desk.words(each) for each in desk.requests()] == [ILL, f"{ROOM}\n{text}"]


def test_its_author_says_of_which_it_is(desk: Story) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=2)
    desk.says("karim", "@", TAXI)
    desk.says("karim", "@", "sur 3 mois")
    desk.says("karim", "@", "oui")
    assert "sur 3 mois" not in read_by_others(desk) + desk.by_desk("@nadia"), "of two, a yes says of neither"
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers", "source:3:LYO-1")
    assert "sur 3 mois" in desk.by_desk("@nadia")
    assert "sur 3 mois" not in read_by_others(desk)


def test_what_is_of_none_of_their_requests_is_of_the_private_matter_that_waits(desk: Story) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", "sur 3 mois")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    assert "sur 3 mois" in str(desk.last("@karim", "sensitive_offer"))
    assert [desk.words(each) for each in desk.requests()] == [TAXI]
    assert "sur 3 mois" not in read_by_others(desk)


@pytest.mark.parametrize("before", ["@", "#lyon"])
@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (2, "il me manque 800"),
        (2, "ma banque m'a bloqué"),
        (2, "il me faut 800 pour le loyer"),
        (300, "il faudrait que ce soit 800 euros"),
    ],
)
def test_a_trouble_that_may_be_private_too_is_no_request_where_others_read(
    desk: Story, text: str, minutes: int, before: str
) -> None:
    desk.says("karim", before, PAY)
    desk.later(minutes=minutes)
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=1)
    desk.says("karim", "#lyon", text)
    assert text in desk.room("@karim")
    desk.later(hours=6)
    assert text not in read_by_others(desk)
