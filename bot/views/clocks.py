"""How a request stands by its clock: its badge, and what its requester is told when a promise cannot be held."""

from __future__ import annotations

from datetime import datetime

from bot.cards import Card, Text, ours
from bot.policies.badges import badge
from bot.policies.calendar import calendar_of
from bot.policies.targets import promised_next
from bot.views.facts import RequestFacts
from bot.views.parts import at, just, one_line, strong
from storage.tables import Audience, Request


def badge_of(facts: RequestFacts) -> Text:
    """« 🟠 Échéance proche. »; nothing where no clock runs, nor ran."""
    site = facts.charter.site(facts.request.site)
    known = badge(facts.request, calendar_of(site), facts.now) if site is not None else None
    return ours(f"badge.{known}") if known is not None else ()


def put_off_to(facts: RequestFacts, *, own: bool = False) -> Text:
    """What was promised anew and is still to come, to its author (`own`) or to others; nothing where nothing was."""
    request, promised = facts.request, promised_next(facts.request)
    if promised is None or request.deferred_to is None or request.deferred_to <= facts.now:
        return ()
    when = at(request.deferred_to, request.site)
    if not own:
        return ours("deferred.inside", when=when)
    return ours(f"deferred.{_what(request)}_card", when=when, was=just(promised, request.site))


def deferred(request: Request, was: datetime, *, chat: bool = False) -> Card:
    """To its requester: it takes longer than was promised, and until when. `chat`: a direct conversation."""
    assert request.deferred_to is not None
    when, before = just(request.deferred_to, request.site), just(was, request.site)
    key = f"deferred.{_what(request)}_of" if chat else f"deferred.{_what(request)}"
    text = ours(key, ref=strong(request.ref), when=when, was=before)
    return one_line("deferred", Audience.REQUESTER, text, request.ref)


def _what(request: Request) -> str:
    return "response" if request.responded_at is None else "resolution"
