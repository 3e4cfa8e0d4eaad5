"""When what may go: a platform's pace in a conversation, and what it asked to leave alone; in seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters.platform import Capabilities
from bot.outgoing import DIRECT, channel_key
from storage.outbox_queue import HeldBack
from storage.tables import Outbox, OutboxKind

POSTS = (OutboxKind.SEND, OutboxKind.WHISPER)
EVERYTHING = "*"
_VERBS = frozenset(str(kind) for kind in OutboxKind)


class Pace:
    """What is held back, and until when. `clock`: monotonic seconds."""

    def __init__(self, capabilities: Mapping[str, Capabilities], clock: Callable[[], float]) -> None:
        self._every = {name: able.post_every for name, able in capabilities.items() if able.post_every > 0}
        self._clock = clock
        self._paused: dict[tuple[str, str], float] = {}
        self._next_post: dict[tuple[str, str], float] = {}

    @property
    def paced(self) -> frozenset[str]:
        """The platforms that ask for a pace in a conversation."""
        return frozenset(self._every)

    def pause(self, platform: str, scope: str, after: float) -> None:
        """Leave a scope of a platform alone for `after` seconds (RateLimited's)."""
        until = self._clock() + after
        self._paused[platform, scope] = max(until, self._paused.get((platform, scope), 0.0))

    def posted(self, row: Outbox) -> None:
        """A post goes out now: the next one in its conversation keeps the platform's pace."""
        every = self._every.get(row.platform)
        if every and row.kind in POSTS:
            self._next_post[row.platform, row.channel] = self._clock() + every

    def held_back(self) -> tuple[HeldBack, ...]:
        """What is not to go now."""
        now = self._clock()
        self._paused = {key: until for key, until in self._paused.items() if until > now}
        self._next_post = {key: until for key, until in self._next_post.items() if until > now}
        posts: dict[str, list[str]] = {}
        for platform, channel in self._next_post:
            posts.setdefault(platform, []).append(channel)
        paced = (HeldBack(platform, tuple(channels), POSTS) for platform, channels in posts.items())
        return (*paced, *(_pause(platform, scope) for platform, scope in self._paused))

    def wait(self, channel: str) -> float | None:
        """Seconds before a post may go in a channel that keeps a pace; none where one may go now."""
        now = self._clock()
        ends = [until - now for (_, paced), until in self._next_post.items() if paced == channel and until > now]
        return min(ends, default=None)


def scope_there(row: Outbox, scope: str) -> str:
    """What a platform limits (RateLimited's), as its rows are called: a direct conversation goes by its lane."""
    verb, _, rest = scope.partition(":")
    where = rest if verb in _VERBS else scope
    elsewhere = where not in ("", EVERYTHING) and channel_key(row.platform, where) != row.channel
    if not (elsewhere and row.lane.startswith(DIRECT)):
        return scope
    return f"{verb}:{row.lane}" if verb in _VERBS else row.lane


def _pause(platform: str, scope: str) -> HeldBack:
    verb, _, rest = scope.partition(":")
    kinds = (OutboxKind(verb),) if verb in _VERBS else ()
    if scope == EVERYTHING:
        return HeldBack(platform)
    if kinds and not rest:
        return HeldBack(platform, kinds=kinds)
    return HeldBack(platform, (f"{platform}:{rest if kinds else scope}",), kinds)
