"""« Point flash »: the hot requests alone, each with what unblocks it now; fifteen minutes, and what was decided stays.

Source of the rules: issue 8, "Flash point". In a channel only what anybody may read is named: nothing restricted,
confidential, nor an executive's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.cards import Card, CloseForm, FieldErrors, FormView, Reply, Text, ours
from bot.forms import about, accepted, open_form
from bot.occasions import LATE, SAID, Kind, Occasion, answers_to, by_id, occasion_of, put_answer, ritual, say_instead
from bot.people import reader
from bot.policies.confidentiality import Part
from bot.policies.hot import Why, hottest
from bot.policies.permissions import sight
from bot.reading import spoken
from bot.requests import SOONEST, by_ref
from bot.talk import Talk, on_form, on_press, on_show
from bot.views import flash_point as views
from bot.views.facts import load_all
from bot.views.flash_point import FlashFacts, Hot
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Form, Level, Occurrence, Person, Request

LASTS = timedelta(minutes=15)
LONGEST = 600
LOOKED_AT = 1000
LONGEST_ID = 19
_requests = table_of(Request)
_open = Prepared(
    select(_requests)
    .where(_requests.c.open, _requests.c.level == Level.STANDARD, _requests.c.executive == "")
    .order_by(*SOONEST)
    .limit(LOOKED_AT)
)


def say(talk: Talk, occasion: Occasion) -> Card | None:
    """The hot ones now; where none is, nobody is gathered."""
    found = hottest(_of(talk, occasion), talk.now)
    if not found:
        return None
    shown = found[: views.MOST]
    kept = [{"request": id_of(each), "why": why, "stood": _stands(each)} for why, each in shown]
    data = {"hot": kept, "left": len(found) - len(shown), "requests": [each["request"] for each in kept]}
    talk.unit.change(occasion.row, data=data)
    return draw(talk, occasion)


def draw(talk: Talk, occasion: Occasion) -> Card | None:
    """The same, as each stands now; what stopped being everybody's to read is no longer shown."""
    row, hot = occasion.row, list[Hot]()
    for each in row.data.get("hot", ()):
        request = talk.unit.get(Request, each["request"])
        if request is not None and request.level is Level.STANDARD and not request.executive:
            hot.append(_hot(talk, row, request, each))
    return views.card(FlashFacts(id_of(row), tuple(hot), int(row.data.get("left", 0)), row.closes_at, _is_over(row)))


def close(talk: Talk, occasion: Occasion) -> None:
    """It ends by itself: what was decided takes its place."""
    card = draw(talk, occasion)
    if card is not None and occasion.row.data.get("hot"):
        say_instead(talk, occasion, card)


ritual(Kind("flash_point", say, close, again=draw, lasts=LASTS))


@on_press("flash_note")
def note(talk: Talk, value: str) -> Reply:
    """What is decided of one, in a line. `value`: the flash point's id, and the reference."""
    number, _, ref = value.partition(":")
    row = by_id(talk.unit, int(number)) if number.isdecimal() and len(number) < LONGEST_ID else None
    request = by_ref(talk.unit, ref) if row is not None else None
    wrong = _why_not(talk, row, request)
    if wrong is not None or row is None or request is None:
        return talk.tell(views.told(wrong or "gone"))
    mine = {each.question: each.words_id for each in answers_to(talk.unit, row) if each.person_id == talk.actor.id}
    reply = open_form(talk, "flash_note", None, {}, about=id_of(row))
    form = talk.unit.need(Form, reply.form.id)
    talk.unit.change(form, data={**form.data, "request": request.id, "again": bool(mine.get(_question(request)))})
    return reply


@on_show("flash_note")
def shown(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """One line."""
    return views.form(form.id, values, lines, LONGEST)


@on_form("flash_note")
def noted(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """What was decided is kept, and shown to all who look at it together; said anew, it replaces what they said."""
    row = by_id(talk.unit, about(form) or 0)
    request = talk.unit.get(Request, form.data.get("request"))
    wrong = _why_not(talk, row, request)
    text = spoken(values.get("outcome", ""))[:LONGEST]
    if wrong is not None or row is None or request is None:
        return FieldErrors(errors={"outcome": ours(f"flash.{wrong or 'gone'}")})
    if not text:
        return FieldErrors(errors={"outcome": ours("errors.say_something")})
    accepted(talk, form)
    put_answer(talk, row, _question(request), text)
    occasion = occasion_of(talk.unit, talk.charter, row)
    card = draw(talk, occasion) if occasion is not None else None
    if occasion is not None and card is not None:
        say_instead(talk, occasion, card)
    return CloseForm(card=views.told("kept"))


def _why_not(talk: Talk, row: Occurrence | None, request: Request | None) -> str | None:
    """Why they may note nothing there: it is gone, over, or not theirs to read."""
    if row is None or request is None or request.id not in row.data.get("requests", ()):
        return "gone"
    if sight(talk.actor, request, talk.charter) is not Part.FULL:
        return "gone"
    return "too_late" if _is_over(row) or row.state not in (SAID, LATE) else None


def _of(talk: Talk, occasion: Occasion) -> list[Request]:
    """What may be named there: of the channel's site, or of what somebody may read."""
    found, channel = talk.unit.all(Request, _open), occasion.member.channel
    if channel is not None:
        return [each for each in found if channel.site is None or each.site == channel.site]
    if occasion.person is None:
        return []
    actor = reader(talk.unit, talk.charter, occasion.person)
    return [each for each in found if sight(actor, each, talk.charter) is Part.FULL]


def _hot(talk: Talk, row: Occurrence, request: Request, kept: Mapping[str, Any]) -> Hot:
    (facts,) = load_all(talk.unit, talk.charter, (request,))
    why: Why = kept["why"]
    said = [
        (talk.unit.need(Person, each.person_id), each.words_id)
        for each in answers_to(talk.unit, row)
        if each.question == _question(request) and each.words_id is not None
    ]
    return Hot(why, facts, tuple(said), moved=_stands(request) != kept["stood"])


def _stands(request: Request) -> list[Any]:
    """What tells whether something was done to it since."""
    return [request.state.value, request.assignee_id, request.awaits_approval]


def _question(request: Request) -> str:
    return f"outcome:{request.id}"


def _is_over(row: Occurrence) -> bool:
    return row.closed_at is not None
