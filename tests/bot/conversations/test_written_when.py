"""A relative day is counted from when it was written, not from when somebody presses, chooses, edits or adds to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bot.desk_harness import Story

TAXI = "il me faudrait un taxi demain 8h"
TABLE = "une table demain midi pour 4"
DOUBT = "Votre message laisse un doute sur la date"


def yes(desk: Story) -> None:
    desk.says("karim", "#lyon", TABLE)
    desk.later(hours=22)
    desk.presses("karim", desk.whispers("karim")[-1], "accept")


def site_chosen(desk: Story) -> None:
    desk.says("zoe", "@", TAXI)
    desk.later(hours=21)
    desk.presses("zoe", desk.last("@zoe", "ask_site"), "accept", "lyon")


def confided(desk: Story) -> None:
    desk.says("karim", "#lyon", f"{TAXI} pour l'hôpital")
    desk.later(hours=21)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")


def let_be_read(desk: Story) -> None:
    desk.says("karim", "#lyon", f"{TAXI} pour l'hôpital")
    desk.later(hours=21)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")


def line_in_triage(desk: Story) -> None:
    desk.says("karim", "#lyon", TABLE)
    desk.later(hours=23)
    desk.presses("ines", desk.last("#desk", "maybe"), "accept")


def ticket(desk: Story) -> None:
    desk.says("lea", "#lyon", "bonjour il me faudrait un stylo")
    asked = desk.says("lea", "#general", f"{TAXI} à Lyon")
    desk.later(hours=21)
    desk.reacts("ines", asked, "ticket")


def typo_once_claimed(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une sale demain 14h, salle Rhône")
    desk.reacts("ines", asked, "eyes")
    desk.later(hours=22)
    desk.edits(asked, "il me faudrait une salle demain à 14h, salle Rhône")


def past_midnight(desk: Story) -> None:
    desk.until(desk.clock.at.replace(hour=22, minute=57))
    desk.says("karim", "#lyon", TAXI)
    desk.pass_by(minutes=4)
    desk.says("karim", "#lyon", "pour 3 personnes")


def opened_before_midnight(desk: Story) -> None:
    desk.until(desk.clock.at.replace(hour=22, minute=57))
    desk.says("karim", "#lyon", "bonsoir, pour demain matin")
    desk.pass_by(minutes=4)
    desk.says("karim", "#lyon", "il me faudrait un taxi 8h")


def over_when_written(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "fait LYO-1")
    desk.says("karim", "#lyon", "merci", under=asked)
    desk.says("karim", "#lyon", TABLE, under=asked)
    desk.later(hours=22)
    desk.presses("karim", desk.whispers("karim")[-1], "accept")


@pytest.mark.parametrize(
    "told",
    [
        yes,
        site_chosen,
        confided,
        let_be_read,
        line_in_triage,
        ticket,
        typo_once_claimed,
        past_midnight,
        opened_before_midnight,
        over_when_written,
    ],
)
def test_tomorrow_is_the_day_after_it_was_written(desk: Story, told: Callable[[Story], None]) -> None:
    told(desk)
    made = desk.requests()[-1]
    assert str(made.due or made.event_start).startswith("2026-11-25")


def test_a_greeting_before_midnight_counts_no_day(desk: Story) -> None:
    desk.until(desk.clock.at.replace(hour=22, minute=57))
    desk.says("karim", "#lyon", "bonsoir")
    desk.pass_by(minutes=4)
    desk.says("karim", "#lyon", TAXI)
    assert str(desk.request("LYO-1").event_start).startswith("2026-11-26")


def test_a_day_that_passed_before_somebody_decided_stands_and_is_to_be_checked(desk: Story) -> None:
    desk.says("karim", "#lyon", TABLE)
    desk.later(days=2, hours=5)
    desk.presses("ines", desk.last("#desk", "maybe"), "accept")
    made = desk.request("LYO-1")
    assert (str(made.event_start)[:10], made.date_doubted) == ("2026-11-25", True)
    assert DOUBT in str(desk.card("LYO-1", "#lyon"))


def test_another_hour_of_the_same_day_keeps_the_day(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une salle demain 14h")
    desk.later(hours=20)
    desk.edits(asked, "il me faudrait une salle demain 15h")
    made = desk.request("LYO-1")
    assert (str(made.event_start)[:13], made.date_doubted) == ("2026-11-25T15", False)


def test_another_relative_day_said_the_day_after_counts_from_then_and_is_in_doubt(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait une salle demain 14h")
    desk.later(hours=20)
    desk.edits(asked, "il me faudrait une salle après-demain 14h")
    made = desk.request("LYO-1")
    assert (str(made.event_start)[:13], made.date_doubted) == ("2026-11-27T14", True)
    assert DOUBT in str(desk.card("LYO-1", "#lyon"))
    desk.later(hours=24)
    desk.edits(asked, "il me faudrait une salle après-demain à 14h svp")
    again = desk.request("LYO-1")
    assert (again.event_start, again.date_doubted) == (made.event_start, True)
    desk.edits(asked, "il me faudrait une salle vendredi 4 décembre à 14h")
    assert (str(desk.request("LYO-1").event_start)[:10], desk.request("LYO-1").date_doubted) == ("2026-12-04", False)


def test_an_edit_heard_before_its_message_counts_alike(desk: Story) -> None:
    for text in ("il me faudrait une salle demain à 14h", "il me faudrait une salle après-demain 14h"):
        heard, early = (desk.wrote(who, "#lyon", "il me faudrait une salle demain 14h") for who in ("karim", "lea"))
        posted = desk.posted(early)
        desk.submit(desk.posted(heard))
        desk.pass_by(hours=20)
        desk.submit(desk.edited(heard, text))
        desk.submit(desk.edited(early, text))
        desk.submit(posted)
        one, other = desk.requests()[-2:]
        assert (one.event_start, one.date_doubted) == (other.event_start, other.date_doubted)
        desk.pass_by(hours=4)
