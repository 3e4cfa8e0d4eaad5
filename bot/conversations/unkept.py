"""What was taken out of what somebody wrote: they are told, alone, and shown where to turn; the rest is heard.

A report of wrongdoing is no request and is told to nobody: not even that there was one.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import Card, CloseForm, Done, FieldErrors, OpenForm, ReplaceForm, Reply, Say, Text
from bot.conversations.intake import know_direct
from bot.conversations.keeping import question
from bot.events import CommandGiven, FormSubmitted, MessageEdited, MessagePosted, MessageSeen, Where
from bot.outgoing import Outgoing, say_to
from bot.people import Actor, actor, persons_of_charter
from bot.questioning import ask_instead, questions_to
from bot.requests import channel_name, held_edit, of_thread, source_of
from bot.sparing import is_left
from bot.talk import Talk
from bot.views import unkept as views
from bot.views.parts import line, sentences
from storage.tables import OutboxState, Person


def heard(talk: Talk, decide: Callable[[Talk], Reply]) -> Reply:
    """Decide what is left of what somebody wrote, and tell them what was not kept."""
    event = talk.event
    if not getattr(event, "spared", ()) or not _concerns(talk):
        return decide(talk)
    someone = actor(talk.unit, talk.charter, event.who) if isinstance(event, MessageSeen) and event.who else talk.actor
    reply = decide(talk) if is_left(event) or isinstance(event, MessageSeen) else _nothing(talk)
    return _told(talk, someone, reply)


def _concerns(talk: Talk) -> bool:
    """Whether it was written to the desk, or where it listens."""
    event = talk.event
    if isinstance(event, CommandGiven | FormSubmitted):
        return True
    if isinstance(event, MessageSeen):
        return event.who is not None
    where: Where = event.where
    if where.kind == "direct" or (isinstance(event, MessagePosted) and event.mentions_desk):
        return True
    if talk.charter.channel(where.platform, where.conversation) is not None:
        return True
    return where.root is not None and of_thread(talk.unit, where.platform, where.conversation, where.root) is not None


def _nothing(talk: Talk) -> Reply:
    if isinstance(talk.event, MessagePosted):
        know_direct(talk)
    return CloseForm() if isinstance(talk.event, FormSubmitted) else Done()


def _told(talk: Talk, someone: Actor, reply: Reply) -> Reply:
    """The answer, with what was not kept under it where there is one; else what they are told by itself."""
    event = talk.event
    desk = talk.charter.desk
    health, whistle = (_trusted(talk, someone, each) for each in (desk.health_contact, desk.whistle_contact))
    lines = views.turning(event.spared, health, whistle)
    if isinstance(event, MessagePosted | MessageEdited | MessageSeen):
        where: Where = event.where
        if _asked_too(talk, someone, where, event.ts, lines):
            return reply
        named = channel_name(talk.unit, where.platform, where.conversation)
        card = views.unkept(lines, named, where.platform, alone=where.kind == "direct")
        say_to(talk.unit, someone.who, card)
        return reply
    match reply:
        case Say(card=card):
            return reply.model_copy(update={"card": _under(card, lines)})
        case OpenForm(form=form) | ReplaceForm(form=form):
            return reply.model_copy(update={"form": form.model_copy(update={"lines": (*form.lines, *lines)})})
        case FieldErrors(errors=errors):
            return FieldErrors(errors={name: sentences(each, *lines) for name, each in errors.items()})
        case CloseForm(card=Card() as card):
            return CloseForm(card=_under(card, lines))
    told = views.unkept(lines, None, someone.who.platform, alone=True)
    return CloseForm(card=told) if isinstance(event, FormSubmitted) else Say(card=told)


def _asked_too(talk: Talk, someone: Actor, where: Where, ts: str, lines: tuple[Text, ...]) -> bool:
    """Whether they are just asked to whom it may go, and are told so with that: one message for one."""
    source = source_of(talk.unit, where.platform, where.conversation, ts)
    for asked in (source, held_edit(talk.unit, source) if source is not None else None):
        subject = question(asked) if asked is not None else ""
        for row in questions_to(talk.unit, someone.who, subject) if subject else ():
            card = Outgoing.model_validate_json(row.payload or "{}").card
            if row.state is OutboxState.QUEUED and card is not None and card.kind == "sensitive_offer":
                ask_instead(talk.unit, someone.who, views.beside(card, lines), subject)
                return True
    return False


def _under(card: Card, lines: tuple[Text, ...]) -> Card:
    return card.model_copy(update={"parts": (*card.parts, *(part for each in lines for part in line(each)))})


def _trusted(talk: Talk, someone: Actor, name: str | None) -> Person | None:
    """Who is trusted with it, unless it is whoever wrote it."""
    found = next(iter(persons_of_charter(talk.unit, (name,))), None) if name else None
    return None if found is None or found.id == someone.id else found
