"""« Oui », « non », « laissez tomber », typed where the desk just asked something: they answer as a press would.

Where a word cannot tell what is meant, the question is asked again, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot import outgoing, questioning
from bot.cards import Done, Reply
from bot.conversations import about, beside, giving_up, site_asked
from bot.conversations.asking_again import ask_again
from bot.conversations.days import is_of_its_day
from bot.conversations.keeping import (
    KEPT,
    asked_if,
    is_asked_of_request,
    is_told_already,
    question,
    read_source,
    request_asked,
    source_asked,
)
from bot.conversations.nearby import LATELY
from bot.conversations.undecided import undecided_of
from bot.events import MessagePosted
from bot.people import identity_of
from bot.reading import without_mention
from bot.requests import by_ref, source_of, typed_references
from bot.talk import ANSWERS, Talk
from bot.understanding import RequestKind
from bot.understanding.nodding import (
    Nod,
    agreed_with,
    chosen,
    may_choose,
    may_choose_by_day,
    nod_in,
    only_points,
    only_says_to_whom,
    only_thanks,
    orders_to_cancel,
)
from bot.views import notices, questions
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Level, Request, Source, SourceState, State

_requests = table_of(Request)
_UNDECIDED = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE)


def posted(talk: Talk) -> Reply | None:
    """In a direct conversation, where the question is the last thing said, or under it. None: it answers none."""
    event: MessagePosted = talk.event
    where = event.where
    text = without_mention(event.text)
    nod, named = nod_in(text), _reference_alone(text)
    more = nod is None and (bool(agreed_with(text)) or may_choose(text) or may_choose_by_day(text))
    if event.files or not (nod or named or more) or not (where.kind == "direct" or nod is Nod.KEEP):
        return None
    if source_of(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    subject = _asked(talk)
    if where.kind != "direct":
        return _kept_in_public(talk, _source_of(talk, subject))
    request = request_asked(subject)
    if request is not None and nod is not None:
        return _on_request(talk, *request, nod, only_thanks(text))
    source = _source_of(talk, subject)
    if source is None and nod is Nod.KEEP:
        return _wanted_again(talk)
    if source is not None and site_asked.is_asked(talk, source):
        return _on_site(talk, source, nod, text)
    if source is None:
        return None
    if named is not None:
        return _points(talk, source, named)
    if source.state is SourceState.PRIVATE:
        return _on_private(talk, source, nod, text)
    return _on_question(talk, source, nod) if nod is not None else _which(talk, source, text)


def _on_request(talk: Talk, act: str, ref: str, nod: Nod, thanks: bool) -> Reply | None:
    """« Vous n'avez plus besoin de LYO-42 ? »: « non » may mean either, thanks too; « La rouvrir ? »: it leaves it."""
    request = by_ref(talk.unit, ref)
    if request is None or request.requester_id != talk.actor.id or request.open is (act == "reopen"):
        return None
    if nod is Nod.KEEP and act == "cancel":
        is_told_already(talk)
        return ANSWERS.presses["keep_open"](talk, ref)
    does = (act == "cancel" and nod is Nod.CALL_OFF) or (act == "reopen" and nod is Nod.KEEP)
    unclear = act == "cancel" and thanks
    if does or (nod is Nod.YES and not unclear):
        is_told_already(talk)
        return ANSWERS.acts[act](talk, request, "")
    if not unclear and nod not in (Nod.NO, Nod.AFTER_ALL):
        return None
    is_told_already(talk)
    return giving_up.offer(talk, request) if act == "cancel" else Done()


def _kept_in_public(talk: Talk, source: Source | None) -> Reply | None:
    """« Non finalement j'en ai besoin », said where it was to be cancelled, of which they were asked alone."""
    where = talk.event.where
    if source is not None and (source.platform, source.conversation) == (where.platform, where.conversation):
        return _on_question(talk, source, Nod.KEEP)
    row = outgoing.last_whispered_to(talk.unit, talk.event.who)
    asked = request_asked(row.subject) if row is not None and talk.now - row.created_at < KEPT else None
    return _on_request(talk, *asked, Nod.KEEP, thanks=False) if asked is not None and asked[0] == "cancel" else None


def _wanted_again(talk: Talk) -> Reply | None:
    """« Finalement j'en ai besoin », of what was cancelled last, a while ago: whether to open it again is asked."""
    over = select(_requests).where(
        _requests.c.requester_id == talk.actor.id,
        _requests.c.closed_at >= talk.now - LATELY,
        _requests.c.state == State.CANCELLED,
    )
    request = talk.unit.first(Request, over.order_by(_requests.c.closed_at.desc(), _requests.c.id.desc()).limit(1))
    if request is None:
        return None
    is_told_already(talk)
    offer = notices.reopen_offer(load_facts(talk.unit, talk.charter, request))
    return talk.tell(offer, asked_if("reopen", request))


def _on_site(talk: Talk, source: Source, nod: Nod | None, text: str) -> Reply | None:
    """« Pour quel site ? »: neither « oui » nor « non » says one."""
    if nod not in (Nod.YES, Nod.NO) or only_thanks(text):
        return None
    is_told_already(talk)
    ask_again(talk, talk.actor, source)
    return Done()


def _on_private(talk: Talk, source: Source, nod: Nod | None, text: str) -> Reply | None:
    """« Le confier à Nadia Benali ? »: yes alone confides; what says more than yes is no other matter of theirs."""
    agreed = agreed_with(text)
    if nod is None and not only_says_to_whom(agreed or ""):
        return None
    is_told_already(talk)
    value = f"source:{id_of(source)}"
    if nod is Nod.YES and not (only_thanks(text) and _is_asked_again(talk, source)):
        reply = ANSWERS.presses["confide"](talk, value)
        _offer_next(talk)
        return reply
    if nod is Nod.OPEN:
        return ANSWERS.presses["not_private"](talk, value)
    if nod is Nod.LEAVE or (nod is Nod.CALL_OFF and agreed is None):
        return ANSWERS.presses["dismiss"](talk, value)
    ask_again(talk, talk.actor, source)
    return Done()


def _offer_next(talk: Talk) -> None:
    """What else of theirs waits for their word is asked again: a yes is for what was asked last."""
    found = [each for each in undecided_of(talk, talk.actor.id) if each.state is SourceState.PRIVATE]
    if found:
        ask_again(talk, talk.actor, found[-1])


def _is_asked_again(talk: Talk, source: Source) -> bool:
    """Whether its author was asked about it more than once: thanks are then for what was done of another."""
    return questioning.times_asked(talk.unit, talk.event.who, question(source)) > 1


def _on_question(talk: Talk, source: Source, nod: Nod) -> Reply | None:
    cancelled = giving_up.offered(talk, talk.actor, source)
    if nod is Nod.OPEN or (nod in (Nod.CALL_OFF, Nod.KEEP) and not cancelled):
        return None
    is_told_already(talk)
    press = _press(talk, source, nod, cancelled)
    if press is None:
        ask_again(talk, talk.actor, source)
        return Done()
    return ANSWERS.presses[press[0]](talk, press[1])


def _press(talk: Talk, source: Source, nod: Nod, cancelled: Sequence[Request]) -> tuple[str, str] | None:
    """What it would be to press; None where several things may be meant. `cancelled`: what is asked to be cancelled."""
    value = f"source:{id_of(source)}"
    if nod is Nod.LEAVE or (nod is Nod.KEEP and len(cancelled) == 1):
        return "dismiss", value
    if not is_asked_of_request(talk.unit, source):
        return "accept" if nod is Nod.YES else "dismiss", value
    if about.offered(talk, source) is not None:
        return ("dismiss", value) if nod is Nod.NO else None
    requests = cancelled or beside.asked_of(talk, talk.actor, source)[0]
    if nod in (Nod.YES, Nod.CALL_OFF):
        act = "give_up" if cancelled else "answers"
        return (act, f"{value}:{requests[0].ref}") if len(requests) == 1 else None
    apart = nod is Nod.OTHER or (
        nod is Nod.NO
        and not cancelled
        and all(each.level is Level.STANDARD for each in requests)
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
    found = [each for each in _offered(talk, source) if each.ref == ref]
    return _said_of(talk, source, found[0]) if found else None


def _which(talk: Talk, source: Source, text: str) -> Reply | None:
    """« De laquelle de vos demandes parlez-vous ? » – « le taxi ».

    Where that may be several, or none, it is asked again. « Annulez le taxi » chooses only what is to be cancelled.
    """
    requests = _offered(talk, source) if may_choose(text) or may_choose_by_day(text) else []
    if len(requests) < 2 and not may_choose(text):
        return None
    if not requests or (orders_to_cancel(text) and not giving_up.offered(talk, talk.actor, source)):
        return None
    listed = questions.as_listed(requests)
    channel = talk.charter.channel(talk.event.where.platform, talk.event.where.conversation)
    meant = chosen(
        text,
        [wordstore.read_one(talk.unit, each.words_id) for each in listed],
        [is_of_its_day(talk, each, talk.reading, text, channel) for each in listed],
    )
    if len(meant) == 1:
        return _said_of(talk, source, listed[meant[0]])
    is_told_already(talk)
    ask_again(talk, talk.actor, source)
    return Done()


def _offered(talk: Talk, source: Source) -> list[Request]:
    """Of which of their requests its author is asked if a message is said of it, or cancels it."""
    if not is_asked_of_request(talk.unit, source) or about.offered(talk, source) is not None:
        return []
    return giving_up.offered(talk, talk.actor, source) or beside.asked_of(talk, talk.actor, source)[0]


def _said_of(talk: Talk, source: Source, request: Request) -> Reply:
    is_told_already(talk)
    act = "give_up" if giving_up.offered(talk, talk.actor, source) else "answers"
    return ANSWERS.presses[act](talk, f"source:{id_of(source)}:{request.ref}")


def _asked(talk: Talk) -> str:
    """The question that whoever writes had before their eyes last, or that they write under; empty without one."""
    event: MessagePosted = talk.event
    where = event.where
    if where.root is None:
        row = outgoing.last_said_to(talk.unit, event.who, event.ts, event.at)
    else:
        row = outgoing.told_at(talk.unit, event.who, where, where.root)
    return row.subject if row is not None else ""


def _source_of(talk: Talk, subject: str) -> Source | None:
    """The message of theirs that it is about, where they have not decided on it."""
    found, identity = source_asked(subject), identity_of(talk.unit, talk.event.who)
    source = talk.unit.get(Source, found) if found is not None and identity is not None else None
    if source is None or identity is None or source.author_id != identity.person_id:
        return None
    return source if source.state in _UNDECIDED else None
