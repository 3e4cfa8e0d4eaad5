"""Who changed: `user_change` is not taken at its word, for an event may come late and say what is no longer so.

It only says whom to ask for. Where Slack cannot tell in time, what it told is believed if it takes rights away, and
they are asked for later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import uuid4

import structlog

from adapters.platform import Permanent, PlatformError, RateLimited, Someone
from adapters.slack.own import Own
from adapters.slack.past import HERE
from adapters.slack.people import People
from bot.events import PeopleSeen, Profile

log = structlog.get_logger(__name__)

MOMENT = 0.1
"""Seconds before someone is asked for: what is told of them meanwhile is one change."""
IN_TIME = 1.5
"""Seconds given to Slack to tell of someone before the event is answered."""
MOST = 1000
"""People kept to be asked for later; of more than that the next start asks."""
PAUSE = 1.0
"""Seconds between two of them: a hundred a minute are allowed (platform facts 1.6)."""
LONGEST_PAUSE = 300.0


class Changing:
    """Asks for those who changed. `submit`: the desk's door. `now`: aware."""

    def __init__(
        self, people: People, submit: Callable[[PeopleSeen], Awaitable[object]], now: Callable[[], datetime]
    ) -> None:
        self._people = people
        self._submit = submit
        self._now = now
        self._waiting: dict[str, asyncio.Task[Profile]] = {}
        self._last: dict[str, asyncio.Task[Profile]] = {}
        self._later: dict[str, None] = {}

    async def today(self, event: PeopleSeen, own: Own) -> PeopleSeen | None:
        """An event with what Slack says of its people now; none where it does not, and the event gives rights."""
        profiles = await asyncio.gather(*(self._today(each, own) for each in event.profiles))
        kept = tuple(each for each in profiles if each is not None)
        return event.model_copy(update={"profiles": kept}) if kept else None

    async def catch_up(self, own: Own) -> None:
        """Ask for those of whom Slack did not tell in time, until all were asked for; one of these at a time."""
        pause = PAUSE
        while self._later:
            await asyncio.sleep(pause)
            user = next(iter(self._later))
            del self._later[user]
            try:
                await self._submit(self._seen(await self._asking(user, own), own))
            except Permanent as error:
                log.info("slack.not_told_of", code=type(error).__name__)
            except Exception as error:
                # Storage that takes nothing now, or Slack that tells nothing.
                log.info("slack.not_told_of", code=type(error).__name__)
                self._keep_for_later(user)
                after = error.after if isinstance(error, RateLimited) else 0.0
                pause = max(after, min(2 * pause, LONGEST_PAUSE))
            else:
                pause = PAUSE

    @property
    def left(self) -> bool:
        """Whether some are to be asked for later."""
        return bool(self._later)

    async def _today(self, told: Profile, own: Own) -> Profile | None:
        user = told.who.user
        self._people.forget(user)
        try:
            async with asyncio.timeout(IN_TIME):
                return await asyncio.shield(self._asking(user, own))
        except Permanent as error:
            log.info("slack.not_told_of", code=type(error).__name__)
        except (PlatformError, TimeoutError) as error:
            log.info("slack.not_told_of", code=type(error).__name__)
            self._keep_for_later(user)
        return told if told.outsider or told.elsewhere or told.bot or not told.active else None

    def _asking(self, user: str, own: Own) -> asyncio.Task[Profile]:
        """One question, shared by all who want it before it is asked; never two at a time about the same person, so
        that the answers come in order."""
        if user not in self._waiting:
            task = asyncio.create_task(self._asked(user, own, self._last.get(user)))
            self._waiting[user] = self._last[user] = task
            task.add_done_callback(lambda done: self._ended(user, done))
        return self._waiting[user]

    async def _asked(self, user: str, own: Own, before: asyncio.Task[Profile] | None) -> Profile:
        try:
            await asyncio.sleep(MOMENT)
            if before is not None:
                await asyncio.wait([before])
        finally:
            del self._waiting[user]
        return await self._people.one(Someone(own.team, user), own)

    def _ended(self, user: str, task: asyncio.Task[Profile]) -> None:
        if self._last.get(user) is task:
            del self._last[user]
        if not task.cancelled():
            # Whoever waited may have left: it is nobody's fault then.
            task.exception()

    def _keep_for_later(self, user: str) -> None:
        if len(self._later) < MOST:
            self._later[user] = None

    def _seen(self, profile: Profile, own: Own) -> PeopleSeen:
        return PeopleSeen(key=f"{HERE}{own.bot_user}:{profile.who.user}:{uuid4()}", at=self._now(), profiles=(profile,))
