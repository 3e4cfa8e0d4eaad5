"""Edits and deletions: the newest edit wins, a deletion leaves a tombstone that an older arrival respects."""

from __future__ import annotations

from bot import outgoing, relay
from bot.cards import Card, Done, Reply
from bot.conversations import about, beside, giving_up, parting
from bot.conversations.doubting import redraw_line, settle_line
from bot.conversations.following import corrected_parts, mark_part, reread, reread_over, rewrite
from bot.conversations.intake import decide, said_alone
from bot.conversations.keeping import (
    KEPT,
    ask,
    asked_apart,
    author_of,
    close_question,
    is_waiting,
    keep,
    let_go,
    offer_private,
    private_offer,
    question,
    read_source,
    settle_doubt,
    written,
)
from bot.conversations.making import channel_of
from bot.conversations.resolving import withdraw
from bot.conversations.thread import hold_back
from bot.conversations.waiting import decided_again, settled, turned_ordinary
from bot.events import MessageDeleted, MessageEdited, Where
from bot.notify import ping
from bot.people import Actor, Stranger
from bot.placing import readers
from bot.reading import again, is_personal, is_private, once_edited, without_mention
from bot.referring import as_private, tells_secret, with_files
from bot.requests import (
    CONFIDED,
    EDIT,
    by_id,
    files_of,
    files_of_request,
    held_edit,
    of_thread,
    places,
    record,
    refresh_homes,
    said,
    source_of,
    sources_of,
)
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, is_opening, is_thanks
from bot.understanding.more import speaks_of_more
from bot.views import notices, questions
from storage import words as wordstore
from storage.tables import Audience, Level, Message, Person, Request, Source, SourceState, State, Words


def edited(talk: Talk) -> Reply:
    """A message has another text."""
    event: MessageEdited = talk.event
    where = event.where
    message = said(talk.unit, where.platform, where.conversation, event.ts)
    if message is not None:
        return _edit_message(talk, message)
    source = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if source is None:
        return _remember_early(talk) if _listens(talk, where) else Done()
    if source.deleted_at is not None or (source.edited_at is not None and source.edited_at >= event.at):
        return Done()
    talk.unit.change(source, edited_at=event.at)
    text = without_mention(event.text)
    if source.request_id is not None:
        return _edit_request(talk, source, by_id(talk.unit, source.request_id), text)
    if source.words_id is None and not _asks_now(talk, source, text):
        return Done()
    before = wordstore.read_one(talk.unit, source.words_id) if source.words_id is not None else ""
    _say_instead(talk, source, text)
    return _think_again(talk, source, before, text)


def deleted(talk: Talk) -> Reply:
    """A message is gone: so is what was kept of it, and a request that nobody has taken."""
    event: MessageDeleted = talk.event
    where = event.where
    message = said(talk.unit, where.platform, where.conversation, event.ts)
    if message is not None:
        relay.withdraw(talk, message, event.at)
        return Done()
    source = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if source is None:
        _put_tombstone(talk)
    elif source.deleted_at is None:
        talk.unit.change(source, deleted_at=event.at)
        if source.request_id is not None:
            forget_edit(talk, source, notices.notice("private.forgotten", Audience.PERSON))
            _source_gone(talk, by_id(talk.unit, source.request_id), source)
        else:
            _forget(talk, source)
    return Done()


def _edit_message(talk: Talk, message: Message) -> Reply:
    event: MessageEdited = talk.event
    if message.deleted_at is not None or (message.edited_at is not None and message.edited_at >= event.at):
        return Done()
    request = by_id(talk.unit, message.request_id)
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    reading = again(talk, event.text, channel, event.at, files=files_of(talk.unit, message.words_id))
    if message.kind == "said" and (is_personal(request, reading) or _tells(talk, request, message, event.text)):
        return hold_back(talk, message, event.text)
    relay.correct(talk, message, event.text, event.at)
    return Done()


def _say_instead(talk: Talk, source: Source, text: str) -> None:
    """Another text for a message; one that was forgotten by now is kept for minutes again."""
    if source.words_id is not None and talk.unit.get(Words, source.words_id) is not None:
        wordstore.replace(talk.unit, source.words_id, text)
        return
    until = talk.now + KEPT
    words_id = wordstore.keep(talk.unit, text, "message", source.author_id, Level.CONFIDENTIAL, purge_after=until)
    talk.unit.change(source, words_id=words_id)


def _asks_now(talk: Talk, source: Source, text: str) -> bool:
    """Whether what only ordered or gave up something, said to the desk alone, asks for something now.

    Not what its author was asked about, and decided on. What it gave up stands, and is asked about no more.
    """
    author = author_of(talk, source)
    alone = talk.event.where.kind == "direct" and source.state is SourceState.DISMISSED
    if not alone or author is None or source.posted_at is None:
        return False
    reading = read_source(talk, source, text, direct=False)
    asks = reading.request.value is RequestKind.YES or is_private(talk.charter, reading)
    if not asks or outgoing.times_asked(talk.unit, author.who, question(source)):
        return False
    giving_up.take_back(talk, author, source)
    talk.unit.change(source, state=SourceState.KEPT)
    return True


def _think_again(talk: Talk, source: Source, before: str, text: str) -> Reply:
    """A message that was none, or doubtful, may be a request now; a line about it says what it says."""
    author = author_of(talk, source)
    if source.state is SourceState.DISMISSED:
        # The word of a rating, which others read.
        if is_private(talk.charter, read_source(talk, source, text)):
            let_go(talk.unit, source, SourceState.DISMISSED)
        return Done()
    if source.state is SourceState.MAYBE:
        if author is not None and is_private(talk.charter, read_source(talk, source, text)):
            settle_line(talk, source, questions.maybe_decided(None, author.person))
            return offer_private(talk, author, source)
        redraw_line(talk, source)
    if source.state is SourceState.PRIVATE and author is not None:
        turned_ordinary(talk, author, source, text)
        return Done()
    if is_waiting(talk.unit, source):
        return decided_again(talk, source)
    if source.state not in (SourceState.KEPT, SourceState.ASKED) or source.posted_at is None:
        return Done()
    direct = talk.event.where.kind == "direct"
    if author is None or (source.root is not None and not direct):
        return Done()
    channel, files = channel_of(talk, source), files_of(talk.unit, source.words_id)
    if (direct or source.state is SourceState.ASKED) and about.edited(talk, author, source, text):
        return Done()
    reading = once_edited(talk, before, text, channel, source.posted_at, talk.event.at, direct, files)
    reading = as_private(talk, author, reading, with_files(text, files))
    if _is_of_a_request(talk, author, source, text, reading, direct):
        return Done()
    heard = reading.request.value is not RequestKind.NO or (reading.sensitive.value and not direct)
    personal = is_private(talk.charter, reading) and heard
    if not personal and reading.request.value is not RequestKind.YES:
        if source.state is SourceState.ASKED:
            close_question(talk, source, questions.ask_if_request(source, apart=True))
        return Done()
    kept_alone = direct and source.state is SourceState.KEPT
    reply = (said_alone if kept_alone else decide)(talk, author, source, text, reading, "message")
    if source.request_id is not None:
        settle_doubt(talk, author, source, notices.made(by_id(talk.unit, source.request_id)))
    elif personal and not direct:
        asked_apart(talk, author, source)
    return reply


def _is_of_a_request(talk: Talk, author: Actor, source: Source, text: str, reading: Reading, direct: bool) -> bool:
    """Whether its author is asked if it cancels a request of theirs, or is said of one: asked before, or said to the
    desk alone. Thanks, said there for nothing that they were asked, are for nothing now."""
    if source.state is not SourceState.ASKED and (not direct or is_thanks(text)):
        return False
    return giving_up.edited(talk, author, source, text, reading) or beside.edited(talk, author, source, text, reading)


def _source_gone(talk: Talk, request: Request, source: Source) -> None:
    """One of the messages that a request was asked in is gone: with the last of them, so is what nobody has taken.

    Not what was confided: the desk itself asked its author to delete the message.
    """
    if request.state is not State.NEW or request.origin == CONFIDED:
        record(talk.unit, request, "source_deleted", source.author_id, {"source": source.id})
        holder = request.assignee_id
        if request.open and holder is not None and holder != source.author_id:
            ping(talk.unit, talk.charter, holder, request, "source_deleted")
        return
    left = _text_of(talk, request)
    if source.words_id is not None:
        wordstore.erase(talk.unit, source.words_id)
    if left and _still_asks(talk, request, "\n".join(left), source):
        record(talk.unit, request, "source_deleted", source.author_id, {"source": source.id})
        before = wordstore.read_one(talk.unit, request.words_id)
        _rewritten(talk, request, before, "\n".join(left), source)
        return
    for part in sources_of(talk.unit, request):
        mark_part(talk.unit, request, part, on=False)
    wordstore.erase(talk.unit, request.words_id)
    refresh_homes(talk.unit, readers(talk.unit, talk.charter, request))
    withdraw(talk, request, source.author_id)


def _still_asks(talk: Talk, request: Request, left: str, source: Source) -> bool:
    """Whether what is left of a request is one: the message that it stands under is, or it reads as one by itself."""
    above = {place.root for place in places(talk.unit, request)}
    if any(each.ts in above for each in sources_of(talk.unit, request)):
        return True
    return again(talk, left, channel_of(talk, source), request.asked_at, files=()).request.value is RequestKind.YES


def _forget(talk: Talk, source: Source) -> None:
    if source.state is SourceState.MAYBE and source.author_id is not None:
        settle_line(talk, source, questions.maybe_decided(None, talk.unit.get(Person, source.author_id)))
    if source.state in (SourceState.PRIVATE, SourceState.ASKED, SourceState.MAYBE):
        close_question(talk, source, notices.notice("private.forgotten", Audience.PERSON))
    let_go(talk.unit, source, SourceState.FORGOTTEN)
    settled(talk, source)


def _edit_request(talk: Talk, source: Source, request: Request, text: str) -> Reply:
    """The message's own words change; a request asked in several messages keeps what the others said."""
    unit = talk.unit
    if source.words_id is None:
        return Done()
    held = held_edit(unit, source)
    before = wordstore.read_one(unit, request.words_id)
    if _says_more_than_was_shown(talk, source, request, text):
        if held is not None and held.request_id is not None:
            return _edit_request(talk, held, by_id(unit, held.request_id), text)
        return _hold(talk, source, held, text)
    forget_edit(talk, source, notices.notice("private.over", Audience.PERSON))
    if wordstore.read_one(unit, source.words_id) == text:
        return Done()
    reword(talk, source, request, text)
    whole = wordstore.read_one(unit, request.words_id)
    if not request.open or source.author_id != request.requester_id:
        return Done()
    asked, asks = (_kind(talk, source, each) for each in (before, whole))
    if asked is not RequestKind.YES or asks is RequestKind.YES:
        return Done()
    card = notices.no_longer_asks(request)
    if request.level is Level.CONFIDENTIAL:
        outgoing.say_to(unit, talk.who, card, request.id)
        return Done()
    return talk.tell(card)


def reword(talk: Talk, source: Source, request: Request, text: str) -> None:
    """One of the messages of a request has another text, and the request with it."""
    assert source.words_id is not None
    before = wordstore.read_one(talk.unit, request.words_id)
    wordstore.replace(talk.unit, source.words_id, text)
    whole = "\n".join(_text_of(talk, request)) if source.words_id != request.words_id else text
    _rewritten(talk, request, before, whole, source)


def forget_edit(talk: Talk, source: Source, card: Card) -> None:
    """What an edit of a message said, and its author was asked about, is over; `card` stands where they were asked."""
    held = held_edit(talk.unit, source)
    if held is not None and held.state is SourceState.PRIVATE:
        close_question(talk, held, card)
        let_go(talk.unit, held, SourceState.DISMISSED)


def _says_more_than_was_shown(talk: Talk, source: Source, request: Request, text: str) -> bool:
    """Whether an edit names what is confidential, or its author let personal words be read and it says more.

    Their yes was to the others.
    """
    if request.level is Level.CONFIDENTIAL:
        return False
    if _tells(talk, request, source, text) or _may_be_of_another(talk, source, request, text):
        return True
    if "sensitive" not in corrected_parts(talk.unit, request):
        return False
    # Its files were shown with their yes: an edit changes none of them.
    if not again(talk, text, channel_of(talk, source), talk.event.at, direct=True, files=()).sensitive.value:
        return False
    return speaks_of_more(wordstore.read_one(talk.unit, request.words_id), text)


def _may_be_of_another(talk: Talk, source: Source, request: Request, text: str) -> bool:
    """Whether what its author added to their request may be, by an edit, of something more private of theirs."""
    author = author_of(talk, source)
    if author is None or author.id != request.requester_id or not source.words_id:
        return False
    asked = [part for part in sources_of(talk.unit, request) if part.words_id and not _only_opens(talk, part)]
    if not asked or asked[0].id == source.id or wordstore.read_one(talk.unit, source.words_id) == text:
        return False
    before = wordstore.read_one(talk.unit, request.words_id)
    return parting.may_be_of_more_private(talk, author, source, text, before, request.level)


def _only_opens(talk: Talk, part: Source) -> bool:
    return part.words_id is not None and is_opening(wordstore.read_one(talk.unit, part.words_id))


def _tells(talk: Talk, request: Request, edited: Source | Message, text: str) -> bool:
    """Whether an edit tells those who read a request of a confidential one, that its author did not name there."""
    author = author_of(talk, edited)
    if request.level is Level.CONFIDENTIAL or author is None or not edited.words_id:
        return False
    return tells_secret(talk, author, wordstore.read_one(talk.unit, edited.words_id), text)


def _hold(talk: Talk, source: Source, held: Source | None, text: str) -> Reply:
    """The edit is shown to nobody before its author says; what they let be read stands meanwhile."""
    where: Where = talk.event.where
    if held is not None:
        _say_instead(talk, held, text)
        if held.state is SourceState.PRIVATE:
            ask(talk, talk.actor, held, private_offer(talk, held))
            return Done()
    under = where.model_copy(update={"root": source.root or source.ts})
    return offer_private(
        talk, talk.actor, keep(talk, talk.actor, under, f"{EDIT}{source.ts}", talk.event.at, text, held)
    )


def _kind(talk: Talk, source: Source, text: str) -> RequestKind:
    direct = talk.event.where.kind == "direct"
    return again(talk, text, channel_of(talk, source), talk.event.at, direct=direct, files=()).request.value


def _rewritten(talk: Talk, request: Request, before: str, whole: str, source: Source) -> None:
    channel = channel_of(talk, source)
    if source.words_id != request.words_id:
        rewrite(talk, request, whole)
    if not request.open:
        reread_over(talk, request, whole, channel, "edit", source.author_id)
        return
    at = written(talk, sources_of(talk.unit, request))
    files = files_of_request(talk.unit, request)
    reading = once_edited(talk, before, whole, channel, at, source.edited_at or at, direct=True, files=files)
    redated = again(talk, before, channel, reading.written_at, direct=True, files=()).dates != reading.dates
    reread(talk, request, reading, whole, channel, "edit", source.author_id, redated=redated)


def _text_of(talk: Talk, request: Request) -> list[str]:
    parts = [each.words_id for each in sources_of(talk.unit, request) if each.words_id is not None]
    words = wordstore.read(talk.unit, parts)
    return [words[each] for each in parts if each in words]


def _listens(talk: Talk, where: Where) -> bool:
    channel = talk.charter.channel(where.platform, where.conversation)
    if where.kind == "direct" or (channel is not None and channel.purpose == "requests"):
        return True
    return where.root is not None and of_thread(talk.unit, where.platform, where.conversation, where.root) is not None


def _remember_early(talk: Talk) -> Reply:
    """An edit that came before its message: its text is what the message will be read with."""
    event: MessageEdited = talk.event
    try:
        author_id = talk.actor.id
    except Stranger:
        return Done()
    words_id = wordstore.keep(
        talk.unit, event.text, "message", author_id, Level.CONFIDENTIAL, purge_after=talk.now + KEPT
    )
    talk.unit.add(
        Source(
            platform=event.where.platform,
            conversation=event.where.conversation,
            ts=event.ts,
            root=event.where.root,
            author_id=author_id,
            state=SourceState.KEPT,
            words_id=words_id,
            edited_at=event.at,
        )
    )
    return Done()


def _put_tombstone(talk: Talk) -> None:
    event: MessageDeleted = talk.event
    talk.unit.add(
        Source(
            platform=event.where.platform,
            conversation=event.where.conversation,
            ts=event.ts,
            root=event.where.root,
            state=SourceState.FORGOTTEN,
            deleted_at=event.at,
        )
    )
