"""The only coordinator is away: what is for her goes to who stands in, to who manages the site, to who leads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.conversations.test_private import confided
from tests.bot.desk_harness import Story

ROOM = "il me faudrait une salle jeudi à 14h"
UNTAKEN = "n’est toujours prise par personne"
EVERYBODY = ("ines", "claire", "hugo", "coralie", "marc", "julie", "helene", "nadia", "samia")


def told(desk: Story, what: str) -> set[str]:
    return {who for who in EVERYBODY if what in desk.room(f"@{who}")}


@pytest.mark.parametrize(
    ("away", "reached"),
    [
        ({"coralie": " relais @Hugo Pereira"}, {"hugo"}),
        ({"coralie": ""}, {"marc"}),
        ({"coralie": "", "marc": ""}, {"nadia"}),
        ({"coralie": "", "marc": "", "nadia": ""}, set()),
    ],
)
def test_what_nobody_takes_is_told_to_who_is_there_in_her_place(
    desk: Story, away: dict[str, str], reached: set[str]
) -> None:
    for who, backup in away.items():
        desk.types(who, f"absence aujourd’hui{backup}")
    desk.says("karim", "#lyon", ROOM)
    desk.until(desk.request("LYO-1").asked_at + timedelta(minutes=46))
    desk.carry()
    assert told(desk, UNTAKEN) == reached


def test_what_is_confidential_is_told_to_who_may_read_it_in_their_place(desk: Story) -> None:
    desk.types("nadia", "absence aujourd’hui relais @Samia Roux")
    ref = confided(desk)
    desk.until(desk.request(ref).asked_at + timedelta(hours=6))
    desk.carry()
    assert told(desk, UNTAKEN) == {"samia"}
    assert told(desk, "toujours sans réponse") == {"samia"}
    assert told(desk, ref) == {"nadia", "samia"}, "its card stands with both who may read it"


def test_where_nobody_may_read_it_who_coordinates_learns_that_one_is_late_and_the_others_nothing(desk: Story) -> None:
    for who in ("nadia", "samia"):
        desk.types(who, "absence aujourd’hui")
    desk.types("marc", "absence aujourd’hui")
    ref = confided(desk)
    desk.until(desk.request(ref).asked_at + timedelta(hours=6))
    desk.carry()
    assert told(desk, UNTAKEN) == set()
    assert told(desk, "toujours sans réponse") == set()
    assert told(desk, "Une demande confidentielle est en retard.") == {"coralie"}
    assert told(desk, ref) == {"nadia", "samia"}


def test_a_step_of_the_chain_finds_somebody_too(desk: Story) -> None:
    desk.types("coralie", "absence aujourd’hui")
    desk.says("karim", "#lyon", ROOM)
    desk.until(desk.request("LYO-1").asked_at + timedelta(minutes=91))
    desk.carry()
    assert told(desk, "toujours sans réponse") == {"ines", "marc"}


def test_what_returns_to_the_pool_is_told_to_who_is_there_and_not_to_who_is_away(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "prendre LYO-1")
    desk.types("coralie", "absence aujourd’hui et demain")
    desk.types("ines", "absence aujourd’hui et demain")
    assert "LYO-1" in desk.room("@marc")
    assert "LYO-1" not in desk.room("@coralie")


def test_an_alert_of_no_request_is_heard_while_nobody_coordinates(desk: Story) -> None:
    desk.types("coralie", "absence aujourd’hui relais @Hugo Pereira")
    desk.types("ines", "alerte le transporteur est en grève")
    assert told(desk, "transporteur") - {"marc"} == {"hugo"}
