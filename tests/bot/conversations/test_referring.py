"""The reference of a confidential request goes to nobody who may not know of it, by whatever road it is written."""

from __future__ import annotations

import pytest

from bot.cards import FieldErrors
from bot.events import FileSeen
from storage.tables import Level
from tests.bot.desk_harness import Story

PAY = "il me faudrait mon bulletin de paie d'octobre"
ROOM = "il me faudrait une salle jeudi à 14h"
NAMED = ("LYO-2", "LYO_2", "lyo 2", "la demande n°2", "la demande n° 2", "ma demande numéro 2")


@pytest.fixture
def confided(desk: Story) -> Story:
    """Karim asked for LYO-1, and confided LYO-2, which Nadia has."""
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.pass_by(minutes=15)
    desk.says("karim", "@", PAY)
    desk.types("nadia", "prendre LYO-2", "@")
    desk.later(minutes=15)
    assert desk.request("LYO-2").level is Level.CONFIDENTIAL
    return desk


def told(desk: Story, words: str = "LYO-2") -> bool:
    return any(words in desk.by_desk(each) for each in ("#desk", "#lyon", "#aide"))


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_an_edit_that_names_it_waits_for_its_author(confided: Story, who: str, where: str, named: str) -> None:
    asked = confided.says(who, where, f"{ROOM}, à Lyon")
    confided.later(minutes=12)
    confided.edits(asked, f"{ROOM}, à Lyon, pour {named}")
    assert not told(confided, named)
    assert named not in confided.words(confided.request("LYO-3"))
    assert named in str(confided.last(f"@{who}", "sensitive_offer"))


def test_its_author_lets_it_be_read_and_is_not_asked_again(confided: Story) -> None:
    asked = confided.says("karim", "@", ROOM)
    confided.later(minutes=12)
    confided.edits(asked, f"{ROOM} pour LYO-2")
    confided.presses("karim", confided.last("@karim", "sensitive_offer"), "not_private")
    confided.presses("karim", confided.last("@karim", "show_confirm"), "show_all")
    assert confided.words(confided.request("LYO-3")) == f"{ROOM} pour LYO-2"
    assert confided.request("LYO-3").level is Level.STANDARD
    confided.edits(asked, f"{ROOM} pour LYO-2, avec un écran")
    assert "avec un écran" in confided.words(confided.request("LYO-3"))


def test_nor_does_an_edit_of_a_joined_line(confided: Story) -> None:
    confided.says("karim", "#lyon", ROOM)
    line = confided.says("karim", "#lyon", "pour 3 personnes")
    confided.later(minutes=12)
    confided.edits(line, "pour 3 personnes, cf LYO-2")
    assert not told(confided)
    assert "LYO-2" in str(confided.last("@karim", "sensitive_offer"))


def test_nor_does_an_edit_of_what_was_said_in_a_thread(confided: Story) -> None:
    confided.says("karim", "@", ROOM)
    confided.later(minutes=12)
    line = confided.says("karim", "@", "pour 4 personnes", under=confided.card("LYO-3", "@karim"))
    confided.edits(line, "pour 4 personnes, c'est pour LYO-2")
    assert not told(confided)
    assert "LYO-2" in str(confided.last("@karim", "sensitive_offer"))


@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_nor_does_an_edit_of_what_may_be_a_request(confided: Story, who: str) -> None:
    line = confided.says(who, "#lyon", "on pourrait avoir une salle un de ces jours ?")
    confided.later(hours=5)
    confided.edits(line, "on pourrait avoir une salle pour LYO-2 un de ces jours ?")
    confided.later(hours=5)
    assert not told(confided)


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_a_form_says_so_in_place(confided: Story, who: str, named: str) -> None:
    form = confided.types(who, "nouvelle", "@")
    reply = confided.sends(who, form, text=f"{ROOM} pour {named}", site="lyon")
    assert isinstance(reply, FieldErrors)
    assert "nomme LYO-2, qui est confidentielle" in confided.text(reply, who)
    assert len(confided.requests()) == 2
    confided.sends(who, form, text=ROOM, site="lyon")
    assert confided.words(confided.request("LYO-3")) == ROOM


def test_a_form_tells_nobody_else_that_there_is_one(confided: Story) -> None:
    form = confided.types("paul", "nouvelle", "@")
    confided.sends("paul", form, text=f"{ROOM} pour LYO-2", site="lyon")
    assert confided.request("LYO-3").level is Level.STANDARD


@pytest.mark.parametrize("name", ["LYO-2.pdf", "cr_LYO_2_v3.pdf", "Demande n°2.pdf"])
@pytest.mark.parametrize("where", ["@", "#lyon", "thread"])
def test_the_name_of_a_file_says_as_much(confided: Story, where: str, name: str) -> None:
    files, under = (FileSeen(name=name),), None
    if where == "thread":
        under = next(each for each in confided.shown("#lyon") if each.by != "desk")
    confided.says("karim", "@" if where == "@" else "#lyon", ROOM, under=under, files=files)
    confided.later(minutes=12)
    assert not told(confided, name)
    assert name not in "".join(confided.by_desk(each) for each in ("#desk", "#lyon"))
    assert len(confided.requests()) == 2
    assert ROOM in confided.by_desk("@karim") + confided.whispered("karim")


def test_what_is_posted_waits_too(confided: Story) -> None:
    for named in NAMED:
        confided.says("karim", "@", f"{ROOM} pour {named}")
        confided.later(minutes=12)
    assert not told(confided)
    assert len(confided.requests()) == 2
    confided.says("nadia", "#lyon", f"{ROOM} pour LYO-2")
    assert not told(confided)
