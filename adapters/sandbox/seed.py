"""A month that the company has already lived: data/seeds.toml, played through the desk's own door."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib.resources import files
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from adapters.sandbox.people import Inhabitant
from adapters.sandbox.player import Player
from adapters.sandbox.refusal import Refused
from bot.charter import Site

log = structlog.get_logger(__name__)
_STEP = re.compile(r"(\w+)(?: (\d+)([mhd]))?(?:: (.*))?", re.DOTALL)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about an ask: a verb, how long after the ask, and what is said or given with it."""

    verb: str
    after: timedelta
    text: str


@dataclass(slots=True)
class Ask:
    """Something that somebody asks for, and what becomes of it. `ts` and `by` are known once it is played."""

    person: Inhabitant
    site: Site
    conversation: str
    at: datetime
    text: str
    steps: tuple[Step, ...]
    ts: str = ""
    by: str = ""


@dataclass(order=True, frozen=True, slots=True)
class _Moment:
    at: datetime
    order: int
    play: Callable[[], Awaitable[None]] = field(compare=False)


async def play(player: Player, past: timedelta) -> None:
    """Play the month, the clock going from where it stands to `past` later. What would come after stays undone."""
    until = player.now + past
    asks = list(_asks(player, player.now, until))
    seeds = _Seeds(player)
    for moment in sorted(seeds.moments(asks)):
        if moment.at >= until:
            break
        await player.advance(moment.at)
        try:
            await moment.play()
        except Refused as refused:
            # Another company's rules may forbid what this sample does: its month is then shorter.
            log.info("seed_refused", code=refused.code)
    await player.advance(until)


class _Seeds:
    def __init__(self, player: Player) -> None:
        self._player = player
        self._turn = count()

    def moments(self, asks: list[Ask]) -> Iterator[_Moment]:
        number = count()
        for ask in asks:
            yield _Moment(ask.at, next(number), lambda ask=ask: self._ask(ask))  # type: ignore[misc]  # bound now
            for step in ask.steps:
                yield _Moment(
                    ask.at + step.after,
                    next(number),
                    lambda ask=ask, step=step: self._step(ask, step),  # type: ignore[misc]  # bound now
                )

    async def _ask(self, ask: Ask) -> None:
        told = await self._player.act(ask.person.id, "post", conversation=ask.conversation, text=ask.text)
        ask.conversation, ask.ts = told["conversation"], told["ts"]
        if self._player.town.rooms[ask.conversation].kind == "direct":
            # Where no channel tells the site, the desk asks for it, once.
            await self._player.choose(ask.person.id, ask.conversation, ask.site.name)

    async def _step(self, ask: Ask, step: Step) -> None:
        request = await self._player.request_of(ask.conversation, ask.ts) if ask.ts else None
        if request is None:
            return
        asker, ref = ask.person.id, request.ref
        match step.verb:
            case "claim":
                able = self._player.servers(request.site, request.service)
                if able:
                    ask.by = able[0 if len(able) == 1 or next(self._turn) % 3 else 1].id
                    await self._claim(ask, ref)
            case "resolve" | "release" if ask.by:
                await self._player.command(ask.by, f"{step.verb} {ref}")
            case "reply" | "wait" if ask.by:
                opened = await self._player.command(ask.by, f"{step.verb} {ref}")
                await self._fill(ask.by, opened, text=step.text)
            case "say":
                await self._player.act(asker, "post", conversation=ask.conversation, thread=ask.ts, text=step.text)
            case "rate":
                score, _, comment = step.text.partition(" ")
                opened = await self._player.command(asker, f"rate {ref}")
                await self._fill(asker, opened, score=score, comment=comment)
            case "urgent" | "cancel" | "reopen":
                await self._player.command(asker, f"{step.verb} {ref}")

    async def _claim(self, ask: Ask, ref: str) -> None:
        room = self._player.town.rooms[ask.conversation]
        if ask.by in room.members and room.kind == "channel":
            eyes = self._player.charter.reactions.claim[0]
            await self._player.act(ask.by, "react", conversation=room.id, message=ask.ts, emoji=eyes)
        else:
            await self._player.command(ask.by, f"claim {ref}")

    async def _fill(self, person: str, opened: dict[str, Any], **values: str) -> None:
        if "form" in opened:
            await self._player.submit(person, opened, **values)


def _asks(player: Player, since: datetime, until: datetime) -> Iterator[Ask]:
    written = tomllib.loads(files(__package__).joinpath("data/seeds.toml").read_text(encoding="utf-8"))["ask"]
    days = _weekdays(since, until)
    sites = player.charter.sites
    for index, seed in enumerate(written):
        site = sites[seed.get("site", 0) % len(sites)]
        people = player.employees(site.id)
        day = days[index * len(days) // len(written)]
        room = player.room_for("requests", site.id)
        person = people[seed.get("who", 0) % len(people)]
        direct = seed.get("direct", False) or room is None or person.id not in room.members
        yield Ask(
            person=person,
            site=site,
            conversation="direct" if direct or room is None else room.id,
            at=datetime.combine(day, time.fromisoformat(seed["at"]), ZoneInfo(site.timezone)),
            text=seed["text"],
            steps=tuple(_step(each) for each in seed.get("then", ())),
        )


def _weekdays(since: datetime, until: datetime) -> list[Any]:
    first = since.date() + timedelta(days=1)
    every = [first + timedelta(days=number) for number in range((until.date() - first).days + 1)]
    return [day for day in every if day.weekday() < 5] or [until.date()]


def _step(written: str) -> Step:
    found = _STEP.fullmatch(written)
    if found is None:
        raise ValueError(f"no step: {written}")
    verb, number, unit, text = found.groups()
    after = timedelta(**{_UNITS[unit]: int(number)}) if unit else timedelta(0)
    return Step(verb, after, text or "")
