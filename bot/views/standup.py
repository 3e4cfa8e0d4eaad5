"""The stand-up: each assistant's own list with what they said to it, the reminder, and what the team reads of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.cards import Button, Card, CardPart, FormView, Line, Named, Question, Said, Strong, Text, When, ours, plain
from bot.views.lists import Row, open_menu, row_text
from bot.views.parts import button, line, listed, mention, one_line, rows, said, sentences
from storage.tables import Audience, Person

KIND = "standup"
MOST = 5
"""How many of each kind of request somebody's own list shows."""
MOST_LINES = 20
SHOWN = 600
"""How much of what somebody wrote the team is shown."""
SECTIONS = ("late", "today", "waiting", "rest", "done")
"""What stands in somebody's own list, in this order."""


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Somebody's own stand-up. `sections`: their requests by what stands there, with how many there are in all.
    `answers`: the questions (in their language) and the words given to each, if any; `closes` (UTC)."""

    number: int
    day: date
    sections: Mapping[str, tuple[Sequence[Row], int]]
    answers: tuple[tuple[str, int | None], ...]
    nothing: bool = False
    closes: datetime | None = None
    open: bool = True


@dataclass(frozen=True, slots=True)
class SiteLate:
    """How many requests of a site are late, in all and by service."""

    site: str
    count: int
    services: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What the team reads. `blocked` and `said`: who wrote what (ids of words), each in one line."""

    day: date
    blocked: tuple[tuple[Person, tuple[int, ...]], ...]
    late: tuple[SiteLate, ...]
    said: tuple[tuple[Person, tuple[int, ...]], ...]
    nothing: int
    silent: int
    again: tuple[Person, ...]
    away: tuple[Person, ...]


def own_card(facts: OwnFacts) -> Card:
    """Their own list, filled already, and what they said to it; one press where there is nothing to add."""
    title = ours("standup.title", day=_day(facts.day))
    parts: list[CardPart] = [*line(title, "title")]
    for name in SECTIONS:
        found, total = facts.sections.get(name, ((), 0))
        if found:
            parts += line(ours(f"standup.{name}", count=total), "title")
            parts += [Line(text=row_text(each)) for each in found]
            parts += line(ours("standup.more", count=total - len(found)), "quiet") if total > len(found) else ()
    if not any(total for _, total in facts.sections.values()):
        parts += line(ours("standup.empty"))
    parts += _said_to_it(facts)
    parts += rows(_buttons(facts)) if facts.open else line(ours("standup.closed"), "quiet")
    parts += open_menu([each for found, _ in facts.sections.values() for each in found])
    if facts.open:
        parts += line(_until(facts), "quiet")
    return Card(kind=KIND, audience=Audience.PERSON, summary=title, parts=tuple(parts))


def _said_to_it(facts: OwnFacts) -> list[CardPart]:
    given = [(question, words) for question, words in facts.answers if words is not None]
    if facts.nothing and not given:
        return [*line(ours("standup.nothing_said"))]
    parts: list[CardPart] = []
    for question, words in given:
        parts += [Line(text=(Strong(text=plain(question)),)), said(words, SHOWN)]
    return parts


def _buttons(facts: OwnFacts) -> tuple[Button, ...]:
    given = any(words is not None for _, words in facts.answers)
    value = str(facts.number)
    answer = button("standup_answer", "buttons.standup_change" if given else "buttons.standup_answer", value)
    if given or facts.nothing:
        return (answer,)
    return (button("standup_nothing", "buttons.standup_nothing", value, "primary"), answer)


def _until(facts: OwnFacts) -> Text:
    return ours("standup.until", at=_hour(facts.closes)) if facts.closes is not None else ours("standup.until_read")


def reminder(facts: OwnFacts) -> Card:
    """Said once, in private, to whoever has not answered yet."""
    text = ours("standup.reminder", at=_hour(facts.closes)) if facts.closes is not None else ours("standup.remind")
    return one_line(KIND, Audience.PERSON, text, parts=rows(_buttons(facts)))


def form(
    form_id: str, questions: Sequence[str], values: Mapping[str, str], lines: Sequence[Text], limit: int
) -> FormView:
    """The charter's questions, each with what was said to it. Fields: q0, q1, …"""
    fields = tuple(
        Question(id=f"q{n}", kind="long_text", label=plain(said), value=values.get(f"q{n}", ""), limit=limit)
        for n, said in enumerate(questions)
    )
    return FormView(
        id=form_id,
        kind="standup_answer",
        title=ours("forms.standup_answer_title"),
        lines=(*lines, ours("standup.who_reads")),
        fields=fields,
        submit=ours("forms.standup_answer_submit"),
        cancel=ours("forms.cancel"),
    )


def digest(facts: DigestFacts) -> Card:
    """What the team reads: what blocks first, what is late and where, then what each chose to write."""
    title = ours("standup.digest", day=_day(facts.day))
    parts: list[CardPart] = [*line(title, "title")]
    if facts.blocked:
        parts += line(ours("standup.blocked"), "title")
        parts += [_line_of(*each) for each in facts.blocked[:MOST_LINES]]
    if facts.late:
        parts += line(ours("standup.late_by_site"), "title")
        parts += [Line(text=_late(each)) for each in facts.late[:MOST_LINES]]
    if facts.said:
        parts += line(ours("standup.each"), "title")
        parts += [_line_of(*each) for each in facts.said[:MOST_LINES]]
    if not (facts.blocked or facts.late or facts.said):
        parts += line(ours("standup.all_quiet"))
    parts += [Line(text=each, style="quiet") for each in _around(facts)]
    return Card(kind="standup_digest", audience=Audience.TRIAGE, summary=_headline(facts), parts=tuple(parts))


def _headline(facts: DigestFacts) -> Text:
    late = sum(each.count for each in facts.late)
    told = [ours("standup.count_blocked", count=len(facts.blocked))] if facts.blocked else []
    told += [ours("standup.count_late", count=late)] if late else []
    return ours("standup.headline", day=_day(facts.day), what=listed(told)) if told else ours("standup.headline_quiet")


def _line_of(person: Person, words: Sequence[int]) -> Line:
    given = [ours("lists.words", words=Said(words=each, limit=SHOWN)) for each in words]
    return Line(text=ours("standup.line", person=mention(person), words=sentences(*given)))


def _late(each: SiteLate) -> Text:
    by_service = [
        ours("standup.of_service", service=Named(what="service", id=service), count=count)
        for service, count in each.services
    ]
    return ours("standup.late_at", site=Named(what="site", id=each.site), count=each.count, services=listed(by_service))


def _around(facts: DigestFacts) -> list[Text]:
    told = [ours("standup.count_nothing", count=facts.nothing)] if facts.nothing else []
    told += [ours("standup.count_silent", count=facts.silent)] if facts.silent else []
    told += [ours("standup.silent_again", names=_names(facts.again))] if facts.again else []
    told += [ours("standup.away", names=_names(facts.away))] if facts.away else []
    return told


def _names(people: Sequence[Person]) -> Text:
    return listed([(mention(each),) for each in people])


def _day(day: date) -> When:
    return When(value=day.isoformat(), grain="day")


def _hour(at: datetime) -> When:
    return When(value=at.isoformat(), grain="time")
