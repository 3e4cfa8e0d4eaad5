"""One event being handled: what a dialogue is given, and where dialogues say what they answer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from bot.cards import Card, Done, FormView, Reply, Say, Text
from bot.charter import Charter
from bot.events import Where, Who
from bot.lessons import NOTHING_TAUGHT, Snapshot
from bot.outgoing import whisper
from bot.people import Actor, actor, identity_of
from bot.policies.steps import Planned
from bot.understanding import Learned
from storage.tables import Identity, Request
from storage.unit import Unit


@dataclass(slots=True)
class Talk:
    """The unit, the charter in force, the platforms that are on, and the event. `tell` answers whoever acts.

    `told`: whether they were told something yet.
    """

    unit: Unit
    charter: Charter
    platforms: frozenset[str]
    event: Any
    reading: Any = None
    lessons: Snapshot = NOTHING_TAUGHT
    told: bool = False
    _actor: Actor | None = field(default=None)
    _identity: Identity | None = field(default=None)
    _late: Where | None = field(default=None)

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def learned(self) -> Learned:
        """What a text is read with."""
        return self.lessons.learned

    @property
    def actor(self) -> Actor:
        """Who acts; waits for their profile when it is unknown."""
        if self._actor is None:
            self._actor = actor(self.unit, self.charter, self.event.who, self.identity)
        return self._actor

    @property
    def identity(self) -> Identity | None:
        """As whom the event's author came, if the desk knows them: nobody is waited for."""
        if self._identity is None:
            self._identity = identity_of(self.unit, self.event.who)
        return self._identity

    @property
    def who(self) -> Who:
        """Who acts, as the platform names them."""
        if self._actor is not None:
            return self._actor.who
        someone: Who = self.event.who
        return someone

    def acting_as(self, actor: Actor, where: Where) -> Talk:
        """The same event, for what somebody did before it, there."""
        return replace(self, _actor=actor, _late=where)

    @property
    def where(self) -> Where | None:
        return self._late or getattr(self.event, "where", None)

    @property
    def alone(self) -> bool:
        """Whether nobody else reads where they act: their direct conversation, their home."""
        where = self.where
        return where is None or where.kind == "direct"

    def tell(self, card: Card, subject: str | None = None, *, instead: bool = False) -> Reply:
        """Show a card to whoever acts, and to them only: as the answer where an event has one, else as a whisper.

        `subject` names a question, for `bot.questioning`; `instead`: the card answers the question that was pressed,
        and nothing is left to press of it.
        """
        self.told = True
        answers = ("command_given", "button_pressed", "shortcut_used", "form_submitted")
        if self._late is None and self.event.kind in answers:
            return Say(card=card, instead=instead)
        where = self.where
        if where is None or where.kind == "direct":
            whisper(self.unit, self.who, None, None, card, subject)
        else:
            whisper(self.unit, self.who, where.conversation, where.root, card, subject)
        return Done()


Press = Callable[[Talk, str], Reply]
"""A button was pressed: its value (checked again here)."""
ActOn = Callable[[Talk, Request, str], Reply]
"""An act on a request that the actor named; the rest of what they said."""
Submit = Callable[[Talk, Any, dict[str, str]], Reply]
"""A form (its row) was sent, with its values."""
Show = Callable[[Talk, Any, Mapping[str, str], Sequence[Text]], FormView]
"""A form (its row) as it is shown, with the values that stand in it and the lines above them."""
Fire = Callable[[Talk, str], None]
"""A timer is due: its subject."""
Perform = Callable[[Talk, Request, Planned], None]
"""A step of a request is due: when it was, and about what."""
Command = Callable[[Talk, str], Reply]
"""A word was said to the desk; what follows it."""


@dataclass(slots=True)
class Answers:
    """All that dialogues answer to, by name."""

    presses: dict[str, Press] = field(default_factory=dict)
    acts: dict[str, ActOn] = field(default_factory=dict)
    forms: dict[str, Submit] = field(default_factory=dict)
    shows: dict[str, Show] = field(default_factory=dict)
    timers: dict[str, Fire] = field(default_factory=dict)
    steps: dict[str, Perform] = field(default_factory=dict)
    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each command's or act's words, the first one shown in help."""


ANSWERS = Answers()


F = TypeVar("F", bound=Callable[..., Any])


def on_press(name: str) -> Callable[[F], F]:
    """This function answers the button of that name."""
    return _put(ANSWERS.presses, name)


def on_act(name: str, *words: str) -> Callable[[F], F]:
    """This function does that act on a request: by button, and by any of these words with a reference."""
    if words:
        ANSWERS.words[name] = words
    return _put(ANSWERS.acts, name)


def on_form(kind: str) -> Callable[[F], F]:
    """This function takes a form of that kind."""
    return _put(ANSWERS.forms, kind)


def on_show(kind: str) -> Callable[[F], F]:
    """This function draws a form of that kind."""
    return _put(ANSWERS.shows, kind)


def on_timer(kind: str) -> Callable[[F], F]:
    """This function is called when a timer of that kind is due."""
    return _put(ANSWERS.timers, kind)


def on_step(code: str) -> Callable[[F], F]:
    """This function does the step of that code, of a request."""
    return _put(ANSWERS.steps, code)


def on_command(name: str, *words: str) -> Callable[[F], F]:
    """This function answers these words after `/desk`."""
    ANSWERS.words[name] = words
    return _put(ANSWERS.commands, name)


def _put(answers: dict[str, Any], name: str) -> Callable[[F], F]:
    def put(function: F) -> F:
        if name in answers and answers[name].__qualname__ != function.__qualname__:
            raise ValueError(f"{name} is answered twice")
        answers[name] = function
        return function

    return put
