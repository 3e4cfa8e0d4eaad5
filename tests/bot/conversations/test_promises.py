"""What was promised and has passed is said as such where it was promised, and once."""

from __future__ import annotations

from datetime import timedelta

from storage.tables import Outbox
from tests.bot.desk_harness import Story

ROOM = "il me faudrait une salle jeudi à 14h"


def test_the_cards_say_late_when_the_promise_passes(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    due = desk.request("LYO-1").first_response_at
    assert due is not None
    desk.until(due - timedelta(seconds=1))
    for where in ("#lyon", "#desk"):
        assert "avant" in str(desk.card("LYO-1", where))
    desk.until(due)
    desk.carry()
    assert "Nous avons du retard, pardon" in str(desk.card("LYO-1", "#lyon"))
    assert "En retard : promise pour" in str(desk.card("LYO-1", "#desk"))
    drawn = len(desk.rows(Outbox))
    desk.later(hours=1)
    assert len(desk.rows(Outbox)) == drawn, "said once"


def test_what_was_claimed_is_late_by_its_own_end(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    request = desk.request("LYO-1")
    assert request.first_response_at is not None
    assert request.promised_at is not None
    desk.until(request.first_response_at)
    assert "retard" not in str(desk.card("LYO-1", "#desk"))
    desk.until(request.promised_at)
    assert "En retard" in str(desk.card("LYO-1", "#desk"))


def test_what_is_over_or_waits_for_an_answer_is_not_late(desk: Story) -> None:
    for text in (ROOM, "il me faudrait aussi un taxi vendredi matin"):
        desk.says("karim", "#lyon", text)
        desk.later(minutes=30)
    desk.types("ines", "fait LYO-1")
    desk.types("ines", "attendre LYO-2 pour combien ?")
    desk.later(days=3)
    assert "retard" not in desk.room("#lyon") + desk.room("#desk")
    desk.says("karim", "#lyon", "pour 4", under=desk.card("LYO-2", "#lyon"))
    assert "retard" in str(desk.card("LYO-2", "#lyon")), "waiting no more, it says what passed meanwhile"
