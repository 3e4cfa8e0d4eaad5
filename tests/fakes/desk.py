"""A desk that decides next to nothing: it journals each event by its key, once it knows who acts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.cards import Card, Done, Line, OpenForm, Reply, Say, plain
from bot.cards import FormView as FormShown
from bot.events import ButtonPressed, CommandGiven, Event, PeopleSeen, Profile, Where, Who
from bot.fetching import fetch_person
from bot.missing import Missing
from storage import journal
from storage.tables import Audience, Setting
from storage.unit import Unit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LYON = Where(platform="tiny", conversation="lyon", root="17.1")


def someone(user: str = "ines") -> Who:
    return Who(platform="tiny", team="t1", user=user)


def asks(key: str, text: str = "do", user: str = "ines") -> CommandGiven:
    return CommandGiven(key=key, at=NOON, who=someone(user), where=LYON, command="desk", text=text)


def presses(key: str, user: str = "ines") -> ButtonPressed:
    return ButtonPressed(key=key, at=NOON, who=someone(user), where=LYON, act="form", value="1")


def seen(*users: str, key: str | None = None) -> PeopleSeen:
    profiles = tuple(Profile(who=someone(user), name=user) for user in users)
    return PeopleSeen(key=key or f"people:{users}", at=NOON, profiles=profiles)


def said(text: str) -> Say:
    return Say(card=Card(kind="said", audience=Audience.PERSON, summary=plain(text), parts=(Line(text=plain(text)),)))


class FakeDesk:
    """`known` people are decided for at once; `broken` texts raise, after something was written."""

    def __init__(self, known: tuple[str, ...] = ("ines",)) -> None:
        self.known = set(known)
        self.broken: dict[str, Callable[[Unit], object]] = {}
        self.prepared: list[str] = []

    def prepare(self, event: Event) -> Any:
        self.prepared.append(event.key)
        return event.key

    def handle(self, event: Event, unit: Unit, prepared: Any) -> Reply:
        assert prepared == event.key
        journal.write(unit, None, event.key, None)
        if isinstance(event, PeopleSeen):
            for profile in event.profiles:
                unit.add(Setting(key=profile.who.fact, value=profile.name))
            return Done()
        assert isinstance(event, CommandGiven | ButtonPressed)
        who = event.who
        if who.user not in self.known and unit.get(Setting, who.fact) is None:
            raise Missing(who.fact, lambda later: fetch_person(later, who))
        if isinstance(event, ButtonPressed):
            return OpenForm(form=FormShown(id="f1", kind="k", title=plain("t"), submit=plain("s"), cancel=plain("c")))
        fault = self.broken.get(event.text)
        if fault is not None:
            fault(unit)
        return said(event.key)


class StillClock:
    """A machine's clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def later(self, **step: float) -> None:
        self.at += timedelta(**step)
