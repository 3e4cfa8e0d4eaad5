"""Who comes next among those who wait: one of each in turn, so that whoever brings much holds up nobody else."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """A queue of queues. What one of them brought keeps its order; between them, one each."""

    def __init__(self) -> None:
        self._queues: dict[Hashable, deque[T]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        """All that waits, those of one after those of another."""
        return (each for queue in self._queues.values() for each in queue)

    def of(self, whose: Hashable) -> int:
        """How much waits of one of them."""
        return len(self._queues.get(whose, ()))

    def put(self, whose: Hashable, item: T) -> None:
        """Let it wait, after all of its own."""
        self._queues.setdefault(whose, deque()).append(item)
        self._count += 1

    def next(self) -> T:
        """What `take` gives."""
        return next(iter(self._queues.values()))[0]

    def take(self) -> T:
        """The first of whose turn it is, who then comes after all the others. `StopIteration` when none waits."""
        whose, queue = next(iter(self._queues.items()))
        item = queue.popleft()
        self._count -= 1
        del self._queues[whose]
        if queue:
            self._queues[whose] = queue
        return item

    def clear(self) -> None:
        """Nobody waits any more."""
        self._queues.clear()
        self._count = 0
