"""A toy desk, so that the sandbox is tested by itself: it answers a message with a card, and each press with a word."""

from __future__ import annotations

from typing import Any

from bot import outgoing, pairing, people
from bot.cards import (
    Button,
    Buttons,
    Card,
    CloseForm,
    Done,
    FieldErrors,
    FormView,
    Line,
    OpenForm,
    Question,
    Reply,
    Said,
    Say,
    Span,
    plain,
)
from bot.charter import Charter
from bot.events import (
    ButtonPressed,
    CommandGiven,
    Event,
    FormSubmitted,
    HomeOpened,
    MessagePosted,
    PeopleSeen,
    ReactionAdded,
    ShortcutUsed,
)
from storage import words
from storage.outbox import queue
from storage.tables import Audience, Identity, OutboxKind, Place
from storage.unit import Unit


class ToyDesk:
    """Keeps every event that it handled, in order."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.handled: list[Event] = []

    def prepare(self, event: Event) -> None:
        return None

    def handle(self, event: Event, unit: Unit, prepared: Any) -> Reply:
        self.handled.append(event)
        match event:
            case PeopleSeen():
                for profile in event.profiles:
                    pairing.learn(unit, self.charter, profile)
            case MessagePosted():
                _echo(unit, event)
            case ReactionAdded():
                outgoing.react(unit, event.where.platform, event.where.conversation, event.ts, "create")
            case ButtonPressed() | CommandGiven():
                return Say(card=_card(*plain("vous seul")), instead=getattr(event, "act", "") == "answer")
            case HomeOpened():
                known = people.identity_of(unit, event.who)
                assert known is not None
                outgoing.refresh_home(unit, known)
            case ShortcutUsed():
                question = Question(id="what", kind="text", label=plain("Quoi ?"))
                view = FormView(
                    id=f"F-{event.who.user}",
                    kind="toy",
                    title=plain("Essai"),
                    fields=(question,),
                    submit=plain("Envoyer"),
                    cancel=plain("Annuler"),
                )
                return OpenForm(form=view)
            case FormSubmitted(values={"what": ""}):
                return FieldErrors(errors={"what": plain("Dites quoi.")})
            case FormSubmitted():
                return CloseForm(card=_card(*plain("reçu")))
            case _:
                pass
        return Done()

    def draw_place(self, unit: Unit, place: Place) -> Card | None:
        return None

    def may_say(self, unit: Unit, place: Place) -> bool:
        return True

    def draw_home(self, unit: Unit, identity: Identity) -> Card | None:
        return _card(*plain(f"chez {identity.name}"))

    def reader(self, unit: Unit, platform: str, conversation: str | None, identity_id: int | None) -> tuple[str, str]:
        return "fr", "Europe/Paris"


def _echo(unit: Unit, event: MessagePosted) -> None:
    if not event.text:
        return
    said = words.keep(unit, event.text, "message", None)
    where = event.where
    root = where.root or event.ts
    payload = outgoing.Outgoing(conversation=where.conversation, root=root, card=_card(Said(words=said)))
    queue(
        unit,
        OutboxKind.SEND,
        platform=where.platform,
        channel=outgoing.channel_key(where.platform, where.conversation),
        lane=outgoing.thread_lane(where.platform, where.conversation, root),
        subject="card:toy",
        payload=payload.model_dump_json(exclude_none=True),
    )


def _card(*text: Span) -> Card:
    buttons = Buttons(buttons=(Button(act="claim", label=plain("Je m'en charge"), value="LYO-1"),))
    return Card(
        kind="toy",
        audience=Audience.PERSON,
        summary=plain("toy"),
        subject="LYO-1",
        parts=(Line(text=tuple(text)), buttons),
    )
