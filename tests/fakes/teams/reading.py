"""What Teams makes of a text: its markdown read, its dates in the reader's zone, its mentions resolved.

Markup is read by CommonMark's own rules, which take more for markup than Teams does: what is plain here is plain there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from markdown_it import MarkdownIt
from markdown_it.token import Token

_INSTANT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[-+]\d{2}:\d{2})"
_DATE = re.compile(rf"\{{\{{DATE\(({_INSTANT})(?:,(COMPACT|SHORT|LONG))?\)\}}\}}", re.ASCII)
_TIME = re.compile(rf"\{{\{{TIME\(({_INSTANT})\)\}}\}}", re.ASCII)
_MEANT = re.compile(r"\{\{\s*(?:DATE|TIME)\b[^}]*\}?\}?", re.I)
_AT = re.compile(r"<at>.*?</at>", re.S)
_READER = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])
_BREAKS = ("paragraph_close", "heading_close", "list_item_close", "blockquote_close", "fence", "code_block", "hr")
_MARKS = frozenset(
    "strong_open em_open heading_open list_item_open blockquote_open fence code_block hr code_inline image".split()
)


@dataclass
class Read:
    """What a text says to one reader. `marks`: the markup in it, by CommonMark's names; `pings`: whose mention it
    resolves, by the ids of the entities; `links`: where it leads."""

    text: str = ""
    links: set[str] = field(default_factory=set)
    pings: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)

    def add(self, other: Read) -> None:
        self.text += other.text
        self.links |= other.links
        self.pings |= other.pings
        self.marks |= other.marks


def dated(text: str, zone: str, locale: str) -> str:
    """A text's dates and hours as its reader sees them."""
    language = locale.replace("-", "_")
    lengths = {None: "short", "COMPACT": "short", "SHORT": "medium", "LONG": "full"}

    def instant(found: re.Match[str]) -> datetime:
        return datetime.fromisoformat(found[1]).astimezone(ZoneInfo(zone))

    text = _DATE.sub(lambda found: format_date(instant(found), lengths[found[2]], locale=language), text)
    return _TIME.sub(lambda found: format_time(instant(found), "short", locale=language), text)


def malformed_dates(text: str) -> list[str]:
    """What was meant as a date or an hour, and is shown raw (platform facts 2.6)."""
    return _MEANT.findall(_TIME.sub("", _DATE.sub("", text)))


def mentioned(text: str) -> list[str]:
    """Each `<at>…</at>` of a text."""
    return _AT.findall(text)


def read(text: str, zone: str, locale: str, mentions: Mapping[str, tuple[str, str]]) -> Read:
    """A TextBlock's or a Fact's text. `mentions`: each entity's text → (whose, the name shown)."""
    out = Read()
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found[0] not in mentions:
            return found[0]
        whose, name = mentions[found[0]]
        out.pings.add(whose)
        held.append(name)
        return f"\ue000{len(held) - 1}\ue001"

    for token in _READER.parse(_AT.sub(hold, dated(text, zone, locale))):
        _told(token, out)
        for child in token.children or ():
            _told(child, out)
    out.text = re.sub("\ue000(\\d+)\ue001", lambda found: held[int(found[1])], out.text.strip("\n"))
    return out


def _told(token: Token, out: Read) -> None:
    if token.type in _MARKS:
        out.marks.add(token.type.removesuffix("_open"))
    match token.type:
        case "text" | "code_inline" | "fence" | "code_block":
            out.text += token.content
        case "text_special":
            out.text += token.content
        case "softbreak" | "hardbreak":
            out.text += "\n"
        case "list_item_open":
            out.text += "• "
        case "link_open":
            out.links.add(str(token.attrs["href"]))
    if token.type in _BREAKS and not out.text.endswith("\n"):
        out.text += "\n"


def unmarked(body: str) -> str:
    """The text of a message's HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>|</p>", "\n", body))).strip("\n")
