"""Done, cancelled, reopened, closed, rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select

from bot import outgoing, questioning
from bot.cards import Card, CloseForm, Done, FieldErrors, FormView, Mention, Reply, Text, ours
from bot.conversations import reviewing
from bot.conversations.finishing import RATING, finish, rating_question
from bot.conversations.following import promised
from bot.conversations.giving_back import kept_apart, returned
from bot.conversations.handing import let_go, propose_again
from bot.conversations.keeping import KEPT, asked_if
from bot.conversations.sending import send
from bot.followers import followed_by, left_alone, tell_followers
from bot.forms import accepted, in_form, open_form
from bot.notify import ping
from bot.outgoing import last_said_to, told_at
from bot.people import identities_of, who
from bot.permit import fitting, permitted
from bot.policies.steps import Course
from bot.reading import spoken
from bot.requests import by_id, change, is_over, places, source_message, source_of
from bot.talk import Talk, on_act, on_form, on_show, on_timer
from bot.views import forms as views
from bot.views import notices
from bot.views.approvals import still_awaited
from bot.views.facts import load_facts
from bot.views.parts import sentences
from storage import timers
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Form, Identity, Journal, Outbox, Rating, Request, State

STILL_ASKED = timedelta(days=7)
"""For how long a lone number in someone's direct conversation is the score that they were asked for."""


@on_act("resolve", "fait", "resolve", "done", "terminer", "terminé", "terminée")
def resolve(talk: Talk, request: Request, said: str = "") -> Reply:
    """It is done: the requester is told, with a last word if one is said; may rate, may reopen; silence closes.

    Where somebody else looks at it first, it waits for them; done by one of those, it is looked at by that.
    """
    if request.state is State.TO_VALIDATE:
        return reviewing.done_again(talk, request, said)
    refused = permitted(talk, "resolve", request)
    if refused is not None:
        return returned(talk, refused, said)
    if not request.open:
        over = notices.notice("resolve.already", Audience.PERSON, subject=request.ref, ref=request.ref)
        return returned(talk, talk.tell(over), said)
    if request.awaits_approval:
        return returned(talk, talk.tell(still_awaited(load_facts(talk.unit, talk.charter, request))), said)
    why = reviewing.why_first(talk, request)
    if why is not None:
        return reviewing.submit(talk, request, spoken(said), why)
    if spoken(said):
        send(talk, request, spoken(said), talk.event.key)
    finish(talk, request, talk.actor.person)
    return Done()


@on_timer("close")
def close_due(talk: Talk, subject: str) -> None:
    """Nobody said anything more: it is closed."""
    request = by_id(talk.unit, int(subject))
    if request.state is State.RESOLVED:
        close(talk, request, None)


def close(talk: Talk, request: Request, actor_id: int | None) -> None:
    """Close a resolved request."""
    timers.cancel(talk.unit, "close", str(request.id))
    change(talk.unit, request, "close", actor_id, state=State.CLOSED, closed_at=talk.now)
    for place in places(talk.unit, request):
        if place.audience is Audience.REQUESTER:
            reader = talk.unit.get(Identity, place.identity_id)
            reads = who(reader) if reader is not None else None
            over = notices.resolved(request, chat=place.identity_id is not None)
            outgoing.say_instead(talk.unit, place, over, "resolved", reads)


@on_act("reopen", "rouvrir", "reopen")
def reopen(talk: Talk, request: Request, said: str = "") -> Reply:
    """Open a request again: to whoever had it and can still do it, else to whom the rules propose now."""
    refused = permitted(talk, "reopen", request)
    if refused is not None:
        return refused
    offered = said == notices.OFFERED
    if request.open:
        return talk.tell(_open_already(talk, request), instead=offered)
    if not wordstore.read_one(talk.unit, request.words_id):
        empty = notices.notice("reopen.empty", Audience.PERSON, subject=request.ref, ref=request.ref)
        return talk.tell(empty, instead=offered)
    open_again(talk, request, talk.actor.id)
    return _told_reopened(talk, request, offered=offered)


def open_again(talk: Talk, request: Request, actor_id: int | None) -> None:
    """Open a request again, by somebody or by the desk itself; its author learns that it follows nothing any longer."""
    followed = followed_by(talk.unit, request)
    timers.cancel(talk.unit, "close", str(request.id))
    source = source_message(talk.unit, request)
    if source is not None and request.resolved_at is not None:
        outgoing.react(talk.unit, source.platform, source.conversation, source.ts, "done", on=False)
    change(
        talk.unit,
        request,
        "reopen",
        actor_id,
        {"was": request.state.value},
        state=State.CLAIMED if request.assignee_id else State.NEW,
        resolved_at=None,
        closed_at=None,
        reopened=request.reopened + 1,
        **promised(talk, request, {}, Course(talk.now)),
    )
    _hand_back(talk, request, actor_id)
    if followed is not None:
        left_alone(talk, request, followed, actor_id)
    rating = talk.unit.get(Rating, request.id)
    if rating is not None and rating.score is None:
        not_yet = notices.notice("rate.not_yet", Audience.PERSON, subject=request.ref, ref=request.ref)
        _close_question(talk, request, not_yet)


def _open_already(talk: Talk, request: Request) -> Card:
    """« LYO-42 est déjà rouverte, par Inès Caron. »"""
    history = table_of(Journal)
    last = select(history.c.actor_id).where(history.c.request_id == request.id, history.c.act == "reopen")
    by = talk.unit.execute(last.order_by(history.c.id.desc()).limit(1)).scalar() if request.reopened else None
    if by is None:
        return notices.notice("reopen.open", Audience.PERSON, subject=request.ref, ref=request.ref)
    if by == talk.actor.id:
        return notices.notice("reopen.already_yours", Audience.PERSON, subject=request.ref, ref=request.ref)
    whom = (Mention(person=by),)
    return notices.notice("reopen.already", Audience.PERSON, subject=request.ref, ref=request.ref, who=whom)


def _told_reopened(talk: Talk, request: Request, *, offered: bool) -> Reply:
    """Nothing is left to press where its requester was asked. `offered`: it was pressed there."""
    done = notices.notice("reopen.done", Audience.PERSON, subject=request.ref, ref=request.ref)
    asked = asked_if("reopen", request)
    own = identities_of(talk.unit, request.requester_id)
    seen = [questioning.answered(talk.unit, who(each), done, asked) for each in own]
    if talk.actor.id != request.requester_id or (offered and talk.alone and any(seen)):
        return Done()
    return talk.tell(done, instead=offered)


def _hand_back(talk: Talk, request: Request, actor_id: int | None) -> None:
    """Whoever had it is told, if they can still do it; else it is proposed to the next, who is told."""
    if request.assignee_id is not None:
        let_go(talk, request)
    else:
        propose_again(talk, request, freed=True)
    holder = request.assignee_id
    if holder is not None and holder != actor_id:
        ping(talk.unit, talk.charter, holder, request, "reopened")


@on_act("cancel", "annuler", "cancel", "annule", "annulez")
def cancel(talk: Talk, request: Request, said: str = "") -> Reply:
    """It is no longer needed."""
    refused = permitted(talk, "cancel", request)
    if refused is not None:
        return refused
    if not request.open:
        return talk.tell(notices.notice("cancel.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    withdraw(talk, request, talk.actor.id)
    return Done()


def withdraw(talk: Talk, request: Request, actor_id: int | None) -> None:
    """Cancel a request, and tell who had it, and who follows it."""
    change(talk.unit, request, "cancel", actor_id, state=State.CANCELLED, closed_at=talk.now)
    tell_followers(talk, request, "cancelled")
    if request.assignee_id is not None and request.assignee_id != actor_id:
        ping(talk.unit, talk.charter, request.assignee_id, request, "cancelled")


@on_act("rate", "noter", "rate")
def rate(talk: Talk, request: Request, said: str = "") -> Reply:
    """A score of 1 to 5, in one press; without one, a form with a word."""
    refused = fitting(talk, "rate", request, "rate.not_yet")
    if refused is not None:
        return returned(talk, refused, said)
    score, comment = said.strip()[:1], spoken(said.strip()[1:])
    if score not in tuple("12345") or (comment[:1].isalnum() and not said.strip()[1:2].isspace()):
        given = talk.unit.get(Rating, request.id)
        stands = {"score": str(given.score)} if given and given.score else {}
        typed = {"comment": said.strip()} if said.strip() else {}
        return _form_for_word(talk, request, stands | typed, again=bool(stands))
    apart = kept_apart(talk, request, comment) if comment else None
    if apart is not None:
        _rated(talk, request, int(score), None)
        thanks = notices.with_apart(notices.rated(request, int(score)), apart)
        return returned(talk, talk.tell(thanks), comment)
    above = _is_asked_above(talk, request)
    _rated(talk, request, int(score), _kept(talk, request, comment))
    if talk.event.kind == "message_posted":
        talk.told = above
        return Done()
    return _form_for_word(talk, request, {"score": score, "comment": comment})


def _form_for_word(talk: Talk, request: Request, values: Mapping[str, str], *, again: bool = False) -> Reply:
    """A score and a word, to be given; its row says where the question is before their eyes, that thanks by itself.

    `again`: a score was given before.
    """
    opened = open_form(talk, "rate", request, values)
    form = talk.unit.need(Form, opened.form.id)
    above = _is_asked_above(talk, request) or (again and _is_thanked_there(talk, request))
    talk.unit.change(form, data={**form.data, "above": above, "again": again})
    return opened


def score_said(talk: Talk, request: Request, score: int, word: str = "") -> Reply:
    """A score of 1 to 5 that was written where it was asked: it is taken as if pressed, with its word, and thanked for.

    `word`: nothing personal, which would be read with it.
    """
    refused = fitting(talk, "rate", request, "rate.not_yet")
    if refused is not None:
        return refused
    above = _is_asked_above(talk, request)
    _rated(talk, request, score, _kept_with_message(talk, request, word))
    return _thanked(talk, request, above=above)


def word_said(talk: Talk, request: Request, text: str) -> Reply:
    """A word on a score that was given: kept with it."""
    rating = talk.unit.get(Rating, request.id)
    if rating is None or rating.score is None:
        return Done()
    above = _is_asked_above(talk, request)
    _rated(talk, request, rating.score, _kept_with_message(talk, request, text))
    return _thanked(talk, request, above=above)


def _thanked(talk: Talk, request: Request, *, above: bool) -> Reply:
    """Thanks, unless they are read already in the place of the question."""
    if above:
        return Done()
    return talk.tell(notices.notice("rate.thanks", Audience.PERSON, subject=request.ref))


def _is_asked_above(talk: Talk, request: Request) -> bool:
    """Whether the question, whose place the thanks take, is what was pressed, or right above what was written."""
    event, where = talk.event, talk.where
    if where is None or where.kind != "direct" or event.kind not in ("button_pressed", "message_posted"):
        return False
    above = event.ts if event.kind == "button_pressed" else where.root
    if above is None and event.kind == "message_posted":
        told = last_said_to(talk.unit, event.who, event.ts, event.at)
    else:
        told = told_at(talk.unit, event.who, where, above) if above is not None else None
    return told is not None and told.subject == rating_question(request)


def _is_thanked_there(talk: Talk, request: Request) -> bool:
    """Whether they were thanked where they pressed, in the place of the question: it says their newest score there."""
    event = talk.event
    if event.kind != "button_pressed" or event.where.kind != "direct":
        return False
    return any(row.ref is not None for row in questioning.questions_to(talk.unit, event.who, rating_question(request)))


def _kept_with_message(talk: Talk, request: Request, text: str) -> int | None:
    """A word of a rating that is written in a message: it goes with that, where it is edited or deleted."""
    words_id, where = _kept(talk, request, text), talk.event.where
    source = source_of(talk.unit, where.platform, where.conversation, talk.event.ts)
    if source is not None and words_id is not None:
        talk.unit.change(source, words_id=words_id)
    return words_id


def rating_awaited(talk: Talk, person_id: int) -> Rating | None:
    """The score that someone was asked for lately, or gave minutes ago, if any."""
    table = table_of(Rating)
    pending = and_(table.c.score.is_(None), table.c.asked_at >= talk.now - STILL_ASKED)
    given = table.c.rated_at >= talk.now - KEPT
    query = select(table).where(table.c.person_id == person_id, or_(pending, given))
    return talk.unit.first(Rating, query.order_by(table.c.asked_at.desc()))


def asked_to_rate(told: Outbox) -> bool:
    """Whether what was told to someone is the question of a score."""
    return told.subject == f"{RATING}{told.request_id}"


@on_show("rate")
def rating_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """A score, and a word."""
    return views.rating_form(form.id, values, lines=lines)


@on_form("rate")
def rating_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The score and the word of the form."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = fitting(talk, "rate", request, "rate.not_yet")
    if refused is not None:
        return in_form("score", refused)
    score = values.get("score", "")
    if score not in tuple("12345"):
        return FieldErrors(errors={"score": ours("errors.choose_score")})
    comment = spoken(values.get("comment", ""))
    apart = kept_apart(talk, request, comment) if comment else None
    if apart is not None:
        _rated(talk, request, int(score), None)
        thanks = notices.rated(request, int(score))
        return FieldErrors(errors={"comment": sentences(thanks.summary, apart)})
    changed = _rated(talk, request, int(score), _kept(talk, request, comment))
    accepted(talk, form)
    if form.data.get("above") or (form.data.get("again") and not changed):
        return CloseForm()
    return CloseForm(card=notices.notice("rate.thanks", Audience.PERSON, subject=request.ref))


def _kept(talk: Talk, request: Request, comment: str) -> int | None:
    return wordstore.keep(talk.unit, comment, "comment", talk.actor.id, request.level) if comment else None


def is_done_with(request: Request) -> bool:
    """Resolved, closed or cancelled."""
    return request.state is State.RESOLVED or is_over(request)


def _rated(talk: Talk, request: Request, score: int, words_id: int | None) -> bool:
    """Keep a score and the word on it. False: it is what was given already."""
    row = talk.unit.get(Rating, request.id)
    if row is None:
        row = talk.unit.add(Rating(request_id=id_of(request), person_id=request.requester_id, asked_at=talk.now))
    if words_id is None and row.score == score:
        return False
    talk.unit.change(row, score=score, words_id=words_id or row.words_id, rated_at=talk.now)
    change(talk.unit, request, "rate", talk.actor.id, {"score": score, "words": words_id})
    worded = row.words_id is not None
    _close_question(talk, request, notices.rated(request, score, asks=not worded, worded=worded))
    return True


def _close_question(talk: Talk, request: Request, card: Card) -> None:
    """What stands now where the requester was asked for a rating, if they were."""
    for each in identities_of(talk.unit, request.requester_id):
        questioning.answered(talk.unit, who(each), card, rating_question(request))
