"""What the desk says on its own, when its time has come: once, late if it was down, and planned again after that."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import occasions, rituals
from bot.charter import Ritual
from bot.coordinating import who_coordinates
from bot.occasions import KINDS, NotYet, Occasion
from bot.outgoing import say_daily
from bot.people import reach, who
from bot.policies.audiences import Member
from bot.policies.rituals import Schedule
from bot.talk import Talk, on_timer
from bot.views import rituals as views
from storage import timers
from storage.rows import id_of
from storage.tables import Occurrence

TIMER, CLOSES, PLANS = "ritual", "ritual_closes", "rituals"
"""The kinds of timers: an occurrence is to be said, or closes; all is planned again."""
LATE = timedelta(minutes=10)
"""So long after its time, what is said is said late: the desk was down."""
_DAY = timedelta(days=1)

rituals.discover()


def plan_rituals(talk: Talk) -> None:
    """Plan what each ritual says next to each of those whom it is for, and nothing that the charter says no longer."""
    wanted = set[int]()
    for one, member in occasions.all_members(talk.charter):
        row = _plan(talk, one, member, occasions.schedule_of(talk.unit, talk.charter, one, member), talk.now)
        if row is not None:
            wanted.add(id_of(row))
    for row in occasions.planned_after(talk.unit, talk.now):
        if row.id not in wanted and not occasions.answers_to(talk.unit, row):
            talk.unit.change(row, state=occasions.WITHDRAWN, why="charter")
            timers.cancel(talk.unit, TIMER, str(row.id))
    if talk.charter.rituals and not timers.is_planned(talk.unit, PLANS, ""):
        timers.plan(talk.unit, PLANS, "", talk.now + _DAY)


@on_timer(PLANS)
def is_another_day(talk: Talk, subject: str) -> None:
    """What failed for good planned nothing after it."""
    plan_rituals(talk)


@on_timer(TIMER)
def is_due(talk: Talk, subject: str) -> None:
    """The time to say something has come: it is said, late, or missed; and so is what was to be said since."""
    row = occasions.by_id(talk.unit, int(subject))
    while row is not None and row.at <= talk.now:
        occasion = occasions.occasion_of(talk.unit, talk.charter, row)
        if row.state == occasions.PLANNED:
            deal_with(talk, row, occasion)
        row = _next(talk, row, occasion) if occasion is not None else None


@on_timer(CLOSES)
def closes(talk: Talk, subject: str) -> None:
    """It is over: what is said to it from now on is said too late."""
    row = occasions.by_id(talk.unit, int(subject))
    if row is None or row.closed_at is not None:
        return
    occasion = occasions.occasion_of(talk.unit, talk.charter, row)
    talk.unit.change(row, closed_at=talk.now)
    close = KINDS[row.kind].close if row.kind in KINDS else None
    if occasion is not None and close is not None:
        close(talk, occasion)


def deal_with(talk: Talk, row: Occurrence, occasion: Occasion | None) -> None:
    """Say what a planned occurrence has to say, if it is not too late for it."""
    if occasion is None:
        talk.unit.change(row, state=occasions.WITHDRAWN, why="charter")
        return
    until = occasion.firing.late_until
    if until is not None and talk.now > until:
        _miss(talk, occasion, "down")
        return
    late = talk.now - row.at > LATE
    try:
        card = KINDS[row.kind].say(talk, occasion)
    except NotYet as later:
        talk.unit.change(row, at=later.at)
        timers.plan(talk.unit, TIMER, str(row.id), later.at)
        return
    if card is None:
        talk.unit.change(row, state=occasions.QUIET, said_at=talk.now, closed_at=talk.now)
    elif occasions.say(talk, occasion, views.late(card, row.at) if late else card):
        talk.unit.change(row, state=occasions.LATE if late else occasions.SAID, said_at=talk.now)
        if row.closes_at is not None:
            timers.plan(talk.unit, CLOSES, str(row.id), max(row.closes_at, talk.now))
    else:
        _miss(talk, occasion, "unreached")


def _next(talk: Talk, row: Occurrence, occasion: Occasion) -> Occurrence | None:
    """What follows it: planned, or to be dealt with at once where its time has come too."""
    schedule = occasions.schedule_of(talk.unit, talk.charter, occasion.ritual, occasion.member)
    return _plan(talk, occasion.ritual, occasion.member, schedule, row.at)


def _plan(talk: Talk, one: Ritual, member: Member, schedule: Schedule, after: datetime) -> Occurrence | None:
    row = occasions.plan_next(talk.unit, one, member, schedule, after)
    if row is not None and row.state == occasions.PLANNED and row.at > talk.now:
        standing = timers.planned_for(talk.unit, TIMER, str(row.id))
        if standing is not None and standing != row.at:
            timers.cancel(talk.unit, TIMER, str(row.id))
        timers.plan(talk.unit, TIMER, str(row.id), row.at)
    return row


def _miss(talk: Talk, occasion: Occasion, why: str) -> None:
    """It is not said: whoever coordinates there is told, once a day of each ritual."""
    row, person = occasion.row, occasion.member.person
    talk.unit.change(row, state=occasions.MISSED, why=why, closed_at=talk.now)
    channel = occasion.member.channel
    site = person.first_site if person is not None else channel.site if channel is not None else None
    for each in who_coordinates(talk.unit, talk.charter, site):
        identity = reach(talk.unit, id_of(each))
        if identity is not None:
            say_daily(talk.unit, who(identity), views.missed(occasion.ritual, occasion.day, why), f"{row.ritual}:{why}")
