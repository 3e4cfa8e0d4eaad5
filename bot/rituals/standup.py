"""« Point du matin »: each assistant's own list, filled already; what they add to it is read by all when it closes.

Source of the rules: issue 8, "Stand-up". Nobody is asked on leave, on their public holiday or outside their hours. A
person's line holds what they chose to write, and whoever does not answer is named to nobody the first time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from bot.absences import is_away_now
from bot.cards import Card, CloseForm, FieldErrors, FormView, Reply, Text
from bot.forms import about, accepted, open_form
from bot.occasions import (
    LATE,
    PLANNED,
    SAID,
    Kind,
    NotYet,
    Occasion,
    answers_to,
    by_id,
    occasion_of,
    of_day,
    plan_next,
    put_answer,
    ritual,
    say_instead,
    schedule_of,
)
from bot.outgoing import say_to
from bot.people import Reader, language_of, reach, reader, who
from bot.policies.audiences import Member
from bot.policies.business_time import NeverOpenError, next_opening
from bot.policies.confidentiality import Part
from bot.policies.escalation import hours_of
from bot.policies.permissions import sight
from bot.policies.targets import promised_next
from bot.reading import spoken
from bot.rituals._standup_digest import digest_of, is_answered, questions_of
from bot.talk import Talk, on_command, on_form, on_press, on_show, on_timer
from bot.views import notices
from bot.views import standup as views
from bot.views.facts import RequestFacts, load_all
from bot.views.home import in_hand
from bot.views.lists import Row, row_of
from bot.views.standup import OwnFacts
from storage import timers
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Audience, Form, Journal, Occurrence, Request, State

REMINDS = "standup_reminds"
BEFORE = timedelta(minutes=30)
"""How long before it closes whoever has not answered is reminded, once."""
LASTS = timedelta(minutes=90)
LONGEST = 1000
FURTHEST = timedelta(days=4)
"""How far back « since last time » goes at most: over a long week-end."""
_journal, _requests = table_of(Journal), table_of(Request)
_done = Prepared(
    select(_requests)
    .where(
        _requests.c.id.in_(
            select(_journal.c.request_id).where(
                _journal.c.actor_id == bindparam("person"),
                _journal.c.act.in_(("resolve", "submit")),
                _journal.c.at >= bindparam("since"),
            )
        )
    )
    .where(_requests.c.state.in_((State.RESOLVED, State.CLOSED, State.TO_VALIDATE)))
    .order_by(_requests.c.id)
)


def say(talk: Talk, occasion: Occasion) -> Card | None:
    """To an assistant their own list; to the channel, when it closes, what the team reads."""
    if occasion.person is None:
        facts = digest_of(talk, occasion)
        return views.digest(facts) if facts is not None else None
    assert occasion.member.person is not None
    if is_away_now(talk.unit, talk.charter, occasion.person):
        talk.unit.change(occasion.row, why="away")
        return None
    try:
        opens = next_opening(hours_of(talk.charter, occasion.member.person), talk.now)
    except NeverOpenError:
        return None
    closes = occasion.row.closes_at
    if opens > talk.now and (closes is None or opens < closes):
        raise NotYet(opens)
    if opens > talk.now:
        talk.unit.change(occasion.row, why="hours")
        return None
    if closes is not None and closes - BEFORE > talk.now:
        timers.plan(talk.unit, REMINDS, str(occasion.row.id), closes - BEFORE)
    return views.own_card(_own(talk, occasion))


def close(talk: Talk, occasion: Occasion) -> None:
    """Nothing more is said to it: its card says so."""
    if occasion.person is not None:
        say_instead(talk, occasion, views.own_card(_own(talk, occasion)))


ritual(Kind("standup", say, close, audience=("assistant",), lasts=LASTS, ends_in_channels=True))


@on_timer(REMINDS)
def remind(talk: Talk, subject: str) -> None:
    """Whoever has not answered is told once, in private, that it closes soon."""
    row = by_id(talk.unit, int(subject))
    occasion = occasion_of(talk.unit, talk.charter, row) if row is not None else None
    if occasion is None or occasion.person is None or not _is_open(talk, occasion.row) or is_answered(occasion.row):
        return
    identity = reach(talk.unit, id_of(occasion.person))
    if identity is not None and not is_away_now(talk.unit, talk.charter, occasion.person):
        say_to(talk.unit, who(identity), views.reminder(_own(talk, occasion)))


@on_press("standup_nothing")
def nothing(talk: Talk, value: str) -> Reply:
    """One press where there is nothing to add."""
    occasion = _theirs(talk, value)
    if isinstance(occasion, Card):
        return talk.tell(occasion)
    if not is_answered(occasion.row):
        _answered(talk, occasion, "nothing")
    return talk.tell(notices.notice("standup.noted", Audience.PERSON))


@on_press("standup_answer")
def answer(talk: Talk, value: str) -> Reply:
    """The form, with what they said already."""
    occasion = _theirs(talk, value)
    return talk.tell(occasion) if isinstance(occasion, Card) else _open(talk, occasion)


@on_command("standup", "point", "standup")
def ordered(talk: Talk, said: str) -> Reply:
    """Theirs that is open, else the next one: it may be answered the evening before."""
    row = _current(talk)
    occasion = occasion_of(talk.unit, talk.charter, row) if row is not None else None
    if occasion is None:
        return talk.tell(notices.notice("standup.not_asked", Audience.PERSON))
    return _open(talk, occasion)


@on_show("standup_answer")
def shown(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The charter's questions, in their language."""
    row = by_id(talk.unit, about(form) or 0)
    occasion = occasion_of(talk.unit, talk.charter, row) if row is not None else None
    questions = questions_of(occasion, language_of(talk.unit, talk.charter, talk.actor.person))
    return views.form(form.id, questions, values, lines, LONGEST)


@on_form("standup_answer")
def given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """What they said is kept, and read by the team once it closes; said anew until then."""
    occasion = _theirs(talk, str(about(form) or 0))
    if isinstance(occasion, Card):
        return FieldErrors(errors={"q0": occasion.summary})
    accepted(talk, form)
    for number in range(len(questions_of(occasion, "fr"))):
        put_answer(talk, occasion.row, f"q{number}", spoken(values.get(f"q{number}", ""))[:LONGEST])
    said = any(each.words_id is not None for each in answers_to(talk.unit, occasion.row))
    _answered(talk, occasion, "words" if said else "nothing")
    return CloseForm(card=notices.notice("standup.kept" if said else "standup.noted", Audience.PERSON))


def _answered(talk: Talk, occasion: Occasion, how: str) -> None:
    """It is answered: their card says what, and what the team reads, if it does already."""
    row = occasion.row
    talk.unit.change(row, data={**row.data, "answered": how})
    if row.state != PLANNED:
        say_instead(talk, occasion, views.own_card(_own(talk, occasion)))
    for each in of_day(talk.unit, row.ritual, row.scheduled):
        read = occasion_of(talk.unit, talk.charter, each) if each.state in (SAID, LATE) and each.id != row.id else None
        facts = digest_of(talk, read) if read is not None and read.person is None else None
        if read is not None and facts is not None:
            say_instead(talk, read, views.digest(facts))


def _open(talk: Talk, occasion: Occasion) -> Reply:
    if _is_over(occasion.row, talk.now):
        return talk.tell(notices.notice("standup.too_late", Audience.PERSON))
    mine = {each.question: each.words_id for each in answers_to(talk.unit, occasion.row)}
    words = wordstore.read(talk.unit, [each for each in mine.values() if each is not None])
    values = {name: words[each] for name, each in mine.items() if each in words}
    return open_form(talk, "standup_answer", None, values, about=id_of(occasion.row))


def _theirs(talk: Talk, value: str) -> Occasion | Card:
    """The one that they were asked and may still answer; else what to tell them."""
    row = by_id(talk.unit, int(value)) if value.isdecimal() and len(value) < 19 else None
    occasion = occasion_of(talk.unit, talk.charter, row) if row is not None else None
    if occasion is None or occasion.person is None or occasion.person.id != talk.actor.id:
        return notices.notice("standup.not_yours", Audience.PERSON)
    if _is_over(occasion.row, talk.now):
        return notices.notice("standup.too_late", Audience.PERSON)
    return occasion


def _is_over(row: Occurrence, now: datetime) -> bool:
    return row.closed_at is not None or (row.closes_at is not None and row.closes_at <= now)


def _is_open(talk: Talk, row: Occurrence) -> bool:
    return row.state in (SAID, LATE) and not _is_over(row, talk.now)


def _current(talk: Talk) -> Occurrence | None:
    """Theirs that is open; else the next one that is planned."""
    named = talk.actor.named
    for one in talk.charter.rituals if named is not None else ():
        if one.kind != "standup":
            continue
        member = Member(person=named)
        today = schedule_of(talk.unit, talk.charter, one, member).today(talk.now)
        for each in of_day(talk.unit, one.id, today.isoformat()):
            if each.member == member.key and each.state in (SAID, LATE, PLANNED) and not _is_over(each, talk.now):
                return each
        row = plan_next(talk.unit, one, member, schedule_of(talk.unit, talk.charter, one, member), talk.now)
        if row is not None:
            return row
    return None


def _own(talk: Talk, occasion: Occasion) -> OwnFacts:
    unit, charter, row, person = talk.unit, talk.charter, occasion.row, occasion.person
    assert person is not None
    actor = reader(unit, charter, person)
    questions = questions_of(occasion, language_of(unit, charter, person))
    given = {each.question: each.words_id for each in answers_to(unit, row)}
    return OwnFacts(
        number=id_of(row),
        day=occasion.day,
        sections=_sections(talk, occasion, actor),
        answers=tuple((question, given.get(f"q{n}")) for n, question in enumerate(questions)),
        nothing=row.data.get("answered") == "nothing",
        closes=row.closes_at,
        open=not _is_over(row, talk.now),
    )


def _sections(talk: Talk, occasion: Occasion, actor: Reader) -> dict[str, tuple[list[Row], int]]:
    """Their requests, each in the first part that it fits: late, promised today, waiting, the rest, done since."""
    unit, charter, day, zone = talk.unit, talk.charter, occasion.day, ZoneInfo(occasion.zone)
    found: dict[str, list[Request]] = {name: [] for name in views.SECTIONS}
    for each in in_hand(unit, charter, actor):
        found[_section_of(each, talk.now, day, zone)].append(each)
    since = max(talk.now - FURTHEST, _last_said(talk, occasion) or talk.now - timedelta(days=1))
    done = unit.all(Request, _done, {"person": actor.id, "since": since})
    found["done"] = [each for each in done if sight(actor, each, charter) is Part.FULL]
    return {name: (_rows(talk, each[: views.MOST]), len(each)) for name, each in found.items()}


def _section_of(request: Request, now: datetime, day: date, zone: ZoneInfo) -> str:
    if request.state is State.WAITING or request.awaits_approval:
        return "waiting"
    promised = promised_next(request)
    if promised is None:
        return "rest"
    if promised <= now:
        return "late"
    return "today" if promised.astimezone(zone).date() == day else "rest"


def _rows(talk: Talk, requests: Sequence[Request]) -> list[Row]:
    facts: Sequence[RequestFacts] = load_all(talk.unit, talk.charter, requests)
    return [row_of(each, Part.FULL, held=each.request.open) for each in facts]


def _last_said(talk: Talk, occasion: Occasion) -> datetime | None:
    row = occasion.row
    last = talk.unit.execute(
        select(func.max(table_of(Occurrence).c.said_at)).where(
            table_of(Occurrence).c.ritual == row.ritual,
            table_of(Occurrence).c.member == row.member,
            table_of(Occurrence).c.scheduled < row.scheduled,
        )
    ).scalar()
    return last if isinstance(last, datetime) else None
