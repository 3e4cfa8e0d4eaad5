"""What came before its time: emoji and answers that arrived before the message that they belong to."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.conversations import thread, verbs
from bot.conversations.keeping import author_of, is_waiting, let_go
from bot.emoji import verb_of
from bot.events import Where
from bot.people import Robot, Stranger, actor, reach, who
from bot.permit import unknown
from bot.requests import of_thread
from bot.talk import Talk
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Request, Source, SourceState

_sources = table_of(Source)
_under = Prepared(
    select(_sources)
    .where(
        _sources.c.platform == bindparam("platform"),
        _sources.c.conversation == bindparam("conversation"),
        _sources.c.root == bindparam("root"),
        _sources.c.state == SourceState.KEPT,
        _sources.c.posted_at.is_not(None),
    )
    .order_by(_sources.c.posted_at, _sources.c.id)
)


def reactions(talk: Talk, request: Request, source: Source) -> None:
    """Emoji that came before the message that they stand on: done now, in the order in which they were put."""
    for each in verbs.standing(talk.unit, source.platform, source.conversation, source.ts):
        verb = verb_of(talk.charter, each.emoji)
        identity = reach(talk.unit, each.person_id, source.platform)
        if verb is None or verb == "create" or identity is None:
            continue
        try:
            someone = actor(talk.unit, talk.charter, who(identity))
        except (Robot, Stranger):
            continue
        theirs = talk.acting_as(someone, Where(platform=source.platform, conversation=source.conversation))
        if unknown(theirs, request):
            continue
        key = verbs.message_key(source.platform, source.conversation, source.ts)
        verbs.apply(theirs, request, verb, each.emoji, key)


def answers(talk: Talk, request: Request, source: Source) -> None:
    """What was written in the thread of a message before it was known to be a request: said of it now."""
    root = source.root or source.ts
    values = {"platform": source.platform, "conversation": source.conversation, "root": root}
    written = talk.unit.all(Source, _under, values)
    found = of_thread(talk.unit, source.platform, source.conversation, root) if written else None
    if found is None or found[0].id != request.id:
        return
    for each in written:
        text = wordstore.read_one(talk.unit, each.words_id) if each.words_id else ""
        author = author_of(talk, each)
        if not text or author is None or each.posted_at is None or is_waiting(talk.unit, each):
            continue
        where = Where(platform=each.platform, conversation=each.conversation, root=root)
        saying = thread.Saying(where, each.ts, text, each.posted_at, edited_at=each.edited_at)
        let_go(talk.unit, each, SourceState.DISMISSED)
        thread.speak(talk.acting_as(author, where), request, found[1], saying)
