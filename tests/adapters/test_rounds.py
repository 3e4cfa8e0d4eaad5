"""Who goes next where much waits: one of each in turn, and a round that ends."""

from __future__ import annotations

from adapters import rounds
from adapters.rounds import Rounds
from storage.outbox_queue import Served

A, B, C = (Served("p:C1", whose) for whose in "abc")
ELSEWHERE = Served("p:C2", "a")


def test_a_round_is_over_once_somebody_goes_who_went_already() -> None:
    kept = Rounds()
    kept.went([A])
    kept.went([B])
    assert set(kept.served(["p:C1"])) == {A, B}
    kept.went([A])
    assert kept.served(["p:C1"]) == (A,)


def test_a_round_goes_on_while_somebody_goes_who_had_no_turn() -> None:
    kept = Rounds()
    kept.went([A, B])
    kept.went([A, C])
    assert set(kept.served(["p:C1"])) == {A, B, C}


def test_each_channel_has_its_own() -> None:
    kept = Rounds()
    kept.went([A, ELSEWHERE])
    kept.went([B])
    assert kept.served(["p:C2"]) == (ELSEWHERE,)
    assert set(kept.served(["p:C1", "p:C2"])) == {A, B, ELSEWHERE}


def test_a_round_and_what_is_kept_of_channels_have_an_end() -> None:
    kept = Rounds()
    for number in range(rounds.LONGEST + 1):
        kept.went([Served("p:C1", str(number))])
    assert kept.served(["p:C1"]) == (Served("p:C1", str(rounds.LONGEST)),)
    for number in range(2 * rounds.REMEMBERED):
        kept.went([Served(f"p:{number}", "a")])
    assert len(kept._served) == rounds.REMEMBERED
