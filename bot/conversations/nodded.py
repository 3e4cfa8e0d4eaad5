"""« Oui », « non », « laissez tomber », typed where the desk just asked something: they answer as a press would.

Where a word cannot tell what is meant, the question is asked again, and nothing is done.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot import outgoing
from bot.cards import Done, Reply
from bot.conversations import about, beside, site_asked
from bot.conversations.held import remind
from bot.conversations.keeping import (
    is_held_for_request,
    is_told_already,
    private_offer,
    question,
    read_source,
    source_asked,
)
from bot.events import MessagePosted
from bot.people import identity_of
from bot.reading import without_mention
from bot.requests import source_of, typed_references
from bot.talk import ANSWERS, Talk
from bot.understanding import RequestKind
from bot.understanding.nodding import Nod, agreed_with, nod_in, only_points, only_says_to_whom
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Level, Source, SourceState

_UNDECIDED = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE)
_sources = table_of(Source)
_private = Prepared(
    select(_sources)
    .where(
        _sources.c.author_id == bindparam("author"),
        _sources.c.state == SourceState.PRIVATE,
        _sources.c.words_id.is_not(None),
    )
    .order_by(_sources.c.posted_at.desc(), _sources.c.id.desc())
)


def posted(talk: Talk) -> Reply | None:
    """In a direct conversation, where the question is the last thing said, or under it. None: it answers none."""
    event: MessagePosted = talk.event
    where = event.where
    text = without_mention(event.text)
    nod, named = nod_in(text), _reference_alone(text)
    agreed = nod is None and bool(agreed_with(text))
    if where.kind != "direct" or event.files or not (nod or named or agreed):
        return None
    if source_of(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    source = _asked(talk)
    if source is None or site_asked.is_asked(talk, source):
        return None
    if named is not None:
        return _points(talk, source, named)
    if source.state is SourceState.PRIVATE:
        return _on_private(talk, source, nod, text)
    return _on_question(talk, source, nod) if nod is not None else None


def _on_private(talk: Talk, source: Source, nod: Nod | None, text: str) -> Reply | None:
    """« Le confier à Nadia Benali ? »: yes alone confides; what says more than yes is no other matter of theirs."""
    agreed = agreed_with(text)
    if nod is None and not only_says_to_whom(agreed or ""):
        return None
    is_told_already(talk)
    value = f"source:{id_of(source)}"
    if nod is Nod.YES:
        reply = ANSWERS.presses["confide"](talk, value)
        _offer_next(talk)
        return reply
    if nod is Nod.OPEN:
        return ANSWERS.presses["not_private"](talk, value)
    if nod is Nod.LEAVE or (nod is Nod.CALL_OFF and agreed is None):
        return ANSWERS.presses["dismiss"](talk, value)
    outgoing.ask(talk.unit, talk.who, private_offer(talk, source), question(source))
    return Done()


def _offer_next(talk: Talk) -> None:
    """What else of theirs waits for their word is asked again: a yes is for what was asked last."""
    found = talk.unit.first(Source, _private, {"author": talk.actor.id})
    if found is not None:
        outgoing.ask(talk.unit, talk.who, private_offer(talk, found), question(found))


def _on_question(talk: Talk, source: Source, nod: Nod) -> Reply | None:
    if nod in (Nod.OPEN, Nod.CALL_OFF):
        return None
    is_told_already(talk)
    press = _press(talk, source, nod)
    if press is not None:
        act, value = press
        return ANSWERS.presses[act](talk, value)
    offered = about.offered(talk, source)
    if offered is not None:
        outgoing.ask(talk.unit, talk.who, offered, question(source))
    else:
        requests, awaited = beside.asked_of(talk, talk.actor, source)
        remind(talk, talk.actor, source, requests, awaited=awaited)
    return Done()


def _press(talk: Talk, source: Source, nod: Nod) -> tuple[str, str] | None:
    """What it would be to press; None where several things may be meant."""
    value = f"source:{id_of(source)}"
    if nod is Nod.LEAVE:
        return "dismiss", value
    if not is_held_for_request(talk.unit, source):
        return "accept" if nod is Nod.YES else "dismiss", value
    if about.offered(talk, source) is not None:
        return ("dismiss", value) if nod is Nod.NO else None
    requests, _ = beside.asked_of(talk, talk.actor, source)
    if nod is Nod.YES:
        return ("answers", f"{value}:{requests[0].ref}") if len(requests) == 1 else None
    apart = nod is Nod.OTHER or (
        all(each.level is Level.STANDARD for each in requests)
        and read_source(talk, source, direct=False).request.value is RequestKind.YES
    )
    return ("accept", value) if apart else None


def _reference_alone(text: str) -> str | None:
    """The reference that a text says, and nothing else: « pour LYO-3 »."""
    found = typed_references(text)
    alone = len(found) == 1 and only_points(text.replace(found[0][1], " "))
    return found[0][0] if alone else None


def _points(talk: Talk, source: Source, ref: str) -> Reply | None:
    """« De laquelle de vos demandes parlez-vous ? » – « LYO-3 »."""
    if not is_held_for_request(talk.unit, source) or about.offered(talk, source) is not None:
        return None
    requests, _ = beside.asked_of(talk, talk.actor, source)
    if ref not in [each.ref for each in requests]:
        return None
    is_told_already(talk)
    return ANSWERS.presses["answers"](talk, f"source:{id_of(source)}:{ref}")


def _asked(talk: Talk) -> Source | None:
    """What whoever writes was asked about there, and has not decided; none when something else was said since."""
    event: MessagePosted = talk.event
    where, identity = event.where, identity_of(talk.unit, event.who)
    if identity is None:
        return None
    above = outgoing.told_at(talk.unit, event.who, where, where.root) if where.root is not None else None
    row = above if where.root is not None else outgoing.last_said_to(talk.unit, event.who)
    found = source_asked(row.subject) if row is not None else None
    source = talk.unit.get(Source, found) if found is not None else None
    if source is None or source.author_id != identity.person_id or source.state not in _UNDECIDED:
        return None
    return source
