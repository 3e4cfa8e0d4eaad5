"""From spans to runs: a card put into its reader's words, and not yet into any platform's syntax.

A run is plain text with a nature. Nothing in it is markup; each platform escapes every run at its own door.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import structlog

from bot import cards
from bot.locales import template
from bot.locales.dates import say_at, say_span, say_there, say_zone
from bot.locales.money import say_money
from storage.tables import Audience
from storage.words import Confided, Lost

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `said`: a person's own words, `confided` where they are confidential. `when`: `value` and
    `grain` for platforms that render dates themselves. `mention`: `user` is the platform's id when it knows them.
    `link`: `url` is ours."""

    kind: Literal["text", "said", "mention", "when", "link"]
    text: str
    strong: bool = False
    user: str | None = None
    ping: bool = False
    value: str = ""
    grain: str = ""
    url: str = ""
    confided: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    runs: Runs
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class DrawnFields:
    rows: tuple[tuple[Runs, Runs], ...]


@dataclass(frozen=True, slots=True)
class DrawnButton:
    act: str
    label: str
    value: str
    style: str = "plain"
    enabled: bool = True
    confirm: str | None = None
    opens: bool = False
    """Pressing it asks something first, in a form."""
    agree: str | None = None
    """What the answer to `confirm` is called that does it."""


@dataclass(frozen=True, slots=True)
class DrawnButtons:
    buttons: tuple[DrawnButton, ...]


@dataclass(frozen=True, slots=True)
class DrawnMenu:
    act: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnRule:
    pass


DrawnPart = DrawnLine | DrawnFields | DrawnButtons | DrawnMenu | DrawnRule


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card in words. `summary` is what notifications and screen readers say: never what is confidential."""

    kind: str
    audience: Audience
    subject: str | None
    summary: Runs
    parts: tuple[DrawnPart, ...]
    language: str
    alone: bool = False
    """Read by one person, in whose language and zone it is."""


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    id: str
    kind: str
    label: str
    hint: str | None
    value: str
    options: tuple[tuple[str, str], ...]
    required: bool
    limit: int


@dataclass(frozen=True, slots=True)
class DrawnForm:
    id: str
    kind: str
    title: str
    lines: tuple[Runs, ...]
    fields: tuple[DrawnQuestion, ...]
    submit: str
    cancel: str
    language: str
    awaited: str | None = None
    """The key of the event whose answer it is, where it comes late: a loading view was opened under that key."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ids of a card stand for, read in one go before it is drawn."""

    words: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, tuple[str, str | None]] = field(default_factory=dict)
    """Person id → (name, user id on this platform or none)."""
    named: Callable[[str, str, str], str] = lambda what, key, language: key
    """(site or service, id, language) → its name."""
    zone: Callable[[str], str | None] = lambda site: None
    """A site's zone (IANA); none for one that is not listed."""
    slash: str = "/desk "
    """What is typed there before a word of the desk's, as `{slash}` in a text of the catalogue; empty where no command
    is sure to be."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom: a language of the catalogues, an IANA zone, and the local day, to know when a year must be said.

    `apart`: several who read there have no place in common, so that « ici » would be nowhere. `alone`: it is one
    person, known to the desk.
    """

    language: str
    timezone: str
    today: date | None = None
    apart: bool = False
    alone: bool = False


def draw(card: cards.Card, facts: Facts, reader: Reader) -> Drawn:
    """A card in its reader's words."""
    return Drawn(
        kind=card.kind,
        audience=card.audience,
        subject=card.subject,
        summary=_in_short(runs(card.summary, facts, reader), reader),
        parts=tuple(_part(part, facts, reader) for part in card.parts),
        language=reader.language,
        alone=reader.alone,
    )


def _in_short(summary: Runs, reader: Reader) -> Runs:
    """What a notification says; where that would be what somebody confided, that it is confidential and no more."""
    confided = any(run.confided for run in summary)
    return (Run("text", template(reader.language, "lists.confidential")),) if confided else summary


def draw_form(form: cards.FormView, facts: Facts, reader: Reader) -> DrawnForm:
    """A form in its reader's words."""

    def say(text: cards.Text) -> str:
        return flat(runs(text, facts, reader))

    return DrawnForm(
        id=form.id,
        kind=form.kind,
        title=say(form.title),
        lines=tuple(runs(line, facts, reader) for line in form.lines),
        fields=tuple(
            DrawnQuestion(
                id=each.id,
                kind=each.kind,
                label=say(each.label),
                hint=say(each.hint) if each.hint else None,
                value=each.value,
                options=tuple((option.value, say(option.label)) for option in each.options),
                required=each.required,
                limit=each.limit,
            )
            for each in form.fields
        ),
        submit=say(form.submit),
        cancel=say(form.cancel),
        language=reader.language,
    )


def runs(text: cards.Text, facts: Facts, reader: Reader) -> Runs:
    """A text of spans as runs."""
    return tuple(_runs(text, facts, reader))


def flat(text: Runs) -> str:
    """Runs as one plain string, for labels, notifications and logs of structure."""
    return "".join(run.text for run in text)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between graphemes, with … where something is left out."""
    if len(text) <= limit:
        return text
    import regex

    kept, length = [], 0
    for cluster in regex.finditer(r"\X", text[: limit + 64]):
        if length + len(cluster.group()) > limit - 1:
            break
        kept.append(cluster.group())
        length += len(cluster.group())
    return "".join(kept) + "…"


def _runs(text: cards.Text, facts: Facts, reader: Reader) -> Iterator[Run]:
    for span in text:
        match span:
            case cards.Ours():
                yield from _ours(span, facts, reader)
            case cards.Plain():
                yield Run("text", span.text)
            case cards.Said():
                body = facts.words.get(span.words)
                if body is None:
                    yield Run("text", template(reader.language, "words.erased"))
                elif isinstance(body, Lost):
                    why = "words.unreadable" if body.missing else "words.altered"
                    yield Run("text", template(reader.language, why))
                else:
                    said = cut(body, span.limit) if span.limit else body
                    yield Run("said", said, confided=isinstance(body, Confided))
            case cards.Typed():
                yield Run("said", span.text) if span.text else Run("text", template(reader.language, "words.erased"))
            case cards.Mention():
                name, user = facts.people.get(span.person, (template(reader.language, "people.unknown"), None))
                yield Run("mention", name, user=user, ping=span.ping)
            case cards.Named():
                yield Run("text", facts.named(span.what, span.id, reader.language))
            case cards.When():
                yield from _when(span, facts, reader)
            case cards.Sum():
                yield Run("text", say_money(span.value, span.currency, reader.language))
            case cards.Link():
                yield Run("link", flat(runs(span.text, facts, reader)), url=span.url)
            case cards.Strong():
                yield from (replace(run, strong=True) for run in _runs(span.text, facts, reader))


def _when(span: cards.When, facts: Facts, reader: Reader) -> Iterator[Run]:
    zone = facts.zone(span.site) if span.site is not None else None
    there, here = say_there(
        span.value, span.grain, reader.language, zone or reader.timezone, reader.timezone, reader.today
    )
    if span.until is not None:
        clock = zone or reader.timezone
        there = say_span(span.value, span.until, span.grain, reader.language, clock, reader.today)
    if here is None or span.site is None:
        yield Run("text", there) if span.until else Run("when", there, value=span.value, grain=span.grain)
        return
    place = say_at(facts.named("site", span.site, reader.language), reader.language)
    args = {"there": cards.plain(there), "place": cards.plain(place), "here": cards.plain(here)}
    if reader.apart:
        args["city"] = cards.plain(say_at(say_zone(reader.timezone, reader.language), reader.language))
    key = "when.elsewhere_apart" if reader.apart else "when.elsewhere"
    yield from _ours(cards.Ours(key=key, args={**args}), facts, reader)


def _ours(span: cards.Ours, facts: Facts, reader: Reader) -> Iterator[Run]:
    count = span.args.get("count")
    words = template(reader.language, span.key, count if isinstance(count, int) else None)
    for literal, name, _, _ in string.Formatter().parse(words):
        if literal:
            yield Run("text", literal)
        if name == "slash":
            yield Run("text", facts.slash)
        elif name is not None:
            value = span.args[name] if name in span.args else not_given(span.key, name)
            if isinstance(value, tuple):
                yield from (_in_line(run) for run in _runs(value, facts, reader))
            else:
                yield Run("text", str(value))


def _in_line(run: Run) -> Run:
    """What people wrote, within a sentence of ours: its lines follow one another."""
    return replace(run, text=" ".join(run.text.split())) if run.kind == "said" else run


def not_given(key: str, name: str) -> str:
    """What stands for an argument that an earlier release did not give to a text: its card still reaches its reader."""
    _log.warning("text.argument_missing", key=f"{key}.{name}")
    return "…"


def _part(part: cards.CardPart, facts: Facts, reader: Reader) -> DrawnPart:
    match part:
        case cards.Line():
            return DrawnLine(runs(part.text, facts, reader), part.style)
        case cards.Fields():
            rows = ((runs(label, facts, reader), runs(value, facts, reader)) for label, value in part.rows)
            return DrawnFields(tuple(rows))
        case cards.Buttons():
            return DrawnButtons(tuple(_button(each, facts, reader) for each in part.buttons))
        case cards.Menu():
            options = ((each.value, flat(runs(each.label, facts, reader))) for each in part.options)
            return DrawnMenu(part.act, flat(runs(part.label, facts, reader)), tuple(options), part.chosen)
        case cards.Rule():
            return DrawnRule()


def _button(button: cards.Button, facts: Facts, reader: Reader) -> DrawnButton:
    confirm = flat(runs(button.confirm, facts, reader)) if button.confirm else None
    agree = flat(runs(button.agree, facts, reader)) if button.agree else None
    label = flat(runs(button.label, facts, reader))
    return DrawnButton(button.act, label, button.value, button.style, button.enabled, confirm, button.opens, agree)
