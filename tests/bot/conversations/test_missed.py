"""What is missed climbs by the clock: who is told, when, once; what stops it; and what a desk that was down says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.tables import Journal, Timer
from tests.bot.desk_harness import Story, due_event

ROOM = "il me faudrait une salle jeudi à 14h"
"""Asked on a Tuesday at ten at Lyon: answered within an hour, done within an opening day (nine to half past twelve,
half past one to six)."""
UNANSWERED = "a besoin de vous : promise pour mardi 24 novembre, 11 h, toujours sans réponse."


@pytest.fixture
def since(desk: Story) -> datetime:
    desk.says("karim", "#lyon", ROOM)
    return desk.request("LYO-1").asked_at


def at(desk: Story, since: datetime, **span: float) -> None:
    desk.until(since + timedelta(**span))
    desk.carry()


def told(desk: Story, what: str = "a besoin de vous") -> set[str]:
    """Who was told, in their direct conversation, of what is missed."""
    return {
        who for who in ("ines", "claire", "coralie", "marc", "helene", "tom", "nadia") if what in desk.room(f"@{who}")
    }


def climbed(desk: Story) -> list[str]:
    return [each.data["code"] for each in desk.rows(Journal, act="climb")]


def test_each_step_tells_its_people_at_its_time_until_the_end_is_missed(desk: Story, since: datetime) -> None:
    at(desk, since, minutes=59)
    assert told(desk) == set()
    at(desk, since, minutes=61)
    assert told(desk) == {"ines"}
    at(desk, since, minutes=89)
    assert told(desk) == {"ines"}
    at(desk, since, minutes=91)
    assert told(desk) == {"ines", "coralie"}
    assert UNANSWERED in desk.room("@coralie")
    at(desk, since, hours=3, minutes=59)
    assert told(desk) == {"ines", "coralie"}
    at(desk, since, hours=4, minutes=1)
    assert told(desk) == {"ines", "coralie", "marc"}
    assert UNANSWERED in desk.by_desk("#alertes")
    at(desk, since, days=1, minutes=-1)
    assert climbed(desk) == ["climb:response:0", "climb:response:1", "climb:response:2"]
    at(desk, since, days=2, minutes=-1)
    assert climbed(desk)[3:] == ["climb:resolution:0", "climb:resolution:1", "climb:resolution:2"]
    assert told(desk, "toujours pas traitée") == {"ines", "coralie", "marc"}
    at(desk, since, days=9)
    assert climbed(desk)[6:] == ["climb:resolution:3"]
    assert told(desk) == {"ines", "coralie", "marc", "helene"}
    assert "LYO-1 needs you: promised for" in desk.room("@tom")
    history = desk.text(desk.types("coralie", "voir LYO-1", "@"), "coralie")
    assert "toujours sans réponse, le pôle prévient Marc Vidal." in history
    assert "toujours pas traitée, le pôle prévient Hélène Durand et Tom Baker." in history
    assert "Nouvelle. 🔴 En retard : promise pour" in history


def test_whoever_has_it_is_offered_to_answer_and_takes_over_from_nobody(desk: Story, since: datetime) -> None:
    desk.types("claire", "prendre LYO-1")
    at(desk, since, minutes=91)
    for who, offered in (("claire", "[Répondre au demandeur]"), ("coralie", "[Je prends le relais]")):
        needed = str(desk.pings(f"@{who}")[-1])
        assert "toujours sans réponse" in needed
        assert [each for each in ("[Répondre au demandeur]", "[Je prends le relais]") if each in needed] == [offered]


@pytest.mark.parametrize("taken", ["press", "claim", "reply", "wait"])
def test_it_climbs_no_further_once_somebody_takes_it(desk: Story, since: datetime, taken: str) -> None:
    at(desk, since, minutes=91)
    if taken == "press":
        desk.presses("coralie", desk.pings("@coralie")[-1], "take_over")
    else:
        desk.types(
            "claire", {"claim": "prendre LYO-1", "reply": "répondre LYO-1 oui", "wait": "attendre LYO-1 où ?"}[taken]
        )
    at(desk, since, hours=7)
    assert told(desk) == set(), "what stood with those who were told needs them no longer"
    assert climbed(desk) == ["climb:response:0", "climb:response:1"]


def test_what_is_missed_again_is_taken_over_again_before_anybody_is_told(desk: Story, since: datetime) -> None:
    at(desk, since, minutes=91)
    for _ in range(2):
        desk.types("marc", "relayer LYO-1")
    assert desk.history("LYO-1").count("take_over") == 1
    # Its end has just been missed, and no step was taken yet.
    desk.clock.at = desk.machine.at = since + timedelta(days=1, seconds=1)
    desk.types("marc", "relayer LYO-1")
    assert desk.history("LYO-1").count("take_over") == 2
    at(desk, since, days=9)
    assert climbed(desk)[2:] == [], "somebody answers for it"


def test_the_channel_of_alerts_says_who_has_taken_over(desk: Story, since: datetime) -> None:
    at(desk, since, hours=4, minutes=1)
    (card,) = [each for each in desk.shown("#alertes") if each.by == "desk"]
    assert "LYO-1" in str(card)
    desk.presses("marc", card, "take_over")
    assert "Marc Vidal prend le relais pour LYO-1." in desk.by_desk("#alertes")
    assert UNANSWERED not in desk.by_desk("#alertes")
    assert desk.request("LYO-1").assignee_id is None


def test_given_back_it_climbs_on_from_where_it_stood(desk: Story, since: datetime) -> None:
    at(desk, since, minutes=91)
    desk.types("claire", "prendre LYO-1")
    at(desk, since, hours=3)
    desk.types("claire", "rendre LYO-1")
    at(desk, since, hours=4, minutes=1)
    assert climbed(desk) == ["climb:response:0", "climb:response:1", "climb:response:2"]


def test_what_was_due_while_somebody_had_it_is_told_without_saying_that_the_desk_was_down(
    desk: Story, since: datetime
) -> None:
    at(desk, since, minutes=91)
    desk.types("claire", "prendre LYO-1")
    at(desk, since, hours=5)
    desk.types("claire", "rendre LYO-1")
    at(desk, since, hours=5, minutes=1)
    assert UNANSWERED in desk.room("@marc")
    assert "à l’arrêt" not in desk.room("@marc") + desk.by_desk("#alertes")


def test_an_executive_reads_what_they_were_alerted_about_and_nothing_else(desk: Story, since: datetime) -> None:
    for order in ("voir LYO-1", "escalade LYO-1 et alors ?"):
        assert "Je ne trouve pas" in desk.text(desk.types("helene", order))
    at(desk, since, days=9)
    desk.says("karim", "#lyon", "il nous faudrait aussi une imprimante pour l'accueil")
    assert "salle" in desk.text(desk.types("helene", "voir LYO-1"))
    assert "prévenu" in desk.text(desk.types("helene", "escalade LYO-1 et alors ?"))
    assert "Je ne trouve pas" in desk.text(desk.types("helene", "voir LYO-2"))


def test_outside_their_own_hours_they_are_told_when_they_are_at_work_if_it_still_climbs(desk: Story) -> None:
    desk.until(datetime.fromisoformat("2026-11-25T09:05:00+01:00"))
    desk.says("karim", "#lyon", ROOM)
    desk.says("lea", "#lyon", "il nous faudrait une salle vendredi à 10h")
    # An opening day after its end was missed, at five past nine, when Tom's day has not begun in London.
    desk.until(datetime.fromisoformat("2026-11-27T09:15:00+01:00"))
    desk.carry()
    assert climbed(desk).count("climb:resolution:3") == 2
    assert "LYO-1" in desk.room("@helene")
    assert desk.pings("@tom") == []
    desk.types("coralie", "relayer LYO-2")
    desk.until(datetime.fromisoformat("2026-11-27T11:00:00+01:00"))
    desk.carry()
    assert "LYO-1" in desk.room("@tom")
    assert "LYO-2" not in desk.room("@tom")


@pytest.fixture
def held_for_london(desk: Story) -> Story:
    """An opening day after the end of LYO-1 was missed, at five past nine, when Tom's day has not begun in London."""
    desk.until(datetime.fromisoformat("2026-11-25T09:05:00+01:00"))
    desk.says("karim", "#lyon", ROOM)
    desk.until(datetime.fromisoformat("2026-11-27T09:15:00+01:00"))
    desk.carry()
    assert climbed(desk)[-1] == "climb:resolution:3"
    assert desk.pings("@tom") == []
    return desk


def test_what_is_promised_anew_before_their_hours_is_missed_no_longer(held_for_london: Story) -> None:
    held_for_london.types("claire", "fait LYO-1")
    held_for_london.types("karim", "rouvrir LYO-1")
    held_for_london.until(datetime.fromisoformat("2026-11-27T11:00:00+01:00"))
    held_for_london.carry()
    assert held_for_london.pings("@tom") == []


def test_a_desk_that_was_down_in_their_hours_waits_for_the_next(held_for_london: Story) -> None:
    held_for_london.pass_by(hours=12)
    held_for_london.later(seconds=1)
    assert held_for_london.pings("@tom") == []
    held_for_london.until(datetime.fromisoformat("2026-11-30T09:29:00+01:00"))
    assert held_for_london.pings("@tom") == []
    held_for_london.until(datetime.fromisoformat("2026-11-30T09:31:00+01:00"))
    held_for_london.carry()
    assert "LYO-1 needs you" in str(held_for_london.pings("@tom")[-1])


def test_who_goes_away_before_their_hours_is_told_nothing(held_for_london: Story) -> None:
    held_for_london.types("tom", "away today")
    held_for_london.until(datetime.fromisoformat("2026-12-01T11:00:00+01:00"))
    held_for_london.carry()
    assert held_for_london.pings("@tom") == []


def test_urgent_and_unclaimed_climbs_sooner(desk: Story) -> None:
    desk.says("karim", "#lyon", "C'est urgent : " + ROOM)
    since = desk.request("LYO-1").asked_at
    at(desk, since, minutes=9)
    assert told(desk) == set()
    at(desk, since, minutes=11)
    assert told(desk, "elle est urgente, et personne ne l’a prise") == {"coralie"}
    at(desk, since, minutes=31)
    assert told(desk, "elle est urgente, et personne ne l’a prise") == {"coralie", "marc"}


def test_what_is_confidential_climbs_to_cleared_people_alone(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, text="mon contrat de travail", service="hr_admin", site="lyon")
    desk.until(desk.clock.at + timedelta(days=9))
    desk.carry()
    assert told(desk) == {"nadia"}
    assert "LYO-1" not in desk.by_desk("#alertes") + desk.sees("coralie") + desk.sees("marc") + desk.sees("helene")


def test_a_desk_that_was_down_tells_each_once_and_says_that_it_is_late(desk: Story, since: datetime) -> None:
    desk.pass_by(hours=5)
    desk.later(seconds=1)
    assert told(desk, "J’étais à l’arrêt, pardon de vous le dire si tard.") == {"ines", "coralie", "marc"}
    assert desk.room("@marc").count("a besoin de vous") == 1
    assert UNANSWERED in desk.room("@marc")
    assert climbed(desk) == ["climb:response:0", "climb:response:1", "climb:response:2"]


def test_after_days_it_speaks_of_the_end_alone(desk: Story, since: datetime) -> None:
    desk.pass_by(days=3)
    desk.later(seconds=1)
    assert {each.split(":")[1] for each in climbed(desk)} == {"resolution"}
    for who in ("coralie", "marc", "helene"):
        assert desk.room(f"@{who}").count("a besoin de vous") == 1


def test_a_step_fired_twice_tells_once(desk: Story, since: datetime) -> None:
    at(desk, since, minutes=61)
    (timer,) = desk.rows(Timer, kind="step", done=False)
    at(desk, since, minutes=91)
    for _ in range(2):
        desk.submit(due_event(timer))
    assert desk.room("@coralie").count("a besoin de vous") == 1


def test_nobody_is_told_of_their_own_request(desk: Story) -> None:
    desk.says("marc", "#lyon", ROOM)
    at(desk, desk.request("LYO-1").asked_at, hours=5)
    assert told(desk) == {"ines", "coralie"}


def test_who_coordinates_and_has_it_is_told_once_of_what_is_missed(desk: Story, since: datetime) -> None:
    desk.types("marc", "absence aujourd’hui")
    desk.types("coralie", "prendre LYO-1")
    assert desk.who_has("LYO-1") == "coralie"
    at(desk, since, minutes=61)
    assert desk.room("@coralie").count("a besoin de vous") == 1
    at(desk, since, hours=2)
    assert desk.room("@coralie").count("a besoin de vous") == 1
    at(desk, since, hours=8)
    assert desk.room("@coralie").count("a besoin de vous") == 1
    desk.until(since + timedelta(days=1, hours=1))
    desk.carry()
    assert desk.room("@coralie").count("toujours pas traitée") == 1, "another miss is another alert"
