"""What is refused is taken out of an event at the door: before it is read, kept, or told to anybody.

So nothing of it reaches the inbox, the words, a form or a log. What was typed in a command or a form stands nowhere
else: it goes back in the answer, which is stored without it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.cards import Card, CloseForm, Done, Held, Line, OpenForm, ReplaceForm, Reply, Say, Text, Typed, ours
from bot.events import CommandGiven, Event, FormSubmitted, MessageEdited, MessagePosted, MessageSeen
from bot.understanding.refused import CUT, Kind, Spared, spared, spared_file
from storage.tables import Audience

_ORDER = re.compile(r"\s*/?\w+(?:\s+[A-Za-z]{2,5}-\d+)?(?=\s)")
"""How a command begins: its verb, and what it names."""


class Sparing(NamedTuple):
    """An event as it may be kept, and what its author had typed that stands nowhere else."""

    event: Event
    typed: tuple[str, ...] = ()


def spare(event: Event) -> Sparing:
    """Take out of an event what is not to be kept."""
    match event:
        case MessagePosted() | MessageEdited() | MessageSeen():
            return Sparing(_message(event))
        case CommandGiven():
            kept = _command(event.text)
            if kept.kinds:
                return Sparing(event.model_copy(update={"text": kept.text, "spared": kept.kinds}), (event.text,))
        case FormSubmitted():
            return _form(event)
    return Sparing(event)


def is_left(event: Event) -> bool:
    """Whether anything is left of what was written: of a report of wrongdoing nothing is."""
    match event:
        case MessagePosted() | MessageEdited() | MessageSeen():
            return bool(event.files) or _says_something(event.text or "")
        case CommandGiven():
            return _says_something(event.text)
    return not is_report(event)


def is_report(event: Event) -> bool:
    """Whether what was written was a report of wrongdoing."""
    return "whistle" in getattr(event, "spared", ())


def given_back(event: Event, reply: Reply, typed: tuple[str, ...]) -> Reply:
    """An answer, with what was typed: to be copied by whoever typed it, for it is kept nowhere."""
    if not typed:
        return reply
    lines = [ours("unkept.typed"), *((Typed(text=each),) for each in typed)]
    match reply:
        case Say(card=card):
            return reply.model_copy(update={"card": _with(card, lines)})
        case CloseForm(card=Card() as card):
            return CloseForm(card=_with(card, lines))
        case OpenForm(form=form) | ReplaceForm(form=form):
            return reply.model_copy(update={"form": form.model_copy(update={"lines": (*form.lines, *lines)})})
        case CloseForm():
            return CloseForm(card=_alone(lines))
        case Done() | Held():
            return CloseForm(card=_alone(lines)) if isinstance(event, FormSubmitted) else Say(card=_alone(lines))
    return reply


def _message(event: MessagePosted | MessageEdited | MessageSeen) -> Event:
    kept = spared(event.text or "")
    files = {file: spared_file(file.name) for file in event.files}
    kinds = dict.fromkeys([*kept.kinds, *(kind for kind in files.values() if kind is not None)])
    if not kinds:
        return event
    left = () if "whistle" in kinds else tuple(file for file, kind in files.items() if kind is None)
    text = "" if "whistle" in kinds and event.text is not None else event.text if not kept.kinds else kept.text
    return event.model_copy(update={"text": text, "files": left, "spared": _told(kinds)})


def _command(text: str) -> Spared:
    """What may be kept of a command: its verb says what is done with the rest."""
    begun = _ORDER.match(text)
    order = begun.group() if begun is not None else ""
    rest = spared(text[len(order) :])
    return rest if rest.kinds == ("whistle",) else Spared(order + rest.text, rest.kinds) if rest.kinds else spared(text)


def _form(event: FormSubmitted) -> Sparing:
    kept = {name: spared(value) for name, value in event.values.items()}
    kinds = dict.fromkeys(kind for each in kept.values() for kind in each.kinds)
    if not kinds:
        return Sparing(event)
    values = {name: each.text if not each.kinds or _says_something(each.text) else "" for name, each in kept.items()}
    typed = tuple(event.values[name] for name, each in kept.items() if each.kinds)
    return Sparing(event.model_copy(update={"values": values, "spared": _told(kinds)}), typed)


def _told(kinds: dict[Kind, None]) -> tuple[str, ...]:
    return ("whistle",) if "whistle" in kinds else tuple(kinds)


def _says_something(text: str) -> bool:
    return any(each.isalnum() for each in text.replace(CUT, ""))


def _with(card: Card, lines: list[Text]) -> Card:
    return card.model_copy(update={"parts": (*card.parts, *_quoted(lines))})


def _alone(lines: list[Text]) -> Card:
    return Card(kind="notice", audience=Audience.PERSON, summary=lines[0], parts=_quoted(lines))


def _quoted(lines: list[Text]) -> tuple[Line, ...]:
    return (Line(text=lines[0]), *(Line(text=each, style="quote") for each in lines[1:]))
