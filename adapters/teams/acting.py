"""What somebody did, where they did it, and by what they may be answered.

Sources: platform facts 2.6 (Universal Actions), 2.7 (dialogs and the message action).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adapters.shapes import Json, text_at
from adapters.teams.places import place_of
from adapters.teams.translate import ACTION_FETCH, ACTION_SUBMIT, EXECUTE, FETCH, SUBMIT
from bot.cards import Reply
from bot.events import Event, FormSubmitted, Where, Who

Surface = Literal["card", "opening", "dialog", "message"]
"""On a card (Action.Execute), by what opens a dialog, in a dialog, or by a message, which has no answer of its own."""
_SURFACES: dict[str, Surface] = {
    EXECUTE: "card",
    FETCH: "opening",
    ACTION_FETCH: "opening",
    SUBMIT: "dialog",
    ACTION_SUBMIT: "dialog",
}


@dataclass(slots=True)
class Act:
    """What somebody did. `ts`: the message that carries what was pressed. `answered`: Teams has had its answer.
    `posted`: what is more than a few words is posted by the outbox."""

    event: Event
    surface: Surface
    who: Who
    where: Where | None = None
    ts: str | None = None
    answered: bool = False
    posted: bool = False
    reply: Reply | None = None
    """What the desk says to it, once that is known."""

    @property
    def key(self) -> str:
        """That of its event."""
        key: str = self.event.key
        return key

    @property
    def form(self) -> FormSubmitted | None:
        """The form that was sent, if one was."""
        return self.event if isinstance(self.event, FormSubmitted) else None


def act_of(event: Event, who: Who, activity: Json) -> Act:
    """An act, with what its activity gives to answer by."""
    pressed = text_at(activity, "replyToId")
    is_invoke = text_at(activity, "type") == "invoke"
    surface: Surface = _SURFACES.get(text_at(activity, "name"), "message") if is_invoke else "message"
    return Act(event, surface, who, getattr(event, "where", None) or place_of(activity, pressed), pressed or None)
