"""A message that was made two requests: each keeps its part of it, whatever the message says or becomes since."""

from __future__ import annotations

from bot.conversations.following import reread, rewrite
from bot.conversations.keeping import author_of, read_source, written
from bot.reading import again
from bot.referring import tells_secret
from bot.requests import by_id, record
from bot.suggesting import AS_ONE, IN_TWO, NOT_SAME, SEEMS_ASKED, SEEMS_TWO, suggested
from bot.talk import Talk
from storage import words as wordstore
from storage.tables import Request, Source

KEPT = "kept"
"""What the history of the request that bears the message says: which of its two parts, 0 or 1, it kept."""


def other_half(talk: Talk, request: Request) -> Request | None:
    """The request that the rest of this one's message was made; none where nothing was."""
    last = suggested(talk.unit, request)
    if last is None or last.act != IN_TWO or KEPT not in last.data or last.other is None:
        return None
    return by_id(talk.unit, last.other)


def own_part(talk: Talk, request: Request, source: Source, text: str) -> str:
    """What another text of a message says of the request that bears it; what it says of the other goes there.

    All of it, where it does not clearly say two things any longer: nothing is lost.
    """
    last = suggested(talk.unit, request)
    if last is None or last.act not in (SEEMS_TWO, IN_TWO, SEEMS_ASKED):
        return text
    reading = read_source(talk, source, text)
    if last.act == SEEMS_ASKED:
        if reading.trouble != read_source(talk, source).trouble:
            record(talk.unit, request, NOT_SAME, None)
        return text
    needs = reading.needs
    if last.act == SEEMS_TWO:
        if not needs:
            record(talk.unit, request, AS_ONE, None)
        return text
    other = other_half(talk, request)
    if not needs or other is None:
        return text
    kept = int(last.data[KEPT])
    _reword(talk, other, source, needs[1 - kept])
    return needs[kept]


def _reword(talk: Talk, other: Request, source: Source, text: str) -> None:
    before, author = wordstore.read_one(talk.unit, other.words_id), author_of(talk, source)
    if not other.open or before == text or (author is not None and tells_secret(talk, author, before, text)):
        return
    rewrite(talk, other, text)
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, written(talk, [source]), direct=True, files=())
    reread(talk, other, reading, text, channel, "edit", source.author_id)
