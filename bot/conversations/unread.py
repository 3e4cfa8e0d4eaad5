"""An answer that its requester can read nowhere: triage does not say that they could, and whoever wrote it is told."""

from __future__ import annotations

from bot import outgoing
from bot.people import reach, who
from bot.placing import may_read, reads
from bot.requests import copies
from bot.talk import Talk
from bot.views import notices
from bot.views.parts import mention
from storage.outbox import is_said
from storage.rows import id_of
from storage.tables import Audience, Copy, Message, Outbox, Person, Place, Request


def unread(talk: Talk, request: Request, place: Place, row: Outbox) -> None:
    """What a row was to say in a place is said there never; nothing follows where its requester reads it elsewhere."""
    unit = talk.unit
    copy = unit.get(Copy, row.copy_id) if place.audience is Audience.REQUESTER else None
    message = unit.get(Message, copy.message_id) if copy is not None else None
    if message is None or message.kind not in ("reply", "question") or message.deleted_at is not None:
        return
    if not _is_read(talk, message, row):
        _tell(talk, request, message)


def unread_by_all(talk: Talk, request: Request, message: Message) -> None:
    """An answer that was carried nowhere where its requester reads: they are gone, or have no account any longer."""
    if all(where.audience is not Audience.REQUESTER for _, where in copies(talk.unit, message)):
        _tell(talk, request, message)


def _tell(talk: Talk, request: Request, message: Message) -> None:
    unit = talk.unit
    author = unit.need(Person, message.author_id)
    for each, where in copies(unit, message):
        if where.audience is Audience.TRIAGE and not where.retired and may_read(unit, talk.charter, where, request):
            chat = where.identity_id is not None
            card = notices.relayed(author, message.words_id, "unread", where.audience, request.ref, chat=chat)
            outgoing.correct_copy(unit, where, card, each)
    identity = reach(unit, id_of(author), message.platform)
    if identity is not None and reads(unit, talk.charter, author.id, request):
        requester = mention(unit.need(Person, request.requester_id))
        told = notices.notice("reply.unread", Audience.PERSON, subject=request.ref, ref=request.ref, who=requester)
        outgoing.say_to(unit, who(identity), notices.given_back(told, message.words_id), request.id)


def _is_read(talk: Talk, message: Message, row: Outbox) -> bool:
    """Whether its requester has it elsewhere, or will: where it was written, or in another place of theirs."""
    if message.audience is Audience.REQUESTER:
        return True
    theirs = [each for each, where in copies(talk.unit, message) if where.audience is Audience.REQUESTER]
    return any(is_said(talk.unit, each, row) for each in theirs)
