"""Absences as they are told: who, when, who stands in. Never why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.cards import Card, CardPart, Menu, Option, Text, When, ours
from bot.views.parts import button, line, mention, one_line, rows, sentences
from storage.tables import Absence, Audience, Person

MOST = 20
_NOON, _MIDNIGHT = time(12), time(0)
_MORNING, _AFTERNOON = time(9), time(15)


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """An absence, whose it is, their zone, and who stands in for them."""

    absence: Absence
    person: Person
    zone: ZoneInfo
    backup: Person | None = None


def when_of(facts: AbsenceFacts) -> Text:
    """« lundi 30 novembre l'après-midi », « du 12 août au 23 août », by the person's own days."""
    since = facts.absence.since.astimezone(facts.zone)
    if facts.absence.until is None:
        return ours("away.open", since=_day(since))
    until = facts.absence.until.astimezone(facts.zone)
    last = until - timedelta(seconds=1)
    if (since.time(), until.time()) == (_MIDNIGHT, _MIDNIGHT):
        one_day = since.date() == last.date()
        day = _day(since)
        return (day if one_day else day.model_copy(update={"until": last.date().isoformat()}),)
    if {since.time(), until.time()} <= {_MIDNIGHT, _NOON}:
        begins = _half(since, _AFTERNOON if since.time() == _NOON else _MORNING)
        ends = _half(last, _MORNING if until.time() == _NOON else _AFTERNOON)
        half = When(value=begins, grain="part")
        return (half if since.date() == last.date() else half.model_copy(update={"until": ends}),)
    hour = When(value=since.isoformat())
    if until.time() == _MIDNIGHT:
        if since.date() == last.date():
            return ours("away.to_the_evening", since=hour)
        return ours("away.to_the_end_of", since=hour, last=_day(last))
    return (hour.model_copy(update={"until": until.isoformat()}),)


def _in_short(facts: AbsenceFacts) -> Text:
    """When it begins alone, where it lasts longer than that day: a choice of Slack's holds 75 characters, and no two
    absences of one person begin together."""
    since, until = facts.absence.since.astimezone(facts.zone), facts.absence.until
    if until is None or (until.astimezone(facts.zone) - timedelta(seconds=1)).date() == since.date():
        return when_of(facts)
    if since.time() == _NOON:
        return ours("away.from", since=When(value=_half(since, _AFTERNOON), grain="part"))
    return ours("away.from", since=_day(since) if since.time() == _MIDNIGHT else When(value=since.isoformat()))


def noted(facts: AbsenceFacts, *, own: bool, works: bool = True) -> Card:
    """To whoever said it: what was noted, who stands in, and how it is taken back. `works`: requests go to them."""
    text = ours("away.noted", when=when_of(facts)) if own else _of("away.noted_for", facts)
    alone = ours("away.no_backup") if works else ours("away.no_backup_agrees")
    relay = ours("away.stands_in", backup=mention(facts.backup)) if facts.backup else alone
    return one_line("away", Audience.PERSON, sentences(text, relay), None, _cancel(facts))


def told(facts: AbsenceFacts, by: Person) -> Card:
    """To whom somebody else put away."""
    text = ours("away.told", by=mention(by), when=when_of(facts))
    relay = ours("away.stands_in", backup=mention(facts.backup)) if facts.backup else ()
    return one_line("away", Audience.PERSON, sentences(text, relay), None, _cancel(facts))


def told_backup(facts: AbsenceFacts) -> Card:
    """To who stands in."""
    return one_line("away", Audience.PERSON, _of("away.told_backup", facts))


def overlaps(facts: AbsenceFacts, *, own: bool) -> Card:
    """To whoever says an absence where one is noted already."""
    text = ours("away.overlaps_own", when=when_of(facts)) if own else _of("away.overlaps", facts)
    return one_line("away", Audience.PERSON, text, None, _cancel(facts))


def cancelled(facts: AbsenceFacts, *, own: bool) -> Card:
    """To whoever took it back."""
    text = ours("away.cancelled", when=when_of(facts)) if own else _of("away.cancelled_of", facts)
    return one_line("away", Audience.PERSON, text)


def cancelled_told(facts: AbsenceFacts, by: Person) -> Card:
    """To whose absence somebody else took back."""
    return one_line("away", Audience.PERSON, ours("away.cancelled_told", by=mention(by), when=when_of(facts)))


def cancelled_backup(facts: AbsenceFacts) -> Card:
    """To who was to stand in."""
    return one_line("away", Audience.PERSON, _of("away.cancelled_backup", facts))


def absences_card(found: Sequence[AbsenceFacts], reader_id: int, cancels: Collection[int]) -> Card:
    """The absences that somebody may know of, in order, how one is said, and taken back. `cancels`: the people (row
    ids) whose absences the reader may take back."""
    title = ours("away.title")
    parts: list[CardPart] = [*line(title, "title")]
    for each in found[:MOST]:
        text = ours("away.own_row", when=when_of(each)) if each.person.id == reader_id else _of("away.row", each)
        relay = ours("away.stands_in", backup=mention(each.backup)) if each.backup else ()
        parts += line(sentences(text, relay))
    parts += line(ours("away.none")) if not found else ()
    parts += line(ours("lists.more", count=len(found) - MOST), "quiet") if len(found) > MOST else ()
    parts += line(ours("away.how"), "quiet")
    chosen = [each for each in found[:MOST] if each.person.id in cancels and each.absence.origin != "charter"]
    options = tuple(
        Option(value=str(each.absence.id), label=ours("away.option", who=mention(each.person), when=_in_short(each)))
        for each in chosen
    )
    parts += (Menu(act="away_cancel", label=ours("away.menu"), options=options),) if options else ()
    return Card(kind="absences", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def _of(key: str, facts: AbsenceFacts) -> Text:
    return ours(key, who=mention(facts.person), when=when_of(facts))


def _cancel(facts: AbsenceFacts) -> tuple[CardPart, ...]:
    return rows((button("away_cancel", "away.cancel", str(facts.absence.id)),))


def _day(local: datetime) -> When:
    return When(value=local.date().isoformat(), grain="day")


def _half(local: datetime, at: time) -> str:
    return datetime.combine(local.date(), at, local.tzinfo).isoformat()
