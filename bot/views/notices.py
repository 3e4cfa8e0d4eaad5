"""What the desk says besides the request's own card: one line, sometimes a button or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Literal

from bot.cards import Button, Card, CardPart, Line, Menu, Said, Span, Text, ours
from bot.charter import Charter
from bot.events import FileSeen
from bot.views.facts import RequestFacts
from bot.views.parts import (
    button,
    files_line,
    just,
    line,
    listed,
    mention,
    options,
    rows,
    said,
    sentences,
    service_of,
    strong,
)
from bot.views.request_card import promise_of, read_by
from storage.tables import Audience, File, Level, Person, Request, Source, State

MOST_PINGS = 20
MOST_ASKED = 8
"""How many requests someone is asked to choose from."""
QUOTED = 200
"""Graphemes apart, characters of a message repeated to its author: enough to recognise it."""
RELAYED = ("said", "note", "reply")
SCORES = (1, 2, 3, 4, 5)
REFUSALS = (
    "not_found", "not_yours", "taken", "not_allowed", "confidential",
    "not_assistant", "not_that_site", "not_that_service", "not_cleared", "not_company", "not_named",
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
    "moved",
    "changed",
    "reassigned",
    "released",
    "reworded",
    "source_deleted",
)
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
    return _card(key, audience, text, subject, rows(buttons))


def relayed(
    author: Person,
    words_id: int,
    kind: str,
    audience: Audience,
    subject: str | None,
    files: Sequence[File | FileSeen] = (),
) -> Card:
    """What someone said of a request, shown in another of its places: « Karim Diallo : … » `kind`: one of `RELAYED`."""
    if kind not in RELAYED:
        raise ValueError(kind)
    who = mention(author)
    summary = ours("relay.summary", who=who, words=(Said(words=words_id, limit=120),))
    inside = kind == "reply" and audience is not Audience.REQUESTER
    intro = ours("relay.reply_inside" if inside else f"relay.{kind}", who=who)
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


def ask_if_request(source: Source, *, apart: bool = False) -> Card:
    """To an author whose message may be a request. `apart`: asked elsewhere than under it, with its words."""
    assert source.id is not None
    buttons = (
        button("accept", "intake.yes", _source(source.id), "primary"),
        button("dismiss", "intake.no", _source(source.id)),
    )
    quoted = _quoted(source) if apart else ()
    return _card("ask_if_request", Audience.PERSON, ours("intake.ask"), None, (*quoted, *rows(buttons)))


def ask_if_answer(source: Source, requests: Sequence[Request], *, awaited: bool = True) -> Card:
    """To an author whose message may be said of a request of theirs, or ask for something else.

    `awaited`: their answer is; `requests`: of which it may be said, one at least.
    """
    assert source.id is not None
    one = requests[0] if len(requests) == 1 else None
    key = "beside.which" if one is None else "beside.ask" if awaited else "beside.about"
    label = "beside.this" if one is None else "beside.answer" if awaited else "beside.yes"
    style: Literal["plain", "primary"] = "primary" if one else "plain"
    named = [
        button("answers", label, f"{_source(source.id)}:{each.ref}", style, ref=strong(each.ref))
        for each in requests[:MOST_ASKED]
    ]
    new = button("accept", "beside.new" if awaited else "beside.other", _source(source.id))
    left = button("dismiss", "intake.never_mind", _source(source.id))
    text = ours(key, ref=strong(one.ref)) if one else ours(key)
    parts = (*_quoted(source), *rows((*named, new, left)))
    return _card("ask_if_answer", Audience.PERSON, text, one.ref if one else None, parts)


def said_of(source: Source, request: Request, acts: Sequence[str], *, adds: bool, asks: bool) -> Card:
    """To an author whose message names a request: what they may do. `acts`: those on the request, by name;
    `adds`: they may add their words to it; `asks`: make another request of them."""
    assert source.id is not None
    value = _source(source.id)
    add = (button("answers", "about.add", f"{value}:{request.ref}", "primary", ref=strong(request.ref)),)
    buttons = [*(add if adds else ()), button("show", "buttons.show", request.ref)]
    for act in acts:
        confirm = "buttons.cancel_confirm" if act == "cancel" else None
        on = f"{request.ref}:on" if act == "urgent" else request.ref
        buttons.append(button(act, f"buttons.{act}", on, "danger" if confirm else "plain", confirm))
    buttons += [button("accept", "about.new", value)] if asks else []
    buttons.append(button("dismiss", "intake.never_mind", value))
    text = ours("about.ask", ref=strong(request.ref))
    return _card("said_of", Audience.PERSON, text, request.ref, (*_quoted(source), *rows(buttons)))


def ask_site(source: Source, charter: Charter, act: str = "accept", *, apart: bool = False) -> Card:
    """To an author whose site is unknown: one press, and it is remembered. `act`: what they were about to answer;
    `apart`: asked elsewhere than under their message, with its words."""
    assert source.id is not None
    value = f"{_source(source.id)}:site:"
    menu = Menu(
        act=act,
        label=ours("menus.site"),
        options=options("site", [site.id for site in charter.sites][:100], value),
    )
    leave = rows((button("dismiss", "intake.never_mind", _source(source.id)),))
    quoted = _quoted(source) if apart else ()
    return _card("ask_site", Audience.PERSON, ours("intake.ask_site"), None, (*quoted, menu, *leave))


def maybe_line(source: Source, person: Person, words_id: int) -> Card:
    """In triage: a message that nobody made a request of."""
    assert source.id is not None
    text = ours("intake.maybe", who=mention(person))
    buttons = (
        button("accept", "intake.make_it", _source(source.id)),
        button("dismiss", "intake.leave_it", _source(source.id)),
    )
    parts = (*line(text, "quiet"), said(words_id, 300), *rows(buttons))
    return Card(kind="maybe", audience=Audience.TRIAGE, summary=text, parts=parts)


def made(request: Request) -> Card:
    """« C'est noté : LYO-42. »"""
    return notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref)


def maybe_decided(accepted: str | None, who: Person | None) -> Card:
    """What stands where the « maybe » line stood: the request it became (its reference), or that it was left."""
    by: Text = (mention(who),) if who else ours("people.unknown")
    text = ours("intake.maybe_left", who=by) if who else ours("intake.maybe_left_alone")
    if accepted:
        text = ours("intake.maybe_accepted", ref=strong(accepted), who=by)
    return Card(
        kind="maybe_decided", audience=Audience.TRIAGE, subject=accepted, summary=text, parts=line(text, "quiet")
    )


def sensitive_offer(
    source: Source,
    readers: Sequence[Text],
    channel: str | None,
    files: Sequence[File] = (),
    *,
    left_out: Sequence[Text] = (),
    instead: Sequence[Text] = (),
    edited: bool = False,
) -> Card:
    """To the author alone: their message seems personal, and was shown to nobody. `readers`: to whom it may go.

    `left_out`: those to whom it would go, had it not named them; `instead`: to whom else one may turn where that leaves
    nobody. `edited`: it was let be read with other words, which stand.
    """
    assert source.id is not None
    value = _source(source.id)
    visible = ours("private.visible_in", channel=f"#{channel.lstrip('#')}") if channel else ours("private.visible")
    offer = ours("private.offer", who=listed(readers)) if readers else _turn_to(left_out, instead)
    named = line(ours("private.named", who=listed(left_out))) if left_out else ()
    confide = (button("confide", "private.yes", value, "primary"),) if readers else ()
    buttons = (*confide, button("not_private", "private.no", value))
    seems = ours("private.seems_edited" if edited else "private.seems")
    asked = (*named, *line(offer), *line(visible, "quiet"), *rows(buttons))
    parts = (*line(seems), *_quoted(source), *files_line(files), *asked)
    return Card(kind="sensitive_offer", audience=Audience.PERSON, summary=seems, parts=parts)


def _turn_to(left_out: Sequence[Text], instead: Sequence[Text]) -> Text:
    """Where nobody may be given it."""
    nobody = ours("private.nobody_left") if left_out else ()
    turn = ours("private.turn_to", who=listed(instead)) if instead else ours("private.offer_nobody")
    return sentences(nobody, turn)


def show_confirm(
    source: Source, text: str, readers: Sequence[Text], rest: str = "", *, files: Sequence[File] = ()
) -> Card:
    """To the author of what seemed personal, before it is shown: who will read it. `text`: its words as they are now;
    `files`: what came with it, by name; `rest`: the site chosen."""
    assert source.id is not None
    value = _source(source.id)
    told = ours("private.readers", readers=listed(readers)) if readers else ours("private.readers_unknown")
    seen = f"{value}:{named_to(readers, text, files)}"
    buttons = (
        button("show_all", "private.show", f"{seen}:{rest}" if rest else seen),
        button("keep_private", "private.keep", value, "primary"),
    )
    parts = (*_quoted(source), *files_line(files), *line(told), *rows(buttons))
    return Card(kind="show_confirm", audience=Audience.PERSON, summary=told, parts=parts)


def named_to(readers: Sequence[Text], text: str, files: Sequence[File]) -> str:
    """What a yes names: these readers of these words and files. It is no yes to others, nor to what was edited."""
    names = [each.name for each in files]
    return blake2b(repr((list(readers), text, names)).encode(), digest_size=6).hexdigest()


def shown_to(request: Request, text: str, readers: Sequence[Text], files: Sequence[File]) -> str:
    """What a yes to showing a request names: asked about another service, words or readers, it is no yes to these."""
    return f"yes:{request.service}:{named_to(readers, text, files)}"


def disclose_offer(
    request: Request, text: str, reader: Person | None, readers: Sequence[Text], files: Sequence[File]
) -> Card:
    """To the author of what is private, and for a service that may not read it: who reads it, and who would.

    `text`: its words as they are now; `files`: what came with them, by name.
    """
    moved = ours("disclose.moved", ref=strong(request.ref), service=service_of(request))
    who = ours("disclose.readers", readers=listed(readers)) if readers else ()
    buttons = (
        button("disclose", "private.show", f"{request.ref}:{shown_to(request, text, readers, files)}"),
        button("disclose", "private.keep", f"{request.ref}:no", "primary"),
    )
    parts: tuple[CardPart, ...] = (
        said(request.words_id, QUOTED),
        *files_line(files),
        *line(read_by(reader)),
        *line(who),
        *rows(buttons),
    )
    return _card("disclose_offer", Audience.PERSON, moved, request.ref, parts)


def kept_private(request: Request, reader: Person | None) -> Card:
    """To an author who keeps it private."""
    text = sentences(ours("disclose.kept"), read_by(reader))
    again = rows((button("disclose", "private.show", request.ref),))
    return _card("kept_private", Audience.PERSON, text, request.ref, again)


def disclosed(request: Request) -> Card:
    """To an author who let it be read."""
    text = ours("disclose.done", ref=strong(request.ref), service=service_of(request))
    return _card("disclosed", Audience.PERSON, text, request.ref)


def author_asked(request: Request) -> Card:
    """To an assistant who gave what is private to a service that may not read it."""
    text = ours("disclose.asked", ref=strong(request.ref), service=service_of(request))
    return _card("author_asked", Audience.PERSON, text, request.ref)


def claim_offer(facts: RequestFacts) -> Card:
    """To an assistant who answered in the thread of a request that nobody has."""
    request = facts.request
    text = ours("claim.offer", ref=strong(request.ref))
    buttons = rows((button("claim", "buttons.claim", request.ref, "primary"),))
    return _card("claim_offer", Audience.PERSON, text, request.ref, buttons)


def no_longer_asks(request: Request) -> Card:
    """To an author whose message asks for nothing since they edited it: its request is open still."""
    text = ours("edit.no_longer", ref=strong(request.ref))
    cancel = button("cancel", "edit.cancel", request.ref, "danger", ref=strong(request.ref))
    return _card("no_longer_asks", Audience.PERSON, text, request.ref, rows((cancel,)))


def given_up(request: Request) -> Card:
    """To an author who seems to give up what they asked: it is open until they say so."""
    text = ours("give_up.offer", ref=strong(request.ref))
    cancel = button("cancel", "edit.cancel", request.ref, "danger", ref=strong(request.ref))
    kept = button("keep_open", "give_up.keep", request.ref)
    return _card("given_up", Audience.PERSON, text, request.ref, rows((cancel, kept)))


def urgency(facts: RequestFacts, *, tells: bool) -> Card:
    """To whoever said that a request is urgent, or no longer: what follows of it, who is told, what is promised now."""
    request = facts.request
    text = ours("urgency.on" if request.urgent else "urgency.off", ref=strong(request.ref))
    told: Text = ours("urgency.tell", who=mention(facts.assignee)) if facts.assignee else ours("urgency.tell_pool")
    card = sentences(text, told if tells else (), promise_of(facts, now=True))
    return _card("urgency", Audience.PERSON, card, request.ref)


def elsewhere(request: Request) -> Card:
    """To whoever works a request, and wrote under what they were told of it: where to write, and for whose eyes."""
    text = ours("thread.elsewhere", ref=strong(request.ref))
    reply = rows((button("reply", "buttons.reply", request.ref, "primary"),))
    return _card("elsewhere", Audience.PERSON, text, request.ref, reply)


def reopen_offer(facts: RequestFacts) -> Card:
    """To whoever writes in the thread of a request that was resolved."""
    request = facts.request
    text = ours("reopen.offer", ref=strong(request.ref))
    buttons = rows((button("reopen", "buttons.reopen", request.ref, "primary"),))
    return _card("reopen_offer", Audience.PERSON, text, request.ref, buttons)


def rated(request: Request, score: int, *, worded: bool) -> Card:
    """What stands where the rating was asked: thanks, the score, and room for a word while there is none (`worded`)."""
    text = ours("rate.given", ref=strong(request.ref), score=score)
    word = () if worded else rows((button("rate", "rate.word", request.ref),))
    return _card("rated", Audience.PERSON, text, request.ref, word)


def rating_ask(request: Request) -> Card:
    """« Êtes-vous satisfait(e) ? »: a score in one press, a word if one likes."""
    text = ours("rate.ask", ref=strong(request.ref))
    scores = [button("rate", f"rate.score_{score}", f"{request.ref}:{score}") for score in SCORES]
    word = button("rate", "rate.word", request.ref)
    return _card("rating_ask", Audience.PERSON, text, request.ref, (*rows(scores), *rows((word,))))


def refusal(reason: str, helpers: Sequence[Person], request: Request | None = None, *, calls: bool = True) -> Card:
    """No, why, and who can; `calls`: they may be told of it in one press. Without `request`, nothing tells of one."""
    known = reason if reason in REFUSALS else "not_allowed"
    why = ours(f"refusal.{known}")
    if request is not None and request.service and known == "not_that_service":
        why = ours("refusal.not_that_service_named", service=service_of(request))
    if request is not None:
        why = ours("refusal.about", ref=strong(request.ref), why=why)
    names = listed([(mention(each),) for each in helpers])
    who = ours("refusal.who", count=len(helpers), names=names) if helpers else ours("refusal.nobody")
    if known == "not_found" or (known == "confidential" and not helpers):
        who = ()
    if request is None or not helpers or not calls or not helpers[0].charter_id:
        return _card("refusal", Audience.PERSON, sentences(why, who))
    value = f"{request.ref}:{helpers[0].charter_id}"
    call = rows((button("call", "refusal.call", value, who=mention(helpers[0])),))
    return _card("refusal", Audience.PERSON, sentences(why, who), request.ref, call)


def told_in_private(request: Request, told: Sequence[Person]) -> Card:
    """To whoever alerted about a confidential request: who was told, by name."""
    names = listed([(mention(each),) for each in told])
    text = ours("escalate.told_in_private", names=names, ref=strong(request.ref))
    return _card("told_in_private", Audience.PERSON, text, request.ref)


def outsider(host: Person | None) -> Card:
    """To somebody who is not of the company: not here, and who can help. Nothing tells what there is."""
    text = ours("errors.outsider_who", who=mention(host)) if host else ours("errors.outsider")
    return _card("outsider", Audience.PERSON, text)


def taken_already(facts: RequestFacts) -> Card:
    """« Inès Caron s'en occupe déjà, depuis 9 h 12. »"""
    request = facts.request
    if facts.assignee is None:
        text = ours("claim.over", ref=strong(request.ref))
    elif request.claimed_at is None:
        text = ours("claim.taken", who=mention(facts.assignee))
    else:
        text = ours("claim.taken_since", who=mention(facts.assignee), when=just(request.claimed_at))
    return _card("taken_already", Audience.PERSON, text, request.ref)


def claimed(person: Person, request: Request) -> Card:
    """To the requester: who has it."""
    return _card("claimed", Audience.REQUESTER, ours("claim.done", who=mention(person)), request.ref)


def resolved(request: Request) -> Card:
    """To the requester: it is done, and what to do if it is not; once closed, what becomes of what they write."""
    text = ours("resolve.closed" if request.state is State.CLOSED else "resolve.done")
    return _card("resolved", Audience.REQUESTER, text, request.ref)


def pings(told: Sequence[tuple[Request, str]], charter: Charter, reasons: Mapping[int, int] | None = None) -> Card:
    """What someone is told of requests, in one message: one line each. `why` is one of `PINGS`.

    `reasons`: the words that somebody alerted with, by the request's row id.
    """
    lines = [_ping(request, why, (reasons or {}).get(request.id or 0)) for request, why in told[:MOST_PINGS]]
    first = told[0][0].ref if told else None
    if len(told) == 1:
        return _card("pings", Audience.PERSON, lines[0], first, _ping_buttons(*told[0]))
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


def _card(
    kind: str, audience: Audience, text: Text, subject: str | None = None, parts: Sequence[CardPart] = ()
) -> Card:
    return Card(kind=kind, audience=audience, subject=subject, summary=text, parts=(*line(text), *parts))


def _quoted(source: Source) -> tuple[CardPart, ...]:
    return (said(source.words_id, QUOTED),) if source.words_id is not None else ()


def _source(source_id: int) -> str:
    return f"source:{source_id}"


def _ping(request: Request, why: str, reason: int | None = None) -> Text:
    known = why if why in PINGS else "other"
    if known == "escalated" and reason is not None:
        return ours("ping.escalated_why", ref=strong(request.ref), words=(Said(words=reason, limit=QUOTED),))
    return ours(f"ping.{known}", ref=strong(request.ref))


def _ping_buttons(request: Request, why: str) -> tuple[CardPart, ...]:
    if why in NO_LONGER_THEIRS:
        return ()
    show = button("show", "buttons.show", request.ref)
    if why == "proposed" and request.state is State.NEW and request.level is not Level.CONFIDENTIAL:
        return rows((button("claim", "buttons.claim", request.ref, "primary"), show))
    return rows((show,))
