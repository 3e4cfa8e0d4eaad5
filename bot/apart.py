"""From whom what somebody confides is kept: whom it names, in one line or several, and whom it was kept from before.

Source of the rule: docs/decisions/nobody-reads-what-names-them.md. What goes on from a request that is kept from
somebody is kept from them too; when in doubt, its author is asked first, and sees to whom it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, or_, select, text

from bot.charter import Charter
from bot.people import with_names
from bot.policies.naming import are_names, kept_from, named_in, names_left
from bot.requests import files_of, lately_live
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import UNDECIDED, Level, Message, Person, Request, Source, SourceState
from storage.unit import Unit

NOT_LONG_AGO = timedelta(days=7)
"""For how long what follows a confidential request that is over may still be about it."""
_requests, _sources, _messages, _people = (table_of(each) for each in (Request, Source, Message, Person))
_recent = lately_live(bindparam("author"), bindparam("lately"))
_kept = Prepared(select(_requests).where(_recent, _requests.c.level == Level.CONFIDENTIAL, _requests.c.kept_from != ""))
_held = Prepared(
    select(_sources.c.words_id).where(
        _sources.c.author_id == bindparam("author"),
        text(UNDECIDED),
        _sources.c.state == SourceState.PRIVATE,
        _sources.c.words_id.is_not(None),
    )
)
"""What waits for its author's word: read by nobody yet."""
_there: tuple[BindParameter[Any], ...] = (
    bindparam("platform"),
    bindparam("conversation"),
    bindparam("since"),
    bindparam("until"),
)
_written = Prepared(
    select(_sources.c.words_id)
    .outerjoin(_requests, _requests.c.id == _sources.c.request_id)
    .where(
        _sources.c.author_id == bindparam("author"),
        _sources.c.platform == _there[0],
        _sources.c.conversation == _there[1],
        _sources.c.posted_at >= _there[2],
        _sources.c.posted_at <= _there[3],
        _sources.c.words_id.is_not(None),
        # « Un taxi pour Nadia » is a need of its own, and no part of what is confided after it.
        or_(
            _sources.c.request_id.is_(None),
            _requests.c.level == Level.CONFIDENTIAL,
            _requests.c.service.is_(None),
        ),
    )
)
_said = Prepared(
    select(_messages.c.words_id, _messages.c.platform, _messages.c.conversation).where(
        _messages.c.request_id.in_(select(_requests.c.id).where(_recent)),
        _messages.c.author_id == bindparam("author"),
        _messages.c.said_at >= _there[2],
        _messages.c.said_at <= _there[3],
        _messages.c.deleted_at.is_(None),
    )
)
_just_confided = Prepared(
    select(_requests)
    .where(
        _requests.c.requester_id == bindparam("author"),
        _requests.c.level == Level.CONFIDENTIAL,
        _requests.c.open,
        _requests.c.assignee_id.is_(None),
        # And not among the ids of what they wrote: that would be read first, and what is confidential is rarer.
        exists(
            select(_sources.c.id).where(
                _sources.c.request_id == _requests.c.id,
                _sources.c.author_id == bindparam("author"),
                _sources.c.platform == _there[0],
                _sources.c.conversation == _there[1],
                _sources.c.posted_at >= _there[2],
                _sources.c.posted_at <= _there[3],
            )
        ),
    )
    .order_by(_requests.c.id)
)


def joining(charter: Charter) -> timedelta:
    """Within how long what one author writes in one place may be one need."""
    return timedelta(minutes=charter.desk.merge_within.minutes or 5)


def kept_lately(unit: Unit, charter: Charter, author_id: int | None) -> frozenset[str]:
    """The charter ids of those from whom what somebody confided not long ago is kept, or would be if it were."""
    if author_id is None:
        return frozenset()
    found = unit.all(Request, _kept, {"author": author_id, "lately": unit.now - NOT_LONG_AGO})
    held = [row["words_id"] for row in _held.rows(unit.connection, {"author": author_id})]
    said = "\n".join(wordstore.read(unit, held).values())
    return frozenset(name for each in found for name in kept_from(each)) | named_in(charter, with_names(unit, said))


def kept_by_words(
    unit: Unit, charter: Charter, said: str, level: Level, requester: Person, before: Iterable[str] = ()
) -> str:
    """From whom a request of these words is kept, as it is stored; `before`: from whom it is, whatever it says."""
    if level is not Level.CONFIDENTIAL:
        return ""
    named = named_in(charter, with_names(unit, said)) | set(before)
    return " ".join(sorted(named - {requester.charter_id}))


def only_names(unit: Unit, charter: Charter, text: str) -> bool:
    """Whether a text says of whom it is, and nothing else: « bonjour, c'est au sujet de Nadia »."""
    others = names_left(text)
    if not others:
        return False
    if are_names(others, (each.name for each in charter.people)):
        return True
    like = or_(*(_people.c.name.icontains(each, autoescape=True) for each in others))
    return are_names(others, [name for (name,) in unit.execute(select(_people.c.name).where(like).limit(200))])


def said_beside(unit: Unit, charter: Charter, source: Source) -> str:
    """What the author of a message wrote with it, in the same place: with the names of files, itself left out."""
    if source.author_id is None or source.posted_at is None:
        return ""
    values = _window(unit, charter, source.author_id, source.platform, source.conversation, source.posted_at)
    written = _written.rows(unit.connection, values)
    # Asked for by their place, SQLite would read all that was ever said there.
    said = [row for row in _said.rows(unit.connection, values) if _is_there(row, source)]
    found = [row["words_id"] for row in (*written, *said)]
    ids = [each for each in dict.fromkeys(found) if each != source.words_id]
    files = [file.name for each in ids for file in files_of(unit, each)]
    return "\n".join([*wordstore.read(unit, ids).values(), *files])


def _is_there(row: Mapping[str, Any], source: Source) -> bool:
    return (row["platform"], row["conversation"]) == (source.platform, source.conversation)


def just_confided(
    unit: Unit, charter: Charter, author_id: int, platform: str, conversation: str, at: datetime
) -> list[Request]:
    """What somebody confided there minutes before or after `at` (aware), and nobody has yet."""
    return unit.all(Request, _just_confided, _window(unit, charter, author_id, platform, conversation, at))


def _window(
    unit: Unit, charter: Charter, author_id: int, platform: str, conversation: str, at: datetime
) -> dict[str, object]:
    span = joining(charter)
    return {
        "author": author_id,
        "platform": platform,
        "conversation": conversation,
        "since": at - span,
        "until": at + span,
        "lately": unit.now - NOT_LONG_AGO,
    }
