"""Who is looking, and what has changed for them: only that it changed is said here; the page asks what."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Notice = dict[str, Any]
LONGEST_WAIT = 256
"""Notices that a page may leave unread; past it, it is told to look at everything again."""


class Hub:
    """The open pages, by whom they show. Used from one event loop."""

    def __init__(self) -> None:
        self._pages: dict[str, set[asyncio.Queue[Notice]]] = {}

    @contextmanager
    def page(self, person: str) -> Iterator[asyncio.Queue[Notice]]:
        """An open page: the queue of its notices, until it closes."""
        queue: asyncio.Queue[Notice] = asyncio.Queue(LONGEST_WAIT)
        self._pages.setdefault(person, set()).add(queue)
        try:
            yield queue
        finally:
            self._pages[person].discard(queue)

    def tell(self, notice: Notice, people: Iterable[str] | None = None) -> None:
        """Tell these people's pages, or everyone's."""
        for person in list(self._pages) if people is None else people:
            for queue in self._pages.get(person, ()):
                _put(queue, notice)

    def close(self) -> None:
        """Tell every page that the desk stops."""
        self.tell({"closing": True})


def _put(queue: asyncio.Queue[Notice], notice: Notice) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        notice = {"everything": True}
    queue.put_nowait(notice)
