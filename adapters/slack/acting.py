"""What somebody did, where they did it, and by what they may be answered.

Sources: platform facts 1.4 (response_url, trigger ids, views and what they carry).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from adapters.shapes import Json, object_at, text_at
from bot.cards import Reply
from bot.events import ButtonPressed, CommandGiven, FormSubmitted, ShortcutUsed, Where, Who

Surface = Literal["command", "message", "home", "modal", "shortcut", "form"]
Acted = CommandGiven | ButtonPressed | ShortcutUsed | FormSubmitted


@dataclass(slots=True)
class Act:
    """What somebody did, and by what they may be answered. `answered`: Slack's request has had its answer already."""

    event: Acted
    surface: Surface
    where: Where | None = None
    trigger: str = ""
    hook: str = ""
    """The response_url; empty where there is none."""
    ephemeral: bool = False
    """What was pressed is seen by them alone, and may be replaced."""
    view: Json = field(default_factory=dict)
    """The view that was sent, or in which something was pressed."""
    answered: bool = False
    waits: bool = False
    """A view that says « one moment » was opened, under the event's key."""
    opening: asyncio.Task[None] | None = None
    """That view is being opened: it has the trigger."""
    reply: Reply | None = None
    """What the desk says to it, once that is known."""

    @property
    def who(self) -> Who:
        """Who acted."""
        return self.event.who

    @property
    def spot(self) -> tuple[str, str | None]:
        """The conversation and thread where they are; no conversation where nobody else is."""
        if self.surface == "form":
            return spot_of(self.view)
        if self.where is None or self.surface in ("home", "modal"):
            return "", None
        return self.where.conversation, self.where.root


def act_of(event: Acted, body: Json, surface: Surface) -> Act:
    """An act, with what its payload gives to answer by."""
    where = None if isinstance(event, FormSubmitted) else event.where
    if surface == "message" and object_at(body, "view"):
        surface = "home" if text_at(body, "view", "type") == "home" else "modal"
    return Act(
        event=event,
        surface=surface,
        where=where,
        trigger=text_at(body, "trigger_id"),
        hook=text_at(body, "response_url"),
        ephemeral=object_at(body, "container").get("is_ephemeral") is True,
        view=object_at(body, "view"),
    )


def with_spot(view: Json, spot: tuple[str, str | None]) -> Json:
    """A view that remembers where it was opened, beside what it carries, so that its answer is shown there."""
    channel, root = spot
    if not channel:
        return view
    held = json.loads(view.get("private_metadata") or "{}")
    return view | {"private_metadata": json.dumps(held | {"at": [channel, root]})}


def spot_of(view: Mapping[str, Any]) -> tuple[str, str | None]:
    """Where a view was opened; no conversation when it does not say."""
    try:
        held = json.loads(text_at(dict(view), "private_metadata") or "{}")
    except (ValueError, RecursionError):
        return "", None
    match held:
        case {"at": [str(channel), str(root)]}:
            return channel, root
        case {"at": [str(channel), None]}:
            return channel, None
        case _:
            return "", None
