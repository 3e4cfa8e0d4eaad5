"""What waits behind a personal line is never lost: it is decided again once that line is settled, in any way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.tables import Level, Source, SourceState
from tests.bot.conversations.test_kept_apart import HELP, ROOT, SECRETS, WAYS, made_the_desks, read_by_others
from tests.bot.desk_harness import Story, Wrote

SECRET = SECRETS[0]
LAMP = "la lampe de mon bureau clignote"
ROOM = "il me faudrait une salle jeudi à 14h"


@pytest.fixture
def root(desk: Story) -> Wrote:
    return desk.says("lea", "#lyon", ROOT)


def waiting(desk: Story, root: Wrote) -> tuple[Wrote, Wrote]:
    """Karim's secret, and his need that waits behind it."""
    line = desk.says("karim", "#lyon", SECRET, under=root)
    need = desk.says("karim", "#lyon", f"@Relais {HELP}", under=root, to_desk=True)
    assert desk.requests() == []
    return line, need


def asked(desk: Story) -> list[str]:
    return [desk.words(each) for each in desk.requests()]


@pytest.mark.parametrize("way", WAYS)
def test_the_line_is_deleted_as_was_advised(desk: Story, root: Wrote, way: str) -> None:
    line = desk.says("karim", "#lyon", SECRET, under=root)
    made_the_desks(desk, way, root)
    desk.deletes(line)
    assert asked(desk) == [HELP]
    assert SECRET not in read_by_others(desk)


@pytest.mark.parametrize("text", [HELP, "merci de voir ça"])
def test_it_is_still_of_whoever_raised_it(desk: Story, root: Wrote, text: str) -> None:
    line = desk.says("karim", "#lyon", SECRET, under=root)
    desk.reacts("ines", desk.says("karim", "#lyon", text, under=root), "ticket")
    assert desk.requests() == []
    desk.deletes(line)
    (request,) = desk.requests()
    assert (desk.words(request), request.origin) == (text, "emoji")
    assert request.raised_by_id != request.requester_id


def test_it_waits_as_long_as_one_line_is_asked_about(desk: Story, root: Wrote) -> None:
    first = desk.says("karim", "#lyon", SECRETS[0], under=root)
    second = desk.says("karim", "#lyon", SECRETS[1], under=root)
    made_the_desks(desk, "mention", root)
    desk.deletes(first)
    assert asked(desk) == []
    desk.deletes(second)
    assert asked(desk) == [HELP]


def test_the_line_is_edited_to_nothing_personal(desk: Story, root: Wrote) -> None:
    line, _ = waiting(desk, root)
    desk.edits(line, SECRETS[1])
    assert asked(desk) == []
    desk.edits(line, LAMP)
    assert asked(desk) == [f"{LAMP}\n{HELP}"]
    desk.later(days=8)
    assert asked(desk) == [f"{LAMP}\n{HELP}"]
    assert "Le confier" not in desk.room("@karim")


def test_a_line_that_is_hidden_by_an_edit_is_still_asked_about(desk: Story, root: Wrote) -> None:
    line, _ = waiting(desk, root)
    desk.edits(line, "merci à tous")
    assert asked(desk) == []
    assert SECRET in str(desk.last("@karim", "sensitive_offer"))
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    assert (request.level, desk.words(request)) == (Level.CONFIDENTIAL, f"{SECRET}\n{HELP}")


def test_the_question_is_left_unanswered(desk: Story, root: Wrote) -> None:
    waiting(desk, root)
    desk.later(days=7, minutes=1)
    assert SECRET not in desk.sees("ines").replace(SECRET, "", 1)
    assert HELP in str(desk.last("@karim", "ask_if_request"))
    desk.presses("karim", desk.last("@karim", "ask_if_request"), "accept")
    assert asked(desk) == [HELP]


@pytest.mark.parametrize("text", [ROOM, f"@Relais {ROOM}"])
def test_the_need_itself_is_edited(desk: Story, root: Wrote, text: str) -> None:
    _, need = waiting(desk, root)
    desk.edits(need, text)
    assert asked(desk) == [ROOM]
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert asked(desk) == [ROOM, SECRET]


def test_a_need_that_leans_on_the_line_still_waits(desk: Story, root: Wrote) -> None:
    _, need = waiting(desk, root)
    desk.edits(need, f"@Relais {HELP} merci")
    assert asked(desk) == []
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    assert (request.level, desk.words(request)) == (Level.CONFIDENTIAL, f"{SECRET}\n{HELP} merci")


def confided(desk: Story) -> None:
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")


def shown(desk: Story) -> None:
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")


@pytest.mark.parametrize("settles", [confided, shown])
def test_it_is_no_note_of_another_request_in_that_thread(
    desk: Story, root: Wrote, settles: Callable[[Story], None]
) -> None:
    waiting(desk, root)
    desk.later(minutes=20)
    desk.says("karim", "#lyon", "@Relais il me faudrait un taxi demain à 9h", under=root, to_desk=True)
    assert HELP not in desk.by_desk("#desk")
    settles(desk)
    assert len(asked(desk)) == 2
    assert HELP in asked(desk)[1]
    assert SourceState.KEPT not in [each.state for each in desk.rows(Source)[1:]]
