"""A private request that is now for a service whose people may not read it: its author says whether they may.

It stays as private as it was until then, with whoever it was confided to, and nothing is promised in their place.
"""

from __future__ import annotations

from sqlalchemy import select

from bot import questioning
from bot.cards import Card, Done, Reply, Text
from bot.conversations.following import alter
from bot.people import identities_of, reach, who
from bot.placing import contact_for
from bot.policies.confidentiality import is_withheld, level_of
from bot.policies.naming import company_of
from bot.readership import of_request, workers_of
from bot.requests import SHOWN, by_ref, files_of, files_of_request, places, record
from bot.talk import Talk, on_press
from bot.views import notices, questions
from storage import words as wordstore
from storage.journal import Fact
from storage.rows import table_of
from storage.tables import Audience, File, Journal, Level, Person, Request, Source

NO = "no"


def ask_to_show(talk: Talk, request: Request) -> None:
    """Ask its author whether those of its service may read it; what was asked and is over says so."""
    if request.level is not Level.CONFIDENTIAL:
        return
    if not _waits(talk, request):
        _close(talk, request, _over(request))
        return
    offer = _offer(talk, request)
    if not _close(talk, request, offer):
        own = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
        identity = reach(talk.unit, request.requester_id, own.platform if own else None)
        if identity is not None:
            questioning.ask(talk.unit, who(identity), offer, _question(request), request.id)


def told_withheld(talk: Talk, request: Request) -> Card | None:
    """What whoever gave it to that service is told: that its author is asked. None: there is nothing to tell."""
    if not _waits(talk, request):
        return None
    if talk.actor.id == request.requester_id:
        return None if talk.alone else _offer(talk, request)
    return notices.author_asked(request)


@on_press("disclose")
def disclose(talk: Talk, value: str) -> Reply:
    """Its author's word. `value`: the reference, yes or no, and the service and site that they were asked about."""
    ref, _, said = value.partition(":")
    request = by_ref(talk.unit, ref)
    if request is None or request.requester_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    if not _waits(talk, request):
        return _put(talk, request, _over(request))
    if said == NO:
        record(talk.unit, request, "keep_private", talk.actor.id)
        return _put(talk, request, notices.kept_private(request, _reader(talk, request)))
    if said != questions.shown_to(request, _words(talk, request), _readers(talk, request), _files(talk, request)):
        return talk.tell(_offer(talk, request))
    level = level_of(company_of(talk.charter, request), request.service, sensitive=False)
    facts: dict[str, Fact] = {"part": "sensitive", "read": True, "corrected": False, "words": request.words_id}
    alter(talk, request, SHOWN, talk.actor.id, facts, {"level": level})
    return _put(talk, request, notices.disclosed(request))


def confirm_since(talk: Talk, source: Source, request: Request, text: str, seen: str) -> Card | None:
    """Who reads now what was written while its request was private, before it is said of it. `seen`: whom a yes names.

    None: it was written since, or its author said yes to these.
    """
    table = table_of(Journal)
    shown = select(table.c.id).where(table.c.request_id == request.id, table.c.act == SHOWN)
    if talk.unit.execute(shown.where(table.c.at > source.posted_at).limit(1)).scalar() is None:
        return None
    readers, files = of_request(talk, request), files_of(talk.unit, source.words_id)
    if seen == questions.named_to(readers, text, files):
        return None
    return questions.show_confirm(source, text, readers, files=files, said_of=request)


def _waits(talk: Talk, request: Request) -> bool:
    """Whether its author's word is awaited: by what it is, and by what is promised of it."""
    return request.open and request.promised_at is None and is_withheld(talk.charter, request.level, request.service)


def _offer(talk: Talk, request: Request) -> Card:
    return questions.disclose_offer(
        request, _words(talk, request), _reader(talk, request), _readers(talk, request), _files(talk, request)
    )


def _words(talk: Talk, request: Request) -> str:
    return wordstore.read_one(talk.unit, request.words_id)


def _files(talk: Talk, request: Request) -> list[File]:
    return files_of_request(talk.unit, request)


def _readers(talk: Talk, request: Request) -> list[Text]:
    """Who would read it, once shown."""
    return workers_of(talk, request.site, request.service, request.requester_id)


def _reader(talk: Talk, request: Request) -> Person | None:
    """Who reads it meanwhile: whoever has it or was proposed it, else the desk's contact."""
    holder = talk.unit.get(Person, request.assignee_id or request.proposed_id)
    found = holder or contact_for(talk.unit, talk.charter, request)
    return found if found is None or found.id != request.requester_id else None


def _over(request: Request) -> Card:
    return notices.notice("disclose.over", Audience.PERSON, subject=request.ref, ref=request.ref)


def _put(talk: Talk, request: Request, card: Card) -> Reply:
    """What stands now where its author was asked, told to them where they do not see it."""
    return Done() if _close(talk, request, card) and talk.alone else talk.tell(card)


def _close(talk: Talk, request: Request, card: Card) -> bool:
    """Another card where its author was asked; false when they were not."""
    asked = [
        questioning.answered(talk.unit, who(each), card, _question(request))
        for each in identities_of(talk.unit, request.requester_id)
    ]
    return any(asked)


def _question(request: Request) -> str:
    return f"question:disclose:{request.id}"
