"""Whoever brings much holds up nobody: one of each in turn, each one's own in order."""

from __future__ import annotations

import random

import pytest

from storage.turns import Turns


def waiting(*brought: tuple[str, int]) -> Turns[tuple[str, int]]:
    turns = Turns[tuple[str, int]]()
    for whose, many in brought:
        for number in range(many):
            turns.put(whose, (whose, number))
    return turns


def taken(turns: Turns[tuple[str, int]]) -> list[tuple[str, int]]:
    return [turns.take() for _ in range(len(turns))]


def test_one_of_each_is_taken_in_turn() -> None:
    found = taken(waiting(("a", 4), ("b", 1), ("c", 2)))
    assert found == [("a", 0), ("b", 0), ("c", 0), ("a", 1), ("c", 1), ("a", 2), ("a", 3)]


def test_who_comes_while_a_thousand_of_another_wait_is_next_but_one() -> None:
    turns = waiting(("a", 1000))
    assert [turns.take() for _ in range(3)] == [("a", 0), ("a", 1), ("a", 2)]
    turns.put("b", ("b", 0))
    assert [turns.next(), turns.take(), turns.take()] == [("a", 3), ("a", 3), ("b", 0)]


def test_nothing_is_lost_and_each_ones_own_keeps_its_order() -> None:
    chance, turns, put, found = random.Random(7), Turns[tuple[str, int]](), 0, list[tuple[str, int]]()
    while put < 2000 or turns:
        if put < 2000 and chance.random() < 0.6:
            turns.put(whose := chance.choice("abcde"), (whose, put))
            put += 1
        elif turns:
            found.append(turns.take())
    assert len(found) == 2000
    for whose in "abcde":
        own = [number for name, number in found if name == whose]
        assert own == sorted(own)


def test_what_waits_is_counted_and_seen() -> None:
    turns = waiting(("a", 3), ("b", 1))
    assert (len(turns), turns.of("a"), turns.of("c")) == (4, 3, 0)
    assert list(turns) == [("a", 0), ("a", 1), ("a", 2), ("b", 0)]
    turns.clear()
    assert not turns
    with pytest.raises(StopIteration):
        turns.take()
