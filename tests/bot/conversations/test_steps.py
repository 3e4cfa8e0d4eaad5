"""What the desk does while nobody does anything: warnings ahead of a promise, each once, to whom they are for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.tables import Journal, Timer
from tests.bot.conversations.test_private import confided
from tests.bot.desk_harness import Story, due_event

ROOM = "il me faudrait une salle jeudi à 14h"
"""Asked on a Tuesday at ten at Lyon: answered within an hour, done within an opening day (nine to half past twelve,
half past one to six)."""


def asked(desk: Story) -> datetime:
    """When the room was asked for."""
    desk.says("karim", "#lyon", ROOM)
    return desk.request("LYO-1").asked_at


def told(desk: Story, who: str) -> list[str]:
    return [str(each) for each in desk.pings(f"@{who}")]


def steps(desk: Story) -> list[str]:
    return [each.data["code"] for each in desk.rows(Journal) if each.act == "step"]


def waiting_timers(desk: Story) -> list[datetime]:
    return [each.due for each in desk.rows(Timer, kind="step", done=False)]


def test_what_nobody_takes_warns_its_pool_at_half_and_its_coordinator_at_three_quarters(desk: Story) -> None:
    since = asked(desk)
    before = len(told(desk, "ines"))
    desk.until(since + timedelta(minutes=30) - timedelta(seconds=1))
    assert (len(told(desk, "ines")), steps(desk)) == (before, [])
    desk.until(since + timedelta(minutes=30))
    desk.carry()
    for who in ("ines", "claire"):
        assert "LYO-1 attend encore : personne ne l’a prise. Réponse promise avant" in told(desk, who)[-1]
    assert "attend encore" not in "".join(told(desk, "hugo") + told(desk, "coralie"))
    desk.until(since + timedelta(minutes=45))
    desk.carry()
    assert "LYO-1 n’est toujours prise par personne" in told(desk, "coralie")[-1]
    desk.until(since + timedelta(minutes=61))
    assert "Nous prenons du retard" in str(desk.card("LYO-1", "#lyon"))
    assert [steps(desk).count(each) for each in ("warn_pool", "warn_coordinator", "missed")] == [1, 1, 1]


def test_whoever_has_it_and_said_nothing_is_warned_of_first_words_until_they_do(desk: Story) -> None:
    since = asked(desk)
    desk.types("claire", "prendre LYO-1")
    desk.until(since + timedelta(minutes=45))
    desk.carry()
    warned = desk.pings("@claire")[-1]
    assert "LYO-1 est à vous, et le demandeur attend vos premiers mots" in str(warned)
    assert "[Répondre au demandeur]" in str(warned)
    assert not [who for who in ("ines", "coralie", "hugo") if "vos premiers mots" in desk.room(f"@{who}")]
    desk.types("claire", "répondre LYO-1 je regarde")
    desk.carry()
    assert "vos premiers mots" not in desk.room("@claire")
    desk.until(since + timedelta(hours=3))
    assert steps(desk).count("warn_words") == 1


def test_what_was_answered_in_time_warns_nobody_of_first_words(desk: Story) -> None:
    since = asked(desk)
    desk.types("claire", "prendre LYO-1")
    desk.types("claire", "répondre LYO-1 je regarde")
    desk.until(since + timedelta(hours=3))
    assert "warn_words" not in steps(desk)


def test_the_warning_offers_to_take_it_and_comes_no_more_once_taken(desk: Story) -> None:
    since = asked(desk)
    desk.until(since + timedelta(minutes=30))
    desk.carry()
    desk.presses("claire", desk.pings("@claire")[-1], "claim")
    desk.until(since + timedelta(minutes=50))
    assert "toujours prise par personne" not in "".join(told(desk, "coralie"))


def test_who_has_it_is_warned_before_its_end(desk: Story) -> None:
    asked(desk)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 Je regarde.")
    end = desk.request("LYO-1").promised_at
    assert end is not None
    # Asked at ten: three quarters of an opening day of eight hours end at five, an hour's break within.
    desk.until(desk.request("LYO-1").asked_at.replace(hour=15, minute=57))
    assert "peu de temps" not in "".join(told(desk, "ines"))
    desk.until(desk.request("LYO-1").asked_at + timedelta(hours=7, minutes=24))
    desk.carry()
    assert "LYO-1 est promise avant" in told(desk, "ines")[-1]
    desk.until(end + timedelta(hours=1))
    assert steps(desk).count("warn_assignee") == 1


def test_a_request_has_one_timer_and_none_once_it_is_over(desk: Story) -> None:
    asked(desk)
    assert len(waiting_timers(desk)) == 1
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert len(waiting_timers(desk)) == 1
    desk.types("ines", "attendre LYO-1 pour combien ?")
    assert waiting_timers(desk) == [], "its clock stands still"
    desk.says("karim", "#lyon", "pour 4", under=desk.card("LYO-1", "#lyon"))
    assert len(waiting_timers(desk)) == 1
    desk.types("ines", "fait LYO-1")
    assert waiting_timers(desk) == []


def test_given_back_after_half_of_its_time_it_warns_at_once(desk: Story) -> None:
    since = asked(desk)
    desk.types("ines", "prendre LYO-1")
    desk.until(since + timedelta(minutes=35))
    assert steps(desk) == []
    desk.types("ines", "rendre LYO-1")
    desk.later(seconds=5)
    assert steps(desk) == ["warn_pool"]
    desk.until(since + timedelta(minutes=44))
    assert steps(desk) == ["warn_pool"]


def test_a_desk_that_was_down_warns_of_nothing_that_has_happened_already(desk: Story) -> None:
    asked(desk)
    desk.pass_by(hours=2)
    before = told(desk, "ines")
    desk.later(seconds=1)
    assert "attend encore" not in "".join(told(desk, "ines")[len(before) :])
    moot = {each.data["code"]: each.data["moot"] for each in desk.rows(Journal) if each.act == "step"}
    assert (moot["warn_pool"], moot["warn_coordinator"], moot["missed"]) == (True, True, False)


@pytest.mark.parametrize("again", ["twice", "restarted"])
def test_a_step_is_done_once_whatever_says_that_it_is_due(desk: Story, again: str) -> None:
    since = asked(desk)
    timer = desk.rows(Timer, kind="step", done=False)[0]
    desk.until(since + timedelta(minutes=31))
    sent = len(told(desk, "ines"))
    if again == "twice":
        desk.submit(due_event(timer))
        desk.submit(due_event(timer).model_copy(update={"key": desk.key()}))
    else:
        desk.until(since + timedelta(minutes=40))
    assert len(told(desk, "ines")) == sent
    assert steps(desk) == ["warn_pool"]


def deferred(desk: Story) -> list[str]:
    return [str(each) for each in desk.shown("#lyon") if each.card and each.card.kind == "deferred"]


def test_the_requester_is_told_before_a_promise_breaks_with_a_new_one(desk: Story) -> None:
    since = asked(desk)
    desk.until(since + timedelta(minutes=53))
    assert deferred(desk) == []
    desk.until(since + timedelta(minutes=54))
    desk.carry()
    told_so = "Vous aurez notre réponse avant 11 h 30, au lieu de 11 h."
    assert [told_so in each for each in deferred(desk)] == [True]
    assert "réponse avant mardi 24 novembre, 11 h 30, au lieu de 11 h." in str(desk.card("LYO-1", "#lyon"))
    desk.until(since + timedelta(minutes=75))
    inside = str(desk.card("LYO-1", "#desk"))
    assert "🔴 En retard : promise pour mardi 24 novembre, 11 h." in inside
    assert "Nouvelle échéance donnée au demandeur : mardi 24 novembre, 11 h 30." in inside
    desk.types("ines", "répondre LYO-1 Je regarde.")
    assert "11 h 30" not in str(desk.card("LYO-1", "#lyon")), "what was put off was said"
    assert len(deferred(desk)) == 1


def test_the_requester_is_told_again_before_what_was_promised_anew_breaks_and_more_and_more_seldom(
    desk: Story,
) -> None:
    since = asked(desk)
    desk.until(since + timedelta(minutes=80))
    assert len(deferred(desk)) == 1
    desk.until(since + timedelta(minutes=82))
    desk.carry()
    assert "avant 12 h 15, au lieu de 11 h 30." in deferred(desk)[-1]
    assert "réponse avant mardi 24 novembre, 12 h 15" in str(desk.card("LYO-1", "#lyon"))
    told = desk.text(desk.types("ines", "LYO-1"))
    assert "nouvelle échéance annoncée, mardi 24 novembre, 11 h 30." in told
    assert "nouvelle échéance annoncée, mardi 24 novembre, 12 h 15." in told
    desk.until(since + timedelta(days=7))
    assert len(deferred(desk)) == 10, "each time for half as long again"
    count = len(deferred(desk))
    desk.types("ines", "fait LYO-1")
    desk.later(days=9)
    assert len(deferred(desk)) == count


def test_what_is_done_in_time_is_put_off_to_nobody(desk: Story) -> None:
    since = asked(desk)
    desk.until(since + timedelta(minutes=53))
    desk.types("ines", "fait LYO-1")
    desk.later(days=2)
    assert deferred(desk) == []


def test_a_badge_says_how_a_request_stands(desk: Story) -> None:
    since = asked(desk)
    seen = []
    for minutes in (1, 46, 61):
        desk.until(since + timedelta(minutes=minutes))
        desk.carry()
        seen.append(next(each for each in "🟢🟠🔴" if each in str(desk.card("LYO-1", "#desk"))))
    assert seen == ["🟢", "🟠", "🔴"]
    desk.types("ines", "fait LYO-1")
    assert "🟤 Délai dépassé." in str(desk.card("LYO-1", "#desk"))
    assert "🟤" not in str(desk.card("LYO-1", "#lyon"))


@pytest.mark.parametrize("said", ["liste retard", "list late", "liste RETARD"])
def test_what_is_late_is_listed_apart(desk: Story, said: str) -> None:
    asked(desk)
    desk.later(minutes=40)
    desk.says("lea", "#lyon", "il me faudrait un taxi vendredi à 8h")
    desk.later(minutes=30)
    listed = desk.text(desk.types("claire", said), "claire")
    assert "En retard" in listed
    assert ("LYO-1" in listed, "LYO-2" in listed) == (True, False)
    assert "LYO-1" in desk.text(desk.types("karim", said), "karim")
    assert "LYO-1" not in desk.text(desk.types("lea", said), "lea")


def test_a_pause_moves_what_is_promised_by_as_much_open_time(desk: Story) -> None:
    asked(desk)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 pour combien ?")
    before = desk.request("LYO-1").promised_at
    assert before is not None
    assert f"{before:%d %H:%M}" == "25 09:00"
    desk.until(desk.clock.at.replace(hour=13, minute=0, second=0))
    desk.says("karim", "#lyon", "pour 4", under=desk.card("LYO-1", "#lyon"))
    request = desk.request("LYO-1")
    assert request.promised_at is not None
    # From ten to two at Lyon are three open hours; from ten on, these end at two again, lunch within.
    assert abs(request.promised_at - before - timedelta(hours=4)) < timedelta(seconds=10)
    assert request.paused_at is None


def test_what_is_promised_says_how_it_was_counted(desk: Story) -> None:
    asked(desk)
    assert "Réponse à donner mardi 11 h : reçue mardi à 10 h" in desk.text(desk.types("karim", "voir LYO-1"))
    desk.types("ines", "attendre LYO-1 pour combien ?")
    assert "Le délai est suspendu depuis mardi 10 h" in desk.text(desk.types("karim", "voir LYO-1"))
    desk.until(desk.clock.at.replace(hour=13, minute=0, second=0))
    desk.says("karim", "#lyon", "pour 4", under=desk.card("LYO-1", "#lyon"))
    said = desk.text(desk.types("ines", "voir LYO-1"), "ines")
    assert "À rendre mercredi 13 h 59 : reçue mardi à 10 h ; suspendue de mardi 10 h à mardi 14 h" in said


def done_late(desk: Story) -> None:
    since = asked(desk)
    desk.types("ines", "prendre LYO-1")
    desk.until(since + timedelta(minutes=70))
    desk.types("ines", "fait LYO-1")


def causes(desk: Story) -> list[str]:
    return [each.data["cause"] for each in desk.rows(Journal) if each.act == "cause"]


def test_whoever_did_it_late_says_why_in_one_press(desk: Story) -> None:
    done_late(desk)
    question = desk.last("@ines", "cause_asked")
    assert "LYO-1 a dépassé son délai." in str(question)
    assert "C’est noté pour LYO-1 : Demande incomplète." in desk.text(
        desk.presses("ines", question, "cause", "incomplete"), "ines"
    )
    assert causes(desk) == ["incomplete"]
    assert "la raison du retard : Demande incomplète" in desk.text(desk.types("ines", "voir LYO-1"), "ines")
    assert "raison du retard" not in desk.text(desk.types("karim", "voir LYO-1"))


def test_nobody_else_says_why_and_no_rubbish_is_kept(desk: Story) -> None:
    done_late(desk)
    for who in ("karim", "lea", "claire", "marc"):
        desk.forges(who, "cause", "LYO-1:load")
    desk.forges("ines", "cause", "LYO-1:whatever")
    desk.forges("ines", "cause", "LYO-1")
    assert causes(desk) == []
    desk.forges("coralie", "cause", "LYO-1:absence")
    assert causes(desk) == ["absence"], "whoever coordinates knows why as well"


def test_what_is_done_in_time_is_asked_nothing(desk: Story) -> None:
    asked(desk)
    desk.types("ines", "fait LYO-1")
    assert "dépassé" not in desk.room("@ines")
    assert "dans les temps" in desk.text(desk.forges("ines", "cause", "LYO-1:load"), "ines")
    assert causes(desk) == []


def rules_of(name: str, **keys: object) -> Callable[[dict[str, Any]], object]:
    """The charter says this of somebody besides."""

    def change(data: dict[str, Any]) -> None:
        next(each for each in data["people"] if each["id"] == name).update(keys)

    return change


def test_nobody_is_warned_while_away_or_outside_their_own_hours(desk: Story) -> None:
    late, gone = rules_of("claire", hours={"mon-fri": "10:45-18:00"}), rules_of("ines", away=["2026-11-24"])
    desk.rules(lambda data: (late(data), gone(data)))
    since = asked(desk)
    desk.until(since + timedelta(minutes=40))
    desk.carry()
    assert steps(desk) == ["warn_pool"]
    assert "attend encore" not in "".join(told(desk, "claire") + told(desk, "ines"))
    desk.until(since + timedelta(minutes=46))
    desk.carry()
    assert "LYO-1 attend encore" in told(desk, "claire")[-1]
    assert "attend encore" not in "".join(told(desk, "ines"))


def test_a_warning_held_until_work_begins_is_not_told_of_what_was_taken_meanwhile(desk: Story) -> None:
    desk.rules(rules_of("claire", hours={"mon-fri": "10:45-18:00"}))
    since = asked(desk)
    desk.until(since + timedelta(minutes=35))
    desk.types("ines", "prendre LYO-1")
    desk.until(since + timedelta(minutes=50))
    assert "attend encore" not in "".join(told(desk, "claire"))


def test_a_confidential_request_warns_those_alone_who_may_know_of_it(desk: Story) -> None:
    request = desk.request(confided(desk))
    assert request.first_response_at is not None
    desk.until(request.first_response_at + timedelta(minutes=1))
    desk.carry()
    warned = [
        who for who in ("ines", "claire", "nadia", "samia", "marc") if "attend encore" in "".join(told(desk, who))
    ]
    assert warned == ["nadia", "samia"]
    assert request.ref not in desk.by_desk("#desk")


def test_what_is_done_while_its_requester_was_waited_for_is_not_late(desk: Story) -> None:
    asked(desk)
    desk.types("ines", "attendre LYO-1 pour combien ?")
    desk.later(days=3)
    desk.types("ines", "fait LYO-1")
    assert "✅ Délai tenu." in str(desk.card("LYO-1", "#desk"))
    assert "dépassé" not in desk.room("@ines")
