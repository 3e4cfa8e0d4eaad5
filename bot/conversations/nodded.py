"""« Oui » and « non », typed where the desk just asked something: they answer as a press would."""

from __future__ import annotations

from bot import outgoing
from bot.cards import Done, Reply
from bot.conversations import beside, site_asked
from bot.conversations.held import remind
from bot.conversations.keeping import is_held_for_request, is_told_already, private_offer, question, source_asked
from bot.events import MessagePosted
from bot.people import identity_of
from bot.reading import without_mention
from bot.requests import source_of
from bot.talk import ANSWERS, Talk
from bot.understanding.nodding import says_yes
from storage.rows import id_of
from storage.tables import Source, SourceState

_UNDECIDED = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE)


def posted(talk: Talk) -> Reply | None:
    """In a direct conversation, where the question is the last thing said, or under it. None: it is no answer to one.

    Where one word cannot tell, they are asked again.
    """
    event: MessagePosted = talk.event
    where = event.where
    yes = says_yes(without_mention(event.text)) if where.kind == "direct" and not event.files else None
    if yes is None or source_of(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    source = _asked(talk)
    if source is None or site_asked.is_asked(talk, source):
        return None
    is_told_already(talk)
    value = f"source:{id_of(source)}"
    if source.state is SourceState.PRIVATE:
        if yes:
            return ANSWERS.presses["confide"](talk, value)
        outgoing.ask(talk.unit, talk.who, private_offer(talk, source), question(source))
        return Done()
    if not is_held_for_request(talk.unit, source):
        return ANSWERS.presses["accept" if yes else "dismiss"](talk, value)
    if not yes:
        return ANSWERS.presses["accept"](talk, value)
    requests, awaited = beside.asked_of(talk, talk.actor, source)
    if len(requests) == 1:
        return ANSWERS.presses["answers"](talk, f"{value}:{requests[0].ref}")
    remind(talk, talk.actor, source, requests, awaited=awaited)
    return Done()


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
