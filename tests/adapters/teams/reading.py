"""What Teams would show of what it is sent, and what it might do with it: a reader stricter than any client of Teams.

A TextBlock is read by Markdown's own grammar, tables and strikethrough included, and by whatever is looked for in every
text of a card: dates, mentions, templates, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

JOINER = "\u2060"
_AT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
DATE = re.compile(rf"\{{\{{(?:DATE\({_AT},LONG\)|TIME\({_AT}\))\}}\}}")
MENTION = re.compile(r"<at>[^<>]*</at>")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_LOOKALIKES = str.maketrans({"∗": "*", "ˍ": "_", "∼": "~", "ˋ": "`", "‹": "<", "›": ">", "＆": "&"} | {JOINER: None})
_EVERYWHERE = {
    "date": re.compile(r"\{\{"),
    "template": re.compile(r"\$\{"),
    "mention": re.compile(r"<[\s/]*at", re.IGNORECASE),
}
_IN_MARKDOWN = {
    "address": re.compile(r"://|www\.\w|mailto:\w", re.IGNORECASE),
    "html": re.compile(r"<[a-z/!?]", re.IGNORECASE),
    "entity": re.compile(r"&[#a-z]", re.IGNORECASE),
    "link": re.compile(r"\]\s*[(\[:]"),
    "formatting": re.compile(r"[*_~`]"),
    "escape": re.compile(r"\\[!-/:-@\[-`{-~]"),
}


def found_in_words(text: str) -> set[str]:
    """What a client might make of a TextRun, a label or a title besides showing it."""
    return {name for name, mark in _EVERYWHERE.items() if mark.search(text)} | ({"line"} if "\n" in text else set())


def found(text: str) -> set[str]:
    """What a client might make of a TextBlock's text besides showing it, beyond its dates and mentions.

    Taken out, these leave a letter: what Markdown makes of the words beside them is seen all the same.
    """
    rest = MENTION.sub("x", DATE.sub("x", text))
    marks = {name for name, mark in (_EVERYWHERE | _IN_MARKDOWN).items() if mark.search(rest)}
    return marks | made_of(rest) | ({"line"} if "\n" in rest else set())


def made_of(text: str) -> set[str]:
    """What Markdown makes of a text that is more than a paragraph of words."""
    made = set()
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            made |= {each.type for each in token.children or () if each.type != "text"}
        elif token.type not in ("paragraph_open", "paragraph_close"):
            made.add(token.type)
    return made


def alike(text: str) -> str:
    """A text with all that looks the same written the same, and without what is not seen."""
    return " ".join(text.translate(_LOOKALIKES).split())


def shown(markdown: str) -> str:
    """What is read of a TextBlock: links and bold as their words, mentions as names, dates as they stand."""
    bare = re.sub(r"\*\*([^*\n]+)\*\*", r"\1", MENTION.sub(lambda at: at.group()[4:-5], markdown))
    return re.sub(r"\[([^\[\]]*)\]\(https://[^()\s]*\)", r"\1", bare)


def things(part: Any) -> Iterator[dict[str, Any]]:
    """Every object of a card, outer first, in order; of an action that has a fallback, itself alone."""
    if isinstance(part, dict):
        yield part
        for name, each in part.items():
            if name not in ("fallback", "data", "msteams"):
                yield from things(each)
    elif isinstance(part, list):
        for each in part:
            yield from things(each)


def texts_of(card: Any) -> Iterator[str]:
    """Every text that a card shows, a line each, in order."""
    for each in things(card):
        if each.get("type") == "TextBlock":
            yield shown(each["text"])
        elif each.get("type") == "RichTextBlock":
            yield "".join(run["text"] for run in each["inlines"])


def markdowns_of(card: Any) -> list[str]:
    """The texts in which a client reads Markdown."""
    blocks = [each["text"] for each in things(card) if each.get("type") == "TextBlock"]
    ticked = [each["title"] for each in things(card) if each.get("type") == "Input.Toggle"]
    return [*blocks, *ticked, *(each["title"] for each in things(card) if set(each) == {"title", "value"})]


def words_of(card: Any) -> list[str]:
    """The texts in which a client reads no Markdown: runs, labels, buttons, what is heard."""
    said = []
    for each in things(card):
        if each.get("type") == "TextRun":
            said.append(each["text"])
        if set(each) != {"title", "value"} and each.get("type") != "Input.Toggle" and "title" in each:
            said.append(each["title"])
        said += [each[name] for name in ("label", "placeholder", "errorMessage", "speak") if name in each]
    return said


def presses(card: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each action that sends something, and what a client sends for it when every field holds its own value."""
    return [
        (each, each["data"] | {field["id"]: field.get("value", "") for field in fields})
        for each, fields in _with_fields(card, [])
    ]


def _with_fields(card: Any, above: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each action with the inputs that a client gathers for it: its card's, and those of the cards around it."""
    here = [*above, *(each for each in _own(card) if str(each.get("type")).startswith("Input."))]
    for each in _own(card):
        if each.get("type") in ("Action.Execute", "Action.Submit"):
            yield each, [] if each.get("associatedInputs") == "none" else here
        elif each.get("type") == "Action.ShowCard":
            yield from _with_fields(each["card"], here)


def _own(part: Any) -> Iterator[dict[str, Any]]:
    """The objects of a card, but for those of cards that unfold in it."""
    if isinstance(part, list):
        for each in part:
            yield from _own(each)
    elif isinstance(part, dict):
        yield part
        for name, each in part.items():
            if name not in ("fallback", "data", "msteams", "card"):
                yield from _own(each)
