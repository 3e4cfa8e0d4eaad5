"""How a text is read, how surely, and by which of its words: for whoever coordinates, or may read a request, alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards import Card, CardPart, Fields, Named, Text, When, ours, plain
from bot.understanding import Part, Reading
from bot.understanding.text import READ_AT_MOST
from bot.views.learned import Known, says_line
from bot.views.parts import line
from storage.tables import Audience

LONGEST = 60
"""Characters of the words that carried a part, each."""
LANGUAGES = ("fr", "en")
SURE, LIKELY = 0.75, 0.5
"""From which certainty on a part is sure; likely."""
Row = tuple[Text, Text]


@dataclass(frozen=True, slots=True)
class Explained:
    """A reading, where it was made. `site`: what the request would be for; `here`: the channel says so."""

    reading: Reading
    site: str | None
    here: bool
    private: str
    """Yes, maybe or no, by its words; `service`: by its service."""
    learned: Sequence[Known] = ()
    """What was learned of the words in it."""
    cut: bool = False
    of_request: bool = False
    """It is of a request's words, read again for somebody who may read them."""


def explained_card(told: Explained) -> Card:
    """Each part of the reading with the words that it came from. None of the text but these stands in it."""
    reading, title = told.reading, ours("explained.understood" if told.of_request else "explained.title")
    private = reading.sensitive if told.private != "service" else None
    rows: list[Row] = [
        _row("request", ours(f"explained.request_{reading.request.value.value}"), reading.request),
        _row("service", _service(reading.service.value), reading.service),
        _row("site", _site(told), reading.site if _says_site(told) else None),
        *_dates(reading, told.site),
        _row("urgent", _yes(reading.urgent.value), reading.urgent),
        _row("private", ours(f"explained.private_{told.private}"), private),
        _row("language", ours(f"explained.language_{reading.language.value}"), reading.language),
    ]
    parts: list[CardPart] = [*line(title, "title"), Fields(rows=tuple(rows))]
    if len(reading.needs) == 2:
        first, second = (plain(_cut(each)) for each in reading.needs)
        parts += line(ours("explained.two", first=first, second=second))
    parts += [each for known in told.learned for each in line(says_line(known))]
    parts += line(ours("explained.cut", count=READ_AT_MOST), "quiet") if told.cut else ()
    parts += line(ours("explained.again" if told.of_request else "explained.kept"), "quiet")
    return Card(kind="explained", audience=Audience.PERSON, summary=title, parts=tuple(parts))


def _row(name: str, said: Text, part: Part[Any] | None) -> Row:
    """What is read of a part, how surely, and the words that carried it."""
    if part is not None:
        sure = "sure" if part.certainty >= SURE else "likely" if part.certainty >= LIKELY else "unsure"
        said = ours(f"explained.{sure}", said=said)
        words = dict.fromkeys(map(_cut, part.words))
        said = ours("explained.because", said=said, words=plain(", ".join(words))) if words else said
    return ours(f"explained.{name}"), said


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _service(service: str | None) -> Text:
    return (Named(what="service", id=service),) if service is not None else ours("explained.service_none")


def _site(told: Explained) -> Text:
    if told.site is None:
        return ours("explained.site_asked")
    named = (Named(what="site", id=told.site),)
    if told.reading.site.words:
        return named
    whence = "unsaid" if told.of_request else "here" if told.here else "yours"
    return ours(f"explained.site_{whence}", site=named)


def _says_site(told: Explained) -> bool:
    """Whether the site is by the reading: by the words of a request alone, for these were written elsewhere."""
    part = told.reading.site
    return bool(part.words) or (part.value is not None and not told.of_request)


def _dates(reading: Reading, site: str | None) -> list[Row]:
    """When it is due and when it takes place, by the clock of the site, and of whoever reads where that is another."""
    found = []
    for name, part, end in (("due", reading.due, None), ("event", reading.event_start, reading.event_end.value)):
        if part.value is not None:
            until = end.value.isoformat() if end is not None else None
            when = When(value=part.value.value.isoformat(), grain=part.value.grain.value, site=site, until=until)
            found.append(_row(name, ours("explained.doubted", when=when) if reading.date_doubted else (when,), part))
    return found or [_row("due", ours("explained.no_date"), reading.due)]


def _yes(said: bool) -> Text:
    return ours("explained.yes" if said else "explained.no")
