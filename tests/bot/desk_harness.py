"""The desk as a story: people write, react and press, and one looks at what each of them can read.

The door, the writer, the desk, the outbox, what is drawn for it and what is recorded of it are the real ones, on a real
database. Two things stand in: the clock, which a test moves, and the platforms, which are lists in memory.
"""

from __future__ import annotations

import asyncio
import faulthandler
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import count
from typing import Any, TypeVar

from adapters.carrying import Carrier
from adapters.drawing import FETCHES
from adapters.recording import Finished, Ledger, Question, Turn
from adapters.rendering import Drawn
from bot import charter, events
from bot.cards import Reply
from bot.charter import Charter
from bot.desk import Desk
from bot.door import Door
from bot.events import FileSeen, Profile, Where, Who, timer_key
from bot.other_people import taken_in
from bot.understanding import Context, RequestKind, read
from storage import timers
from storage.database import Database, open_database
from storage.tables import Outbox, OutboxState, Timer
from storage.unit import Unit
from storage.writer import Writer, make_writer
from tests.bot.desk_sights import CHANNELS, Sights, Stopped, buttons, form_of
from tests.bot.paper import TEAM, Paper, Shown, as_text, direct_of, kind_of
from tests.fakes.company import DEMO, written

T = TypeVar("T")
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""A Tuesday, ten o'clock in Paris: every site is open."""
EMPLOYEES = {"karim": "Karim Diallo", "lea": "Léa Faure", "paul": "Paul Roche", "zoe": "Zoé Blanc"}
ON_TEAMS = ("andre", "hugo", "sonia")


_STORIES = count(1)


@cache
def company() -> Charter:
    """The demo's charter, where the desk says nothing on its own."""
    return charter.load(DEMO).model_copy(update={"rituals": ()})


def profiles(company: Charter) -> list[Profile]:
    """Everybody, as each platform vouches for them."""
    known = [(person.id, person.name, person.email) for person in company.people]
    known += [(one, name, f"{one}@ateliers-durance.example") for one, name in EMPLOYEES.items()]
    teams = [each for each in known if each[0] in ON_TEAMS]
    teams.append(("sonia", "Sonia Hoareau", "sonia@ateliers-durance.example"))
    return [
        Profile(who=Who(platform=platform, team=TEAM, user=one), name=name, email=email)
        for platform, people in (("slack", known), ("teams", teams))
        for one, name, email in people
    ]


@dataclass
class Wrote:
    """What somebody wrote, and what the desk answered to it at once."""

    message: Shown
    reply: Reply

    @property
    def ts(self) -> str:
        return self.message.ts


class Story(Sights):
    """One desk. `who` is a user's name, `where` one of `CHANNELS` or `@` for the direct conversation."""

    def __init__(self, url: str, company: Charter, beside: Story | None = None) -> None:
        """`beside`: another process of the same desk, with the same people, platforms and hours."""
        self.clock: Stopped = beside.clock if beside else Stopped(MORNING)
        self.machine: Stopped = beside.machine if beside else Stopped(MORNING)
        self.company = company
        self.database: Database = open_database(url)
        self.desk = Desk(company, frozenset({"slack", "teams"}))
        self._touched: set[str] = set()
        self.writer: Writer = make_writer(
            self.database, self.clock.now, lambda: self.desk.charter.hash, self._touched.update
        )
        self.door = Door(self.desk, self.writer, self.machine)
        everybody = profiles(company)
        self.papers: dict[str, Paper] = beside.papers if beside else _papers(everybody)
        self.replies: list[tuple[str, Reply]] = []
        self._ledger = Ledger(self.desk, {name: paper.capabilities for name, paper in self.papers.items()})
        self._carrier = Carrier(self.clock.now, lambda: 0.5)
        self._numbers = count(1)
        self._name = f"story{next(_STORIES)}"
        self._loop = asyncio.new_event_loop()
        self.writer.start()

    def close(self) -> None:
        self.writer.stop()
        self.database.close()
        self._loop.close()

    # what people do

    def says(
        self,
        who: str,
        where: str,
        text: str,
        *,
        under: Wrote | Shown | None = None,
        to_desk: bool = False,
        naming: tuple[str, ...] = (),
        files: tuple[FileSeen, ...] = (),
    ) -> Wrote:
        """Write a message; `under`: in the thread of that one. `to_desk`: it mentions the desk."""
        written = self.wrote(who, where, text, under=under, files=files)
        return Wrote(written, self.submit(self.posted(written, to_desk=to_desk, naming=naming), who))

    def wrote(
        self,
        who: str,
        where: str,
        text: str,
        *,
        under: Wrote | Shown | None = None,
        files: tuple[FileSeen, ...] = (),
    ) -> Shown:
        """A message that stands on the platform, and of which the desk was not told."""
        paper, conversation = self._spot(who, where)
        self.pass_by(seconds=2)
        above = under.message if isinstance(under, Wrote) else under
        root = None if above is None else above.root or above.ts
        now = self.clock.now()
        return paper.keep(Shown(conversation, paper.next_ts(now), root, who, text, at=now, files=files))

    def posted(self, shown: Shown, *, to_desk: bool = False, naming: tuple[str, ...] = ()) -> events.MessagePosted:
        """The event of a message."""
        return events.MessagePosted(
            key=self.key(),
            at=shown.at or self.clock.now(),
            who=self.who(shown.by, self._platform_of(shown)),
            where=self.where(shown),
            ts=shown.ts,
            text=shown.text,
            mentions_desk=to_desk,
            mentions=naming,
            files=shown.files,
        )

    def edits(self, message: Wrote | Shown, text: str) -> Reply:
        shown = _shown(message)
        self.pass_by(seconds=2)
        shown.text = text
        return self.submit(self.edited(shown, text), shown.by)

    def edited(self, shown: Shown, text: str, at: datetime | None = None) -> events.MessageEdited:
        who = self.who(shown.by, self._platform_of(shown))
        return events.MessageEdited(
            key=self.key(), at=at or self.clock.now(), who=who, where=self.where(shown), ts=shown.ts, text=text
        )

    def deletes(self, message: Wrote | Shown) -> Reply:
        shown = _shown(message)
        self.pass_by(seconds=2)
        self.papers[self._platform_of(shown)].messages.pop((shown.conversation, shown.ts), None)
        return self.submit(self.deleted(shown), shown.by)

    def restores(self, message: Wrote | Shown) -> Reply:
        """Take back that it was deleted."""
        shown = _shown(message)
        self.pass_by(seconds=2)
        self.papers[self._platform_of(shown)].keep(shown)
        return self.submit(self.edited(shown, shown.text).model_copy(update={"restored": True}), shown.by)

    def deleted(self, shown: Shown, at: datetime | None = None) -> events.MessageDeleted:
        return events.MessageDeleted(key=self.key(), at=at or self.clock.now(), where=self.where(shown), ts=shown.ts)

    def reacts(self, who: str, message: Wrote | Shown, emoji: str, *, platform: str | None = None) -> Reply:
        self.pass_by(seconds=2)
        return self.submit(self.reacted(who, _shown(message), emoji), who)

    def unreacts(self, who: str, message: Wrote | Shown, emoji: str) -> Reply:
        self.pass_by(seconds=2)
        return self.submit(self.reacted(who, _shown(message), emoji, on=False), who)

    def reacted(
        self, who: str, shown: Shown, emoji: str, *, on: bool = True, at: datetime | None = None
    ) -> events.ReactionAdded | events.ReactionRemoved:
        event = events.ReactionAdded if on else events.ReactionRemoved
        return event(
            key=self.key(),
            at=at or self.clock.now(),
            who=self.who(who, self._platform_of(shown)),
            where=self.where(shown),
            ts=shown.ts,
            emoji=emoji,
        )

    def types(self, who: str, text: str, where: str = "#lyon", command: str = "desk") -> Reply:
        """A slash command."""
        paper, conversation = self._spot(who, where)
        self.pass_by(seconds=2)
        place = Where(platform=paper.name, conversation=conversation, kind=kind_of(conversation))
        event = events.CommandGiven(
            key=self.key(), at=self.clock.now(), who=self.who(who, paper.name), where=place, command=command, text=text
        )
        return self.submit(event, who)

    def presses(self, who: str, on: Shown | Reply | Drawn, act: str, value: str | None = None) -> Reply:
        """Press a button, or choose in a menu, that stands there and is enabled; fails when it does not."""
        drawn = on.card if isinstance(on, Shown) else on if isinstance(on, Drawn) else self.drawn(on, who)
        assert drawn is not None
        offered = buttons(drawn)
        found = [(a, v) for a, v in offered if a == act and (value is None or v == value or v.endswith(f":{value}"))]
        assert found, f"no {act} {value or ''} among {offered}"
        return self.forges(who, act, found[0][1], at=on if isinstance(on, Shown) else None)

    def forges(self, who: str, act: str, value: str, at: Shown | None = None) -> Reply:
        """Send a press that may stand on no card."""
        self.pass_by(seconds=2)
        return self.submit(self.pressed(who, act, value, at), who)

    def pressed(self, who: str, act: str, value: str, at: Shown | None = None) -> events.ButtonPressed:
        """The event of a press, on a card or out of nowhere."""
        platform = self._platform_of(at) if at else self._home_platform(who)
        where = self.where(at) if at else Where(platform=platform, conversation=direct_of(who), kind="direct")
        return events.ButtonPressed(
            key=self.key(),
            at=self.clock.now(),
            who=self.who(who, platform),
            where=where,
            ts=at.ts if at else None,
            act=act,
            value=value,
        )

    def uses(self, who: str, shortcut: Any, message: Wrote | Shown | None = None) -> Reply:
        """The global shortcut, or the message action."""
        self.pass_by(seconds=2)
        shown = _shown(message) if message else None
        event = events.ShortcutUsed(
            key=self.key(),
            at=self.clock.now(),
            who=self.who(who),
            where=self.where(shown) if shown else None,
            shortcut=shortcut,
            ts=shown.ts if shown else None,
        )
        return self.submit(event, who)

    def sends(self, who: str, form: Reply | str, **changed: str) -> Reply:
        """Submit a form as it stands, with what the person changed."""
        self.pass_by(seconds=2)
        values: dict[str, str] = {}
        form_id = form if isinstance(form, str) else form_of(form).id
        if not isinstance(form, str):
            values = {each.id: each.value for each in form_of(form).fields}
        event = events.FormSubmitted(
            key=self.key(), at=self.clock.now(), who=self.who(who), form=form_id, values=values | changed
        )
        return self.submit(event, who)

    def opens_home(self, who: str) -> str:
        """What stands on someone's home."""
        platform = self._home_platform(who)
        self.submit(events.HomeOpened(key=self.key(), at=self.clock.now(), who=self.who(who, platform)), who)
        return as_text(self.papers[platform].homes[who])

    # time

    def pass_by(self, **span: float) -> None:
        """Time goes by, and nothing that is due is done yet."""
        self.clock.at += timedelta(**span)
        self.machine.at += timedelta(**span)

    def later(self, **span: float) -> None:
        """Time goes by, timer by timer."""
        self.until(self.clock.at + timedelta(**span))

    def until(self, end: datetime) -> None:
        while True:
            due = self.read(timers.next_due)
            if due is None or due > end:
                break
            self.clock.at = self.machine.at = max(self.clock.at, due)
            for timer in self.read(timers.due):
                self.submit(due_event(timer))
        self.clock.at = self.machine.at = max(self.clock.at, end)

    # the door

    def replay(self, history: Sequence[events.Event], at: datetime) -> None:
        """Events of the past, in the order given, heard at one moment; what follows is carried out at the end."""
        self.clock.at = self.machine.at = at
        for future in self.at_once(*history):
            answered(future)
        self.carry()

    def submit(self, event: events.Event, who: str | None = None) -> Reply:
        """Say an event to the desk, and let everything that follows from it be carried out."""
        reply = answered(self.door.submit(event))
        if who is not None:
            self.replies.append((who, reply))
        self.carry()
        return reply

    def at_once(self, *given: events.Event) -> list[Future[Reply]]:
        """Say several events to the desk before any is answered; nothing is carried yet."""
        return [self.door.submit(event) for event in given]

    def carry(self) -> None:
        """Carry out all that is queued, lane by lane, as the pump does."""
        finished: list[Finished] = []
        channels = set(self._touched)
        while channels or finished:
            self._touched.clear()
            question = Question(
                tuple(finished), frozenset(channels), tuple(self.papers), (), (), datetime.now(UTC), 1000
            )
            done = answered(self.writer.run(partial(self._turn, question)))
            finished = []
            for work in done.started:
                carried = self._loop.run_until_complete(self._carrier.carry(self.papers[work.row.platform], work))
                finished.append(Finished(work, carried))
                for event in carried.events:
                    answered(self.door.submit(event))
            channels = set(self._touched) | done.stirred | {each.work.row.channel for each in finished}
            if not done.started and not done.stirred and not self._touched:
                break
        failed = [row for row in self.rows(Outbox, state=OutboxState.FAILED) if row.kind not in FETCHES]
        assert not failed, [(row.kind, row.subject, row.error) for row in failed]

    def _turn(self, question: Question, unit: Unit) -> Turn:
        return self._ledger.turn(unit, question, lambda row: None)

    # names

    def key(self) -> str:
        return f"{self._name}-{next(self._numbers)}"

    def who(self, user: str, platform: str | None = None) -> Who:
        return Who(platform=platform or self._home_platform(user), team=TEAM, user=user)

    def where(self, shown: Shown) -> Where:
        kind: Any = kind_of(shown.conversation)
        return Where(platform=self._platform_of(shown), conversation=shown.conversation, kind=kind, root=shown.root)

    def meets(self, who: str, name: str, **facts: Any) -> Profile:
        """Somebody whom the platform knows, and the desk does not yet."""
        profile = Profile(who=Who(platform="slack", team=TEAM, user=who), name=name, **facts)
        self.papers["slack"].profiles[who] = profile
        return profile

    def rules(self, change: Callable[[dict[str, Any]], object]) -> None:
        """The company changes its charter."""
        new = written(change)
        self.desk.charter = self.read(lambda unit: taken_in(unit, new))
        self.submit(events.CharterChanged(key=self.key(), at=self.clock.now(), hash=self.desk.charter.hash))

    def told_of(self, *given: Profile) -> None:
        """The platform says what it knows of people."""
        self.submit(events.PeopleSeen(key=self.key(), at=self.clock.now(), profiles=given))

    def _home_platform(self, user: str) -> str:
        return "teams" if user == "sonia" else "slack"

    def _platform_of(self, shown: Shown) -> str:
        key = (shown.conversation, shown.ts)
        found = [name for name, paper in self.papers.items() if paper.messages.get(key) is shown]
        return found[0] if found else "teams" if shown.conversation.startswith("19:") else "slack"

    def _spot(self, who: str, where: str) -> tuple[Paper, str]:
        if where == "@":
            return self.papers[self._home_platform(who)], direct_of(who)
        platform, conversation = CHANNELS[where]
        return self.papers[platform], conversation


def answered(future: Future[T]) -> T:
    """What the writer answers; where it does not, what each thread is at, for whoever reads the failure."""
    try:
        return future.result(30)
    except TimeoutError:
        faulthandler.dump_traceback(file=2)
        raise


def _papers(everybody: Sequence[Profile]) -> dict[str, Paper]:
    names = ("slack", "teams")
    return {
        name: Paper(name, {each.who.user: each for each in everybody if each.who.platform == name}) for name in names
    }


def that_reads_as(kind: RequestKind, *texts: str) -> str:
    """The first of these texts that the reader, as it is today, takes so: what it takes how is tested elsewhere."""
    where = Context(company(), "fr", "lyon", None, MORNING, "Europe/Paris")
    found = [text for text in texts if read(text, where).request.value is kind]
    assert found, f"none of {texts} reads as {kind} any longer"
    return found[0]


def due_event(timer: Timer) -> events.TimerDue:
    key = timer_key(timer.kind, timer.subject, timer.due)
    return events.TimerDue(key=key, at=timer.due, timer=timer.kind, subject=timer.subject)


def introductions(company: Charter) -> Sequence[events.Event]:
    """What a desk knows once it has started: its charter, its people, its channels."""
    return (
        events.CharterChanged(key="t1", at=MORNING, hash=company.hash),
        events.PeopleSeen(key="t2", at=MORNING, profiles=tuple(profiles(company))),
    )


def _shown(message: Wrote | Shown) -> Shown:
    return message.message if isinstance(message, Wrote) else message
