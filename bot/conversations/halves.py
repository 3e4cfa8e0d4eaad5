"""A message that was made two requests: each keeps its part of it, whatever the message says or becomes since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversations.following import reread, reread_over, rewrite
from bot.conversations.keeping import author_of, read_source, written
from bot.reading import again
from bot.referring import tells_secret
from bot.requests import by_id, record
from bot.suggesting import AS_ONE, IN_TWO, NOT_SAME, SEEMS_ASKED, SEEMS_TWO, suggested
from bot.talk import Talk
from bot.understanding import RequestKind
from bot.understanding.more import share_said
from storage import words as wordstore
from storage.tables import Request, Source

KEPT = "kept"
"""What the history of the request that bears the message says: which of its two parts, 0 or 1, it kept."""
ENOUGH = 0.5
"""From which share of a need's words on a text says it."""


def other_half(talk: Talk, request: Request) -> Request | None:
    """The request that the rest of this one's message was made; none where nothing was."""
    last = suggested(talk.unit, request)
    if last is None or last.act != IN_TWO or KEPT not in last.data or last.other is None:
        return None
    return by_id(talk.unit, last.other)


@dataclass(frozen=True, slots=True)
class Said:
    """What another text of a message says of the request that bears it, and of the other half of it, if there is one.

    None: it says nothing of that one any longer, which stands as it is. `asks`: whether it asks for anything still.
    """

    own: str | None
    other: Request | None = None
    of_other: str | None = None
    asks: bool = True


def said_of(talk: Talk, request: Request, source: Source, text: str) -> Said:
    """What another text of a message says of each request that was made of it.

    All of the one that bears it, where it does not clearly say something else: nothing is lost.
    """
    last = suggested(talk.unit, request)
    if last is None or last.act not in (SEEMS_TWO, IN_TWO, SEEMS_ASKED):
        return Said(text)
    reading = read_source(talk, source, text)
    if last.act == SEEMS_ASKED:
        if reading.trouble != read_source(talk, source).trouble:
            record(talk.unit, request, NOT_SAME, None)
        return Said(text)
    if last.act == SEEMS_TWO:
        if not reading.needs:
            record(talk.unit, request, AS_ONE, None)
        return Said(text)
    other = other_half(talk, request)
    if other is None:
        return Said(text)
    own, of_other = (_words(talk, each) for each in (source.words_id, other.words_id))
    if reading.needs:
        kept = _kept(own, of_other, reading.needs, int(last.data[KEPT]))
        return Said(reading.needs[kept], other, reading.needs[1 - kept])
    if share_said(text, of_other) >= ENOUGH > share_said(text, own):
        return Said(None, other, text)
    told = read_source(talk, source, text, direct=False).request.value
    neither = told is not RequestKind.YES and not share_said(text, own) and not share_said(text, of_other)
    return Said(text, other, text, asks=False) if neither else Said(text, other)


def of_each(talk: Talk, request: Request, source: Source, text: str) -> tuple[str, str] | None:
    """What the message of a request that was made two says of it, and of the other; none where it is not two."""
    last, needs = suggested(talk.unit, request), read_source(talk, source, text).needs
    if last is None or last.act != IN_TWO or KEPT not in last.data or not needs:
        return None
    kept = int(last.data[KEPT])
    return needs[kept], needs[1 - kept]


def _kept(own: str, other: str, needs: Sequence[str], kept: int) -> int:
    """Which of two needs is that of the request that bears the message: they may be said in another order by now."""
    first, second = needs
    there = share_said(first, own) + share_said(second, other)
    crossed = share_said(second, own) + share_said(first, other)
    return kept if there == crossed else 0 if there > crossed else 1


def _words(talk: Talk, words_id: int | None) -> str:
    return wordstore.read_one(talk.unit, words_id) if words_id is not None else ""


def reword(talk: Talk, other: Request, source: Source, text: str) -> bool:
    """The other half has another text. False where it has that already, was erased, or its author would tell of what
    is kept from those who read it."""
    before, author = wordstore.read_one(talk.unit, other.words_id), author_of(talk, source)
    if before in ("", text) or (author is not None and tells_secret(talk, author, before, text)):
        return False
    rewrite(talk, other, text)
    channel = talk.charter.channel(source.platform, source.conversation)
    if not other.open:
        reread_over(talk, other, text, channel, "edit", source.author_id)
        return True
    reading = again(talk, text, channel, written(talk, [source]), direct=True, files=())
    reread(talk, other, reading, text, channel, "edit", source.author_id)
    return True
