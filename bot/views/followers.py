"""What is told to whoever follows a request that a colleague asked."""

from __future__ import annotations

from bot.cards import Card, Span, Text, ours
from bot.views.notices import OFFERED
from bot.views.parts import button, mention, one_line, rows, strong
from storage.tables import Audience, Person, Request

TOLD = ("resolved", "cancelled", "left")
"""What becomes of a request that others follow, besides its being taken."""


def told_follower(other: Request, own: Request, what: str, who: Person | None = None) -> Card:
    """To whoever follows a colleague's request, what becomes of it: `what` is one of `TOLD`.

    Once it is over their own may be opened again.
    """
    refs: dict[str, Span | Text] = {"ref": strong(other.ref), "own": strong(own.ref)}
    if what == "claimed" and who is not None:
        return one_line("followed", Audience.PERSON, ours("twin.claimed", who=mention(who), **refs), other.ref)
    known = what if what in TOLD else "left"
    again = button("reopen", "twin.reopen", f"{own.ref}:{OFFERED}", ref=strong(own.ref))
    return one_line("followed", Audience.PERSON, ours(f"twin.{known}", **refs), own.ref, rows((again,)))


def told_apart(own: Request) -> Card:
    """To whoever followed a colleague's request: theirs is open again by itself."""
    cancel = button("cancel", "edit.cancel", own.ref, "danger", ref=strong(own.ref))
    return one_line("followed", Audience.PERSON, ours("twin.apart", own=strong(own.ref)), own.ref, rows((cancel,)))
