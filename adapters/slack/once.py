"""What came already: of the last things only, for Slack repeats itself within minutes."""

from __future__ import annotations

from adapters.slack.past import SWEPT
from bot.events import MessagePosted

MOST = 1000


class Once:
    """Which keys came already."""

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def first(self, key: str) -> bool:
        """Whether this one comes for the first time."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > MOST:
            del self._keys[next(iter(self._keys))]
        return True


class Posted:
    """Which messages were taken in, and whether Slack told of them or they were read back."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], bool] = {}

    def taken(self, event: MessagePosted) -> None:
        """A message was taken in."""
        self._told[event.where.conversation, event.ts] = _is_told(event)
        if len(self._told) > MOST:
            del self._told[next(iter(self._told))]

    def came_otherwise(self, event: MessagePosted) -> bool:
        """Whether a message that was read back is told of now, or the other way round: of some no other trace stays."""
        return self._told.get((event.where.conversation, event.ts), _is_told(event)) is not _is_told(event)


def _is_told(event: MessagePosted) -> bool:
    return not event.key.startswith(SWEPT)
