"""The desk's story, step by step: each step is done by someone, says what happens, and tells where to look."""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from adapters.sandbox.people import Inhabitant, Room, direct_id
from adapters.sandbox.player import Player, cards_in
from adapters.sandbox.refusal import Refused
from bot.charter import Person, Site
from bot.locales import template, text

Json = dict[str, Any]
OPENS, LAST_START = time(9, 10), time(16)
"""The story begins on a working day's hours, so that somebody answers."""
PAUSE = timedelta(minutes=3)
SILENCE = timedelta(days=8)
"""Longer than the delay after which a resolved request closes by itself with the sample's rules, week-ends included."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays, and where. `second` and `contact` are none where the company has nobody for the part."""

    site: Site
    room: Room
    triage: Room
    employee: Inhabitant
    other: Inhabitant
    assistant: Person
    second: Person | None
    contact: Person | None


@dataclass(slots=True)
class Story:
    """Where the story stands. One is told at a time, in memory; its effects are the desk's own."""

    player: Player
    language: str = "fr"
    played: int = 0
    says: str = ""
    look: Json | None = None
    cast: Cast | None = None
    ts: str = ""
    secret: str = ""
    ref: str = ""
    lines: dict[str, str] = field(default_factory=dict)

    def told(self) -> Json:
        """How far it is, what was said last, and where to look: as whom, in which conversation and thread."""
        who = self.cast or cast(self.player)
        steps = self._steps(who) if who else {}
        return {"steps": len(steps), "played": self.played, "says": self.says, "look": self.look}

    async def play_next(self, language: str) -> Json:
        """Play the next step. `Refused` when there is none, or when what it needs is not there."""
        who = self.cast = self.cast or cast(self.player)
        if who is None:
            raise Refused("no_story", 409)
        self.lines = self.lines or _lines()
        steps = list(self._steps(who).items())
        if self.played >= len(steps):
            raise Refused("story_over", 409)
        name, play = steps[self.played]
        self.language = language
        try:
            look = await play(who)
        except Refused as refused:
            why = "why_no_button" if refused.code in ("no_button", "no_form") else "why_no_card"
            raise Refused("story_stopped", 409, why=template(language, f"sandbox.story.{why}")) from refused
        await self.player.idle()
        self.played += 1
        self.says, self.look = self._sentence(name, who), look
        return self.told()

    def _steps(self, who: Cast) -> dict[str, Callable[[Cast], Awaitable[Json]]]:
        every: dict[str, Callable[[Cast], Awaitable[Json]]] = {
            "ask": self._ask,
            "correct": self._correct,
            "triage": self._triage,
            "claim": self._claim,
            "second": self._second,
            "relay": self._relay,
            "note": self._note,
            "answer": self._answer,
            "resolve": self._resolve,
            "rate": self._rate,
            "again": self._again,
            "reopen": self._reopen,
            "close": self._close,
            "private": self._private,
            "confide": self._confide,
            "secret": self._secret,
            "blind": self._blind,
        }
        left_out = set() if who.second else {"second"}
        left_out |= set() if who.contact else {"private", "confide", "secret", "blind"}
        return {name: play for name, play in every.items() if name not in left_out}

    def _sentence(self, name: str, who: Cast) -> str:
        return text(
            self.language,
            f"sandbox.story.{name}",
            employee=who.employee.name,
            other=who.other.name,
            assistant=who.assistant.name,
            second=who.second.name if who.second else "",
            contact=who.contact.name if who.contact else "",
            room=who.room.name,
            triage=who.triage.name,
            ref=self.ref,
        )

    async def _ask(self, who: Cast) -> Json:
        # Nothing that whoever looks wrote before under one of these names is joined by what is told here.
        joined = timedelta(minutes=self.player.charter.desk.merge_within.minutes or 0)
        await self.player.advance(_working(self.player.now + joined + PAUSE, who.site))
        told = await self.player.act(who.employee.id, "post", conversation=who.room.id, text=self.lines["ask"])
        await self.player.idle()
        request = await self.player.request_of(who.room.id, told["ts"])
        if request is None:
            raise Refused("no_card")
        self.ts, self.ref = told["ts"], request.ref
        return self._employee(who)

    async def _correct(self, who: Cast) -> Json:
        await self._later()
        opened = await self._press(who.employee.id, who.room, "correct")
        await self.player.submit(who.employee.id, opened, due=self.lines["due"])
        return self._employee(who)

    async def _triage(self, who: Cast) -> Json:
        return self._desk(who, await self._card(who))

    async def _claim(self, who: Cast) -> Json:
        await self._later()
        card = await self._card(who)
        eyes = self.player.charter.reactions.claim[0]
        at = {"conversation": who.triage.id, "message": card["ts"]}
        await self.player.act(who.assistant.id, "react", **at, emoji=eyes)
        return self._employee(who)

    async def _second(self, who: Cast) -> Json:
        assert who.second is not None
        card = await self._card(who)
        at = {"conversation": who.triage.id, "message": card["ts"]}
        await self.player.act(who.second.id, "press", **at, act="claim", value=self.ref)
        return {"as": who.second.id, "conversation": who.triage.id, "thread": None}

    async def _relay(self, who: Cast) -> Json:
        await self._later()
        at = {"conversation": who.room.id, "thread": self.ts}
        await self.player.act(who.employee.id, "post", **at, text=self.lines["more"])
        await self.player.idle()
        return self._desk(who, await self._card(who))

    async def _note(self, who: Cast) -> Json:
        await self._later()
        card = await self._card(who)
        at = {"conversation": who.triage.id, "thread": card["ts"]}
        await self.player.act(who.assistant.id, "post", **at, text=self.lines["note"])
        return self._desk(who, card)

    async def _answer(self, who: Cast) -> Json:
        await self._later()
        opened = await self._press(who.assistant.id, who.triage, "reply")
        await self.player.submit(who.assistant.id, opened, text=self.lines["answer"])
        return self._employee(who)

    async def _resolve(self, who: Cast) -> Json:
        await self._later()
        card = await self._card(who)
        done = self.player.charter.reactions.done[0]
        at = {"conversation": who.triage.id, "message": card["ts"]}
        await self.player.act(who.assistant.id, "react", **at, emoji=done)
        return self._employee(who)

    async def _rate(self, who: Cast) -> Json:
        opened = await self.player.command(who.employee.id, f"rate {self.ref}", who.room.id)
        await self.player.submit(who.employee.id, opened, score="5", comment=self.lines["comment"])
        return self._employee(who)

    async def _again(self, who: Cast) -> Json:
        await self.player.advance(self.player.now + timedelta(days=1))
        at = {"conversation": who.room.id, "thread": self.ts}
        await self.player.act(who.employee.id, "post", **at, text=self.lines["again"])
        return self._employee(who)

    async def _reopen(self, who: Cast) -> Json:
        await self._later()
        await self._press(who.employee.id, who.room, "reopen")
        await self.player.idle()
        return self._desk(who, await self._card(who))

    async def _close(self, who: Cast) -> Json:
        await self._press(who.assistant.id, who.triage, "resolve")
        await self.player.advance(self.player.now + SILENCE)
        return self._employee(who)

    async def _private(self, who: Cast) -> Json:
        await self.player.advance(_working(self.player.now, who.site))
        told = await self.player.act(who.other.id, "post", conversation=who.room.id, text=self.lines["private"])
        self.secret = told["ts"]
        return {"as": who.other.id, "conversation": direct_id(who.other.id), "thread": None}

    async def _confide(self, who: Cast) -> Json:
        await self.player.press(who.other.id, direct_id(who.other.id), "confide")
        return {"as": who.other.id, "conversation": direct_id(who.other.id), "thread": None}

    async def _secret(self, who: Cast) -> Json:
        assert who.contact is not None
        await self.player.press(who.contact.id, direct_id(who.contact.id), "claim")
        await self.player.act(who.other.id, "delete", conversation=who.room.id, message=self.secret)
        return {"as": who.contact.id, "conversation": direct_id(who.contact.id), "thread": None}

    async def _blind(self, who: Cast) -> Json:
        return {"as": who.assistant.id, "conversation": who.triage.id, "thread": None}

    async def _later(self) -> None:
        await self.player.advance(self.player.now + PAUSE)

    async def _press(self, person: str, room: Room, act: str) -> Json:
        return await self.player.press(person, room.id, act, self.ref)

    async def _card(self, who: Cast) -> Json:
        """The request's card in the desk's channel: a root of its own."""
        await self.player.idle()
        for row in cards_in(await self.player.see(who.assistant.id, who.triage)):
            if row["card"]["subject"] == self.ref and row["root"] is None and "thread" in row:
                return row
        raise Refused("no_card")

    def _employee(self, who: Cast) -> Json:
        return {"as": who.employee.id, "conversation": who.room.id, "thread": self.ts, "deep": True}

    def _desk(self, who: Cast, card: Json) -> Json:
        return {"as": who.assistant.id, "conversation": who.triage.id, "thread": card["ts"]}


def _lines() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(files(__package__).joinpath("data/story.toml").read_text(encoding="utf-8"))
    return found


def cast(player: Player) -> Cast | None:
    """The first site where somebody asks in a channel and somebody else takes it; one with a named assistant first."""
    charter = player.charter
    dedicated = {rule.site for rule in charter.coverage if rule.service is None and rule.model == "dedicated"}
    for site in sorted(charter.sites, key=lambda site: site.id not in dedicated):
        room, triage = player.room_for("requests", site.id), player.room_for("assistants", site.id)
        employees = player.employees(site.id)
        open_services = [service for service in charter.services if not service.confidential and not service.restricted]
        if room is None or triage is None or not open_services or len(employees) < 2:
            continue
        able = player.servers(site.id, open_services[0].id)
        secret = next((service for service in charter.services if service.confidential), None)
        contacts = player.servers(site.id, secret.id) if secret else ()
        if able:
            second = able[1] if len(able) > 1 else None
            contact = contacts[0] if contacts else None
            return Cast(site, room, triage, employees[0], employees[1], able[0], second, contact)
    return None


def _working(now: datetime, site: Site) -> datetime:
    """Now, on a weekday's hours at a site; else the next such morning."""
    local = now.astimezone(ZoneInfo(site.timezone))
    if local.weekday() < 4 and OPENS <= local.time() < LAST_START:
        return now
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while day.weekday() >= 4:
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, local.tzinfo)
