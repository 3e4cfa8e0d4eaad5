"""What someone adds to a private matter that waits for their word or their answer: nobody reads it before they say.

Source of the rule: nothing personal is shown without its author's word, and what goes on from it is as personal.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, select, text

from bot.apart import joining
from bot.conversations.keeping import is_direct
from bot.conversations.last_told import Told, has_confidential, last_told
from bot.conversations.nearby import LATELY, last_said
from bot.events import Where
from bot.people import Actor
from bot.policies.confidentiality import level_of, most_private
from bot.reading import again, is_private
from bot.requests import files_of
from bot.talk import Talk
from bot.understanding import (
    Reading,
    RequestKind,
    asks_for_its_own,
    asks_outright,
    asks_plainly,
    goes_on,
    may_be_trouble_of_their_own,
    names,
    says_an_amount,
    takes_up,
)
from bot.understanding.pointing import points_back, speaks_of_known, takes_for_known
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import UNDECIDED, Level, Source, SourceState

_sources = table_of(Source)
_undecided = Prepared(
    select(_sources)
    .where(_sources.c.author_id == bindparam("author"), text(UNDECIDED), _sources.c.words_id.is_not(None))
    .order_by(_sources.c.posted_at, _sources.c.id)
)
"""Asked of nothing else: beside a conversation or an instant, all that they ever wrote would be read for it."""


def undecided_of(talk: Talk, person_id: int) -> list[Source]:
    """What somebody was asked about, wherever they wrote it, and has not decided; in the order of writing."""
    return talk.unit.all(Source, _undecided, {"author": person_id})


def goes_on_undecided(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> bool:
    """Whether what seems a request may go on from a private matter that its author must decide on: one of the day
    before, said to the desk alone or of money; of the minutes before, where others read.

    Not what reads as private itself, which is confidential there anyway; nor what clearly is a need of its own.
    """
    if source.posted_at is None:
        return False
    if reading.request.value is RequestKind.NO or is_private(talk.charter, reading):
        return False
    direct = is_direct(actor, source)
    lately = direct or _is_of_money(text, reading)
    found = _waiting(talk, actor, source, LATELY if lately else joining(talk.charter))
    return any(_may_go_on(talk, each, text, reading, direct=direct) for each in found)


def is_beside_private(talk: Talk, actor: Actor, source: Source, level: Level) -> bool:
    """Whether something more private than that level, of the day before, waits for its author's word."""
    found = _waiting(talk, actor, source, LATELY)
    return any(most_private((_level_of(talk, each), level)) is not level for each in found)


def _level_of(talk: Talk, waiting: Source) -> Level:
    if waiting.state is SourceState.PRIVATE:
        return Level.CONFIDENTIAL
    read = _read_alone(talk, waiting)
    return level_of(talk.charter, read.service.value, is_private(talk.charter, read))


def _read_alone(talk: Talk, waiting: Source) -> Reading:
    """By itself: what only names a confidential request is held against that request, beside it."""
    assert waiting.words_id is not None
    channel = talk.charter.channel(waiting.platform, waiting.conversation)
    files = files_of(talk.unit, waiting.words_id)
    text = wordstore.read_one(talk.unit, waiting.words_id)
    return again(talk, text, channel, waiting.posted_at or talk.now, direct=True, files=files)


def _waiting(talk: Talk, actor: Actor, source: Source, since: timedelta) -> list[Source]:
    """What they were asked about on that platform and triage was not, written within that time before a message, or
    between that and its last edit."""
    assert source.posted_at is not None
    until = last_said(source)
    return [
        each
        for each in undecided_of(talk, actor.id)
        if each.id != source.id
        and each.platform == source.platform
        and each.state is not SourceState.MAYBE
        and each.posted_at is not None
        and each.posted_at <= until
        and source.posted_at - since <= last_said(each)
    ]


def answers_confidential(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading) -> bool:
    """Whether what seems a request, where others read, may answer what its author was asked of a confidential one, or
    go on from one that they asked, or were told of, minutes before; in the day, where it is of money."""
    asks = reading.request.value is not RequestKind.NO
    if is_direct(actor, source) or not asks or not has_confidential(talk, actor.id):
        return False
    where = Where(platform=source.platform, conversation=source.conversation, kind="channel", root=source.root)
    within = LATELY if _is_of_money(text, reading) else 2 * joining(talk.charter)
    since = (source.posted_at or talk.now) - within
    found = [each for each in last_told(talk, where, actor.id) if each.asked or each.at >= since]
    return any(may_answer_confidential(talk, each, text, reading) for each in found)


def may_answer_confidential(talk: Talk, told: Told, text: str, reading: Reading) -> bool:
    """Whether what seems a request, where others read, may be said of this one: confidential, and its author asked."""
    if told.request.level is not Level.CONFIDENTIAL:
        return False
    if reading.request.value is RequestKind.NO or is_private(talk.charter, reading):
        return False
    question = wordstore.read_one(talk.unit, told.question) if told.question is not None else ""
    before = f"{wordstore.read_one(talk.unit, told.request.words_id)}\n{question}"
    return takes_up(text, question) or _may_go_on_in_channel(text, reading, before, told.request.service)


def _is_of_money(text: str, reading: Reading) -> bool:
    """Whether it says an amount, and of nothing that somebody serves: « il faudrait que ce soit 800 euros »."""
    return reading.service.value is None and says_an_amount(text)


def _may_go_on_in_channel(text: str, reading: Reading, before: str, service: str | None) -> bool:
    """Whether what is asked where others read may be the rest of what is private: `before`, of that service.

    A need with a service of its own, or that names its thing outright, is none.
    """
    if points_back(text) or speaks_of_known(text) or takes_for_known(text, before):
        return True
    if reading.service.value in (None, service):
        return not asks_outright(text) or may_be_trouble_of_their_own(text)
    return not asks_for_its_own(text)


def _may_go_on(talk: Talk, waiting: Source, text: str, reading: Reading, *, direct: bool) -> bool:
    assert waiting.words_id is not None
    before = wordstore.read_one(talk.unit, waiting.words_id)
    read = _read_alone(talk, waiting)
    if not is_private(talk.charter, read):
        return False
    service = reading.service.value
    if not direct:
        return _may_go_on_in_channel(text, reading, before, read.service.value)
    if service in (None, read.service.value) or not asks_plainly(text):
        return True
    leans = goes_on(text) or points_back(text) or speaks_of_known(text)
    return leans or takes_for_known(text, before) or names(text, before)
