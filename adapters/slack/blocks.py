"""Cards as Block Kit: messages and homes, within Slack's limits (adapters/slack/limits.py).

Lines that follow one another are one section, small remarks one context, rows of buttons one block: Slack puts its own
air between blocks, and breaks rows where they end. What people wrote stands in `rich_text` quotations, in which nothing
is markup and from which it is copied as they wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby
from os.path import commonprefix
from typing import Any

from adapters.cleaning import clean
from adapters.rendering import (
    Drawn,
    DrawnButton,
    DrawnButtons,
    DrawnFields,
    DrawnLine,
    DrawnMenu,
    DrawnPart,
    Run,
    Runs,
)
from adapters.slack import limits, markup
from bot.locales import template

Block = dict[str, Any]


def message(card: Drawn) -> dict[str, Any]:
    """A card as chat.postMessage takes it: `text`, that notifications and screen readers say, and `blocks`.

    A button's `action_id` is its act, `#` and a number that no other element of the message has; `value_of` gives what
    it or a menu's choice means.
    """
    return {
        "text": markup.notification(_summary(card), limits.TEXT),
        "blocks": blocks(card, limits.MESSAGE_BLOCKS, "blocks.rest"),
    }


def home_view(card: Drawn) -> dict[str, Any]:
    """A card as views.publish takes it: someone's home."""
    return {"type": "home", "blocks": blocks(card, limits.VIEW_BLOCKS, "blocks.rest_home")}


def value_of(action: dict[str, Any]) -> str:
    """What a pressed button or a chosen option of these blocks stands for; empty for anything else.

    `action`: one of the `actions` of a block_actions payload. It comes from the client: it names, it never authorises.
    """
    chosen = action.get("selected_option") or action
    value = chosen.get("value") if isinstance(chosen, dict) else None
    block = action.get("block_id")
    if not isinstance(value, str):
        return ""
    return _prefix_of(block) + value if isinstance(block, str) else value


def blocks(card: Drawn, most: int, rest: str) -> list[Block]:
    """A card as at most `most` blocks; what does not fit is told by the text `rest` (a catalogue's key)."""
    drawing = _Drawing(card.language)
    parts = card.parts or (DrawnLine(card.summary),)
    drawn = [block for kin, group in groupby(parts, key=_kin) for block in _DRAWN[kin](drawing, list(group))]
    if not drawn:
        drawn = [_section(markup.notification(_summary(card), limits.SECTION))]
    return _within(drawn, most, template(card.language, rest))


@dataclass(frozen=True, slots=True)
class _Drawing:
    language: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def name(self, act: str) -> str:
        """An action_id of its own in the message."""
        return f"{act}#{next(self.numbers)}"


def plain_object(text: str, limit: int) -> Block:
    """A text as a plain_text object; a text of nothing is a dash, for Slack refuses it."""
    return {"type": "plain_text", "text": markup.plain((Run("text", text),), limit) or "–", "emoji": False}


def sections(lines: Iterable[Runs]) -> list[Block]:
    """Paragraphs, a line each, in as few sections as hold them; those of nothing are left out."""
    return [_section(text) for text in _said(lines, limits.SECTION)]


def options_of(options: Sequence[tuple[str, str]], prefix: str = "") -> dict[str, list[Block]]:
    """What may be chosen, (value, label) each, as `options`, or as `option_groups` where they are more than Slack
    lists. `prefix`: what begins every value, and is left out.

    Raises:
        ValueError: when a value is longer than Slack carries, or there are more than it shows.
    """
    drawn = [option(value.removeprefix(prefix), label) for value, label in options]
    if len(drawn) <= limits.OPTIONS:
        return {"options": drawn}
    groups = [drawn[first : first + limits.OPTIONS] for first in range(0, len(drawn), limits.OPTIONS)]
    if len(groups) > limits.OPTION_GROUPS:
        raise ValueError("too many options")
    return {"option_groups": [{"label": _span(group), "options": group} for group in groups]}


def option(value: str, label: str) -> Block:
    """One choice. Raises: ValueError when its value is longer than Slack carries."""
    if not 0 < markup.size(value) <= limits.OPTION_VALUE:
        raise ValueError("an option's value does not fit")
    return {"text": plain_object(label, limits.OPTION), "value": value}


def _span(group: Sequence[Block]) -> Block:
    first, last = (each["text"]["text"] for each in (group[0], group[-1]))
    half = limits.OPTION_GROUP // 2 - 2
    return plain_object(f"{markup.fit(first, half)} – {markup.fit(last, half)}", limits.OPTION_GROUP)


def _summary(card: Drawn) -> Runs:
    if _is_seen(card.summary):
        return card.summary
    lines = (part.runs for part in card.parts if isinstance(part, DrawnLine))
    return next((runs for runs in lines if _is_seen(runs)), (Run("text", "Relais"),))


def _is_seen(runs: Runs) -> bool:
    return any(clean(run.text).strip() for run in runs)


def _kin(part: DrawnPart) -> str:
    """Parts of one kin that follow one another are drawn together."""
    match part:
        case DrawnLine():
            return part.style if part.style in _DRAWN else "normal"
        case DrawnFields():
            return "fields"
        case DrawnButtons():
            return "buttons"
        case DrawnMenu():
            return "menus"
        case _:
            return "rule"


def _mrkdwn(text: str) -> Block:
    # `verbatim`: Slack makes no link of an address, a channel's or a person's name that it finds.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _section(text: str) -> Block:
    # `expand`: all of it stands there; without, Slack folds what is a few lines high behind « see more »
    # (docs.slack.dev "Section block").
    return {"type": "section", "text": _mrkdwn(text), "expand": True}


def _said(lines: Iterable[Runs], limit: int) -> list[str]:
    drawn = (markup.mrkdwn(runs, limit) for runs in lines)
    return list(markup.texts((text for text in drawn if text.strip()), limit))


def _paragraphs(_: _Drawing, lines: Sequence[Any]) -> list[Block]:
    return sections(line.runs for line in lines)


def _remarks(_: _Drawing, lines: Sequence[Any]) -> list[Block]:
    return [
        {"type": "context", "elements": [_mrkdwn(text)]}
        for text in _said((line.runs for line in lines), limits.CONTEXT)
    ]


def _titles(_: _Drawing, lines: Sequence[Any]) -> list[Block]:
    drawn = []
    for line in lines:
        title = markup.plain(line.runs, limits.HEADER)
        if any(run.kind in ("when", "link") or markup.pinged(run) for run in line.runs):
            drawn += sections([line.runs])
        elif title:
            drawn.append({"type": "header", "text": plain_object(title, limits.HEADER)})
    return drawn


def _quotes(_: _Drawing, lines: Sequence[Any]) -> list[Block]:
    quoted = (markup.rich(line.runs, limits.QUOTE) for line in lines)
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": elements}]}
        for elements in quoted
        if any(each["type"] != "text" or each["text"].strip() for each in elements)
    ]


def _fields(_: _Drawing, parts: Sequence[Any]) -> list[Block]:
    rows = [row for part in parts for row in part.rows]
    drawn = [_mrkdwn(_field(label, value)) for label, value in rows]
    return [
        {"type": "section", "fields": drawn[first : first + limits.FIELDS]}
        for first in range(0, len(drawn), limits.FIELDS)
    ]


def _field(label: Runs, value: Runs) -> str:
    named = markup.plain(label, limits.HEADER)
    said = (Run("text", named, strong=True), Run("text", "\n"), *value)
    return markup.mrkdwn(said, limits.FIELD)


def _buttons(drawing: _Drawing, parts: Sequence[Any]) -> list[Block]:
    drawn = [_button(drawing, each) for part in parts for each in part.buttons if each.enabled]
    return _in_rows(drawn)


def _in_rows(elements: Sequence[Block]) -> list[Block]:
    return [
        {"type": "actions", "elements": list(elements[first : first + limits.ACTIONS])}
        for first in range(0, len(elements), limits.ACTIONS)
    ]


def _button(drawing: _Drawing, button: DrawnButton) -> Block:
    """A button. One that is not enabled is not drawn at all, for Slack has none that cannot be pressed."""
    drawn: Block = {
        "type": "button",
        "action_id": drawing.name(button.act),
        "text": plain_object(button.label, limits.BUTTON),
        "value": button.value,
    }
    if button.style in ("primary", "danger"):
        drawn["style"] = button.style
    if button.confirm:
        drawn["confirm"] = _confirm(drawing.language, button, button.confirm)
    return drawn


def _confirm(language: str, button: DrawnButton, question: str) -> Block:
    asked: Block = {
        "title": plain_object(button.label, limits.CONFIRM_TITLE),
        "text": plain_object(question, limits.CONFIRM_TEXT),
        "confirm": plain_object(button.agree or template(language, "blocks.yes"), limits.CONFIRM_BUTTON),
        "deny": plain_object(template(language, "blocks.no"), limits.CONFIRM_BUTTON),
    }
    return asked | ({"style": "danger"} if button.style == "danger" else {})


def _menus(drawing: _Drawing, menus: Sequence[Any]) -> list[Block]:
    """Menus, in their order: one whose choice is known stands beside its label, others in a row that their labels
    fill."""
    drawn: list[Block] = []
    loose: list[Block] = []
    for menu in (each for each in menus if each.options):
        prefix = _left_out(menu)
        select = _select(drawing, menu, prefix)
        own = {"block_id": f"{select['action_id']}|{prefix}"} if prefix else {}
        if "initial_option" not in select and not own:
            loose.append(select)
            continue
        drawn += _in_rows(loose)
        loose.clear()
        if "initial_option" in select:
            label = _section(markup.mrkdwn((Run("text", menu.label),), limits.SECTION))
            drawn.append({**label, "accessory": select, **own})
        else:
            drawn.append({"type": "actions", "elements": [select], **own})
    return [*drawn, *_in_rows(loose)]


def _select(drawing: _Drawing, menu: DrawnMenu, prefix: str) -> Block:
    select: Block = {
        "type": "static_select",
        "action_id": drawing.name(menu.act),
        "placeholder": plain_object(menu.label, limits.PLACEHOLDER),
        **options_of(menu.options, prefix),
    }
    chosen = next((each for each in menu.options if each[0] == menu.chosen), None)
    if chosen is not None:
        select["initial_option"] = option(chosen[0].removeprefix(prefix), chosen[1])
    return select


def _left_out(menu: DrawnMenu) -> str:
    """What begins every value of a menu, carried by its block where a value is longer than an option's may be."""
    values = [value for value, _ in menu.options]
    if all(markup.size(value) <= limits.OPTION_VALUE for value in values):
        return ""
    common = commonprefix(values)  # noqa: RUF071  # texts, and no paths
    return common[: min(len(common), min(map(len, values)) - 1)]


def _prefix_of(block_id: str) -> str:
    name, bar, prefix = block_id.partition("|")
    return prefix if bar and "#" in name else ""


def _rules(_: _Drawing, __: Sequence[Any]) -> list[Block]:
    return [{"type": "divider"}]


_DRAWN: dict[str, Callable[[_Drawing, Sequence[Any]], list[Block]]] = {
    "normal": _paragraphs,
    "quiet": _remarks,
    "title": _titles,
    "quote": _quotes,
    "fields": _fields,
    "buttons": _buttons,
    "menus": _menus,
    "rule": _rules,
}


def _within(drawn: list[Block], most: int, rest: str) -> list[Block]:
    """What Slack takes of some blocks: the first of them, that there is more, and what may be done at their end."""
    if len(drawn) <= most and sum(map(_size, drawn)) <= limits.BLOCKS_SIZE:
        return drawn
    end = len(drawn)
    while end and len(drawn) - end < most // 2 and _acts(drawn[end - 1]):
        end -= 1
    tail = drawn[end:]
    kept: list[Block] = []
    left = limits.BLOCKS_SIZE - sum(map(_size, tail))
    for block in drawn[:end]:
        left -= _size(block)
        if left < 0 or len(kept) + len(tail) + 1 >= most:
            break
        kept.append(block)
    told = [{"type": "context", "elements": [_mrkdwn(markup.escape(rest))]}]
    return [*kept, *(told if len(kept) < end else []), *tail]


def _acts(block: Block) -> bool:
    return block["type"] == "actions" or "accessory" in block


def _size(block: Block) -> int:
    return limits.BLOCK_FRAME + _length(block)


def _length(part: Any) -> int:
    """The texts that a part shows, in characters."""
    if isinstance(part, dict):
        return sum(
            len(each) if key == "text" and isinstance(each, str) else _length(each) for key, each in part.items()
        )
    return sum(map(_length, part)) if isinstance(part, list) else 0
