"""What a newcomer writes to a requester is looked at first: whoever goes along with them sends it, in their name.

Whatever else becomes of the request meanwhile, the words are given back to whoever wrote them: never sent by
themselves, and never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot import relay, reviews
from bot.accompanied import put, put_instead
from bot.cards import Card, CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.listing import not_found
from bot.conversations.sending import ask, send
from bot.coordinating import who_steers
from bot.forms import accepted, in_form, open_form
from bot.notify import ping
from bot.outgoing import say_in, say_to
from bot.people import reach, reader, who
from bot.permit import over, refuse, sees
from bot.placing import may_read
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, Verdict, possible, sight
from bot.policies.reviewing import SHADOW
from bot.reading import spoken
from bot.requests import by_id, by_ref, places, record
from bot.talk import Talk, on_form, on_press, on_show
from bot.views import accompanying as views
from bot.views import forms as form_views
from bot.views.reviewing import names_of, not_asked
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Form, Journal, Person, Place, Request, Review, State

WRITES = {reviews.REPLY: send, reviews.QUESTION: ask}
HELD, SENT, RETURNED = "hold_words", "send_words", "return_words"
"""The acts by which they are put to somebody, sent by them, and returned."""
WRITTEN_OUT = "written_out"
"""The act by which it is noted that a newcomer was told that their words are read already where they write them."""
_LONGEST = 18
_journal = table_of(Journal)


def write(talk: Talk, request: Request, text: str, kind: str, key: str, origin: Place | None) -> Card | None:
    """Say it to the requester; or put what a newcomer writes to whoever goes along with them. What its author is told
    of that, if anything."""
    worker = talk.actor.person
    if not reviews.is_accompanied(talk.unit, talk.charter, request, worker):
        WRITES[kind](talk, request, text, key, origin)
        return None
    able = reviews.would_look(talk.unit, talk.charter, request, SHADOW, worker)
    if not reviews.is_anybody_left(talk.unit, able):
        WRITES[kind](talk, request, text, key, origin)
        # A requester must not wait for a look that nobody can give.
        return views.alone(request, known=_tell_steerers(talk, request, "words_unchecked"))
    words_id = wordstore.keep(talk.unit, text, "answer", worker.id, request.level)
    facts = {"request_id": id_of(request), "worker_id": id_of(worker), "why": SHADOW, "kind": kind}
    review = talk.unit.add(Review(**facts, words_id=words_id, asked_at=talk.now))
    record(talk.unit, request, HELD, worker.id, {"words": words_id})
    away = not reviews.to_ask(talk.unit, able).names
    if away:
        _tell_steerers(talk, request, "words_waiting")
    return views.proposed(request, review, put(talk.unit, talk.charter, request, review), away=away)


def _tell_steerers(talk: Talk, request: Request, why: str) -> bool:
    """Whether anybody is there to be told: of what is confidential, nobody may be."""
    people = [each for each in who_steers(talk.unit, talk.charter, request) if each.id != talk.actor.id]
    for person in people:
        ping(talk.unit, talk.charter, id_of(person), request, why)
    return bool(people)


@on_press(SENT)
def send_pressed(talk: Talk, value: str) -> Reply:
    """Send it as it is."""
    found = _named(talk, value)
    return _sent_as_is(talk, *found) if isinstance(found, tuple) else found


@on_press("amend")
def amend_pressed(talk: Talk, value: str) -> Reply:
    """Put it otherwise first: a form, with what stands."""
    found = _named(talk, value)
    if not isinstance(found, tuple):
        return found
    refused, words = _may_send(talk, *found), _words(talk, found[1])
    if refused is None and len(words) > form_views.LONGEST:
        return talk.tell(views.too_long(found[0]))
    return refused or _form(talk, "amend", *found, {"text": words})


@on_press(RETURNED)
def return_pressed(talk: Talk, value: str) -> Reply:
    """Return it, with a remark."""
    found = _named(talk, value)
    return _returned(talk, *found, "") if isinstance(found, tuple) else found


@on_press("recall_words")
def recall_pressed(talk: Talk, value: str) -> Reply:
    """Take back what one wrote oneself, while nobody sent it."""
    found = _named(talk, value)
    return _recalled(talk, *found) if isinstance(found, tuple) else found


def ordered(talk: Talk, act: str, request: Request, said: str) -> Reply | None:
    """`valider`, `retourner` or `reprendre`, of a request of which it is not the work that waits, but words.

    None: no words do, of theirs or for them.
    """
    own = act == "recall"
    found = [each for each in reviews.held(talk.unit, request) if (each.worker_id == talk.actor.id) is own]
    found = [each for each in found if not _is_for_them(talk, request, each)]
    if request.state is State.TO_VALIDATE or not found or sees(talk, request) is not Part.FULL:
        return None
    match act:
        case "validate":
            return _sent_as_is(talk, request, found[0])
        case "send_back":
            return _returned(talk, request, found[0], spoken(said))
    return _recalled(talk, request, found[-1])


@on_show("amend")
def amend_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """What a newcomer would write, to be put otherwise."""
    return form_views.amend_form(form.id, values, lines=lines)


@on_form("amend")
def amended(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """It is sent as it was put."""
    request, review = _of_form(talk, form)
    refused = _may_send(talk, request, review)
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _send(talk, request, review, text)
    return CloseForm()


@on_show(RETURNED)
def return_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The remark, to be written."""
    return form_views.return_words_form(form.id, values, lines=lines)


@on_form(RETURNED)
def return_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The remark."""
    request, review = _of_form(talk, form)
    refused = _may_decide(talk, request, review)
    if refused is not None:
        return in_form("text", refused)
    remark = spoken(values.get("text", ""))
    if not remark:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _return(talk, request, review, remark, f"form:{form.id}")
    return CloseForm()


def give_back(talk: Talk, request: Request) -> None:
    """Something else became of the request: what waited to be sent goes back to whoever wrote it."""
    for review in reviews.held(talk.unit, request):
        worker = talk.unit.need(Person, review.worker_id)
        knows = sight(reader(talk.unit, talk.charter, worker), request, talk.charter) is Part.FULL
        _dropped(talk, request, review)
        _tell(talk, worker, request, views.given_back(request, review.words_id, knows=knows))


def told_of_thread(talk: Talk, request: Request) -> Card | None:
    """What a newcomer is told, once of a request, who wrote in its requester's own thread: it is read there already."""
    worker = talk.actor.person
    if not reviews.is_accompanied(talk.unit, talk.charter, request, worker):
        return None
    told = select(_journal.c.id).where(_journal.c.request_id == request.id, _journal.c.actor_id == worker.id)
    if talk.unit.execute(told.where(_journal.c.act == WRITTEN_OUT).limit(1)).scalar() is not None:
        return None
    record(talk.unit, request, WRITTEN_OUT, worker.id)
    able = reviews.would_look(talk.unit, talk.charter, request, SHADOW, worker)
    return views.read_already(request, names_of(talk.charter, reviews.to_ask(talk.unit, able).names))


def _named(talk: Talk, value: str) -> tuple[Request, Review] | Reply:
    """The words that a button is about, their request locked first; or why there is nothing to do of them."""
    ref, _, number = value.partition(":")
    request = by_ref(talk.unit, ref)
    if request is None or sees(talk, request) is Part.NOTHING:
        return talk.tell(not_found(talk, ref))
    known = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
    review = talk.unit.get(Review, int(number)) if known else None
    if review is None or review.request_id != request.id or review.kind == reviews.DONE:
        return talk.tell(not_asked(request))
    return talk.tell(not_asked(request)) if _is_for_them(talk, request, review) else (request, review)


def _is_for_them(talk: Talk, request: Request, review: Review) -> bool:
    """Whether whoever acts is the requester whom it is written to, who learns nothing of it until it is sent."""
    return talk.actor.id == request.requester_id != review.worker_id


def _form(talk: Talk, kind: str, request: Request, review: Review, values: Mapping[str, str]) -> Reply:
    opened = open_form(talk, kind, request, values)
    form = talk.unit.need(Form, opened.form.id)
    talk.unit.change(form, data={**form.data, "review": review.id})
    return opened


def _of_form(talk: Talk, form: Form) -> tuple[Request, Review]:
    request = by_id(talk.unit, form.request_id or 0)
    return request, talk.unit.need(Review, form.data["review"])


def _may_decide(talk: Talk, request: Request, review: Review) -> Reply | None:
    """None when whoever acts may say what becomes of it; else why not, told to them alone."""
    worker = talk.unit.need(Person, review.worker_id)
    if sees(talk, request) is not Part.FULL:
        return refuse(talk, Verdict(False, "not_allowed"), request)
    if review.decided_at is not None:
        return talk.tell(_outcome(talk, request, review, talk.actor.id))
    able = reviews.may_look(talk.unit, talk.charter, request, review)
    if talk.actor.person.charter_id in able.names:
        return None
    names = names_of(talk.charter, able.peers or able.coordinators)
    if review.worker_id == talk.actor.id:
        return talk.tell(views.proposed(request, review, names))
    return talk.tell(views.not_yours(request, worker, names))


def _may_send(talk: Talk, request: Request, review: Review) -> Reply | None:
    refused = _may_decide(talk, request, review)
    if refused is not None:
        return refused
    waits_already = review.kind == reviews.QUESTION and request.state is State.WAITING
    act = Act.REPLY if review.kind == reviews.REPLY else Act.WAIT
    if not (waits_already or possible(act, request.state)):
        worker = talk.unit.need(Person, review.worker_id)
        return talk.tell(views.done_since(request, worker)) if request.open else over(talk, request)
    return None if _words(talk, review) else talk.tell(views.erased(request))


def _words(talk: Talk, review: Review) -> str:
    return wordstore.read_one(talk.unit, review.words_id) if review.words_id is not None else ""


def _sent_as_is(talk: Talk, request: Request, review: Review) -> Reply:
    refused = _may_send(talk, request, review)
    return refused or _said(talk, _send(talk, request, review, _words(talk, review)))


def _send(talk: Talk, request: Request, review: Review, text: str) -> Card:
    """It reaches the requester in the name of whoever wrote it; triage reads who looked at it."""
    worker, put_otherwise = talk.unit.need(Person, review.worker_id), text != _words(talk, review)
    _decide(talk, review, reviews.ACCEPTED)
    record(talk.unit, request, SENT, talk.actor.id, {"of": worker.id})
    message = WRITES[review.kind](talk, request, text, f"review:{review.id}", author=worker)
    for place in places(talk.unit, request):
        shared = place.audience is Audience.TRIAGE and place.identity_id is None
        if shared and may_read(talk.unit, talk.charter, place, request):
            say_in(talk.unit, place, views.looked(talk.actor.person))
    card = views.sent(request, talk.actor.person, message.words_id if put_otherwise else None)
    _tell(talk, worker, request, card)
    if review.words_id is not None:
        wordstore.erase(talk.unit, review.words_id)
    return _over(talk, request, review)


def _returned(talk: Talk, request: Request, review: Review, remark: str) -> Reply:
    refused = _may_decide(talk, request, review)
    if refused is not None:
        return refused
    if not remark:
        return _form(talk, RETURNED, request, review, {})
    return _said(talk, _return(talk, request, review, remark, talk.event.key))


def _return(talk: Talk, request: Request, review: Review, remark: str, key: str) -> Card:
    message = relay.note(talk, request, remark, key)
    _decide(talk, review, reviews.RETURNED)
    record(talk.unit, request, RETURNED, talk.actor.id, {"of": review.worker_id, "words": message.words_id})
    worker = talk.unit.need(Person, review.worker_id)
    _tell(talk, worker, request, views.returned(request, talk.actor.person, message.words_id, review.words_id))
    return _over(talk, request, review)


def _recalled(talk: Talk, request: Request, review: Review) -> Reply:
    if review.decided_at is not None or review.worker_id != talk.actor.id:
        worker = talk.unit.need(Person, review.worker_id)
        able = reviews.may_look(talk.unit, talk.charter, request, review)
        theirs = views.not_yours(request, worker, names_of(talk.charter, able.peers or able.coordinators))
        return talk.tell(_outcome(talk, request, review, talk.actor.id) if review.decided_at is not None else theirs)
    _dropped(talk, request, review)
    return talk.tell(views.given_back(request, review.words_id, own=True), instead=True)


def _dropped(talk: Talk, request: Request, review: Review) -> None:
    talk.unit.change(review, decided_at=talk.now, outcome=reviews.DROPPED)
    _over(talk, request, review)


def _decide(talk: Talk, review: Review, outcome: str) -> None:
    talk.unit.change(review, decided_at=talk.now, decided_by_id=talk.actor.id, outcome=outcome)


def _over(talk: Talk, request: Request, review: Review) -> Card:
    """What became of it stands where it was put to somebody; the same for whoever said so."""
    talk.unit.moved.add(id_of(request))
    put_instead(talk.unit, request, review, lambda person_id: _outcome(talk, request, review, person_id))
    return _outcome(talk, request, review, review.decided_by_id or 0)


def _said(talk: Talk, card: Card) -> Reply:
    """What came of it, to whoever said so: where they pressed, it takes the place of what they pressed."""
    return Done(said=card.summary) if talk.event.kind == "button_pressed" else talk.tell(card)


def _outcome(talk: Talk, request: Request, review: Review, reader_id: int) -> Card:
    worker, by = talk.unit.need(Person, review.worker_id), talk.unit.get(Person, review.decided_by_id)
    return views.decided(request, review, worker, by, own=review.decided_by_id == reader_id)


def _tell(talk: Talk, person: Person, request: Request, card: Card) -> None:
    identity = reach(talk.unit, id_of(person))
    if identity is not None:
        say_to(talk.unit, who(identity), card, request.id)
