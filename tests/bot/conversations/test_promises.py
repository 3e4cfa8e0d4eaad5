"""What was promised and has passed is said as such where it was promised, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest

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
    assert "Nous prenons du retard, pardon : réponse avant" in str(desk.card("LYO-1", "#lyon"))
    assert "🔴 En retard : promise pour" in str(desk.card("LYO-1", "#desk"))
    desk.later(hours=1)
    assert "Nous prenons du retard, pardon : réponse avant" in str(desk.card("LYO-1", "#lyon")), "it was put off again"
    drawn = len(desk.rows(Outbox))
    desk.later(minutes=1)
    assert len(desk.rows(Outbox)) == drawn, "said once, until what is promised instead nears"


def test_who_takes_it_has_not_answered_yet(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert "Inès Caron s’en occupe. Le pôle vous répond avant" in str(desk.card("LYO-1", "#lyon"))
    due = desk.request("LYO-1").first_response_at
    assert due is not None
    desk.until(due)
    desk.carry()
    assert "En retard : promise pour" in str(desk.card("LYO-1", "#desk"))
    desk.types("ines", "répondre LYO-1 Je regarde ce qui est libre.")
    assert "Le pôle l’aura traitée avant" in str(desk.card("LYO-1", "#lyon"))


def test_what_was_answered_is_late_by_its_own_end(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.types("ines", "répondre LYO-1 Je regarde ce qui est libre.")
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
        desk.later(minutes=20)
    desk.types("ines", "fait LYO-1")
    desk.types("ines", "attendre LYO-2 pour combien ?")
    desk.later(days=3)
    assert "retard" not in desk.room("#lyon") + desk.room("#desk")
    desk.says("karim", "#lyon", "pour 4", under=desk.card("LYO-2", "#lyon"))
    assert "Le pôle l’aura traitée avant" in str(desk.card("LYO-2", "#lyon")), "what it waited is added to its time"


SHORT = "C’est plus court que le délai que nous promettons"


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("il me faudrait un taxi demain à 7h pour l'aéroport", "mercredi 25 novembre, 7 h"),
        ("colis à envoyer aujourd'hui avant 17h45 svp", "mardi 24 novembre, 17 h 45"),
        ("il me faudrait une salle à 18h ce soir", "mardi 24 novembre, 18 h"),
    ],
)
def test_nothing_is_promised_for_after_it_is_of_use(desk: Story, text: str, aim: str) -> None:
    desk.until(desk.clock.at.replace(hour=16, minute=30))
    asked = desk.says("karim", "#lyon", text)
    for taken in (False, True):
        if taken:
            desk.reacts("ines", asked, "eyes")
        own, inside = str(desk.card("LYO-1", "#lyon")), str(desk.card("LYO-1", "#desk"))
        assert f"Nous visons {aim}." in own
        assert SHORT in own
        assert f"À viser : {aim}. Échéance courte." in inside
        assert "avant mercredi" not in own + inside
        assert "traitée avant" not in own
    assert f"Nous visons {aim}." in desk.opens_home("karim")
    assert "Échéance courte." in desk.opens_home("ines")
    assert SHORT in desk.text(desk.types("karim", "voir LYO-1"))


def test_what_is_answered_in_time_and_done_late_is_told_as_both(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une salle demain à 9h")
    own = str(desk.card("LYO-1", "#lyon"))
    assert "Le pôle vous répond avant" in own
    assert SHORT in own
    desk.reacts("ines", asked, "eyes")
    desk.types("ines", "répondre LYO-1 Je regarde ce qui est libre.")
    assert "s’en occupe. Nous visons mercredi 25 novembre, 9 h." in str(desk.card("LYO-1", "#lyon"))
    desk.sends("karim", desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due"), due="07/12 9h")
    assert SHORT not in str(desk.card("LYO-1", "#lyon"))
    assert "Le pôle l’aura traitée avant" in str(desk.card("LYO-1", "#lyon"))


def test_a_day_that_leaves_the_time_that_is_promised_is_no_short_one(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.reacts("ines", asked, "eyes")
    desk.types("ines", "répondre LYO-1 Je regarde ce qui est libre.")
    assert SHORT not in str(desk.card("LYO-1", "#lyon"))
    assert "Le pôle l’aura traitée avant" in str(desk.card("LYO-1", "#lyon"))


A_TABLE = "une table pour 4 vendredi midi"


def held(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=15)
    desk.types("ines", "attendre LYO-1 Avec vidéoprojecteur ?")
    desk.later(minutes=15)
    desk.says("karim", "@", A_TABLE)


@pytest.mark.parametrize("by", ["author", "triage", "site"])
def test_what_becomes_a_request_days_later_is_promised_from_then(desk: Story, by: str) -> None:
    if by == "site":
        desk.says("karim", "@", "il me faudrait un taxi vendredi à 8h")
    else:
        held(desk)
    known = len(desk.requests())
    desk.later(days=2)
    if by == "author":
        desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    if by == "triage":
        desk.presses("ines", desk.last("#desk", "maybe"), "accept")
    if by == "site":
        desk.presses("karim", desk.last("@karim", "ask_site"), "accept", "site:lyon")
    made = desk.requests()[known:]
    assert len(made) == 1
    request = made[0]
    assert request.first_response_at is not None
    assert request.first_response_at > desk.clock.at
    assert "retard" not in desk.room("#desk")
    assert request.event_start is not None
    assert request.event_start.startswith("2026-11-27"), "its days count from when it was written"
    desk.presses("ines", desk.card(request.ref, "#desk"), "urgent")
    assert desk.request(request.ref).urgent
    assert "retard" not in desk.room("#desk")
