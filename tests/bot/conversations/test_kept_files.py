"""The files of a message that was kept say what it is whenever it is read again."""

from __future__ import annotations

import pytest

from bot.events import FileSeen
from storage.tables import File, Level, Source, SourceState, Words
from tests.bot.conversations.test_private import public
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"
ILL = "arret-maladie.pdf"
SICK_NOTE = (FileSeen(name=ILL),)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("voici", "pouvez-vous imprimer ça jeudi ?"),
        ("bonjour", "bonjour, il me faudrait une copie de ce document"),
        ("", "il faudrait m'imprimer ce document"),
    ],
)
def test_what_was_sent_to_the_desk_alone_stays_there_when_its_words_are_edited(
    desk: Story, first: str, then: str
) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.later(minutes=15)
    desk.edits(desk.says("karim", "@", first, files=SICK_NOTE), then)
    assert [each.level for each in desk.requests()[1:]] == [Level.CONFIDENTIAL]
    assert ILL not in public(desk)
    assert "LYO-2" not in public(desk)


@pytest.mark.parametrize("text", ["pouvez-vous m'imprimer ça ?", "tu peux t'en occuper ?"])
def test_what_nobody_answered_is_no_line_in_triage(desk: Story, text: str) -> None:
    desk.says("zoe", "@", text, files=SICK_NOTE)
    desk.later(minutes=20)
    assert public(desk) == ""
    assert "Nadia Benali" in str(desk.last("@zoe", "sensitive_offer"))


def test_a_file_that_came_before_its_words_were_edited_is_held_back_in_a_channel(desk: Story) -> None:
    """A doubtful message stands in triage as a line; edited, it is read with its file as it was the first time."""
    written = desk.says("karim", "#lyon", "voici", files=SICK_NOTE)
    desk.edits(written, "pouvez-vous imprimer ça jeudi ?")
    desk.later(minutes=20)
    assert ILL not in public(desk)
    assert desk.requests() == []


def test_a_line_that_turns_out_confidential_is_settled_as_if_it_were_left(desk: Story) -> None:
    """It stands since a time when nothing told that it was private: no reference of it comes there for that."""
    desk.says("zoe", "@", "tu peux t'en occuper ?")
    desk.later(minutes=20)
    line = desk.last("#desk", "maybe")
    (kept,) = desk.rows(Words, kind="message")
    file = File(words_id=kept.id, platform="slack", name=ILL)
    desk.writer.run(lambda unit: unit.add(file)).result(30)
    desk.presses("ines", line, "accept")
    (waits,) = desk.rows(Source, state=SourceState.MAYBE)
    desk.forges("zoe", "accept", f"source:{waits.id}:site:lyon", at=desk.last("@zoe", "ask_site"))
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert "LYO-1" not in public(desk)
    assert "sans suite" in str(line)


def test_its_author_is_told_of_every_file_before_saying_that_it_may_be_read(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un coursier jeudi", files=SICK_NOTE)
    offer = desk.last("@karim", "sensitive_offer")
    assert ILL in str(offer)
    desk.presses("karim", offer, "not_private")
    confirm = desk.last("@karim", "show_confirm")
    assert ILL in str(confirm)
    desk.presses("karim", confirm, "show_all")
    assert ILL in str(desk.card("LYO-1", "#desk"))


def test_so_they_are_when_another_service_would_read_it(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un coursier jeudi", files=SICK_NOTE)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.types("nadia", "prendre LYO-1", "@")
    desk.forges("karim", "correct", "LYO-1:service:travel")
    desk.forges("karim", "correct", "LYO-1:service:office")
    asked = desk.last("@karim", "disclose_offer")
    assert ILL in str(asked)
    assert ILL not in public(desk)
