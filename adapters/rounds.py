"""Who goes next in a channel where much waits: one of each in turn, so that whoever asks much holds up nobody else.

A round is over once nobody waits who had no turn in it. It is kept in memory: begun anew, it costs each a turn at most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from storage.outbox_queue import Served

LONGEST = 500
"""How many turns a round has at most: whoever had the first does not wait for all who come after."""
REMEMBERED = 1_000
"""Channels whose rounds are kept, those that went last."""


class Rounds:
    """Who had a turn in each channel, in the round that is going on."""

    def __init__(self) -> None:
        self._served: dict[str, set[Served]] = {}

    def served(self, channels: Collection[str]) -> tuple[Served, ...]:
        """Who had a turn already in these channels."""
        return tuple(each for channel in channels for each in self._served.get(channel, ()))

    def went(self, turns: Iterable[Served]) -> None:
        """These had a turn, while others waited."""
        went: dict[str, set[Served]] = {}
        for each in turns:
            went.setdefault(each.channel, set()).add(each)
        for channel, those in went.items():
            before = self._served.pop(channel, set())
            is_over = those <= before or len(before) >= LONGEST
            self._served[channel] = those if is_over else before | those
        while len(self._served) > REMEMBERED:
            del self._served[next(iter(self._served))]
