"""A month that the company has already lived: data/seeds.toml, played through the desk's own door."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from fractions import Fraction
from importlib.resources import files
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from adapters.sandbox.people import Inhabitant
from adapters.sandbox.player import Player
from adapters.sandbox.refusal import Refused
from bot.charter import Site
from bot.policies.business_time import Length, add
from bot.policies.calendar import Calendar, calendar_of
from storage.tables import State

log = structlog.get_logger(__name__)
_STEP = re.compile(r"(\w+)(?: ((?:\d+[mhd])+))?(?:: (.*))?", re.DOTALL)
_LENGTH = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_FURTHEST = 30
"""Days that one looks back for open time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about an ask: a verb, how long after the ask, and what is said or given with it."""

    verb: str
    after: timedelta
    text: str

    def at(self, ask: Ask) -> datetime:
        """When it is done: counted by the clock, or in open time of the site."""
        if ask.calendar is None:
            return ask.at + self.after
        return add(ask.calendar, ask.at, Length(minutes=Fraction(self.after // timedelta(minutes=1))))


@dataclass(slots=True)
class Ask:
    """Something that somebody asks for, and what becomes of it. `ts` and `by` are known once it is played.

    `calendar`: in whose open time the steps are counted; none: by the clock.
    """

    person: Inhabitant
    site: Site
    conversation: str
    at: datetime
    text: str
    steps: tuple[Step, ...]
    calendar: Calendar | None = None
    ts: str = ""
    by: str = ""


@dataclass(order=True, frozen=True, slots=True)
class _Moment:
    at: datetime
    order: int
    play: Callable[[], Awaitable[None]] = field(compare=False)


async def play(player: Player, past: timedelta, told: Callable[[float], None] = lambda lived: None) -> None:
    """Play the month, the clock going from where it stands to `past` later. What would come after stays undone.

    `told` hears how much of it is played, 0 to 1.
    """
    until = player.now + past
    asks = [*_over(player, player.now, until), *_under_way(player, player.now, until)]
    seeds = _Seeds(player)
    moments = sorted(moment for moment in seeds.moments(asks) if moment.at < until)
    for played, moment in enumerate(moments):
        told(played / len(moments))
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
                    step.at(ask),
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
                await self._look_at(ask)
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

    async def _look_at(self, ask: Ask) -> None:
        """What waits for a second person is accepted by one who could have done it."""
        request = await self._player.request_of(ask.conversation, ask.ts)
        if request is not None and request.state is State.TO_VALIDATE:
            others = [each.id for each in self._player.servers(request.site, request.service) if each.id != ask.by]
            for other in others[:1]:
                await self._player.command(other, f"validate {request.ref}")

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


def _over(player: Player, since: datetime, until: datetime) -> Iterator[Ask]:
    """What is done with, over the month's working days."""
    written = _written("ask")
    days = _weekdays(since, until)
    for index, seed in enumerate(written):
        site = _site(player, seed)
        day = days[index * len(days) // len(written)]
        at = datetime.combine(day, time.fromisoformat(seed["at"]), ZoneInfo(site.timezone))
        yield _ask(player, seed, site, at)


def _under_way(player: Player, since: datetime, until: datetime) -> Iterator[Ask]:
    """What is not done yet, so long before the end in open time that it is late, at risk or fresh as it was written."""
    for seed in _written("open"):
        site = _site(player, seed)
        calendar = calendar_of(site)
        at = _earlier(calendar, until, _span(seed["before"]))
        if at is not None and at > since:
            yield replace(_ask(player, seed, site, at), calendar=calendar)


def _ask(player: Player, seed: dict[str, Any], site: Site, at: datetime) -> Ask:
    people = player.employees(site.id)
    room = player.room_for("requests", site.id)
    person = people[seed.get("who", 0) % len(people)]
    direct = seed.get("direct", False) or room is None or person.id not in room.members
    return Ask(
        person=person,
        site=site,
        conversation="direct" if direct or room is None else room.id,
        at=at,
        text=seed["text"],
        steps=tuple(_step(each) for each in seed.get("then", ())),
    )


def _written(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("data/seeds.toml").read_text(encoding="utf-8")
    )[kind]
    return found


def _site(player: Player, seed: dict[str, Any]) -> Site:
    sites = player.charter.sites
    number: int = seed.get("site", 0)
    return sites[number % len(sites)]


def _earlier(calendar: Calendar, until: datetime, span: timedelta) -> datetime | None:
    """The latest instant after which so much open time passes until another; none when there is not so much."""
    day, left = calendar.local_date(until), span
    for _ in range(_FURTHEST):
        for opens, closes in reversed(calendar.openings(day)):
            ends = min(closes, until)
            if left < ends - opens:
                return ends - left
            left -= max(ends - opens, timedelta(0))
        day -= timedelta(days=1)
    return None


def _weekdays(since: datetime, until: datetime) -> list[Any]:
    first = since.date() + timedelta(days=1)
    every = [first + timedelta(days=number) for number in range((until.date() - first).days + 1)]
    return [day for day in every if day.weekday() < 5] or [until.date()]


def _step(written: str) -> Step:
    found = _STEP.fullmatch(written)
    if found is None:
        raise ValueError(f"no step: {written}")
    verb, after, text = found.groups()
    return Step(verb, _span(after or ""), text or "")


def _span(written: str) -> timedelta:
    return sum((timedelta(**{_UNITS[unit]: int(count)}) for count, unit in _LENGTH.findall(written)), timedelta(0))
