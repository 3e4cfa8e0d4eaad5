"""What is said of an alert: to whoever alerted, and to whoever takes over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Button, Card, Mention, Said, Text, ours
from bot.views.parts import QUOTED, at, button, just, line, listed, mention, one_line, rows, sentences, strong
from storage.tables import Audience, Journal, Person, Request, State


def needed(request: Request, why: str) -> Card:
    """In a channel of alerts: what is missed, by its reference alone."""
    buttons = (*take_over_buttons(request.ref, ("take_over", "assign")), button("show", "buttons.show", request.ref))
    return one_line("needed", Audience.TRIAGE, missed_text(request, why), request.ref, rows(buttons))


def no_longer_waits(
    request: Request, reader: Person | None, *, holder: Person | None, over: Person | None, asked: bool, knows: bool
) -> Card:
    """What stands where its reader (none: a channel of alerts) was told of it, once it no longer waits for them: that
    it is over, who has taken `over`, who has it (`holder`).

    `asked`: they were asked a question. Not `knows`: they may not read it, and nothing is told of it.
    """
    text = ours("told.over", ref=strong(request.ref))
    if knows:
        text = ours("told.answered", ref=strong(request.ref)) if asked else _who_answers(request, reader, holder, over)
    show = rows((button("show", "buttons.show", request.ref),)) if knows and reader is not None else ()
    audience = Audience.PERSON if reader is not None else Audience.TRIAGE
    return one_line("no_longer_waits", audience, text, request.ref, show)


def _who_answers(request: Request, reader: Person | None, holder: Person | None, over: Person | None) -> Text:
    ref, own = strong(request.ref), reader.id if reader is not None else None
    match request.state:
        case State.RESOLVED | State.CLOSED:
            return ours("obeyed.resolve", ref=ref)
        case State.CANCELLED:
            return ours("ping.cancelled", ref=ref)
    has = holder is not None and holder.id == own
    if over is not None and over.id == own:
        return ours("take_over.yours" if has else "take_over.done", ref=ref)
    if over is not None:
        return ours("ping.taken_over_by", who=mention(over), ref=ref)
    if has:
        return ours("obeyed.claim", ref=ref)
    return ours("claim.done_of", ref=ref, who=mention(holder)) if holder is not None else ours("told.over", ref=ref)


def missed_text(request: Request, why: str) -> Text:
    """« LYO-42 a besoin de vous : promise pour mardi 10 h, toujours sans réponse. »"""
    what = why.removesuffix("_late")
    promised = request.first_response_at if what == "missed_response" else request.promised_at
    when = at(promised or request.updated_at, request.site)
    text = ours(f"ping.{what}", ref=strong(request.ref), when=when)
    return sentences(text, ours("ping.told_late") if what != why else ())


def alerted(request: Request, people: Sequence[Person]) -> Card:
    """To whoever alerted: who is told, by name; nobody by name where it is the coordination."""
    ref = strong(request.ref)
    text = ours("escalate.told_names", names=_names(people), ref=ref) if people else ours("escalate.told", ref=ref)
    return one_line("alerted", Audience.PERSON, text, request.ref)


def alerted_already(request: Request, again_at: datetime | None, *, noted: bool) -> Card:
    """To whoever alerts again soon: they know already; from when on to do it again; their word is kept, or none."""
    text = ours("escalate.already_noted" if noted else "escalate.already", ref=strong(request.ref))
    again = ours("escalate.again", when=just(again_at)) if again_at is not None else ()
    return one_line("alerted_already", Audience.PERSON, sentences(text, again), request.ref)


def taken_over(request: Request, told: Sequence[Person], *, keeps: bool) -> Card:
    """To whoever takes over: that they do, that it is theirs (`keeps`), and who is told."""
    text = ours("take_over.yours" if keeps else "take_over.done", ref=strong(request.ref))
    tells = ours("take_over.tells", names=_names(told)) if told else ()
    buttons = rows((*take_over_buttons(request.ref, ("assign",)), button("show", "buttons.show", request.ref)))
    return one_line("taken_over", Audience.PERSON, sentences(text, tells), request.ref, buttons)


def taken_over_already(request: Request, by: Person, at: datetime) -> Card:
    """To whoever would take over what somebody else has taken over."""
    text = ours("take_over.already", who=mention(by), ref=strong(request.ref), when=just(at))
    show = rows((button("show", "buttons.show", request.ref),))
    return one_line("taken_over_already", Audience.PERSON, text, request.ref, show)


def take_over_buttons(ref: str, acts: Sequence[str]) -> tuple[Button, ...]:
    """[Je prends le relais] or [Répondre au demandeur], [Confier à…], of which its reader may press these."""
    offered = (
        button("reply", "buttons.reply", ref, "primary"),
        button("take_over", "buttons.take_over", ref, "primary"),
        button("assign", "buttons.assign", ref),
    )
    return tuple(each for each in offered if each.act in acts)


def raised(alerted: Journal, audience: Audience) -> Card:
    """To whoever is alerted about what has no request: who alerts, why, and that they may take over."""
    text = ours("alert.raised", who=Mention(person=alerted.actor_id or 0), words=_why(alerted))
    take = rows((button("take_alert", "buttons.take_over", str(alerted.id), "primary"),))
    return one_line("alert", audience, text, None, take)


def told_of(people: Sequence[Person]) -> Card:
    """To whoever alerted: who is told."""
    text = ours("alert.told", names=_names(people)) if people else ours("alert.nobody")
    return one_line("alert_told", Audience.PERSON, text)


def alert_taken(alerted: Journal, taken: Journal, *, own: bool) -> Card:
    """Who takes over what was alerted; to themselves (`own`) or to others."""
    text = ours("alert.yours" if own else "alert.taken", who=Mention(person=taken.actor_id or 0), words=_why(alerted))
    return one_line("alert_taken", Audience.PERSON if own else Audience.TRIAGE, text)


def alerts_card(lately: Sequence[tuple[Journal, Journal | None]]) -> Card:
    """The latest alerts, who gave them and what came of each."""
    title = ours("alert.lately" if lately else "alert.none")
    lines = [each for alerted, taken in lately for each in line(_alert_line(alerted, taken))]
    return Card(kind="alerts", audience=Audience.PERSON, summary=title, parts=(*line(title, "title"), *lines))


def _alert_line(alerted: Journal, taken: Journal | None) -> Text:
    who = Mention(person=alerted.actor_id or 0)
    text = ours("alert.line", when=just(alerted.at), who=who, words=_why(alerted))
    over = ours("alert.taken_at", who=Mention(person=taken.actor_id or 0), when=just(taken.at)) if taken else ()
    return sentences(text, over or ours("alert.waits"))


def _why(alerted: Journal) -> Said:
    return Said(words=alerted.data["words"], limit=QUOTED)


def _names(people: Sequence[Person]) -> Text:
    return listed([(mention(each),) for each in people])
