"""The life of a company beside its desk: people ask, take, answer, wait and go away, and every message is noted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from adapters.platform import Post, Ref
from bot import charter, events
from bot.charter import Charter
from bot.versions import remember
from scheduler.auditor import Auditor
from scheduler.metronome import Metronome
from storage import timers
from tests.bot.desk_harness import EMPLOYEES, Story, introductions
from tests.bot.paper import Paper, as_text, direct_of
from tests.bot.years.expected import ALERTS, SECOND, Ask, Away, World
from tests.bot.years.hours import Places
from tests.fakes.company import DEMO, alone

MINUTE = timedelta(minutes=1)
SERVICES = {
    "travel": "un train pour Paris",
    "meetings": "une salle de réunion",
    "expenses": "ma note de frais",
    "office": "une imprimante",
    "reporting": "le tableau de bord",
    "hr_admin": "une attestation employeur",
}
"""What is asked, of services that a single person may finish alone."""
SHORT = {"travel", "meetings"}
ASKERS = tuple(EMPLOYEES)
ABSENT = ("ines", "hugo", "samia", "nadia", "marc", "claire", "coralie")
BACKUPS = {"ines": "claire", "hugo": "claire", "nadia": "samia", "samia": "nadia", "coralie": "claire"}
WHYS = {
    "warn_pool": r"attend encore : personne|is still waiting: nobody",
    "warn_coordinator": r"toujours prise par personne|still taken by nobody",
    "warn_assignee": r"Il vous reste peu de temps|Little time is left",
    "missed_response": r"toujours sans réponse|still without an answer",
    "missed_resolution": r"toujours pas traitée|still not done",
    "missed_unclaimed": r"elle est urgente, et personne|it is urgent, and nobody",
}
"""By which words people know what they are told."""
LATE = re.compile(r"J’étais à l’arrêt|I was stopped")
REFERENCE = re.compile(r"[A-Z]{3}-\d+")


@dataclass(frozen=True)
class Heard:
    """What somebody (or a channel) was told, when, of what (a reference, or who is away); `why`: as in `WHYS`,
    `deferred`, `offered`, `freed`; `other` for anything else.
    """

    at: datetime
    who: str
    why: str
    ref: str
    late: bool = False


class Noted(Paper):
    """A platform of which every message that the desk sends is kept with its instant."""

    heard: list[Heard]
    now: Callable[[], datetime]

    async def send(self, post: Post) -> Ref:
        ref = await super().send(post)
        conversation = post.to.conversation
        who = ALERTS if conversation == "C0ALERTE" else conversation.removeprefix(direct_of(""))
        if who == ALERTS or conversation != who:
            self.heard += _heard(self.now(), who, post.card.kind, as_text(post.card))
        return ref


def _heard(at: datetime, who: str, kind: str, text: str) -> Iterator[Heard]:
    match kind:
        case "deferred":
            found = REFERENCE.search(text)
            assert found, text
            yield Heard(at, who, kind, found.group())
        case "handover" | "freed":
            yield Heard(at, who, "offered" if kind == "handover" else kind, text.partition(" ")[0])
        case "pings" | "alert" | "needed" | "missed":
            for line in text.splitlines():
                found, why = REFERENCE.search(line), _why(line)
                if found is not None:
                    yield Heard(at, who, why, found.group(), LATE.search(text) is not None)
        case _:
            yield Heard(at, who, "other", kind)


def _why(line: str) -> str:
    return next((why for why, words in WHYS.items() if re.search(words, line)), "other")


def sample() -> dict[str, Any]:
    """The sample company: each request is one person's to finish, and one step of a chain waits for no hour."""
    told: dict[str, Any] = yaml.safe_load(DEMO.read_text(encoding="utf-8"))
    alone(told)
    told["escalation_urgent"] = [
        {"after": "10m", "notify": ["coordinator"]},
        {"after": "30m", "notify": ["site_manager"], "always": True},
    ]
    return told


class Life:
    """A company, its desk in so many processes, and what is expected of it."""

    def __init__(self, url: str, random: Random, start: datetime, processes: int = 1) -> None:
        self.url, self.random = url, random
        self.told = sample()
        self.world = World(Places(self.told), start)
        self.heard: list[Heard] = []
        self.stories: list[Story] = []
        self._metronomes: list[Metronome] = []
        self._loop = asyncio.new_event_loop()
        first = Story(url, self._charter())
        first.clock.at = first.machine.at = start
        for name, paper in list(first.papers.items()):
            noted = first.papers[name] = Noted(name, paper.profiles)
            noted.heard, noted.now = self.heard, first.clock.now
        self._begin(first)
        for event in introductions(first.company):
            self.story.submit(event.model_copy(update={"at": start}))
        for _ in range(processes - 1):
            self._begin(Story(url, first.company, beside=first))

    def close(self) -> None:
        """Stop every process."""
        for each in self.stories:
            each.close()
        self._loop.close()

    @property
    def story(self) -> Story:
        """One of the processes, whichever is told."""
        return self.random.choice(self.stories)

    @property
    def now(self) -> datetime:
        return self.stories[0].clock.at

    # time

    def until(self, end: datetime) -> None:
        """Time goes by, timer by timer; all of the processes look for what is due at once."""
        clock = self.stories[0].clock
        while True:
            due = self.stories[0].read(timers.next_due)
            if due is None or due > end:
                break
            clock.at = self.stories[0].machine.at = max(clock.at, due)
            while self._loop.run_until_complete(self._ticked()):
                """Until nothing is due any longer."""
            for each in self.stories:
                each.carry()
        clock.at = self.stories[0].machine.at = max(clock.at, end)
        self.world.until(end)

    async def _ticked(self) -> int:
        return sum(await asyncio.gather(*(each.tick() for each in self._metronomes)))

    def is_down(self, until: datetime) -> None:
        """All of the processes are gone, and others are there on the same database once it is that instant."""
        since = self.now
        charter_, gone = self.stories[0].desk.charter, self.stories
        self.stories, self._metronomes = [], []
        for each in gone:
            each.close()
        gone[0].pass_by(seconds=(until - since).total_seconds())
        for _ in gone:
            self._begin(Story(self.url, charter_, beside=gone[0]))
        self.world.down.append((since, until))
        self.world.now = until
        self.until(until)

    def is_replaced(self) -> None:
        """One of the processes is dropped, and made anew."""
        number = self.random.randrange(len(self.stories))
        old = self.stories[number]
        old.close()
        self.stories.pop(number)
        self._metronomes.pop(number)
        self._begin(Story(self.url, old.desk.charter, beside=old))

    def audited(self) -> int:
        """How many steps were planned wrongly."""
        one = self.story
        return self._loop.run_until_complete(Auditor(one.writer, one.database, one.clock, one.desk).look())

    def _begin(self, story: Story) -> None:
        self.stories.append(story)
        pump: Any = None  # A tick sends nothing.
        self._metronomes.append(Metronome(story.writer, story.database, story.door, pump, story.clock, story.desk))

    # what people do, at whole minutes

    def asks(self, at: datetime, who: str, site: str, service: str, *, urgent: bool) -> None:
        self.until(at - 4 * SECOND)
        story = self.story
        form = story.types(who, "nouvelle", "@")
        changed = {"text": f"{SERVICES[service]}, {_words(self.random)}", "service": service, "site": site}
        story.sends(who, form, **changed, **({"urgent": "true"} if urgent else {}))
        self.world.until(at - 2 * SECOND)
        self.world.now = at
        made = max(story.requests(), key=lambda each: each.id or 0)
        assert made.asked_at == at, (made.asked_at, at)
        self.world.asked(made.ref, site, service, who, urgent=urgent)

    def acts(self, at: datetime, act: str, who: str, ref: str) -> None:
        self.until(at - 2 * SECOND)
        # What came to pass until then may have taken it out of their hands.
        if (act, who) not in self.possible(self.world.asks[ref]):
            return
        story = self.story
        if act == "answer":
            story.says(who, "@", "Pour quatre personnes, merci.", under=story.card(ref, f"@{who}"))
        else:
            story.types(who, ORDERS[act].format(ref=ref), "@")
        self.world.now = at
        self.world.acted(act if act != "calm" else "urgent", who, ref)

    def possible(self, ask: Ask) -> list[tuple[str, str]]:
        """What may be done of a request, and by whom, as it stands."""
        return [each for each in self._possible(ask) if not self.world.is_away(each[1], self.now)]

    def _possible(self, ask: Ask) -> Iterator[tuple[str, str]]:
        yield from ((each, ask.requester) for each in _OF_REQUESTER[ask.state])
        if ask.open and not self.told_private(ask):
            yield ("calm" if ask.urgent else "urgent"), ask.requester
        able = self.world.places.workers(ask.site, ask.service)
        if ask.state == "new":
            yield from (("claim", each) for each in able)
        if ask.open and ask.assignee is not None:
            yield from (
                (act, ask.assignee)
                for act in ("reply", "wait", "release", "resolve")
                if act != "wait" or not ask.paused
            )
        if ask.state == "new" and ask.assignee is None:
            yield from ((act, each) for each in able for act in ("reply", "resolve"))
        if ask.open and not self.told_private(ask) and self._alerted(ask):
            yield from (("relieve", each) for each in self.world.places.with_role("manager", ask.site))

    def _alerted(self, ask: Ask) -> bool:
        """Whether people were told that something is missed since anybody last took it over."""
        told = [each.at for each in self.world.expected if each.ref == ask.ref and each.why.startswith("missed")]
        return bool(told) and (ask.moved_at is None or max(told) > ask.moved_at)

    def told_private(self, ask: Ask) -> bool:
        return bool(self.world.places.services[ask.service].get("confidential"))

    def goes_away(self, at: datetime, who: str, days: tuple[date, date], backup: str | None) -> Away | None:
        """Somebody says that they are away on those days, from the first to the last, or today from now on."""
        zone = ZoneInfo(self.world.places.of_person(who).zone)
        since, until = (datetime.combine(day, datetime.min.time(), zone) for day in (days[0], days[1] + timedelta(1)))
        # Late in the evening it is tomorrow already where somebody is.
        if until <= at or any(each.since < until and since < each.until for each in self._around(who, backup)):
            return None
        self.until(at - 2 * SECOND)
        first, last = (f"{day:%d/%m/%Y}" for day in days)
        said = f"absence du {first} au {last}" if first != last else f"absence {first}"
        told = self.story.types(who, said + (f" relais @{backup}" if backup else ""), "@")
        assert "Absence notée" in self.story.text(told, who), self.story.text(told, who)
        self.world.now = at
        return self.world.away(who, since.astimezone(UTC), until.astimezone(UTC), backup)

    def _around(self, who: str, backup: str | None) -> list[Away]:
        """The absences that an absence is not to meet: of whoever stands in, or is stood in for."""
        return [each for each in self.world.absences if {who, backup} & {each.who, each.backup} - {None}]

    def takes_all(self, away: Away, at: datetime) -> None:
        """Who stands in takes what is offered."""
        self.until(at - 2 * SECOND)
        if away.state != "offered" or away.lapses is None or away.lapses <= at or away.backup is None:
            return
        story = self.story
        story.presses(away.backup, story.last(f"@{away.backup}", "handover"), "handover_accept")
        self.world.now = at
        self.world.accepted(away)

    def closes(self, at: datetime, site: str, days: Sequence[date]) -> None:
        """The company says that a site will be shut; the auditor looks whether all is planned by that."""
        self.until(at)
        place = next(each for each in self.told["sites"] if each["id"] == site)
        place["closed"] = [*place.get("closed", ()), *(each.isoformat() for each in days)]
        new = self._charter()
        for each in self.stories:
            each.desk.charter = each.company = each.read(lambda unit: remember(unit, new))
        story = self.story
        story.submit(events.CharterChanged(key=story.key(), at=at, hash=new.hash))
        self.world.closes(site, frozenset(days))
        self.audited()

    def _charter(self) -> Charter:
        return charter.parse(yaml.safe_dump(self.told, allow_unicode=True))


ORDERS = {
    "claim": "prendre {ref}",
    "reply": "répondre {ref} Je regarde.",
    "wait": "attendre {ref} Pour combien de personnes ?",
    "release": "rendre {ref}",
    "resolve": "fait {ref}",
    "cancel": "annuler {ref}",
    "urgent": "urgent {ref}",
    "calm": "urgent {ref} off",
    "reopen": "rouvrir {ref}",
    "relieve": "relayer {ref}",
}
_OF_REQUESTER = {
    "new": ("cancel",),
    "claimed": ("cancel",),
    "waiting": ("answer", "answer", "answer"),
    "resolved": ("reopen",),
    "cancelled": (),
}


def _words(random: Random) -> str:
    """Words that nobody uttered before: nothing is asked twice."""
    syllables = ("ba", "do", "ki", "lu", "mé", "no", "pa", "ri", "su", "ta", "vo", "za")
    return "dossier " + "".join(random.choice(syllables) for _ in range(6)).capitalize()
