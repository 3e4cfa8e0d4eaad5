"""What is done is looked at by a second person first: it waits for them, who accept it or return it with a remark.

Until then its requester is told nothing, and a last word for them is held. Whatever else becomes of it meanwhile, that
word is given back to whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import relay, reviews
from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations import accompanying
from bot.conversations.finishing import finish
from bot.conversations.giving_back import returned
from bot.conversations.handing import let_go
from bot.conversations.handing_over import returned_to
from bot.conversations.sending import send
from bot.coordinating import who_steers
from bot.forms import accepted, in_form, open_form
from bot.notify import ping
from bot.outgoing import say_in, say_to
from bot.people import persons_of_charter, reach, who
from bot.permit import over, permitted, refuse
from bot.placing import may_read
from bot.policies.permissions import Verdict
from bot.policies.reviewing import Checkers
from bot.reading import spoken
from bot.requests import by_id, change, places, record, refresh_homes
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as form_views
from bot.views import reviewing as views
from bot.views.approvals import still_awaited
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Form, Person, Request, Review, State

CHECKED = "unchecked"
"""The act by which it is noted that nobody could look at what is done."""


def why_first(talk: Talk, request: Request) -> str | None:
    """Why somebody else looks first at what whoever acts says is done, or none.

    Said by one of those who may look at it, of another's work, it is looked at by that.
    """
    worker = _worker(talk, request)
    why = reviews.why(talk.unit, talk.charter, request, worker)
    if why is None or worker.id == talk.actor.id:
        return why
    able = reviews.would_look(talk.unit, talk.charter, request, why, worker)
    return None if talk.actor.person.charter_id in able.names else why


def _worker(talk: Talk, request: Request) -> Person:
    """Whose work it is: of whoever has it, else of whoever says that it is done."""
    return talk.unit.get(Person, request.assignee_id) or talk.actor.person


def submit(talk: Talk, request: Request, word: str, why: str) -> Reply:
    """It waits for a second person. Where nobody at all may be one, it is done, and those who steer it learn that."""
    worker = _worker(talk, request)
    able = reviews.would_look(talk.unit, talk.charter, request, why, worker)
    if not reviews.is_anybody_left(talk.unit, able):
        return _unchecked(talk, request, worker, word, why)
    words_id = wordstore.keep(talk.unit, word, "answer", worker.id, request.level) if word else None
    talk.unit.add(
        Review(request_id=id_of(request), worker_id=id_of(worker), why=why, words_id=words_id, asked_at=talk.now)
    )
    held = {"why": why, "words": words_id}
    columns = {"assignee_id": worker.id, "claimed_at": request.claimed_at or talk.now}
    change(talk.unit, request, "submit", talk.actor.id, held, state=State.TO_VALIDATE, **columns)
    names = _ask(talk, request, worker, able)
    return talk.tell(views.submitted(request, names, worded=words_id is not None))


def _unchecked(talk: Talk, request: Request, worker: Person, word: str, why: str) -> Reply:
    if word:
        send(talk, request, word, talk.event.key)
    record(talk.unit, request, CHECKED, talk.actor.id, {"why": why})
    finish(talk, request, worker)
    for person in who_steers(talk.unit, talk.charter, request):
        if person.id != talk.actor.id:
            ping(talk.unit, talk.charter, id_of(person), request, "unchecked")
    return Done()


def _ask(talk: Talk, request: Request, worker: Person, able: Checkers) -> Text:
    """Those who are there are told, or those who coordinate where no other is; who they are, by name."""
    there = reviews.to_ask(talk.unit, able)
    asked = there.names or able.names
    names = views.names_of(talk.charter, asked)
    for place in places(talk.unit, request):
        shared = place.audience is Audience.TRIAGE and place.identity_id is None
        if shared and may_read(talk.unit, talk.charter, place, request):
            say_in(talk.unit, place, views.asked(worker, names))
    for person in persons_of_charter(talk.unit, asked):
        why = "to_validate" if there.peers else "to_validate_alone"
        ping(talk.unit, talk.charter, id_of(person), request, why, at_work=True)
    refresh_homes(talk.unit, {each.id for each in persons_of_charter(talk.unit, able.names)})
    return names


def done_again(talk: Talk, request: Request, said: str) -> Reply:
    """It is said to be done while it waits: by whose work it is, or by somebody who looks at it by that."""
    if request.assignee_id != talk.actor.id:
        return validate(talk, request, said)
    waiting = reviews.waiting(talk.unit, talk.charter, request)
    names = views.names_of(talk.charter, waiting.names if waiting is not None else ())
    return returned(talk, talk.tell(views.waits(request, names)), said)


@on_act("validate", "valider", "validate")
def validate(talk: Talk, request: Request, said: str = "") -> Reply:
    """Accept what somebody did: it is done, and their last word goes to the requester, with one's own if any.

    Where it is no work that waits, but what a newcomer would write, it is sent; so it is for the next two.
    """
    words = accompanying.ordered(talk, "validate", request, said)
    if words is not None:
        return words
    refused = _may_decide(talk, request, "validate")
    if refused is not None:
        return returned(talk, refused, said)
    review = _decide(talk, request, reviews.ACCEPTED)
    worker = talk.unit.need(Person, review.worker_id)
    record(talk.unit, request, "validate", talk.actor.id, {"of": worker.id})
    held = wordstore.read_one(talk.unit, review.words_id) if review.words_id is not None else ""
    if held:
        send(talk, request, held, f"review:{review.id}", author=worker)
    if spoken(said):
        send(talk, request, spoken(said), talk.event.key)
    finish(talk, request, worker)
    ping(talk.unit, talk.charter, id_of(worker), request, "validated")
    return Done()


@on_act("send_back", "retourner", "return", "renvoyer")
def send_back(talk: Talk, request: Request, said: str = "") -> Reply:
    """Return what somebody did, with a remark that those alone read who work it."""
    words = accompanying.ordered(talk, "send_back", request, said)
    if words is not None:
        return words
    refused = _may_decide(talk, request, "send_back")
    if refused is not None:
        return returned(talk, refused, said)
    if not spoken(said):
        return open_form(talk, "send_back", request)
    _return(talk, request, spoken(said), talk.event.key)
    return Done()


@on_show("send_back")
def send_back_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The remark, to be written."""
    return form_views.send_back_form(form.id, values, lines=lines)


@on_form("send_back")
def send_back_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The remark."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = _may_decide(talk, request, "send_back")
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _return(talk, request, text, f"form:{form.id}")
    return CloseForm()


def _return(talk: Talk, request: Request, remark: str, key: str) -> None:
    """It is in the hands of whose work it is again."""
    review = _decide(talk, request, reviews.RETURNED)
    message = relay.note(talk, request, remark, key)
    facts = {"of": review.worker_id, "words": message.words_id}
    change(talk.unit, request, "send_back", talk.actor.id, facts, state=State.CLAIMED)
    _give_back(talk, request, review)
    ping(talk.unit, talk.charter, review.worker_id, request, "sent_back")
    returned_to(talk, request)


@on_act("recall", "reprendre", "recall")
def recall(talk: Talk, request: Request, said: str = "") -> Reply:
    """Take back what one said was done, while nobody said anything of it."""
    words = accompanying.ordered(talk, "recall", request, said)
    if words is not None:
        return words
    refused = permitted(talk, "recall", request) or _past(talk, request)
    if refused is not None:
        return refused
    change(talk.unit, request, "recall", talk.actor.id, state=State.CLAIMED)
    return Done()


def look_again(talk: Talk) -> None:
    """What waits no longer, though nobody said anything of it: its last word goes back to whoever wrote it."""
    for request_id in sorted(talk.unit.unchecked):
        request = by_id(talk.unit, request_id)
        review = reviews.last_of(talk.unit, request)
        if review is None or request.state is State.TO_VALIDATE:
            continue
        able = reviews.may_look(talk.unit, talk.charter, request, review)
        refresh_homes(talk.unit, {each.id for each in persons_of_charter(talk.unit, able.names)})
        if review.decided_at is None:
            talk.unit.change(review, decided_at=talk.now, outcome=reviews.DROPPED)
            _give_back(talk, request, review)
            let_go(talk, request)
    talk.unit.unchecked.clear()
    for request_id in sorted(talk.unit.unanswered):
        accompanying.give_back(talk, by_id(talk.unit, request_id))
    talk.unit.unanswered.clear()


def _give_back(talk: Talk, request: Request, review: Review) -> None:
    identity = reach(talk.unit, review.worker_id)
    if review.words_id is not None and identity is not None:
        say_to(talk.unit, who(identity), views.word_back(request, review.words_id), request.id)


def _decide(talk: Talk, request: Request, outcome: str) -> Review:
    review = reviews.undecided(talk.unit, request)
    assert review is not None, "what waits has its row"
    talk.unit.change(review, decided_at=talk.now, decided_by_id=talk.actor.id, outcome=outcome)
    return review


def _may_decide(talk: Talk, request: Request, act: str) -> Reply | None:
    """None when whoever acts may look at it now; else why not, told to them alone."""
    refused = permitted(talk, act, request) or _past(talk, request)
    if refused is not None:
        return refused
    review = reviews.undecided(talk.unit, request)
    able = reviews.may_look(talk.unit, talk.charter, request, review) if review is not None else Checkers()
    if talk.actor.person.charter_id in able.names:
        waits = act == "validate" and request.awaits_approval
        return talk.tell(still_awaited(load_facts(talk.unit, talk.charter, request))) if waits else None
    own = review is not None and review.worker_id == talk.actor.id
    return refuse(talk, Verdict(False, "own_work" if own else "watched", able.names), request)


def _past(talk: Talk, request: Request) -> Reply | None:
    """Why there is nothing to say of it any longer, or none."""
    if request.state is State.TO_VALIDATE:
        return None
    review = reviews.last_of(talk.unit, request)
    done = request.state in (State.RESOLVED, State.CLOSED)
    if review is not None and review.outcome == (reviews.ACCEPTED if done else reviews.RETURNED):
        by = talk.unit.need(Person, review.decided_by_id)
        return talk.tell(views.decided_already(request, review, by, own=by.id == talk.actor.id))
    return talk.tell(views.not_asked(request)) if request.open else over(talk, request)
