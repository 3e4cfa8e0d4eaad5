"""Why something was late: whoever did it is asked once, and answers in one press. It is kept for the reviews."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from bot.cards import Reply
from bot.events import Who
from bot.outgoing import say_to
from bot.permit import fitting
from bot.planning import look_ahead
from bot.policies.badges import badge
from bot.policies.calendar import calendar_of
from bot.requests import by_id, record
from bot.talk import Talk, on_act
from bot.views.clocks import CAUSES, cause_asked, cause_noted
from bot.views.notices import notice
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Audience, Journal, Request

LATE = ("late", "met_late")
_journal = table_of(Journal)
_last_said = Prepared(
    select(_journal.c.act)
    .where(_journal.c.request_id == bindparam("request"), or_(_journal.c.act == "cause", _journal.c.act == "reopen"))
    .order_by(_journal.c.id.desc())
    .limit(1)
)


def ask_cause(talk: Talk, request: Request, who: Who) -> None:
    """Whoever did what is done just now is asked why it was late, where it was and nobody said so yet.

    What waited for its requester until now is late by what it is promised since.
    """
    look_ahead(talk.unit, talk.charter)
    done = by_id(talk.unit, id_of(request))
    if _is_late(talk, done) and _last_said.scalar(talk.unit.connection, {"request": request.id}) != "cause":
        say_to(talk.unit, who, cause_asked(request), request.id)


@on_act("cause")
def cause(talk: Talk, request: Request, said: str = "") -> Reply:
    """Why it is late, by one of the names that the buttons bear; another one later replaces it."""
    refused = fitting(talk, "cause", request)
    if refused is not None:
        return refused
    if said not in CAUSES:
        return talk.tell(notice("errors.stale_button", Audience.PERSON))
    if not _is_late(talk, request):
        return talk.tell(notice("cause.in_time", Audience.PERSON, subject=request.ref, ref=request.ref), instead=True)
    record(talk.unit, request, "cause", talk.actor.id, {"cause": said})
    return talk.tell(cause_noted(request, said), instead=True)


def _is_late(talk: Talk, request: Request) -> bool:
    site = talk.charter.site(request.site)
    return site is not None and badge(request, calendar_of(site), talk.now) in LATE
