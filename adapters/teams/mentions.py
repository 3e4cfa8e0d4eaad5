"""What a message of Teams' says, as its author reads it: mentions by name, escapes undone, nothing of it markup.

A mention is `<at>Name</at>` in the text and an entity beside it that says whose; what somebody merely typed so is
escaped, and stays. The SDK's own way takes the desk's name away wherever it stands (platform facts 2.4, 2.10).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from adapters.shapes import Json, object_at, objects_at, text_at
from adapters.teams.accounts import object_id

LONGEST = 200_000
"""Characters of a text that are read: twice what Teams lets a message hold (platform facts 2.6)."""
_ESCAPE = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
_QUOTES = re.compile(r'<blockquote\b(?=[^<>]*\bitemtype="http://schema\.skype\.com/Reply")[^<>]*\bitemid="(\d{1,20})"')
_TYPED = re.compile(r"\s*(?:@relais|/desk|/demande)(?![\w@/-])", re.IGNORECASE)
"""How the cards say that the desk is called (`blocks.card`), typed where nobody can be mentioned, or nobody was."""
_EDGES = " \t\n\N{NO-BREAK SPACE},:"
_BLOCKS = frozenset("p div li ul ol tr table blockquote pre h1 h2 h3 h4 h5 h6 hr".split())
_CELLS = frozenset({"td", "th"})
_SHOWN = frozenset({"emoji", "customemoji", "img"})
_UNSAID = frozenset({"script", "style", "head", "title", "template"})
_BLANK_LINES = re.compile(r"\n{3,}")
Accounts = Callable[[str], str | None]
"""The object id of somebody whose `29:` id this is, where it is known."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it reads. `desk`: it calls the desk; `people`: the others whom it mentions, by object id."""

    text: str
    desk: bool = False
    people: tuple[str, ...] = ()


def said(activity: Json, desk: str, accounts: Accounts = lambda account: None) -> Said:
    """What an activity's text says. `desk`: the desk's own id (`28:…`)."""
    text = text_at(activity, "text")[:LONGEST]
    mentions = [each for each in objects_at(activity, "entities") if text_at(each, "type").lower() == "mention"]
    pieces: list[str] = []
    called, people, end = False, list[str](), 0
    for start, stop, mention in _found(text, mentions):
        mentioned = object_at(mention, "mentioned")
        pieces.append(_plain(text[end:start], activity))
        if text_at(mentioned, "id") == desk:
            called = True
        else:
            pieces.append("@" + _inside(text[start:stop]))
            people += _person(mentioned, accounts)
        end = stop
    whole = _LINE_ENDS.sub("\n", "".join([*pieces, _plain(text[end:], activity)]))
    if (typed := _TYPED.match(whole)) and not text.lstrip().startswith("<at"):
        called, whole = True, whole[typed.end() :]
    return Said(_tidy(whole, called=called), called, tuple(dict.fromkeys(people)))


def quoted(activity: Json) -> str:
    """The id of the message that a message of a chat quotes to reply to it; empty where it quotes none.

    As clients write it in the page that goes with every message: chats have no threads (platform facts 2.4), and Teams
    does not document it (?).
    """
    pages = (each for each in objects_at(activity, "attachments") if text_at(each, "contentType") == "text/html")
    found = (_QUOTES.search(text_at(each, "content")[:LONGEST]) for each in pages)
    return next((each.group(1) for each in found if each), "")


def said_in_html(payload: Json, app: str) -> Said:
    """What a message reads that a message action brings (its `messagePayload`). `app`: the desk's app id."""
    body = text_at(payload, "body", "content")[:LONGEST]
    if text_at(payload, "body", "contentType").lower() == "text":
        return Said(_tidy(_LINE_ENDS.sub("\n", body), called=False))
    mentions = {str(each.get("id")): object_at(each, "mentioned") for each in objects_at(payload, "mentions")}
    reader = _Reader(frozenset(key for key, each in mentions.items() if _is_desk(each, app)))
    reader.feed(body)
    reader.close()
    whole = _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", "".join(reader.pieces)))
    people = (object_id(each, "user", "id") for each in mentions.values())
    return Said(_tidy(whole, called=reader.called), reader.called, tuple(filter(None, people)))


def _found(text: str, mentions: Iterable[Json]) -> list[tuple[int, int, Json]]:
    """Where each mention stands, in the order of the text: an entity is one `<at>…</at>`, the first not taken yet."""
    taken: list[tuple[int, int, Json]] = []
    after: dict[str, int] = {}
    for mention in mentions:
        tag = text_at(mention, "text")
        start = text.find(tag, after.get(tag, 0)) if _is_tag(tag) else -1
        if start >= 0:
            after[tag] = start + len(tag)
            taken.append((start, start + len(tag), mention))
    taken.sort(key=lambda each: each[0])
    apart: list[tuple[int, int, Json]] = []
    for each in taken:
        if not apart or each[0] >= apart[-1][1]:
            apart.append(each)
    return apart


def _is_tag(tag: str) -> bool:
    return tag.startswith("<at") and tag.endswith("</at>")


def _inside(tag: str) -> str:
    return _unescaped(tag[tag.find(">") + 1 : -len("</at>")]).strip()


def _person(mentioned: Json, accounts: Accounts) -> list[str]:
    """Whom a mention is of, if of a person: an object id, else what Teams calls them."""
    account = text_at(mentioned, "id")
    known = object_id(mentioned, "aadObjectId") or accounts(account) or account
    return [] if not known or account.startswith("28:") or text_at(mentioned, "type") == "tag" else [known]


def _plain(text: str, activity: Json) -> str:
    """A stretch of text without markup: what Teams calls plain is only escaped."""
    if text_at(activity, "textFormat").lower() not in ("xml", "html"):
        return _unescaped(text)
    reader = _Reader(frozenset())
    reader.feed(text)
    reader.close()
    return "".join(reader.pieces)


def _unescaped(text: str) -> str:
    """The text that was escaped: once, and only what is an escape beyond doubt."""
    return _ESCAPE.sub(lambda found: html.unescape(found.group()), text).replace("\N{NO-BREAK SPACE}", " ")


def _tidy(text: str, *, called: bool) -> str:
    """Without the blanks around it, and those that stood around the desk's name."""
    return text.strip(_EDGES) if called else text.strip()


def _is_desk(mentioned: Json, app: str) -> bool:
    found = text_at(mentioned, "application", "id")
    return found.removeprefix("28:").lower() == app.lower() != ""


class _Reader(HTMLParser):
    """HTML as it reads: its tags say where lines end and what a picture shows, and nothing else. `desk`: the ids of
    the mentions that are the desk's own."""

    def __init__(self, desk: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.called = False
        self._desk = desk
        self._unsaid = 0
        self._naming = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag == "at":
            self._naming = given.get("id") in self._desk
            self.called = self.called or self._naming
            self.pieces.append("" if self._naming else "@")
        elif tag in _SHOWN:
            self.pieces.append(given.get("alt") or "")
        elif tag in _CELLS:
            self.pieces.append(" ")
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self._line_ends()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag == "at":
            self._naming = False
        elif tag in _BLOCKS:
            self._line_ends()

    def handle_data(self, data: str) -> None:
        if not self._unsaid and not self._naming:
            self.pieces.append(data.replace("\N{NO-BREAK SPACE}", " "))

    def _line_ends(self) -> None:
        last = next((each for each in reversed(self.pieces) if each), "\n")
        if not last.endswith("\n"):
            self.pieces.append("\n")
