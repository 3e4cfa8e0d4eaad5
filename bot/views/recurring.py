"""What is asked again and again, as it is told: how often, what, and for which days, with why one is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import Card, CardPart, Line, Menu, Named, Option, Said, Text, When, ours
from bot.policies.recurring import LAST, WHEN_CLOSED, Occurrence, Rule
from bot.views.parts import button, line, listed, mention, one_line, rows, said, sentences, strong
from storage.rows import id_of
from storage.tables import Audience, Level, Person, Recurring

KIND = "recurring"
MOST = 15
WORDS_IN_ROW = 80
IN_OPTION = 25
BEFORE_LAST = -2
RANKS = (1, 2, 3, 4, LAST, BEFORE_LAST)
"""Those that have a word of their own."""
SHORT_MONTHS = 28
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class RecurringFacts:
    """A row with its rule, whose it is, and what becomes of its next dates. `last`: the day of the last, where it
    ends."""

    row: Recurring
    rule: Rule
    person: Person
    next: tuple[Occurrence, ...] = ()
    last: date | None = None

    @property
    def day(self) -> str | None:
        """The first day to come (ISO)."""
        return next((each.day.isoformat() for each in self.next if each.day is not None), None)


def often(rule: Rule) -> Text:
    """« chaque lundi », « chaque mois, le 25 », « chaque lundi, jusqu’au mardi 15 décembre »."""
    if rule.until is None:
        return _each(rule)
    return ours("recurring.until", often=_each(rule), day=When(value=rule.until.isoformat(), grain="day"))


def _each(rule: Rule) -> Text:
    if rule.every == "day":
        return ours("recurring.every_day")
    if rule.every == "week" and rule.weeks == 1:
        return ours("recurring.every_week", days=_days(rule))
    if rule.every == "week":
        return ours("recurring.every_weeks", count=rule.weeks, days=_days(rule))
    quarter = rule.every == "quarter"
    which = ours("recurring.of_quarter" if quarter else "recurring.of_month")
    if rule.months > 1:
        which = ours("recurring.of_months", count=rule.months)
    return ours("recurring.each", period=which, on=_on(rule, quarter=quarter))


def _on(rule: Rule, *, quarter: bool) -> Text:
    """Which day of a month or of a quarter."""
    if rule.day is not None:
        if rule.day == LAST_DAY:
            return ours("recurring.on_last_day_of_first" if quarter else "recurring.on_last_day")
        if rule.day > SHORT_MONTHS:
            return ours("recurring.on_day_of_first" if quarter else "recurring.on_day_or_last", day=rule.day)
        if rule.day == 1:
            return ours("recurring.on_first")
        return ours("recurring.on_day_of_first" if quarter else "recurring.on_day", day=rule.day)
    nth = rule.nth or 1
    if nth == BEFORE_LAST:
        return ours("recurring.on_open_before_last")
    rank = ours(rank_of(nth)) if nth in RANKS else None
    if rule.weekdays:
        return ours("recurring.on_weekday", rank=rank or (), day=ours(f"recurring.weekday_{rule.weekdays[0]}"))
    if rank is None:
        return ours("recurring.on_nth_open", nth=nth)
    return ours("recurring.on_open", rank=rank)


def rank_of(nth: int) -> str:
    """The key of the word for one of `RANKS`."""
    return f"recurring.rank_{abs(nth)}_last" if nth < 0 else f"recurring.rank_{nth}"


def _days(rule: Rule) -> Text:
    return listed([ours(f"recurring.weekday_{each}") for each in rule.weekdays])


def dated(each: Occurrence) -> Text:
    """A date, the day that it is for, and why that is another."""
    scheduled = When(value=each.scheduled.isoformat(), grain="day")
    if each.why is None:
        return (When(value=(each.day or each.scheduled).isoformat(), grain="day"),)
    why = ours(f"recurring.why_{each.why}")
    if each.day is None:
        return ours("recurring.left_out", scheduled=scheduled, why=why)
    return ours("recurring.moved", day=When(value=each.day.isoformat(), grain="day"), scheduled=scheduled, why=why)


def read_back(facts: RecurringFacts) -> Card:
    """To whoever asks it, before it is kept: how it was understood, its next dates, and what may be done of it."""
    row, rule = facts.row, facts.rule
    text = ours("recurring.read_back", often=often(rule))
    parts: list[CardPart] = [*line(text, "title"), said(row.words_id), *line(_whose(facts))]
    parts += line(ours("disclose.cleared")) if row.level is Level.CONFIDENTIAL else ()
    parts += line(ours("recurring.next"))
    parts += [Line(text=dated(each)) for each in facts.next]
    if facts.last is not None:
        parts += line(ours("recurring.last", day=When(value=facts.last.isoformat(), grain="day")))
    parts += line(ours("recurring.how"), "quiet")
    parts += () if rule.by_open_days else (_closed_menu(facts),)
    value = str(id_of(row))
    parts += rows(
        (
            button("recurring_keep", "recurring.keep", value, "primary"),
            button("repeat", "recurring.change", value),
            button("recurring_once", "recurring.once", value),
            button("recurring_drop", "recurring.drop", value),
        )
    )
    return Card(kind=KIND, audience=Audience.PERSON, summary=text, parts=tuple(parts))


def _whose(facts: RecurringFacts) -> Text:
    service: Text = ours("card.no_service")
    if facts.row.service is not None:
        service = (Named(what="service", id=facts.row.service),)
    return ours("recurring.where", service=service, site=Named(what="site", id=facts.row.site))


def _closed_menu(facts: RecurringFacts) -> Menu:
    number = id_of(facts.row)
    choices = tuple(Option(value=f"{number}:{each}", label=ours(f"recurring.closed_{each}")) for each in WHEN_CLOSED)
    label, chosen = ours("recurring.closed"), f"{number}:{facts.rule.closed}"
    return Menu(act="recurring_closed", label=label, options=choices, chosen=chosen)


def kept(facts: RecurringFacts, made: str | None) -> Card:
    """To whoever asks it: it is kept, and when the first request is for. `made`: the one that was asked at once."""
    text = ours("recurring.kept", often=often(facts.rule))
    if made is not None:
        text = sentences(text, ours("recurring.made", ref=strong(made)))
    if facts.day is not None:
        text = sentences(text, ours("recurring.for_day", day=When(value=facts.day, grain="day")))
    return one_line(KIND, Audience.PERSON, text, None, _stop(facts) if facts.day is not None else ())


def dropped() -> Card:
    """To whoever said no."""
    return one_line(KIND, Audience.PERSON, ours("recurring.dropped"))


def stopped(facts: RecurringFacts, *, own: bool) -> Card:
    """To whoever stopped it."""
    text = ours("recurring.stopped", often=often(facts.rule))
    if not own:
        text = ours("recurring.stopped_of", often=often(facts.rule), who=mention(facts.person))
    on = button("recurring_resume", "recurring.resume", str(id_of(facts.row)))
    return one_line(KIND, Audience.PERSON, text, None, rows((on,)))


def stopped_told(facts: RecurringFacts, by: Person) -> Card:
    """To whose it was."""
    return one_line(KIND, Audience.PERSON, ours("recurring.stopped_told", by=mention(by), often=often(facts.rule)))


def resumed_told(facts: RecurringFacts, by: Person) -> Card:
    """To whose it is: whoever stopped it took it up again."""
    text = ours("recurring.resumed_told", by=mention(by), often=often(facts.rule))
    if facts.day is not None:
        text = sentences(text, ours("recurring.for_day", day=When(value=facts.day, grain="day")))
    return one_line(KIND, Audience.PERSON, text, None, _stop(facts))


def over(facts: RecurringFacts, why: str) -> Card:
    """To whose it is: it asks nothing more, and why."""
    text = ours("recurring.over", often=often(facts.rule), why=ours(f"recurring.over_{why}"))
    return one_line(KIND, Audience.PERSON, text, None, rows((button("repeat", "recurring.another", "new"),)))


def over_told(facts: RecurringFacts, why: str) -> Card:
    """To whoever coordinates there: nothing of what is confidential, not even whose it is."""
    if facts.row.level is Level.CONFIDENTIAL:
        return one_line(KIND, Audience.PERSON, ours("recurring.over_private", why=ours(f"recurring.over_{why}")))
    text = ours(
        "recurring.over_of",
        who=mention(facts.person),
        often=often(facts.rule),
        where=_whose(facts),
        why=ours(f"recurring.over_{why}"),
    )
    return one_line(KIND, Audience.PERSON, text)


def missed(facts: RecurringFacts, each: Occurrence, ref: str, earlier: int, *, past: bool) -> Card:
    """To whose it is: what was to be asked while the desk was down is asked now, the last of it alone."""
    day = When(value=(each.day or each.scheduled).isoformat(), grain="day")
    key = "recurring.missed_past" if past else "recurring.missed"
    text = ours(key, often=often(facts.rule), day=day, ref=strong(ref))
    if earlier:
        text = sentences(text, ours("recurring.missed_earlier", count=earlier))
    return one_line(KIND, Audience.PERSON, text, None, _stop(facts))


def list_card(found: Sequence[RecurringFacts], reader_id: int, *, alone: bool) -> Card:
    """What is asked again and again, of which each may be stopped by its reader. `alone`: nobody else is where they
    read, and their own words stand there whatever they are."""
    title = ours("recurring.title")
    parts: list[CardPart] = [*line(title, "title")]
    for each in found[:MOST]:
        own = each.person.id == reader_id
        parts += line(_row(each, own=own))
        parts += (said(each.row.words_id, WORDS_IN_ROW),) if _reads(each, own=own, alone=alone) else ()
    parts += line(ours("recurring.none")) if not found else ()
    parts += line(ours("lists.more", count=len(found) - MOST), "quiet") if len(found) > MOST else ()
    chosen = tuple(
        Option(value=str(id_of(each.row)), label=_option(each, reader_id, alone=alone)) for each in found[:MOST]
    )
    parts += (Menu(act="recurring_stop", label=ours("recurring.menu"), options=chosen),) if chosen else ()
    parts += line(ours("recurring.example"), "quiet")
    parts += rows((button("repeat", "buttons.repeat", "new", "plain" if found else "primary"),))
    return Card(kind=KIND, audience=Audience.PERSON, summary=title, parts=tuple(parts))


def _reads(facts: RecurringFacts, *, own: bool, alone: bool) -> bool:
    """Whether its words may stand in a list: what is not for everybody, in its owner's own alone."""
    return facts.row.level is Level.STANDARD or (own and alone)


def _row(facts: RecurringFacts, *, own: bool) -> Text:
    then = ours("recurring.then", day=When(value=facts.day, grain="day")) if facts.day is not None else ()
    where = _whose(facts)
    if own:
        return sentences(ours("recurring.own_row", often=often(facts.rule), where=where), then)
    return sentences(ours("recurring.row", who=mention(facts.person), often=often(facts.rule), where=where), then)


def _option(facts: RecurringFacts, reader_id: int, *, alone: bool) -> Text:
    """Short, for a choice of Slack's holds 75 characters: what it is, and its next day."""
    own = facts.person.id == reader_id
    if not _reads(facts, own=own, alone=alone) or facts.day is None:
        return often(facts.rule)
    words, day = Said(words=facts.row.words_id, limit=IN_OPTION), When(value=facts.day, grain="day")
    return ours("recurring.option", words=words, day=day)


def _stop(facts: RecurringFacts) -> tuple[CardPart, ...]:
    return rows((button("recurring_stop", "recurring.stop", str(id_of(facts.row))),))
