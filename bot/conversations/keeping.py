"""What is remembered of a message that is no request (yet): for minutes, or until somebody decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot import questioning
from bot.apart import said_beside
from bot.cards import Card, Done, Reply
from bot.charter import Charter
from bot.conversations.turning import where_to_turn
from bot.events import FileSeen, Where
from bot.people import Actor, Robot, Stranger, actor, reach, who
from bot.readership import Confidants, confidants_of
from bot.reading import again, is_private, site_of
from bot.referring import as_private, with_files
from bot.requests import EDIT, channel_name, files_of, source_of, taken_out_of
from bot.talk import Talk
from bot.understanding import Reading
from bot.views import notices, questions, unkept
from storage import timers
from storage import words as wordstore
from storage.tables import Audience, File, Level, Message, Request, Source, SourceState, Words
from storage.unit import Unit

KEPT = timedelta(minutes=10)
"""How long a message that is no request is kept (design part 4)."""
UNDECIDED = timedelta(days=7)
"""How long a doubtful message waits for a decision before it is erased."""


def keep(
    talk: Talk,
    actor: Actor,
    where: Where,
    ts: str,
    at: datetime,
    text: str,
    seen: Source | None = None,
    files: tuple[FileSeen, ...] = (),
) -> Source:
    """Remember a message for minutes; `seen` is what an edit that came before it left."""
    unit = talk.unit
    if seen is not None:
        unit.change(seen, author_id=actor.id, posted_at=at, root=where.root)
        attach(unit, seen.words_id, where.platform, files)
        return seen
    words_id = wordstore.keep(unit, text, "message", actor.id, Level.CONFIDENTIAL, unit.now + KEPT)
    attach(unit, words_id, where.platform, files)
    return unit.add(
        Source(
            platform=where.platform,
            conversation=where.conversation,
            ts=ts,
            root=where.root,
            author_id=actor.id,
            state=SourceState.KEPT,
            words_id=words_id,
            posted_at=at,
        )
    )


def as_written(where: Where, ts: str, author_id: int, at: datetime, edited_at: datetime | None = None) -> Source:
    """A message as it would be kept, to be judged before it is. `at` and `edited_at` are aware."""
    return Source(
        id=0,
        platform=where.platform,
        conversation=where.conversation,
        ts=ts,
        root=where.root,
        author_id=author_id,
        state=SourceState.KEPT,
        posted_at=at,
        edited_at=edited_at,
    )


def author_of(talk: Talk, source: Source | Message) -> Actor | None:
    """The author of a message, if they may ask."""
    identity = reach(talk.unit, source.author_id, source.platform) if source.author_id else None
    if identity is None:
        return None
    try:
        return actor(talk.unit, talk.charter, who(identity))
    except (Robot, Stranger):
        return None


def attach(unit: Unit, words_id: int | None, platform: str, files: Iterable[FileSeen]) -> None:
    """The files that came with a text: their names, and where they lie."""
    if words_id is not None:
        for file in files:
            unit.add(File(words_id=words_id, platform=platform, **file.model_dump()))


def read_source(
    talk: Talk, source: Source, text: str | None = None, *, direct: bool = True, also: Sequence[Source] = ()
) -> Reading:
    """What a message reads as: its words (or this text of them), in its channel, with the files that came with it.

    `also`: messages whose words are in that text with it. `direct`: it is read as said to the desk. What names a
    confidential request that its author knows of is as private as that.
    """
    if text is None:
        text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    channel = talk.charter.channel(source.platform, source.conversation)
    files = [file for each in (*also, source) for file in files_of(talk.unit, each.words_id)]
    reading = again(talk, text, channel, written(talk, (*also, source)), direct, files=files)
    return as_private(talk, author_of(talk, source), reading, with_files(text, files))


def is_ordinary_there(talk: Talk, source: Source, text: str, before: str) -> bool:
    """Whether a text is nothing private, read with what it goes on from."""
    return not is_private(talk.charter, read_source(talk, source, f"{before}\n{text}"))


def written(talk: Talk, sources: Sequence[Source]) -> datetime:
    """When the day that messages say together was written (aware): with the first of them that says one."""
    moments = [each.posted_at or each.edited_at or talk.event.at for each in sources]
    for each, at in zip(sources, moments, strict=True) if len(sources) > 1 else ():
        channel = talk.charter.channel(each.platform, each.conversation)
        text = wordstore.read_one(talk.unit, each.words_id) if each.words_id else ""
        if any(again(talk, text, channel, at, files=()).dates):
            return at
    return moments[0]


def hold(unit: Unit, source: Source, state: SourceState) -> None:
    """A message that waits for somebody's decision is kept until then, or for days at most."""
    unit.change(source, state=state)
    if source.words_id is not None:
        unit.change(unit.need(Words, source.words_id), purge_after=unit.now + UNDECIDED)


def hold_for_request(unit: Unit, source: Source) -> None:
    """What may be said of a request waits for its author's word on that; then nothing is kept of it."""
    hold(unit, source, SourceState.ASKED)
    timers.plan(unit, "private", str(source.id), unit.now + UNDECIDED)


def is_held_for_request(unit: Unit, source: Source) -> bool:
    """Whether its author was asked if it is said of a request: until they answer, it leads to nothing else."""
    return source.state is SourceState.ASKED and timers.is_planned(unit, "private", str(source.id))


def is_asked_of_request(unit: Unit, source: Source) -> bool:
    """Whether the question that stands where its author was asked is if it is said of a request, also once triage was
    asked in their place."""
    undecided = source.state in (SourceState.ASKED, SourceState.MAYBE)
    return undecided and timers.was_planned(unit, "private", str(source.id))


def wait(unit: Unit, source: Source) -> None:
    """A need that waits for its author's word on what leads to it: kept for longer than they are asked about that."""
    if source.state is not SourceState.MAYBE:
        timers.cancel(unit, "maybe", str(source.id))
        unit.change(source, state=SourceState.KEPT)
    if source.words_id is not None:
        unit.change(unit.need(Words, source.words_id), purge_after=unit.now + UNDECIDED + timedelta(days=1))


def is_waiting(unit: Unit, source: Source) -> bool:
    """Whether it is such a need: what is no request is kept for minutes only."""
    words = unit.get(Words, source.words_id) if source.state is SourceState.KEPT and source.words_id else None
    return words is not None and words.purge_after is not None and words.purge_after > unit.now + KEPT


def let_go(unit: Unit, source: Source, state: SourceState) -> None:
    """Nothing is kept of a message any longer but that it was seen."""
    timers.cancel(unit, "maybe", str(source.id))
    if source.words_id is not None:
        wordstore.erase(unit, source.words_id)
    unit.change(source, state=state, words_id=None)


def question(source: Source) -> str:
    """What the questions about a message are called, where they stand in its author's direct conversation."""
    return f"question:source:{source.id}"


def source_asked(subject: str) -> int | None:
    """The message (a row id) that a question is about; none when it is no such question."""
    begun, number = subject.removeprefix("question:source:"), subject.rpartition(":")[2]
    return int(number) if begun == number and number.isdigit() else None


def asked_if(act: str, request: Request) -> str:
    """What the question if that act is meant is called, where it stands in a requester's direct conversation."""
    return f"question:{act}:{request.ref}"


def request_asked(subject: str) -> tuple[str, str] | None:
    """The act and the reference that such a question is about; none when it is no such question."""
    begun, _, rest = subject.partition(":")
    act, _, ref = rest.partition(":")
    return (act, ref) if begun == "question" and act in ("cancel", "reopen") else None


def ask(talk: Talk, author: Actor, source: Source, card: Card) -> None:
    """Ask its author about a message in their direct conversation: one question, in the place of the one before."""
    questioning.ask_instead(talk.unit, author.who, card, question(source))


def close_question(talk: Talk, source: Source, card: Card) -> bool:
    """What stands now where its author was asked about a message; false when they were not asked there."""
    identity = reach(talk.unit, source.author_id, source.platform) if source.author_id else None
    return identity is not None and questioning.answered(talk.unit, who(identity), card, question(source))


def settle_doubt(talk: Talk, author: Actor, source: Source, card: Card) -> None:
    """What its author was asked about a message is decided elsewhere: nothing is left to press."""
    if not close_question(talk, source, card):
        questioning.unasked(talk.unit, author.who, source.conversation, source.root, card, question(source))


def asked_apart(talk: Talk, author: Actor, source: Source) -> None:
    """What its author was asked about a message where they wrote it is decided: they are asked where nobody else is."""
    card = notices.notice("private.asked", Audience.PERSON)
    questioning.unasked(talk.unit, author.who, source.conversation, source.root, card, question(source))


def put(talk: Talk, source: Source, card: Card) -> Reply:
    """What stands now where its author was asked about a message, told to whoever acts where they do not see it."""
    seen = close_question(talk, source, card) and talk.alone
    return Done() if seen else talk.tell(card, instead=True)


def is_told_already(talk: Talk) -> bool:
    """Note that a message was an order to the desk, so that it is obeyed once; true when it was noted before."""
    event = talk.event
    where: Where = event.where
    if source_of(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return True
    talk.unit.add(
        Source(
            platform=where.platform,
            conversation=where.conversation,
            ts=event.ts,
            root=where.root,
            author_id=talk.actor.id,
            state=SourceState.DISMISSED,
            posted_at=event.at,
        )
    )
    return False


def offer_private(talk: Talk, actor: Actor, source: Source) -> Reply:
    """Show nothing; ask the author alone, in their direct conversation, to whom it may go. Asked once."""
    if source.state is SourceState.PRIVATE:
        return Done()
    timers.cancel(talk.unit, "maybe", str(source.id))
    hold(talk.unit, source, SourceState.PRIVATE)
    timers.plan(talk.unit, "private", str(source.id), talk.now + UNDECIDED)
    ask(talk, actor, source, private_offer(talk, source))
    return Done()


def is_direct(actor: Actor, source: Source) -> bool:
    """Whether a message was written in its author's direct conversation with the desk."""
    return actor.identity.direct is not None and actor.identity.direct == source.conversation


def private_offer(talk: Talk, source: Source) -> Card:
    """What its author is asked about a message that seems personal: whether to confide it, and to whom."""
    channel = talk.charter.channel(source.platform, source.conversation)
    reading, author = read_source(talk, source), author_of(talk, source)
    site = site_of(talk.charter, author, reading, channel) if author is not None else None
    named = channel_name(talk.unit, source.platform, source.conversation)
    found = confidants(talk, source, reading, site)
    offer = questions.sensitive_offer(
        source,
        found.readers,
        named,
        files_of(talk.unit, source.words_id),
        left_out=found.left_out,
        kept_out=found.kept_out,
        instead=found.instead,
        edited=source.ts.startswith(EDIT),
        alone=author is not None and is_direct(author, source),
        late=taken_out_of(talk.unit, source),
    )
    return unkept.beside(offer, where_to_turn(talk, source))


def confided(talk: Talk, source: Source, request: Request) -> Card:
    """What its author is told once a message is confided: that request, and where their words still stand."""
    author = author_of(talk, source)
    named = channel_name(talk.unit, source.platform, source.conversation)
    alone = author is not None and is_direct(author, source)
    told = questions.confided(request, named, source.platform, alone=alone)
    return unkept.beside(told, where_to_turn(talk, source))


def confidants(
    talk: Talk, source: Source, reading: Reading, site: str | None, company: Charter | None = None
) -> Confidants:
    """Who would read a message, confided: nobody whom it names, or the names of its files, or what is said with it.

    `company`: the charter, without those who would not be given it anyway.
    """
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    said = f"{with_files(text, files_of(talk.unit, source.words_id))}\n{said_beside(talk.unit, talk.charter, source)}"
    return confidants_of(talk, site, reading.service.value, source.author_id, said, company)


def saying_to_whom(talk: Talk, source: Source, asked: Card) -> Card:
    """A question about a message; where it is private and was said to the desk alone, with those to whom it may go.

    Nothing else asks its author whether it may.
    """
    author = author_of(talk, source)
    if author is None or not is_direct(author, source):
        return asked
    reading = read_source(talk, source)
    if not is_private(talk.charter, reading):
        return asked
    channel = talk.charter.channel(source.platform, source.conversation)
    found = confidants(talk, source, reading, site_of(talk.charter, author, reading, channel))
    return questions.saying_to_whom(asked, found.readers)


def names_a_confidant(talk: Talk, author: Actor, source: Source, reading: Reading) -> bool:
    """Whether a private message names somebody who would be given it, or goes on from what is kept from them.

    Its author sees before who reads it then.
    """
    if not is_private(talk.charter, reading):
        return False
    channel = talk.charter.channel(source.platform, source.conversation)
    found = confidants(talk, source, reading, site_of(talk.charter, author, reading, channel))
    return bool(found.left_out or found.kept_out)
