"""Cards as Adaptive Cards 1.5, within what Teams takes (adapters/teams/limits.py).

Each line is an element of its own, in `markup`'s one of two kinds. Buttons and menus that follow one another are one
row; at a card's end they are its `actions`. What a row has no room for, what is to be confirmed and what is to be
chosen unfold inside the card (docs/decisions/what-teams-unfolds.md). A button that is not open is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, groupby
from typing import Any

from adapters.cleaning import clean
from adapters.rendering import Drawn, DrawnButtons, DrawnFields, DrawnLine, DrawnMenu, DrawnPart, Run, Runs
from adapters.teams import card_limits, limits, markup
from adapters.teams.buttons import actions_of
from adapters.teams.markup import Json, Pings
from bot.locales import template

NAME = "Relais"
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_REST = {"home": "blocks.rest_home_chat"}
_LOOKS: dict[str, Mapping[str, Any]] = {
    "quiet": {"size": "small", "isSubtle": True},
    "title": {"size": "medium", "weight": "bolder"},
}


def card(drawn: Drawn) -> Json:
    """A card as the content of an attachment: at most `limits.CARD`, cut with a line that says where the rest is."""
    drawing = _Drawing(drawn.language)
    parts = drawn.parts or (DrawnLine(drawn.summary),)
    if drawn.alone:
        parts = tuple(_dated(part) for part in parts)
    body = _ruled([each for kin, group in groupby(parts, key=_kin) for each in _DRAWN[kin](drawing, list(group))])
    if not body:
        body = paragraph(summary_of(drawn), drawing.pings)
    rest = template(drawn.language, _REST.get(drawn.kind, "blocks.rest"))
    frame = framed(drawn.language, markup.plain(summary_of(drawn), card_limits.SUMMARY))
    return _within(frame, body, drawing.pings, rest)


def _dated(part: DrawnPart) -> DrawnPart:
    """A part whose moments are said in its reader's own words: what Teams says of them is in Teams' language."""
    match part:
        case DrawnLine():
            return replace(part, runs=_said(part.runs))
        case DrawnFields():
            return replace(part, rows=tuple((_said(label), _said(value)) for label, value in part.rows))
        case _:
            return part


def _said(runs: Runs) -> Runs:
    return tuple(replace(run, kind="text") if run.kind == "when" else run for run in runs)


def framed(language: str, said: str) -> Json:
    """A card without a body. `said`: what stands for it where it is heard, or not drawn."""
    said = said or NAME
    heard = said.translate(_NO_MARKUP)
    return {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": limits.CARD_VERSION,
        "lang": language,
        "speak": heard if heard.strip() else NAME,
        "fallbackText": markup.escape(said),
        "msteams": {"width": "Full"},
        "body": [],
    }


def attachment(content: Json) -> Json:
    """A card as an attachment of an activity, or of a dialog."""
    return {"contentType": CONTENT_TYPE, "content": content}


def entities(drawn: Drawn) -> list[Json]:
    """The mentions that make a card ping; they stand in it already."""
    found = card(drawn)["msteams"].get("entities", [])
    return list(found)


def summary(drawn: Drawn) -> str:
    """What a notification says of a card, as an activity's `summary` takes it."""
    return markup.plain(summary_of(drawn), limits.SUMMARY)


def notice(text: str, language: str) -> Json:
    """A sentence of the catalogue's as a card."""
    runs = (Run("text", text),)
    return framed(language, markup.plain(runs, card_limits.SUMMARY)) | {"body": paragraph(runs, Pings())}


def summary_of(drawn: Drawn) -> Runs:
    """What says a card in short; its first line where it has no summary."""
    lines = (part.runs for part in drawn.parts if isinstance(part, DrawnLine))
    return _called(next((runs for runs in (drawn.summary, *lines) if _is_seen(runs)), (Run("text", NAME),)))


def paragraph(runs: Runs, pings: Pings, style: str = "normal") -> list[Json]:
    """What runs say, an element a line. `pings` takes whom it mentions."""
    lines = list(markup.lines(markup.kept(_called(runs), card_limits.LINE)))
    rest = [Run("text", " "), *(run for line in lines[card_limits.LINES :] for run in (*line, Run("text", " ")))]
    if len(rest) > 1:
        lines = [*lines[: card_limits.LINES - 1], (*lines[card_limits.LINES - 1], *rest)]
    drawn: list[Json] = []
    gap = False
    for line in lines:
        if not _is_seen(line):
            gap = bool(drawn)
            continue
        spacing = "medium" if gap else "none" if drawn else "default"
        drawn += [each | ({"spacing": spacing} if spacing != "default" else {}) for each in _line(line, pings, style)]
        gap = False
    return drawn


_COMMAND = re.compile(r"(?<![\w/])/desk(?!\w)")
_RULE: Json = {"type": "rule"}
_LABELLED = "110px"
"""As wide as the longest word of a label: no line's end parts it on a telephone, and its value is near it elsewhere."""
_NO_MARKUP = str.maketrans(dict.fromkeys("<>&", " "))


@dataclass(frozen=True, slots=True)
class _Drawing:
    language: str
    pings: Pings = field(default_factory=Pings)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


def _called(runs: Runs) -> Runs:
    """What is said of its command, as it is called in Teams: by its name, for a bot has no command of its own."""
    return tuple(replace(run, text=_COMMAND.sub(f"@{NAME}", run.text)) if run.kind == "text" else run for run in runs)


def _is_seen(runs: Runs) -> bool:
    return any(clean(run.text).strip() for run in runs)


def _line(line: Runs, pings: Pings, style: str) -> list[Json]:
    look = _LOOKS.get(style, {})
    if markup.needs_markdown(line) or (style == "title" and not any(run.kind == "said" for run in line)):
        heading = {"style": "heading"} if style == "title" else {}
        plain = tuple(_not_bold(run) for run in line) if style == "title" else line
        return [{"type": "TextBlock", "text": markup.markdown(plain, pings), "wrap": True, **look, **heading}]
    told = [run for run in line if markup.pinged(run)]
    called = tuple(each for run in told for each in (run, Run("text", " ")))
    before = _line(called, pings, style) if told else []
    return [*before, {"type": "RichTextBlock", "inlines": markup.inlines(line, look)}]


def _not_bold(run: Run) -> Run:
    """A run of a title, which is bold as a whole."""
    return Run("text", run.text) if run.kind in ("text", "mention") and not markup.pinged(run) else run


def _kin(part: DrawnPart) -> str:
    """Parts of one kin that follow one another are drawn together."""
    match part:
        case DrawnLine():
            return "quote" if part.style == "quote" else "lines"
        case DrawnFields():
            return "fields"
        case DrawnButtons() | DrawnMenu():
            return "acts"
        case _:
            return "rule"


def _lines(drawing: _Drawing, parts: Sequence[Any]) -> list[Json]:
    drawn: list[Json] = []
    before = ""
    for part in parts:
        elements = paragraph(part.runs, drawing.pings, part.style)
        if elements and before == part.style and part.style != "title":
            elements[0] = {**elements[0], "spacing": "small"}
        elif elements and part.style == "title" and drawn:
            elements[0] = {**elements[0], "spacing": "large"}
        drawn += elements
        before = part.style if elements else before
    return drawn


def _quotes(drawing: _Drawing, parts: Sequence[Any]) -> list[Json]:
    quoted = (paragraph(part.runs, drawing.pings) for part in parts)
    return [{"type": "Container", "style": "emphasis", "items": items} for items in quoted if items]


def _fields(drawing: _Drawing, parts: Sequence[Any]) -> list[Json]:
    """Labels and values, side by side. No FactSet: it reads Markdown, in what people wrote too."""
    rows = [row for part in parts for row in part.rows]
    return [_field(drawing, label, value, index) for index, (label, value) in enumerate(rows)]


def _field(drawing: _Drawing, label: Runs, value: Runs, index: int) -> Json:
    named = (Run("said", markup.label("".join(run.text for run in label), card_limits.LABEL), strong=True),)
    said = paragraph(value, drawing.pings) or paragraph((Run("text", "–"),), drawing.pings)
    return {
        "type": "ColumnSet",
        "spacing": "small" if index else "default",
        "columns": [
            {"type": "Column", "width": _LABELLED, "items": paragraph(named, drawing.pings)},
            {"type": "Column", "width": "stretch", "items": said},
        ],
    }


def _acts(drawing: _Drawing, parts: Sequence[Any]) -> list[Json]:
    shown = actions_of(parts, drawing.language, drawing.numbers)
    return [{"type": "ActionSet", "actions": shown}] if shown else []


def _rules(_: _Drawing, __: Sequence[Any]) -> list[Json]:
    return [_RULE]


def _ruled(body: Iterable[Json]) -> list[Json]:
    """Elements, with a line above each that comes after a rule."""
    drawn: list[Json] = []
    above: Json = {}
    for element in body:
        if element is not _RULE:
            drawn.append(element | above)
        above = {"separator": True, "spacing": "medium"} if element is _RULE and drawn else {}
    return drawn


_DRAWN: dict[str, Callable[[_Drawing, Sequence[Any]], list[Json]]] = {
    "lines": _lines,
    "quote": _quotes,
    "fields": _fields,
    "acts": _acts,
    "rule": _rules,
}


def _within(frame: Json, body: list[Json], pings: Pings, rest: str) -> Json:
    """A card of what fits: the first of its elements, that there is more, and what may be done at its end."""
    actions = body.pop()["actions"] if body[-1]["type"] == "ActionSet" else []
    told = paragraph((Run("text", rest),), Pings(), "quiet")
    asked = pings.entities()
    left = limits.CARD - markup.weight(frame) - markup.weight(asked) - markup.weight(actions) - markup.weight(told) - 64
    shown: list[Json] = []
    for element in body:
        left -= markup.weight(element) + 1
        if left < 0:
            shown += told
            break
        shown.append(element)
    texts = _texts(shown)
    called = [each for each in asked if any(each["text"] in text for text in texts)]
    whole = {**frame, "body": shown}
    if actions:
        whole["actions"] = actions
    if called:
        whole["msteams"] = {**frame["msteams"], "entities": called}
    return whole


def _texts(part: Any) -> list[str]:
    """Every TextBlock's text."""
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    here = [part["text"]] if part.get("type") == "TextBlock" else []
    nested: Iterable[Any] = (part.get("items"), part.get("columns"))
    return here + [text for each in nested for text in _texts(each)]
