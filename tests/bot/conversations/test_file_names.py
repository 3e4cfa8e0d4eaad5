"""The names of files say as much as words: privacy is judged by both, asking and in threads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.cards import CloseForm
from bot.events import FileSeen
from storage.tables import Level
from tests.bot.conversations.test_private import public
from tests.bot.desk_harness import Story, Wrote

TRAIN = "il me faudrait un train pour Paris jeudi matin"
TAXI = "il me faudrait un taxi jeudi à 8h"
ILL = "arret-maladie-karim.pdf"


def file(name: str = ILL) -> tuple[FileSeen, ...]:
    return (FileSeen(name=name, permalink="https://files.example/1", owner="karim"),)


@pytest.mark.parametrize("text", ["voici le justificatif", ""])
@pytest.mark.parametrize("name", [ILL, "ArretMaladie_Karim.PDF", "bulletin_de_paie_10.pdf"])
def test_a_file_of_a_personal_name_waits_for_its_author_in_a_thread(desk: Story, text: str, name: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    desk.says("karim", "#lyon", text, under=above, files=file(name))
    assert name not in public(desk)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert name in str(desk.card("LYO-2", "@nadia"))
    assert desk.request("LYO-2").level is Level.CONFIDENTIAL
    assert name not in public(desk)


@pytest.mark.parametrize("text", ["voici le justificatif", ""])
def test_its_author_says_that_it_is_not_private(desk: Story, text: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    desk.says("karim", "#lyon", text, under=above, files=file())
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    assert ILL not in public(desk)
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    assert ILL in str(desk.last("#desk", "relay_said"))


def test_so_it_is_where_something_is_asked(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI, files=file())
    assert desk.requests() == []
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert ILL in str(desk.card("LYO-1", "@nadia"))
    assert public(desk) == ""


def test_so_it_is_beside_what_its_author_was_asked_about(desk: Story) -> None:
    desk.says("karim", "#lyon", "train pour Paris")
    desk.says("karim", "#lyon", "il me le faudrait jeudi matin", files=file())
    desk.later(days=1)
    assert ILL not in public(desk)
    assert all(each.level is Level.CONFIDENTIAL for each in desk.requests())


def test_so_it_is_where_it_is_raised(desk: Story) -> None:
    silent = desk.wrote("karim", "#lyon", TAXI, files=file())
    desk.reacts("hugo", Wrote(silent, CloseForm()), "ticket")
    assert "Ce message semble personnel." in desk.whispered("hugo")
    assert desk.requests() == []


def test_so_it_is_under_what_is_over(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    desk.types("karim", "annuler LYO-1")
    desk.says("karim", "#lyon", TAXI, under=above, files=file())
    assert len(desk.requests()) == 1
    assert ILL not in public(desk)


def test_what_is_private_by_its_file_stays_so_in_another_service(desk: Story) -> None:
    desk.says("karim", "@", TAXI, files=file())
    desk.presses("karim", desk.last("@karim", "ask_site"), "accept", "site:lyon")
    desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "service:meetings")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL


PRINT = "il me faudrait imprimer ce document pour jeudi"


def in_two(desk: Story) -> Wrote:
    opening = desk.says("karim", "@", "bonjour")
    desk.says("karim", "@", PRINT, files=file())
    return opening


def with_more(desk: Story) -> Wrote:
    desk.says("karim", "@", PRINT, files=file())
    return desk.says("karim", "@", "en deux exemplaires")


@pytest.mark.parametrize("asks", [in_two, with_more])
def test_so_it_does_when_it_was_asked_in_several_messages(desk: Story, asks: Callable[[Story], Wrote]) -> None:
    desk.types("karim", "site lyon")
    other = asks(desk)
    assert len(desk.requests()) == 1
    desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "service:meetings")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    desk.deletes(other)
    assert desk.words(desk.request("LYO-1")) == PRINT
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert public(desk) == ""
    assert ILL in str(desk.card("LYO-1", "@nadia"))


@pytest.mark.parametrize("opening", ["bonjour, voici", "j'ai besoin d'aide"])
def test_what_it_came_with_before_is_no_opening_of_what_others_read(desk: Story, opening: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", opening, files=file())
    desk.says("karim", "@", PRINT)
    desk.says("karim", "@", "en deux exemplaires")
    assert ILL not in public(desk)


def test_the_file_of_a_request_of_several_messages_is_on_its_cards(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour", files=file("plan salle.png"))
    desk.says("karim", "#lyon", TRAIN, files=file("devis.xlsx"))
    (request,) = desk.requests()
    assert desk.words(request) == f"bonjour\n{TRAIN}"
    for name in ("plan salle.png", "devis.xlsx"):
        assert str(desk.card("LYO-1", "#desk")).count(name) == 1


@pytest.mark.parametrize("name", ["billet-train.pdf", "devis.xlsx", "IMG_2041.jpg", "plan salle.png"])
def test_an_ordinary_file_goes_with_its_words(desk: Story, name: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN, files=file(name))
    desk.says("karim", "#lyon", "voici le document", under=above, files=file(name))
    assert desk.by_desk("#desk").count(name) == 2
