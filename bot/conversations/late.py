"""What was heard before the private matter that it is the rest of: taken back, and heard as if it had come after it.

Source of the rule: docs/decisions/late-words-are-heard-as-written.md. Nothing personal stays where others read because
two messages arrived in the other order. What somebody works on by then, or what its author decided, stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import bindparam, select

from bot.apart import joining
from bot.conversations import beside, intake, parting
from bot.conversations.doubting import settle_line
from bot.conversations.following import mark_part, reread, rewrite
from bot.conversations.held import ask_of_which
from bot.conversations.keeping import KEPT, asked_apart, author_of, is_direct, is_held_for_request, read_source, written
from bot.conversations.making import channel_of
from bot.conversations.nearby import comes_after, meant_first, neighbours, said_in, together
from bot.conversations.undecided import answers_confidential, goes_on_undecided
from bot.creation import RAISED
from bot.events import MessageEdited, MessagePosted, Where
from bot.people import Actor
from bot.placing import leave, readers
from bot.policies.confidentiality import level_of, most_private
from bot.reading import again, is_private
from bot.requests import (
    TAKEN_BACK,
    TURNED_AWAY,
    by_id,
    files_of_request,
    is_over,
    places,
    refresh_homes,
    source_of,
    sources_of,
    take_back,
)
from bot.suggesting import SEEMS_ASKED, SEEMS_TWO
from bot.talk import Talk
from bot.understanding import Reading, is_opening, same_need
from bot.views import questions
from storage import timers
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Journal, Level, Request, Source, SourceState, State

_sources, _journal = table_of(Source), table_of(Journal)
_after = (
    select(_sources)
    .where(
        _sources.c.author_id == bindparam("author"),
        _sources.c.platform == bindparam("platform"),
        _sources.c.conversation.in_(bindparam("conversations", expanding=True)),
        _sources.c.posted_at > bindparam("since"),
        _sources.c.posted_at <= bindparam("until"),
        _sources.c.deleted_at.is_(None),
        _sources.c.words_id.is_not(None),
        _sources.c.state.in_((SourceState.ASKED, SourceState.MAYBE, SourceState.REQUEST)),
    )
    .order_by(_sources.c.posted_at, _sources.c.id)
)
HEARD = ("ask", "extend", "edit", "source_deleted", "reread", SEEMS_ASKED, SEEMS_TWO, TAKEN_BACK, TURNED_AWAY)
"""The acts of a request's history that decide nothing of it: its author's messages, and what somebody may not do."""
UNREAD = {
    "service": None,
    "urgent": False,
    "proposed_id": None,
    "proposal_why": None,
    "date_doubted": False,
    **dict.fromkeys(("due", "due_grain", "due_by", "event_start", "event_end", "event_grain")),
    **dict.fromkeys(("first_response_at", "promised_at")),
}
"""What was understood of words that are taken back tells of them."""


def heard(talk: Talk) -> None:
    """A message was heard, or an edit of one: where it is private, what its author wrote minutes after it may have been
    heard before."""
    event: MessagePosted | MessageEdited = talk.event
    source = source_of(talk.unit, event.where.platform, event.where.conversation, event.ts)
    if source is None or source.posted_at is None or not _may_be_private(talk, source):
        return
    author = author_of(talk, source)
    if author is None:
        return
    for each in _heard_before(talk, author, source):
        # What came before it in this may have taken it along.
        _judge_again(talk, author, talk.unit.need(Source, each.id))


def _may_be_private(talk: Talk, source: Source) -> bool:
    """Whether something of it may be more private than what others read; false of what is surely for all."""
    if source.state in (SourceState.PRIVATE, SourceState.ASKED):
        return True
    if source.request_id is None:
        return False
    reading: Reading | None = talk.reading
    if reading is not None and source.edited_at is None:
        level = level_of(talk.charter, reading.service.value, is_private(talk.charter, reading))
        if level is Level.STANDARD:
            return False
    return by_id(talk.unit, source.request_id).level is not Level.STANDARD


def _heard_before(talk: Talk, author: Actor, source: Source) -> list[Source]:
    """What its author wrote within minutes after it, or after its edit, wherever on that platform; in that order."""
    assert source.posted_at is not None
    channels = [each.id for each in talk.charter.channels if each.platform == source.platform]
    direct = author.identity.direct
    values = {
        "author": author.id,
        "platform": source.platform,
        "conversations": tuple({source.conversation, *channels, *([direct] if direct else [])}),
        "since": talk.event.at,
        "until": source.posted_at + joining(talk.charter),
    }
    return talk.unit.all(Source, _after, values)


def _judge_again(talk: Talk, author: Actor, source: Source) -> None:
    kind: Literal["channel", "direct"] = "direct" if is_direct(author, source) else "channel"
    where = Where(platform=source.platform, conversation=source.conversation, kind=kind, root=source.root)
    theirs = talk.acting_as(author, where)
    if source.state is SourceState.REQUEST and source.request_id is not None:
        _request_again(theirs, author, source, by_id(talk.unit, source.request_id))
    elif source.state in (SourceState.ASKED, SourceState.MAYBE) and not is_held_for_request(talk.unit, source):
        text, reading = _read(talk, source, direct=True)
        if _goes_with_private(theirs, author, source, text, reading, Level.STANDARD):
            _ask_no_longer(talk, author, source)
            _hear_again(theirs, author, source, text, reading)


def _request_again(talk: Talk, author: Actor, source: Source, request: Request) -> None:
    if request.requester_id != author.id or not _is_untouched(talk, request):
        return
    parts = sources_of(talk.unit, request)
    asked = _asked(talk, parts)
    addressed = request.origin != "message" or is_direct(author, source)
    text, reading = _read(talk, source, direct=addressed and source.id == asked.id)
    if source.id == asked.id:
        if _goes_with_private(talk, author, source, text, reading, request.level):
            _withdraw(talk, request, parts)
            for each in parts:
                if each.id == source.id or not is_opening(_text(talk, each)):
                    _hear_again(talk, author, each, *_read(talk, each, direct=addressed))
        return
    before = [_text(talk, each) for each in parts[: [each.id for each in parts].index(source.id)]]
    if _is_rest(talk, author, source, text, reading, "\n".join(before), request.level):
        _take_out(talk, request, source, [each for each in parts if each.id != source.id])
        _hear_again(talk, author, source, text, reading)


def _asked(talk: Talk, parts: Sequence[Source]) -> Source:
    """The message that asks, of those that a request is made of: the first that is more than a greeting."""
    return next((each for each in parts if not is_opening(_text(talk, each))), parts[0])


def _goes_with_private(talk: Talk, author: Actor, source: Source, text: str, reading: Reading, level: Level) -> bool:
    """Whether what was taken for a need of its own, for all or at that level, is one no longer, heard in its order."""
    if goes_on_undecided(talk, author, source, text, reading):
        return True
    if answers_confidential(talk, author, source, text, reading):
        return True
    if _would_join(talk, author, source, text, level):
        return True
    if not is_direct(author, source):
        return False
    told, _ = beside.may_be_said_of(talk, author, source, text, reading)
    return any(most_private((each.request.level, level)) is not level for each in told)


def _would_join(talk: Talk, author: Actor, source: Source, text: str, level: Level) -> bool:
    """Whether it is part of what its author asked just before it, more private than that level."""
    near = [each for each in neighbours(talk, author, source) if each.request_id not in (None, source.request_id)]
    earlier = [each for each in near if not comes_after(each, source) and together(talk, each, source)]
    for each in meant_first(talk, author, source, text, earlier):
        request = by_id(talk.unit, each.request_id or 0)
        if request.requester_id == author.id and not is_over(request) and same_need(said_in(talk, each), text):
            return most_private((request.level, level)) is not level
    return False


def _is_rest(talk: Talk, author: Actor, source: Source, text: str, reading: Reading, asked: str, level: Level) -> bool:
    """Whether what joined what they `asked`, at that level, would have been asked about, heard in its order."""
    if is_opening(text):
        return False
    if goes_on_undecided(talk, author, source, text, reading):
        return True
    return parting.may_be_of_more_private(talk, author, source, text, asked, level)


def _is_untouched(talk: Talk, request: Request) -> bool:
    """Whether nobody has it, nor did or decided anything of it: it is what was heard, and no more."""
    if request.state is not State.NEW or request.assignee_id is not None or request.level is Level.CONFIDENTIAL:
        return False
    if request.raised_by_id != request.requester_id or request.origin in RAISED:
        return False
    done = select(_journal.c.id).where(_journal.c.request_id == request.id, _journal.c.act.not_in(HEARD))
    return talk.unit.execute(done.limit(1)).scalar() is None


def _hear_again(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> None:
    """As if it came now: its author is asked of which of their requests it is, or it is decided by itself."""
    direct = is_direct(author, source)
    told, possible = beside.may_be_said_of(talk, author, source, text, reading) if direct else ([], [])
    if told:
        ask_of_which(talk, author, source, told, possible)
    else:
        intake.said_alone(talk, author, source, text, reading, "message")


def _ask_no_longer(talk: Talk, author: Actor, source: Source) -> None:
    """What was asked about it, of its author or of triage, is decided: it waits in private."""
    if source.state is SourceState.MAYBE:
        settle_line(talk, source, questions.maybe_decided(None, None))
    timers.cancel(talk.unit, "maybe", str(source.id))
    asked_apart(talk, author, source)
    talk.unit.change(source, state=SourceState.KEPT)


def _withdraw(talk: Talk, request: Request, parts: Sequence[Source]) -> None:
    """A request is none: it keeps its reference, and nothing of it is shown or said anywhere any longer."""
    unit = talk.unit
    read_by = readers(unit, talk.charter, request)
    standing = places(unit, request)
    for place in standing:
        leave(unit, place)
    for part in parts:
        mark_part(unit, request, part, on=False)
        _free(talk, part)
    wordstore.erase(unit, request.words_id)
    take_back(unit, request, parts, {**UNREAD, "state": State.CANCELLED, "closed_at": talk.now})
    refresh_homes(unit, read_by)


def _take_out(talk: Talk, request: Request, part: Source, left: Sequence[Source]) -> None:
    """A message is part of its request no longer: that says what the others say, as it is understood without it."""
    unit, channel = talk.unit, channel_of(talk, part)
    before, whole = wordstore.read_one(unit, request.words_id), "\n".join(_text(talk, each) for each in left)
    mark_part(unit, request, part, on=False)
    rewrite(talk, request, whole)
    _free(talk, part)
    take_back(unit, request, [part], {"asked_at": _asked(talk, left).posted_at})
    at, files = written(talk, left), files_of_request(unit, request)
    reading = again(talk, whole, channel, at, direct=True, files=files)
    redated = again(talk, before, channel, at, direct=True, files=()).dates != reading.dates
    reread(talk, request, reading, whole, channel, "reread", None, redated=redated)


def _free(talk: Talk, part: Source) -> None:
    """Its words are its own again, kept for minutes under another id: by what it was part of they are not found."""
    text = _text(talk, part)
    words_id = wordstore.keep(talk.unit, text, "message", part.author_id, Level.CONFIDENTIAL, talk.now + KEPT)
    if part.words_id is not None:
        wordstore.hand_over(talk.unit, part.words_id, words_id)
    talk.unit.change(part, state=SourceState.KEPT, request_id=None, words_id=words_id)


def _text(talk: Talk, source: Source) -> str:
    return wordstore.read_one(talk.unit, source.words_id) if source.words_id is not None else ""


def _read(talk: Talk, source: Source, *, direct: bool) -> tuple[str, Reading]:
    text = _text(talk, source)
    return text, read_source(talk, source, text, direct=direct)
