"""Another text for what was asked, or was said of it: what is read of it at once, and what waits for a word.

Source of the rule: docs/decisions/an-edit-is-said-when-it-is-made.md. What would be shown to nobody, written then, is
shown to nobody; what its author let be read stands meanwhile.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot import own_site, questioning, relay
from bot.cards import Card, Done, Reply
from bot.conversations import beside, giving_up, halves, parting
from bot.conversations.following import corrected_parts, mark_part, reread, reread_over, rewrite
from bot.conversations.joining_another import follow_no_more, taken_up_again
from bot.conversations.keeping import (
    KEPT,
    as_written,
    ask,
    asked_if,
    attach,
    author_of,
    close_question,
    is_direct,
    keep,
    let_go,
    offer_private,
    private_offer,
    written,
)
from bot.conversations.making import channel_of
from bot.conversations.resolving import reopen, withdraw
from bot.conversations.thread import hold_back, taken_aside
from bot.events import MessageEdited, Where
from bot.notify import ping
from bot.outgoing import say_to
from bot.placing import readers
from bot.reading import again, is_personal, is_private, once_edited
from bot.referring import tells_secret
from bot.requests import (
    CONFIDED,
    EDIT,
    by_id,
    channel_name,
    files_of,
    files_of_request,
    held_edit,
    places,
    record,
    refresh,
    refresh_homes,
    sources_of,
)
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, is_civil
from bot.understanding.more import says_no_new_word, speaks_of_more
from bot.views import notices, questions
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Audience, Journal, Level, Message, Person, Request, Source, SourceState, State, Words

IN_SIGHT = "in_sight"
"""The act by which its author is told that what turned private by their edit stands where others read."""


def said_otherwise(talk: Talk, message: Message) -> Reply:
    """What was said of a request, and carried, has another text."""
    event: MessageEdited = talk.event
    if message.deleted_at is not None and event.restored and event.at > message.deleted_at:
        return _said_again(talk, message)
    if message.deleted_at is not None or (message.edited_at is not None and message.edited_at >= event.at):
        return Done()
    giving_up.take_back(talk, message, message.edited_at or message.said_at, event.text)
    request = by_id(talk.unit, message.request_id)
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    reading = again(talk, event.text, channel, event.at, files=files_of(talk.unit, message.words_id))
    if message.kind == "said" and (is_personal(request, reading) or _tells(talk, request, message, event.text)):
        return hold_back(talk, message, event.text)
    apart = _said_apart(talk, request, message, event.text, reading)
    if apart is not None:
        return apart
    relay.correct(talk, message, event.text, event.at)
    return Done()


def _said_again(talk: Talk, message: Message) -> Reply:
    """A deletion was taken back of what was said of a request: it is carried again, unless it is too personal."""
    event: MessageEdited = talk.event
    request = by_id(talk.unit, message.request_id)
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    if message.kind != "said" or not is_personal(request, again(talk, event.text, channel, event.at, files=())):
        relay.say_again(talk, message, event.text, event.at, event.files)
    return Done()


def _said_apart(talk: Talk, request: Request, message: Message, text: str, reading: Reading) -> Reply | None:
    """What was carried, and was said in no thread, may be of something more private now: its author is asked of which.

    None: it is of what it was said of, or would be carried all the same if it were written now.
    """
    event: MessageEdited = talk.event
    where, author = event.where, author_of(talk, message)
    if message.kind != "said" or where.root is not None or author is None or author.id != request.requester_id:
        return None
    itself = as_written(where, event.ts, author.id, message.said_at, event.at)
    said, asked = (wordstore.read_one(talk.unit, each) for each in (message.words_id, request.words_id))
    if not parting.is_apart_once_edited(talk, author, itself, said, text, asked, request.level):
        return None
    if beside.is_its_answer(talk, where, author, itself, request, text, reading):
        return None
    source = taken_aside(talk, message, text)
    apart = parting.part(talk, author, source, text, asked, request.level, request)
    return offer_private(talk, author, source) if apart is None else apart


def asked_otherwise(talk: Talk, source: Source, request: Request, text: str) -> Reply:
    """The message's own words change; a request asked in several messages keeps what the others said."""
    unit = talk.unit
    if source.words_id is None:
        return Done()
    said = halves.said_of(talk, request, source, text)
    if said.other is not None and said.of_other is not None:
        _half_otherwise(talk, source, said.other, said.of_other, asks=said.asks)
    if said.own is None:
        return Done()
    text = said.own
    held = held_edit(unit, source)
    before = wordstore.read_one(unit, request.words_id)
    if _says_more_than_was_shown(talk, source, request, text):
        if held is not None and held.request_id is not None:
            return asked_otherwise(talk, held, by_id(unit, held.request_id), text)
        return _hold(talk, source, held, text)
    forget_edit(talk, source, notices.notice("private.over", Audience.PERSON))
    if wordstore.read_one(unit, source.words_id) == text:
        return Done()
    hidden = _is_hidden(talk, source, request, text)
    if hidden and is_civil(text):
        return Done()
    if not hidden:
        if _kind(talk, source, text) is RequestKind.YES and taken_up_again(talk, request, text):
            reopened = notices.notice("reopen.done", Audience.PERSON, subject=request.ref, ref=request.ref)
            talk.tell(reopened)
        reword(talk, source, request, text)
    whole = text if hidden else wordstore.read_one(unit, request.words_id)
    if source.author_id != request.requester_id:
        return Done()
    asked = _asked_of_it(talk, source, request, before, whole)
    if asked is None:
        return Done()
    card, question = asked
    if request.level is Level.CONFIDENTIAL:
        questioning.ask(unit, talk.who, card, question, request.id)
        return Done()
    return talk.tell(card, question)


def _asked_of_it(talk: Talk, source: Source, request: Request, before: str, whole: str) -> tuple[Card, str] | None:
    """What its author is asked, whose edit says otherwise, and how that is called: of what asks for nothing any longer
    if it is cancelled, of what is over and asks for something else if it is opened again."""
    asked, asks = (_kind(talk, source, each) for each in (before, whole))
    if request.open:
        gone = asked is RequestKind.YES and asks is not RequestKind.YES
        return (notices.no_longer_asks(request), asked_if("cancel", request)) if gone else None
    return _asked_again(talk, request, before, whole) if asks is RequestKind.YES else None


def _asked_again(talk: Talk, request: Request, before: str, whole: str) -> tuple[Card, str] | None:
    if says_no_new_word(before, whole):
        return None
    return notices.reopen_offer(load_facts(talk.unit, talk.charter, request)), asked_if("reopen", request)


def _half_otherwise(talk: Talk, source: Source, other: Request, text: str, *, asks: bool) -> None:
    """The other half of a message says something else: its author is asked of it where they are told of it."""
    before = wordstore.read_one(talk.unit, other.words_id)
    if not halves.reword(talk, other, source, text) or source.author_id != other.requester_id:
        return
    if other.open:
        asked = (notices.no_longer_asks(other), asked_if("cancel", other)) if not asks else None
    else:
        asked = _asked_again(talk, other, before, text) if asks else None
    if asked is not None:
        questioning.ask(talk.unit, talk.who, *asked, other.id)


def _is_hidden(talk: Talk, source: Source, request: Request, text: str) -> bool:
    """Whether an edit takes what its author confided from where others read.

    Like deleting the message, which the desk asks of them, it takes no words from who was given them.
    """
    if not _is_to_be_hidden(talk, request):
        return False
    left = "\n".join(text if each.id == source.id else said for each, said in _parts_of(talk, request))
    return hides(talk, source, text, left)


def hides(talk: Talk, source: Source, text: str, left: str) -> bool:
    """Whether an edit takes something from where others read, and says nothing instead. `left`: what stands then."""
    if talk.event.where.kind == "direct":
        return False
    if is_civil(text):
        return True
    reading = again(talk, left, channel_of(talk, source), talk.event.at, files=())
    return reading.request.value is RequestKind.NO and not is_private(talk.charter, reading)


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


def say_instead(talk: Talk, source: Source, text: str) -> None:
    """Another text for a message; one that was forgotten by now is kept for minutes again."""
    if source.words_id is not None and talk.unit.get(Words, source.words_id) is not None:
        wordstore.replace(talk.unit, source.words_id, text)
        return
    until = talk.now + KEPT
    words_id = wordstore.keep(talk.unit, text, "message", source.author_id, Level.CONFIDENTIAL, purge_after=until)
    talk.unit.change(source, words_id=words_id)


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
    """Whether another text of what its author asked may be of something more private of theirs."""
    author = author_of(talk, source)
    if author is None or author.id != request.requester_id or not source.words_id:
        return False
    said, asked = (wordstore.read_one(talk.unit, each) for each in (source.words_id, request.words_id))
    return parting.is_apart_once_edited(talk, author, source, said, text, asked, request.level)


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
        say_instead(talk, held, text)
        if held.state is SourceState.PRIVATE:
            ask(talk, talk.actor, held, private_offer(talk, held))
            return Done()
    under = where.model_copy(update={"root": source.root or source.ts})
    return offer_private(
        talk, talk.actor, keep(talk, talk.actor, under, f"{EDIT}{source.ts}", talk.event.at, text, held)
    )


def part_gone(talk: Talk, request: Request, source: Source) -> None:
    """One of the messages that a request was asked in is gone: with the last of them, so is what nobody has taken.

    Not what the desk itself asked its author to delete. Of two requests that were made of one
    message, each.
    """
    other = halves.other_half(talk, request)
    if other is not None and other.open:
        (_gone if other.state is State.NEW else _missed)(talk, other, source)
    never_had = request.state is State.CANCELLED and request.assignee_id is None
    if not (request.state is State.NEW or never_had) or _is_to_be_hidden(talk, request):
        _missed(talk, request, source)
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
    _gone(talk, request, source)


def _missed(talk: Talk, request: Request, source: Source) -> None:
    """A message is gone of what goes on without it: whoever has it learns that."""
    record(talk.unit, request, "source_deleted", source.author_id, {"source": source.id})
    holder = request.assignee_id
    if request.open and holder is not None and holder != source.author_id:
        ping(talk.unit, talk.charter, holder, request, "source_deleted")


def _gone(talk: Talk, request: Request, source: Source) -> None:
    wordstore.erase(talk.unit, request.words_id)
    own_site.unlearn(talk, request, source)
    refresh_homes(talk.unit, readers(talk.unit, talk.charter, request))
    if request.open:
        withdraw(talk, request, source.author_id)
        return
    record(talk.unit, request, "source_deleted", source.author_id, {"source": source.id})
    follow_no_more(talk, request)
    refresh(talk.unit, request)


def part_back(talk: Talk, request: Request, source: Source, text: str, gone_at: datetime) -> Reply:
    """The deletion of one of the messages of a request, at `gone_at`, was taken back: so is what went with it.

    What the deletion cancelled is open again. Where something else ended it, its author is offered that.
    """
    unit, text = talk.unit, _half_back(talk, request, source, text, gone_at)
    if source.words_id is not None and wordstore.read_one(unit, source.words_id):
        return Done()
    private = is_private(talk.charter, again(talk, text, channel_of(talk, source), gone_at, direct=True, files=()))
    if private and request.level is Level.STANDARD and "sensitive" not in corrected_parts(unit, request):
        return Done()
    before = wordstore.read_one(unit, request.words_id)
    words_id = wordstore.keep(unit, text, "ask", source.author_id, request.level)
    attach(unit, words_id, source.platform, talk.event.files)
    unit.change(source, words_id=words_id)
    mark_part(unit, request, source)
    own_site.learn(talk, unit.need(Person, request.requester_id), source)
    whole = "\n".join(_text_of(talk, request))
    if before:
        _rewritten(talk, request, before, whole, source)
        return Done()
    unit.change(request, words_id=words_id)
    if whole != text:
        rewrite(talk, request, whole)
    if request.state is not State.CANCELLED:
        return Done()
    if request.closed_at is not None and request.closed_at >= gone_at:
        return reopen(talk, request)
    return talk.tell(notices.reopen_offer(load_facts(unit, talk.charter, request)), asked_if("reopen", request))


def _half_back(talk: Talk, request: Request, source: Source, text: str, gone_at: datetime) -> str:
    """What a message that was made two says of the request that bears it; the other, that went with it, is open
    again."""
    other, parts = halves.other_half(talk, request), halves.of_each(talk, request, source, text)
    if other is None or parts is None:
        return text
    went = other.closed_at is not None and other.closed_at >= gone_at and other.state is State.CANCELLED
    if went and not wordstore.read_one(talk.unit, other.words_id):
        words_id = wordstore.keep(talk.unit, parts[1], "ask", source.author_id, other.level)
        talk.unit.change(other, words_id=words_id)
        reopen(talk, other)
    return parts[0]


def _still_asks(talk: Talk, request: Request, left: str, source: Source) -> bool:
    """Whether what is left of a request is one: the message that it stands under is, or it reads as one by itself."""
    above = {place.root for place in places(talk.unit, request)}
    if any(each.ts in above for each in sources_of(talk.unit, request)):
        return True
    return again(talk, left, channel_of(talk, source), request.asked_at, files=()).request.value is RequestKind.YES


def _kind(talk: Talk, source: Source, text: str) -> RequestKind:
    direct = talk.event.where.kind == "direct"
    return again(talk, text, channel_of(talk, source), talk.event.at, direct=direct, files=()).request.value


def _rewritten(talk: Talk, request: Request, before: str, whole: str, source: Source) -> None:
    was_private = request.level is Level.CONFIDENTIAL
    _read_anew(talk, request, before, whole, source)
    if request.level is Level.CONFIDENTIAL and not was_private:
        _tell_in_sight(talk, request, source)


def _tell_in_sight(talk: Talk, request: Request, source: Source) -> None:
    """Its author is told that what an edit turned private still stands where others read, and may be taken away."""
    author = author_of(talk, source)
    if author is None or author.id != request.requester_id or is_direct(author, source):
        return
    record(talk.unit, request, IN_SIGHT, None, {"source": source.id})
    named = channel_name(talk.unit, source.platform, source.conversation)
    say_to(talk.unit, author.who, questions.turned_private(request, named, source.platform), request.id)


def _is_to_be_hidden(talk: Talk, request: Request) -> bool:
    """Whether the desk asked its author to take it from where others read: who does so takes it from nobody else."""
    if request.origin == CONFIDED:
        return True
    history = table_of(Journal)
    told = select(history.c.id).where(history.c.request_id == request.id, history.c.act == IN_SIGHT)
    return talk.unit.execute(told.limit(1)).scalar() is not None


def _read_anew(talk: Talk, request: Request, before: str, whole: str, source: Source) -> None:
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
    return [said for _, said in _parts_of(talk, request)]


def _parts_of(talk: Talk, request: Request) -> list[tuple[Source, str]]:
    """The messages that a request was asked in, and what each says."""
    parts = [(each, each.words_id) for each in sources_of(talk.unit, request) if each.words_id is not None]
    words = wordstore.read(talk.unit, [words_id for _, words_id in parts])
    return [(each, words[words_id]) for each, words_id in parts if words_id in words]
