"""What the desk says besides the request's own card: one line, sometimes a button or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import Button, Card, CardPart, FormView, Line, Mention, Said, Span, Text, ours
from bot.charter import Charter
from bot.events import FileSeen
from bot.policies.reminders import MISSED, UNNAMED
from bot.policies.steps import WARNINGS
from bot.policies.targets import promised_next
from bot.views.access import ask_button
from bot.views.alerts import missed_text, take_over_buttons
from bot.views.facts import RequestFacts
from bot.views.parts import (
    QUOTED,
    button,
    files_line,
    just,
    line,
    listed,
    mention,
    one_line,
    rows,
    said,
    sentences,
    service_of,
    site_of,
    strong,
)
from bot.views.request_card import check_buttons, promise_of, read_by, turn_elsewhere
from storage.tables import Audience, File, Level, Person, Request, State

MOST_PINGS = 20
RELAYED = ("said", "note", "reply", "question", "unread")
SCORES = (1, 2, 3, 4, 5)
REFUSALS = (
    "not_found", "not_yours", "not_theirs", "taken", "not_allowed",
    "not_approver", "not_assistant", "not_that_site", "not_that_service", "not_cleared", "not_company", "not_named",
    "own_work", "watched", "not_holder",
)  # fmt: skip
"""The reasons of the policies that have a sentence of their own."""
PINGS = (
    "proposed",
    "nobody",
    "assigned",
    "reopened",
    "cancelled",
    "urgent",
    "answered",
    "question",
    "escalated",
    "called",
    "taken_over",
    "approved",
    *MISSED,
    *UNNAMED,
    "moved",
    "changed",
    "reassigned",
    "released",
    "reworded",
    "source_deleted",
    "warn_pool",
    "warn_coordinator",
    "warn_words",
    "warn_assignee",
    "warn_look",
    "to_validate",
    "to_validate_alone",
    "validated",
    "sent_back",
    "unchecked",
    "unlooked",
    "words_waiting",
    "words_unchecked",
)
OBEYED = (
    "claim", "release", "assign", "resolve", "wait", "reply", "transfer", "correct", "cancel", "reopen", "rate",
    "approve", "refuse", "validate", "send_back", "recall",
)  # fmt: skip
"""The acts that say nothing by themselves to whoever orders them."""
TOLD_BY = ("escalated", "called", "taken_over", "question", "validated", "sent_back")
"""What somebody did, and is named in what is told of it."""
WORDED = ("escalated", "question", "sent_back")
"""How what is told with the words that somebody gave with it is named."""
WORDS_OF_QUESTION = 600
"""Graphemes: a question, or a remark, is read whole where it is answered."""
NO_LONGER_THEIRS = ("moved", "reassigned", "released")
"""Told to whoever may not see the request any longer: nothing to open."""


def notice(
    key: str,
    audience: Audience,
    *,
    subject: str | None = None,
    buttons: Sequence[Button] = (),
    **args: int | str | Span | Text,
) -> Card:
    """A text of the catalogues as a card of its own kind: « Avec plaisir. »"""
    text = ours(key, **args)
    return one_line(key, audience, text, subject, rows(buttons))


def relayed(
    author: Person,
    words_id: int,
    kind: str,
    audience: Audience,
    subject: str | None,
    files: Sequence[File | FileSeen] = (),
    *,
    chat: bool = False,
) -> Card:
    """What someone said of a request, shown in another of its places: « Karim Diallo : … » `kind`: one of `RELAYED`.

    `chat`: a direct conversation, where others stand, and all that is said of one names it.
    """
    if kind not in RELAYED:
        raise ValueError(kind)
    who = mention(author)
    summary = ours("relay.summary", who=who, words=(Said(words=words_id, limit=120),))
    inside = kind in ("reply", "question") and audience is not Audience.REQUESTER
    key = f"relay.{kind}_inside" if inside else f"relay.{kind}"
    intro = ours(f"{key}_of", who=who, ref=strong(subject)) if chat and subject else ours(key, who=who)
    parts = (*line(intro), said(words_id), *files_line(files))
    return Card(kind=f"relay_{kind}", audience=audience, subject=subject, summary=summary, parts=parts)


def given_back(card: Card, words_id: int) -> Card:
    """An answer that says no, with what its reader had typed for it."""
    parts = (*card.parts, *line(ours("errors.given_back"), "quiet"), said(words_id))
    return card.model_copy(update={"parts": parts})


def apart(readers: Sequence[Text]) -> Text:
    """What was typed with an act, and is personal, was kept apart; `readers`: to whom it may be confided."""
    offer = ours("private.offer_apart", who=listed(readers)) if readers else ours("private.offer_nobody")
    return sentences(ours("private.apart"), offer)


def with_apart(card: Card, apart: Text) -> Card:
    """An answer to an act that was done without the personal words typed with it."""
    parts = (*card.parts, *line(apart), *rows((button("new", "buttons.new", "new"),)))
    return card.model_copy(update={"parts": parts})


def made(request: Request) -> Card:
    """« C'est noté : LYO-42. »"""
    return notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref)


def raised_already(request: Request, *, alerts: bool) -> Card:
    """To whoever would make a request of what is one; `alerts`: they may alert about it in one press."""
    text = ours("raise.already", ref=request.ref)
    alert = (button("escalate", "buttons.escalate", request.ref),) if alerts else ()
    return one_line("raise.already", Audience.PERSON, text, request.ref, rows(alert))


def kept_private(request: Request, reader: Person | None) -> Card:
    """To an author who keeps it private."""
    text = sentences(ours("disclose.kept"), read_by(reader))
    again = rows((button("disclose", "private.show", request.ref),))
    return one_line("kept_private", Audience.PERSON, text, request.ref, again)


def disclosed(request: Request) -> Card:
    """To an author who let it be read."""
    text = ours("disclose.done", ref=strong(request.ref), service=service_of(request))
    return one_line("disclosed", Audience.PERSON, text, request.ref)


def author_asked(request: Request) -> Card:
    """To an assistant who gave what is private to a service that may not read it."""
    text = ours("disclose.asked", ref=strong(request.ref), service=service_of(request))
    return one_line("author_asked", Audience.PERSON, text, request.ref)


def claim_offer(facts: RequestFacts) -> Card:
    """To an assistant who answered in the thread of a request that nobody has."""
    request = facts.request
    text = ours("claim.offer", ref=strong(request.ref))
    buttons = rows((button("claim", "buttons.claim", request.ref, "primary"),))
    return one_line("claim_offer", Audience.PERSON, text, request.ref, buttons)


def no_longer_asks(request: Request) -> Card:
    """To an author whose message asks for nothing since they edited it: its request is open still."""
    text = ours("edit.no_longer", ref=strong(request.ref))
    cancel = button("cancel", "edit.cancel", request.ref, "danger", ref=strong(request.ref))
    return one_line("no_longer_asks", Audience.PERSON, text, request.ref, rows((cancel,)))


def left_to_nobody(facts: RequestFacts) -> Card:
    """To an author alone: all who could read their request are named in it by now, and to whom else to turn."""
    text = sentences(ours("edit.nobody_left", ref=strong(facts.request.ref)), turn_elsewhere(facts))
    return one_line("left_to_nobody", Audience.PERSON, text, facts.request.ref)


OFFERED = "offered"
"""What a button's value says after the reference, where the button is all that its card asks."""


def given_up(request: Request) -> Card:
    """To an author who seems to give up what they asked: it is open until they say so."""
    text = ours("give_up.offer", ref=strong(request.ref))
    cancel = button("cancel", "edit.cancel", request.ref, "danger", ref=strong(request.ref))
    kept = button("keep_open", "give_up.keep", request.ref)
    secret = request.level is Level.CONFIDENTIAL
    words = line(service_of(request)) if secret else (said(request.words_id, QUOTED),)
    return one_line("given_up", Audience.PERSON, text, request.ref, (*words, *rows((cancel, kept))))


def urgency(facts: RequestFacts, *, tells: bool, changed: bool = True) -> Card:
    """To whoever said that a request is urgent, or no longer: what follows of it, who is told, what is promised now.

    Not `changed`: it was so already.
    """
    request = facts.request
    key = ("on" if request.urgent else "off") if changed else ("already_on" if request.urgent else "already_off")
    text = ours(f"urgency.{key}", ref=strong(request.ref))
    told: Text = ours("urgency.tell", who=mention(facts.assignee)) if facts.assignee else ours("urgency.tell_pool")
    card = sentences(text, told if tells else (), promise_of(facts, now=True))
    return one_line("urgency", Audience.PERSON, card, request.ref)


def elsewhere(request: Request) -> Card:
    """To whoever works a request, and wrote under what they were told of it: where to write, and for whose eyes."""
    text = ours("thread.elsewhere", ref=strong(request.ref))
    reply = rows((button("reply", "buttons.reply", request.ref, "primary"),))
    return one_line("elsewhere", Audience.PERSON, text, request.ref, reply)


def reopen_offer(facts: RequestFacts) -> Card:
    """To whoever writes in the thread of a request that was resolved, or wants again what they had cancelled."""
    request = facts.request
    cancelled = request.state is State.CANCELLED
    text = ours("reopen.offer_cancelled" if cancelled else "reopen.offer", ref=strong(request.ref))
    buttons = rows((button("reopen", "buttons.reopen", f"{request.ref}:{OFFERED}", "primary"),))
    return one_line("reopen_offer", Audience.PERSON, text, request.ref, buttons)


def rated(request: Request, score: int, *, asks: bool = False, worded: bool = False) -> Card:
    """What stands where the rating was asked: thanks, the score, and that a word is kept (`worded`) or room for one
    (`asks`)."""
    text = ours("rate.given", ref=strong(request.ref), score=score)
    word = rows((button("rate", "rate.word", request.ref),)) if asks else ()
    return one_line("rated", Audience.PERSON, sentences(text, ours("rate.worded") if worded else ()), request.ref, word)


def rating_ask(request: Request) -> Card:
    """« Êtes-vous satisfait(e) ? »: a score in one press, a word if one likes."""
    text = ours("rate.ask", ref=strong(request.ref))
    scores = [button("rate", f"rate.score_{score}", f"{request.ref}:{score}") for score in SCORES]
    word = button("rate", "rate.word", request.ref)
    return one_line("rating_ask", Audience.PERSON, text, request.ref, (*rows(scores), *rows((word,))))


def refusal(
    reason: str,
    helpers: Sequence[Person],
    request: Request | None = None,
    *,
    calls: bool = True,
    holder: Person | None = None,
    asks: bool = False,
) -> Card:
    """No, why, and who can; `calls`: they may be told of it in one press. Without `request`, nothing tells of one.

    `holder`: who has it, where that may be told; `asks`: its reader may ask to be let read it.
    """
    known = reason if reason in REFUSALS else "not_allowed"
    why = ours(f"refusal.{known}")
    if request is not None and request.service and known == "not_that_service":
        why = ours("refusal.not_that_service_named", service=service_of(request))
    if request is not None:
        why = ours("refusal.about", ref=strong(request.ref), why=_why_held(known, why, helpers, holder))
    names = listed([(mention(each),) for each in helpers])
    alone = request is not None and request.level is Level.CONFIDENTIAL
    nobody = ours("refusal.nobody_private" if alone else "refusal.nobody")
    who = ours("refusal.who", count=len(helpers), names=names) if helpers else nobody
    if holder is not None and holder in helpers:
        who = () if request is not None and known == "taken" else ours("refusal.holder", who=mention(holder))
    if known == "not_found":
        who = ()
    presses = list[Button]()
    if request is not None and helpers and calls and helpers[0].charter_id:
        value = f"{request.ref}:{helpers[0].charter_id}"
        presses.append(button("call", "refusal.call", value, who=mention(helpers[0])))
    if request is not None and asks:
        presses.append(ask_button(request))
    subject = request.ref if request is not None and presses else None
    return one_line("refusal", Audience.PERSON, sentences(why, who), subject, rows(presses))


def _why_held(reason: str, why: Text, helpers: Sequence[Person], holder: Person | None) -> Text:
    """Why not, and who has it; whoever has it and can help says it all where it is taken, and is named beside else."""
    if holder is not None and holder in helpers:
        return ours("refusal.holder", who=mention(holder)) if reason == "taken" else why
    if holder is None:
        return why
    has_it = ours("card.has_it", who=mention(holder))
    return has_it if reason == "taken" else sentences(why, has_it)


def told_in_private(request: Request, told: Sequence[Person]) -> Card:
    """To whoever alerted about a confidential request: who was told, by name."""
    names = listed([(mention(each),) for each in told])
    text = ours("escalate.told_in_private", names=names, ref=strong(request.ref))
    return one_line("told_in_private", Audience.PERSON, text, request.ref)


def outsider(host: Person | None) -> Card:
    """To somebody who is not of the company: not here, and who can help. Nothing tells what there is."""
    text = ours("errors.outsider_who", who=mention(host)) if host else ours("errors.outsider")
    return one_line("outsider", Audience.PERSON, text)


def taken_already(facts: RequestFacts) -> Card:
    """« LYO-42 : Inès Caron s'en occupe déjà, depuis 9 h 12. »"""
    request = facts.request
    ref = strong(request.ref)
    if facts.assignee is None:
        text = ours("claim.over_for_good", ref=ref)
    elif request.claimed_at is None:
        text = ours("claim.taken", ref=ref, who=mention(facts.assignee))
    else:
        text = ours("claim.taken_since", ref=ref, who=mention(facts.assignee), when=just(request.claimed_at))
    return one_line("taken_already", Audience.PERSON, text, request.ref)


def over(request: Request, *, reopens: bool) -> Card:
    """« LYO-42 n'est plus ouverte. »; `reopens`: its reader may open it again, in one press."""
    text = ours("claim.over" if reopens else "claim.over_for_good", ref=strong(request.ref))
    again = rows((button("reopen", "buttons.reopen", request.ref, "primary"),)) if reopens else ()
    return one_line("over", Audience.PERSON, text, request.ref, again)


def obeyed(act: str, facts: RequestFacts) -> Card:
    """To whoever typed an order: that it is done, and how it stands. « LYO-42 est à vous. » `act`: one of `OBEYED`."""
    request = facts.request
    args: dict[str, Span | Text] = {"ref": strong(request.ref)}
    if act == "assign" and facts.assignee is not None:
        args["who"] = mention(facts.assignee)
    if act in ("transfer", "correct"):
        args |= {"service": service_of(request), "site": site_of(request)}
    return one_line("obeyed", Audience.PERSON, ours(f"obeyed.{act}", **args), request.ref)


def form_offer(form: FormView, request: Request | None) -> Card:
    """To whoever ordered in a message what asks for more: the button that opens the form."""
    ref = request.ref if request is not None else ""
    known = {"new_request": ("new", "new"), "repeat": ("repeat", "new"), "due": ("correct", f"{ref}:due")}
    act, value = known.get(form.kind, (form.kind, ref))
    opens = button(act, "forms.open", value, "primary", title=form.title)
    text = ours("forms.offer_about", ref=strong(ref)) if ref else ours("forms.offer")
    return one_line("form_offer", Audience.PERSON, text, ref or None, rows((opens,)))


def claimed(person: Person, request: Request, *, chat: bool = False) -> Card:
    """To the requester: who has it. `chat`: as for `relayed`."""
    text = ours("claim.done_of" if chat else "claim.done", ref=strong(request.ref), who=mention(person))
    return one_line("claimed", Audience.REQUESTER, text, request.ref)


def released(request: Request, *, chat: bool = False) -> Card:
    """What stands where the requester was told who has it, once nobody has. `chat`: as for `relayed`."""
    text = ours("release.done_of" if chat else "release.done", ref=strong(request.ref))
    return one_line("released", Audience.REQUESTER, text, request.ref)


def resolved(request: Request, *, chat: bool = False) -> Card:
    """To the requester: it is done, and what to do if it is not; once closed, what becomes of what they write.

    `chat`: as for `relayed`.
    """
    if request.state is State.CLOSED:
        text = ours("resolve.closed_of" if chat else "resolve.closed", ref=strong(request.ref))
    else:
        text = ours("resolve.done_of" if chat else "resolve.done", ref=strong(request.ref))
    return one_line("resolved", Audience.REQUESTER, text, request.ref)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asked for somebody, by their row id, the words that they did it with, and what is offered to do of it."""

    by: int | None = None
    words: int | None = None
    acts: tuple[str, ...] = ()


def pings(
    told: Sequence[tuple[Request, str]],
    charter: Charter,
    askings: Mapping[tuple[int, str], Asking] | None = None,
) -> Card:
    """What someone is told of requests, in one message: one line each. `why` is one of `PINGS`.

    `askings`: what may be said of whoever asked for them, by the request's row id and why.
    """
    known = askings or {}
    lines = [_ping(request, why, known.get((request.id or 0, why), Asking())) for request, why in told[:MOST_PINGS]]
    first = told[0][0].ref if told and told[0][1] not in UNNAMED else None
    if len(told) == 1:
        acts = known.get((told[0][0].id or 0, told[0][1]), Asking()).acts
        return one_line("pings", Audience.PERSON, lines[0], first, _ping_buttons(*told[0], acts))
    text = ours("ping.several", count=len({request.id for request, _ in told}))
    parts: list[CardPart] = [*line(text), *(Line(text=each) for each in lines)]
    if len(told) > MOST_PINGS:
        parts += line(ours("lists.more", count=len(told) - MOST_PINGS), "quiet")
    return Card(kind="pings", audience=Audience.PERSON, summary=text, parts=tuple(parts))


def one_moment() -> Card:
    """Seen at once by whoever must wait for a fact."""
    return notice("wait.one_moment", Audience.PERSON)


def late_answer(card: Card) -> Card:
    """An answer that comes after « un instant », with a word of excuse."""
    return card.model_copy(update={"parts": (*line(ours("wait.late"), "quiet"), *card.parts)})


def _ping(request: Request, why: str, asking: Asking) -> Text:
    known = why if why in PINGS else "other"
    args: dict[str, Span | Text] = {"ref": strong(request.ref)}
    if known in WARNINGS:
        promised = request.promised_at if known == "warn_assignee" else request.first_response_at
        args["when"] = just(promised or request.updated_at, request.site)
    if known == "warn_look":
        args["when"] = just(promised_next(request) or request.updated_at, request.site)
    if known in MISSED:
        return missed_text(request, known)
    if known in TOLD_BY and asking.by is not None:
        known += "_by"
        args["who"] = (Mention(person=asking.by),)
    if known.startswith(WORDED) and asking.words is not None:
        known += "_why"
        args["words"] = (Said(words=asking.words, limit=QUOTED if why == "escalated" else WORDS_OF_QUESTION),)
    return ours(f"ping.{known}", **args)


def _ping_buttons(request: Request, why: str, acts: Sequence[str]) -> tuple[CardPart, ...]:
    if why in (*NO_LONGER_THEIRS, *UNNAMED):
        return ()
    show = button("show", "buttons.show", request.ref)
    if acts:
        return rows((*take_over_buttons(request.ref, acts), show))
    if why == "warn_words":
        return rows((button("reply", "buttons.reply", request.ref, "primary"), show))
    offered = why in ("proposed", "warn_pool") and request.state is State.NEW
    if offered and request.level is not Level.CONFIDENTIAL:
        return rows((button("claim", "buttons.claim", request.ref, "primary"), show))
    if why in ("to_validate", "to_validate_alone") and request.level is not Level.CONFIDENTIAL:
        return rows((*check_buttons(request.ref), show))
    return rows((show,))
