"""What people are to be told by the desk itself, from a list of what was done: shares no code with bot/policies.

The rules are those of issue 6 and of docs/decisions/what-climbs-and-what-stops-it.md, written down once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.bot.years.hours import Hours, Pause, Places, Run

SECOND = timedelta(seconds=1)
HELD = timedelta(minutes=5)
"""For how long what is told somebody may be held back."""
POOL, COORDINATOR, BREAKS, LONGER = Fraction(1, 2), Fraction(3, 4), Fraction(9, 10), Fraction(1, 2)
WARNINGS = ("warn_pool", "warn_coordinator", "warn_assignee")
ALERTS = "#alertes"


class Step(NamedTuple):
    """When it is due, what it is, about which instant, and for a step of a chain which one."""

    at: datetime
    code: str
    until: datetime
    notify: tuple[str, ...] = ()
    channel: bool = False
    always: bool = False

    @property
    def key(self) -> tuple[str, object]:
        """What is done once: a warning once for a count of time, anything else once about an instant."""
        return (self.code, None) if self.code in WARNINGS else (self.code, self.until)


@dataclass
class Expected:
    """What somebody (or a channel) is to be told of a request because of a step that was done at an instant."""

    who: str
    ref: str
    why: str
    at: datetime
    late: bool = False
    always: bool = False
    maybe: bool = False
    """The oracle does not know whether it is told: whom a rule proposes is not its affair."""


class Stood(NamedTuple):
    """How a request stood from an instant on."""

    at: datetime
    goes_on: bool
    holder: str | None
    answered: bool
    urgent: bool
    first: datetime | None
    end: datetime | None

    def is_so(self, why: str, who: str, at: datetime) -> bool:
        """Whether what somebody is told is true."""
        match why:
            case "warn_pool" | "warn_coordinator":
                said = self.holder is None and not self.answered
            case "warn_assignee":
                said = self.holder == who
            case "missed_unclaimed":
                said = self.urgent and self.holder is None
            case "missed_response":
                said = not self.answered and self.first is not None and self.first <= at
            case "missed_resolution":
                said = self.end is not None and self.end <= at
            case _:
                said = True
        return self.goes_on and said


@dataclass
class Ask:
    """A request, by what was done to it."""

    ref: str
    site: str
    service: str
    requester: str
    urgent: bool
    since: datetime
    closed: frozenset[date]
    """The closed days of its site that were known when it was promised."""
    state: str = "new"
    assignee: str | None = None
    responded: datetime | None = None
    first: datetime | None = None
    end: datetime | None = None
    put_off: datetime | None = None
    """What its requester was told instead of what was promised next."""
    paused: datetime | None = None
    pauses: list[Pause] = field(default_factory=list)
    moved_at: datetime | None = None
    freed_at: datetime | None = None
    planned_from: datetime | None = None
    done: set[tuple[str, object]] = field(default_factory=set)
    stood: list[Stood] = field(default_factory=list)
    """How it stood after each change."""
    story: list[str] = field(default_factory=list)
    run: Run | None = None
    plan: list[Step] | None = None
    """Its steps, counted once until it changes."""

    @property
    def open(self) -> bool:
        return self.state in ("new", "claimed", "waiting")

    @property
    def next(self) -> datetime | None:
        """What is promised next: first words, then the end."""
        if not self.open or self.paused is not None:
            return None
        return self.first if self.responded is None else self.end

    def tell(self, at: datetime, what: str) -> None:
        """One line of its story, for whoever reads a failure."""
        self.story.append(f"{at:%a %Y-%m-%d %H:%M:%S} {what}")


@dataclass
class Away:
    """An absence that was said."""

    who: str
    since: datetime
    until: datetime
    backup: str | None
    said: datetime
    begins: datetime | None
    lapses: datetime | None = None
    state: str = "said"

    def covers(self, at: datetime) -> bool:
        return max(self.since, self.said) <= at < self.until


class World:
    """All requests and absences, and what is to be told of them until now."""

    def __init__(self, places: Places, now: datetime) -> None:
        self.places = places
        self.now = now
        self.asks: dict[str, Ask] = {}
        self.absences: list[Away] = []
        self.expected: list[Expected] = []
        self.down: list[Pause] = []

    # what is done by somebody

    def asked(self, ref: str, site: str, service: str, requester: str, *, urgent: bool) -> None:
        ask = Ask(ref, site, service, requester, urgent, self.now, self.places.closed[site])
        self.asks[ref] = ask
        self._promise(ask, anew=True)
        self._changed(ask, f"{requester} asks for {service} at {site}{', urgent' if urgent else ''}")

    def acted(self, act: str, who: str, ref: str) -> None:
        """One act on a request, at this instant."""
        ask = self.asks[ref]
        getattr(self, f"_{act}")(ask, who)
        self._changed(ask, f"{who}: {act}")

    def _claim(self, ask: Ask, who: str) -> None:
        self._taken(ask)
        ask.assignee = who
        ask.state = "claimed" if ask.state == "new" else ask.state

    def _reply(self, ask: Ask, who: str) -> None:
        self._taken(ask)
        if ask.responded is None:
            ask.responded, ask.put_off = self.now, None

    def _wait(self, ask: Ask, who: str) -> None:
        self._reply(ask, who)
        ask.state, ask.paused = "waiting", self.now

    def _answer(self, ask: Ask, who: str) -> None:
        ask.state = "claimed" if ask.assignee else "new"
        self._goes_on(ask)

    def _release(self, ask: Ask, who: str) -> None:
        ask.moved_at, ask.freed_at = None, self.now
        ask.state, ask.assignee = "new", None
        self._goes_on(ask)

    def _resolve(self, ask: Ask, who: str) -> None:
        self._reply(ask, who)
        ask.state, ask.assignee = "resolved", ask.assignee or who
        self._goes_on(ask)

    def _cancel(self, ask: Ask, who: str) -> None:
        ask.state, ask.paused = "cancelled", None

    def _relieve(self, ask: Ask, who: str) -> None:
        """A manager answers for it, and leaves it with its people."""
        self._taken(ask)

    def _urgent(self, ask: Ask, who: str) -> None:
        ask.urgent, ask.freed_at = not ask.urgent, self.now
        ask.closed = self.places.closed[ask.site]
        self._promise(ask)

    def _reopen(self, ask: Ask, who: str) -> None:
        ask.state = "claimed" if ask.assignee else "new"
        ask.since, ask.closed, ask.moved_at = self.now, self.places.closed[ask.site], None
        ask.pauses, ask.done = [], set()
        self._promise(ask, anew=True)

    def _taken(self, ask: Ask) -> None:
        ask.moved_at = self.now

    def _goes_on(self, ask: Ask) -> None:
        if ask.paused is not None:
            ask.pauses.append((ask.paused, self.now))
            ask.paused = None
            self._promise(ask, anew=True)

    def _promise(self, ask: Ask, *, anew: bool = False) -> None:
        service = self.places.services[ask.service]
        targets = (service.get("urgent") if ask.urgent else None) or service["targets"]
        if anew or ask.run is None or ask.run.hours != self.places.of_site(ask.site, ask.closed):
            ask.run = Run(self.places.of_site(ask.site, ask.closed), ask.since, tuple(ask.pauses))
        was = (ask.first, ask.end)
        ask.end = ask.run.ends(targets["resolution"])
        ask.first = min(ask.run.ends(targets["first_response"]), ask.end)
        if was != (ask.first, ask.end):
            ask.put_off = None

    def _changed(self, ask: Ask, what: str) -> None:
        ask.tell(self.now, f"{what} → {ask.state}, {ask.assignee}, first {ask.first:%d %H:%M}, end {ask.end:%d %H:%M}")
        goes_on, answered = ask.open and ask.paused is None, ask.responded is not None
        ask.stood.append(Stood(self.now, goes_on, ask.assignee, answered, ask.urgent, ask.first, ask.end))
        ask.planned_from, ask.plan = self.now + SECOND, None

    def closes(self, site: str, days: frozenset[date]) -> None:
        """A site has more closed days from now on."""
        self.places.closed[site] |= days
        for each in self.asks.values():
            each.plan = None

    # absences

    def away(self, who: str, since: datetime, until: datetime, backup: str | None) -> Away:
        """Somebody says an absence: acted on when the place where they work opens in it."""
        begins = self.places.around(who).opens(max(since, self.now))
        said = Away(who, since, until, backup, self.now, begins if begins < until else None)
        self.absences.append(said)
        return said

    def is_away(self, who: str, at: datetime) -> bool:
        return any(each.who == who and each.covers(at) for each in self.absences)

    def in_hand(self, who: str) -> list[Ask]:
        return [each for each in self.asks.values() if each.open and each.assignee == who]

    def _begins(self, away: Away) -> None:
        away.begins = None
        backup = away.backup if away.backup and not self.is_away(away.backup, self.now) else None
        hand = self.in_hand(away.who)
        offered = [each for each in hand if backup and self._may_have(backup, each)]
        if backup and offered:
            away.state, away.lapses = "offered", min(self._answer_by(offered))
            self.expected.append(Expected(backup, away.who, "offered", self.now))
        rest = [each for each in hand if each not in offered]
        self._freed(away, [each for each in rest if each.next is not None and each.next < away.until])

    def _lapses(self, away: Away) -> None:
        away.lapses = None
        if away.state == "offered" and away.until > self.now:
            away.state = "lapsed"
            self._freed(away, [each for each in self.in_hand(away.who) if self._may_have(away.backup or "", each)])

    def _freed(self, away: Away, asks: Sequence[Ask]) -> None:
        told = {name for each in asks for name in self._answer_for(each) if name != away.who}
        for each in asks:
            self._release(each, away.who)
            self._changed(each, f"{away.who} is away, it is freed")
        self.expected += [Expected(name, away.who, "freed", self.now) for name in sorted(told)]

    def accepted(self, away: Away) -> None:
        """Who stands in takes all that was offered."""
        away.state, away.lapses = "accepted", None
        for each in self.in_hand(away.who):
            if self._may_have(away.backup or "", each):
                self.acted("claim", away.backup or "", each.ref)

    def _may_have(self, who: str, ask: Ask) -> bool:
        return who in self.places.workers(ask.site, ask.service)

    def _answer_by(self, asks: Sequence[Ask]) -> Iterator[datetime]:
        for each in asks:
            yield self.places.of_site(each.site).after(self.now, "15m")
            if each.next is not None:
                yield from (at for at in (each.next, each.end) if at is not None and at > self.now)

    # what the desk does by itself

    def until(self, end: datetime) -> None:
        """Time goes by: all that is due until then is done, each in its time, or as soon as the desk is there."""
        while True:
            found: list[tuple[datetime, int, Ask | Away]] = []
            for ask in self.asks.values():
                at = next((each.at for each in self.steps(ask)), None) if ask.open else None
                if at is not None and ask.planned_from is not None:
                    found.append((max(at, ask.planned_from), 0, ask))
            for away in self.absences:
                found += [(at, 1, away) for at in (away.begins, away.lapses) if at is not None]
            due = min(found, key=lambda each: each[:2], default=None)
            if due is None or due[0] > end:
                break
            self.now = max(self.now, due[0])
            if isinstance(due[2], Ask):
                self._fire(due[2])
            elif due[2].begins is not None:
                self._begins(due[2])
            else:
                self._lapses(due[2])
        self.now = max(self.now, end)

    def steps(self, ask: Ask) -> list[Step]:
        """What is not done of a request as it stands, soonest first."""
        if ask.plan is None:
            ask.plan = self._counted(ask)
        return ask.plan

    def _counted(self, ask: Ask) -> list[Step]:
        if ask.next is None:
            return []
        assert ask.run is not None
        assert ask.end is not None
        whole, found = ask.run.passed(ask.next), []
        if ask.responded is None and ask.assignee is None:
            found.append(Step(ask.run.reached(whole * POOL), "warn_pool", ask.next))
            found.append(Step(ask.run.reached(whole * COORDINATOR), "warn_coordinator", ask.next))
        found.append(Step(ask.run.reached(whole * BREAKS), "deferred", ask.next))
        if ask.put_off is not None:
            near = ask.run.reached(ask.run.passed(ask.put_off) * BREAKS)
            found.append(Step(max(ask.next, near), "deferred", ask.put_off))
        if ask.assignee is not None:
            part = Fraction(self.places.told["desk"].get("warn_at", 0.75))
            found.append(Step(ask.run.reached(ask.run.passed(ask.end) * part), "warn_assignee", ask.end))
        found += self._climbs(ask, ask.end)
        return sorted(each for each in found if each.key not in ask.done)

    def _climbs(self, ask: Ask, end: datetime) -> list[Step]:
        told, hours = self.places.told, self.places.of_site(ask.site)
        private = self._is_private(ask)
        chain = told["escalation_confidential"] if private else told["escalation"]
        first: list[Step] = []
        if ask.urgent and ask.assignee is None and not private:
            waits = max(ask.since, ask.freed_at or ask.since)
            first = self._chain(ask, hours, "unclaimed", waits, told["escalation_urgent"])
        if not first and ask.responded is None:
            first = self._chain(ask, hours, "response", ask.first, chain)
        return [each for each in first if each.at < end] + self._chain(ask, hours, "resolution", end, chain)

    def _chain(
        self, ask: Ask, hours: Hours, miss: str, since: datetime | None, chain: Sequence[dict[str, object]]
    ) -> list[Step]:
        if since is None or (ask.moved_at is not None and ask.moved_at >= since):
            return []
        return [
            Step(
                hours.after(since, str(each["after"])),
                f"missed_{miss}:{number}",
                since,
                tuple(each["notify"]),  # type: ignore[arg-type]  # a list of names, as the file has it
                "channel" in each,
                bool(each.get("always")),
            )
            for number, each in enumerate(chain)
        ]

    def _fire(self, ask: Ask) -> None:
        for step in [each for each in self.steps(ask) if each.at <= self.now]:
            ask.done.add(step.key)
            ask.tell(self.now, f"[{step.code}, due {step.at:%d %H:%M:%S}, about {step.until:%d %H:%M}]")
            if step.code not in WARNINGS or step.until > self.now:
                self._tell(ask, step)
        ask.planned_from, ask.plan = self.now + SECOND, None

    def _tell(self, ask: Ask, step: Step) -> None:
        why = step.code.partition(":")[0]
        if why == "deferred":
            self.expected.append(Expected(ask.requester, ask.ref, why, self.now))
            assert ask.run is not None
            goes_on = Run(ask.run.hours, max(step.until, self.now), ask.pauses)
            ask.put_off = goes_on.reached(ask.run.passed(step.until) * LONGER)
            return
        if why.startswith("missed") and why != "missed_resolution" and ask.end is not None and ask.end <= self.now:
            return
        late = why.startswith("missed") and self.now - max(step.at, ask.freed_at or step.at) > HELD
        maybe = "assignee" in step.notify and ask.assignee is None
        for who in self._whom(ask, step, why):
            same = [each for each in self.expected if (each.who, each.ref, each.why) == (who, ask.ref, why)]
            if not any(self.now - each.at < HELD and each.late == late for each in same):
                self.expected.append(Expected(who, ask.ref, why, self.now, late, step.always, maybe))
        if step.channel:
            self.expected.append(Expected(ALERTS, ask.ref, why, self.now, late))

    def _whom(self, ask: Ask, step: Step, why: str) -> list[str]:
        match why:
            case "warn_pool":
                asked = self.places.workers(ask.site, ask.service)
            case "warn_coordinator":
                asked = self._answer_for(ask)
            case "warn_assignee":
                asked = [ask.assignee or ""]
            case _:
                asked = list(dict.fromkeys(who for name in step.notify for who in self._named(ask, name)))
        there = [each for each in asked if not self.is_away(each, self.now)]
        if asked and not there and why.startswith("missed"):
            there = self._answer_for(ask)
        # Whoever has it was told as that, and not again as who is named otherwise.
        if why.startswith("missed") and "assignee" not in step.notify and self._was_told(ask, why, step.until):
            there = [each for each in there if each != ask.assignee]
        return there

    def _was_told(self, ask: Ask, why: str, since: datetime) -> bool:
        same = (each for each in self.expected if (each.who, each.ref, each.why) == (ask.assignee, ask.ref, why))
        return any(each.at >= since for each in same)

    def _named(self, ask: Ask, name: str) -> list[str]:
        match name:
            case "assignee":
                # Whom a rule proposes it to while nobody has it is one of those who may, or who coordinates.
                able = self.places.workers(ask.site, ask.service)
                return [ask.assignee] if ask.assignee else [*able, *self._coordinate(ask)]
            case "coordinator":
                return self._coordinate(ask)
            case "site_manager":
                return self.places.with_role("manager", ask.site)
            case "contact":
                return [str(self.places.told["desk"]["contact"])]
        return self.places.with_role(name, ask.site)

    def _answer_for(self, ask: Ask) -> list[str]:
        """Who is told what is for those who coordinate: them, or the first who are there in their place."""
        ranks = [self._coordinate(ask), self._instead_of(self._coordinate(ask))]
        if not self._is_private(ask):
            # The pilot is told of where they manage, the contact as an assistant of the company's.
            ranks += [self.places.with_role("manager", ask.site), [str(self.places.told["desk"]["contact"])]]
        there = ([each for each in rank if not self.is_away(each, self.now)] for rank in ranks)
        return next((rank for rank in there if rank), [])

    def _instead_of(self, names: Sequence[str]) -> list[str]:
        away = (each for each in self.absences if each.who in names and each.covers(self.now))
        return [each.backup for each in away if each.backup is not None]

    def _is_private(self, ask: Ask) -> bool:
        return bool(self.places.services[ask.service].get("confidential", False))

    def _coordinate(self, ask: Ask) -> list[str]:
        if self._is_private(ask):
            return [str(self.places.told["desk"]["contact"])]
        return self.places.with_role("coordinator", ask.site)
