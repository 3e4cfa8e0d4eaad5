"""What the desk says on its own, listed; said now, left out once, taken up again by who coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot import occasions
from bot.cards import Card, Reply
from bot.charter import Ritual
from bot.coming import Coming, coming, next_of
from bot.conversations.rituals_due import TIMER, deal_with, plan_rituals
from bot.occasions import KINDS, MISSED, PLANNED, SKIPPED, audience_of, schedule_of
from bot.policies.rituals import Firing, on_day
from bot.talk import Talk, on_command, on_press
from bot.understanding.text import fold
from bot.views import notices
from bot.views import rituals as views
from storage import timers
from storage.tables import Audience, Occurrence

AHEAD = timedelta(days=35)
LOOK_BACK = timedelta(days=14)
STEERS = frozenset({"coordinator", "admin"})
"""Who may have it said now, or left out."""
SEES_ALL = STEERS | {"manager", "executive"}
"""Who is told of what is said to others too."""


@on_command("rituals", "rituels", "rituals", "rituel", "ritual")
def listed(talk: Talk, said: str) -> Reply:
    """What is said next, and to whom; one of them by its name or id."""
    one = _named(talk, said.strip())
    if one is not None:
        return talk.tell(_one(talk, one))
    if said.strip():
        return talk.tell(notices.notice("rituals.unknown", Audience.PERSON))
    return talk.tell(views.listed(_rows(talk), talk.now, misses=_misses(talk) if _sees_all(talk) else ()))


@on_press("ritual")
def opened(talk: Talk, value: str) -> Reply:
    """One of them: its next dates, and what may be done about it."""
    one = _by_id(talk, value)
    return talk.tell(_one(talk, one) if one is not None else notices.notice("rituals.gone", Audience.PERSON))


@on_press("ritual_now")
def said_now(talk: Talk, value: str) -> Reply:
    """Say it today to all of its audience, once; whoever heard it today already does not again."""
    one = _steered(talk, value)
    if isinstance(one, Card):
        return talk.tell(one)
    said, before = 0, 0
    for member in audience_of(talk.charter, one):
        schedule = schedule_of(talk.unit, talk.charter, one, member)
        day = schedule.today(talk.now)
        usual = on_day(schedule, day, day)
        lasts = KINDS[one.kind].lasts
        closes = usual.closes if usual.closes is not None and usual.closes > talk.now else None
        ends = closes or (talk.now + lasts if lasts is not None else None)
        waits = ends if KINDS[one.kind].ends_in_channels and member.channel is not None else None
        found = Firing(day, day, at=waits or talk.now, closes=None if waits else ends)
        row = _today(talk, one, member.key, day.isoformat()) or occasions.planned_row(talk.unit, one, member, found)
        if row.state in (occasions.SAID, occasions.LATE):
            before += 1
            continue
        talk.unit.change(row, state=PLANNED, at=found.at, closes_at=found.closes, why=None, by_id=talk.actor.id)
        timers.cancel(talk.unit, TIMER, str(row.id))
        if waits is not None:
            timers.plan(talk.unit, TIMER, str(row.id), waits)
        else:
            deal_with(talk, row, occasions.occasion_of(talk.unit, talk.charter, row))
        said += 1
    plan_rituals(talk)
    return talk.tell(views.said_now(one, said, before))


@on_press("ritual_skip")
def skipped(talk: Talk, value: str) -> Reply:
    """The next one is left out, for all; it may be taken up again until its hour."""
    one = _steered(talk, value)
    if isinstance(one, Card):
        return talk.tell(one)
    following = next_of(_coming(talk), one.id)
    if following is None:
        return talk.tell(notices.notice("rituals.none_to_skip", Audience.PERSON))
    for row in _of_date(talk, one, following):
        talk.unit.change(row, state=SKIPPED, by_id=talk.actor.id)
        timers.cancel(talk.unit, TIMER, str(row.id))
    plan_rituals(talk)
    return talk.tell(views.skipped(one, following))


@on_press("ritual_back")
def taken_up(talk: Talk, value: str) -> Reply:
    """What was to be left out is said after all."""
    one = _steered(talk, value)
    if isinstance(one, Card):
        return talk.tell(one)
    rows = [each for each in _later(talk) if each.ritual == one.id and each.state == SKIPPED]
    for row in rows:
        talk.unit.change(row, state=PLANNED, by_id=None)
        timers.plan(talk.unit, TIMER, str(row.id), row.at)
    return talk.tell(_one(talk, one) if rows else notices.notice("rituals.none_skipped", Audience.PERSON))


def _one(talk: Talk, one: Ritual) -> Card:
    found = [each for each in _coming(talk) if each.ritual.id == one.id]
    return views.one(one, found, talk.now, steers=_steers(talk))


def _rows(talk: Talk) -> list[Coming]:
    """What comes next of each ritual, for whoever may see it."""
    found, shown = _coming(talk), list[Coming]()
    for one in talk.charter.rituals:
        following = next_of(found, one.id)
        if following is not None and (_sees_all(talk) or _is_for(talk, one)):
            shown.append(following)
    return sorted(shown, key=lambda each: each.firing.at or talk.now)


def _coming(talk: Talk) -> list[Coming]:
    skipped = {(each.ritual, each.member, each.scheduled) for each in _later(talk) if each.state == SKIPPED}
    return coming(talk.unit, talk.charter, talk.now, AHEAD, skipped)


def _later(talk: Talk) -> list[Occurrence]:
    return [each for each in occasions.since(talk.unit, talk.now) if each.at > talk.now]


def _misses(talk: Talk) -> Sequence[Occurrence]:
    return [each for each in occasions.since(talk.unit, talk.now - LOOK_BACK) if each.state == MISSED]


def _of_date(talk: Talk, one: Ritual, following: Coming) -> list[Occurrence]:
    """The rows of a date of a ritual that are still to be said, made where they are not planned yet."""
    found = list[Occurrence]()
    for each in _coming(talk):
        if each.ritual.id == one.id and each.firing.scheduled == following.firing.scheduled and each.firing.at:
            found += [occasions.planned_row(talk.unit, one, member, each.firing) for member in each.members]
    return [each for each in found if each.state == PLANNED]


def _today(talk: Talk, one: Ritual, member: str, day: str) -> Occurrence | None:
    """The row of today, by the date that the ritual names or by that on which it is said."""
    for row in occasions.of_day(talk.unit, one.id, day):
        if row.member == member:
            return row
    return None


def _steered(talk: Talk, value: str) -> Ritual | Card:
    """The ritual, for who may act on it; else what to tell them."""
    one = _by_id(talk, value)
    if one is None:
        return notices.notice("rituals.gone", Audience.PERSON)
    return one if _steers(talk) else notices.notice("rituals.not_yours", Audience.PERSON)


def _by_id(talk: Talk, value: str) -> Ritual | None:
    one = next((each for each in talk.charter.rituals if each.id == value and each.kind in KINDS), None)
    return one if one is not None and (_sees_all(talk) or _is_for(talk, one)) else None


def _named(talk: Talk, said: str) -> Ritual | None:
    """By its id, or by the words by which it is called in either language."""
    wanted = fold(said)
    for one in talk.charter.rituals:
        if wanted and one.kind in KINDS and wanted in {fold(name) for name in (one.id, *views.names(one))}:
            return _by_id(talk, one.id)
    return None


def _steers(talk: Talk) -> bool:
    return bool(STEERS & talk.actor.roles)


def _sees_all(talk: Talk) -> bool:
    return bool(SEES_ALL & talk.actor.roles)


def _is_for(talk: Talk, one: Ritual) -> bool:
    named = talk.actor.named
    return named is not None and any(
        each.person is not None and each.person.id == named.id for each in audience_of(talk.charter, one)
    )
