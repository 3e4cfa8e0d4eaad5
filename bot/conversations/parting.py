"""What may be the rest of something more private joins nothing that more people read: its author is asked.

Source of the rule: nothing personal is shown without its author's word; where that is in doubt, it is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import Done, Reply
from bot.conversations.held import hold_for_author
from bot.conversations.keeping import ask, is_direct, is_held_for_request, offer_private, read_source
from bot.conversations.last_told import Told, last_told
from bot.conversations.nearby import LATELY, asked_lately, comes_after, meant_first, neighbours, together
from bot.conversations.undecided import answers_confidential, goes_on_undecided, is_beside_private
from bot.events import Where
from bot.people import Actor
from bot.policies.confidentiality import most_private
from bot.requests import by_id, is_over
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, goes_on, is_civil, is_surely_of, same_need
from bot.understanding.more import added_to, says_no_new_word, says_the_same_otherwise
from bot.views import questions
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Level, Request, Source


def part(
    talk: Talk, actor: Actor, source: Source, text: str, asked: str, level: Level, request: Request | None = None
) -> Reply | None:
    """Ask the author of a text alone of which of their requests it is; none where it surely is of what they `asked`.

    `level`: of that; `request`: that, where it is one already. None too where nothing more private is theirs.
    """
    private = _may_be_of(talk, actor, source, text, asked, level)
    if private is None:
        return None
    requests = [*([request] if request is not None else []), *private]
    if not requests:
        return offer_private(talk, actor, source)
    hold_for_author(talk, source)
    ask(talk, actor, source, questions.ask_if_answer(source, requests, awaited=False))
    return Done()


def parted(talk: Talk, author: Actor, source: Source, text: str, told: Sequence[Told]) -> list[Request]:
    """Of which requests its author was asked so; none where they were asked of what they were `told` after these."""
    if source.posted_at is None:
        return []
    near = [each for each in neighbours(talk, author, source) if each.request_id is not None]
    earlier = [each for each in near if not comes_after(each, source) and together(talk, each, source)]
    for previous in meant_first(talk, author, source, text, earlier):
        request = by_id(talk.unit, previous.request_id or 0)
        asked = wordstore.read_one(talk.unit, request.words_id)
        if is_over(request) or request.requester_id != author.id or not same_need(asked, text):
            continue
        assert previous.posted_at is not None
        if any(previous.posted_at < each.at <= source.posted_at for each in told):
            return []
        private = _may_be_of(talk, author, source, text, asked, request.level)
        return [] if private is None else [request, *private]
    return []


def may_be_of_undecided(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> bool:
    """Whether what its author says is of none of their requests may be of a private matter that is none yet."""
    if source.posted_at is None or not is_held_for_request(talk.unit, source):
        return False
    if reading.request.value is RequestKind.YES:
        return goes_on_undecided(talk, author, source, text, reading)
    return is_beside_private(talk, author, source, Level.RESTRICTED)


def is_apart_once_edited(
    talk: Talk, author: Actor, source: Source, said: str, text: str, asked: str, level: Level
) -> bool:
    """Whether another text of a message, heard as if written when it was edited, may be of something more private of
    its author's than what they `asked`, which is read at that level. `said`: what the message said before.

    Not what says the same with another number or hour, or only thanks; nor a need of its own, that somebody serves.
    What it adds to what the message said is heard as a message of its own too.
    """
    if is_civil(text):
        return False
    added = [each for each in added_to(said, text) if not is_civil(each) and not says_no_new_word(said, each)]
    heard = [*added, *([] if says_the_same_otherwise(said, text) else [text])]
    return any(is_apart(talk, author, source, each, asked, level) for each in heard)


def is_apart(talk: Talk, author: Actor, source: Source, text: str, asked: str, level: Level) -> bool:
    """Whether what is said may be of something more private of its author's than what they `asked`, which is read at
    that level; not a need of its own, that somebody serves."""
    if not may_be_of_more_private(talk, author, source, text, asked, level):
        return False
    reading = read_source(talk, source, text)
    asks = reading.request.value is RequestKind.YES and reading.service.value is not None
    if not asks or goes_on(text) or goes_on_undecided(talk, author, source, text, reading):
        return True
    return answers_confidential(talk, author, source, text, reading)


def may_be_of_more_private(talk: Talk, author: Actor, source: Source, text: str, asked: str, level: Level) -> bool:
    """Whether another text of a message may be of something more private of its author's than what they `asked`."""
    return source.posted_at is not None and _may_be_of(talk, author, source, text, asked, level) is not None


def _may_be_of(talk: Talk, actor: Actor, source: Source, text: str, asked: str, level: Level) -> list[Request] | None:
    """What more private a text may be of: requests, or none yet of what waits for its author's word. None: nothing."""
    if is_surely_of(text, asked):
        return None
    private = more_private(talk, actor, source, level)
    return private if private or is_beside_private(talk, actor, source, level) else None


def more_private(talk: Talk, actor: Actor, source: Source, level: Level) -> list[Request]:
    """The requests of an author's own, more private than that level, that a message of theirs may be of: they wait for
    them, or they asked them or were told of them in the day before. The newest first."""
    assert source.posted_at is not None
    since = source.posted_at - LATELY
    kind: Literal["channel", "direct"] = "direct" if is_direct(actor, source) else "channel"
    where = Where(platform=source.platform, conversation=source.conversation, kind=kind, root=source.root)
    told = [each.request for each in last_told(talk, where, actor.id) if each.asked or each.at >= since]
    found = {id_of(each): each for each in (*told, *asked_lately(talk, actor, source))}
    newest = [found[each] for each in sorted(found, reverse=True)]
    return [each for each in newest if most_private((each.level, level)) is not level]
