"""What was learned from corrections: listed for whoever coordinates, forgotten by them, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from bot import lessons
from bot.cards import Reply, Text, ours
from bot.conversations.asked_already import may_be_known
from bot.conversations.listing import MORE, MOST, page, within
from bot.permit import refuse
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may, sight
from bot.talk import Talk, on_command, on_press
from bot.understanding.lessons import Taught
from bot.views.learned import MOST_FROM, From, Known, learned_card
from bot.views.parts import strong
from storage.tables import Level, Request

LONGEST_ID = 19


def refused(talk: Talk) -> Reply | None:
    """None for whoever looks after what the desk understands; else the refusal, told to them alone."""
    said = may(Act.TEACH, talk.actor, None, talk.charter)
    return None if said.allowed else refuse(talk, said, None)


@on_command("learned", "appris", "learned")
def learned(talk: Talk, said: str) -> Reply:
    """What corrections taught, by service."""
    return _list(talk, page(said))


@on_press("unlearn")
def unlearn(talk: Talk, value: str) -> Reply:
    """Forget one of the words listed. `value`: its stem."""
    no = refused(talk)
    if no is not None:
        return no
    known = next((each for each in _known(talk) if each.stem == value), None)
    if known is None:
        return _list(talk, 0, above=ours("lessons.gone"))
    done = lessons.forget(talk.unit, known.stem, talk.actor.id)
    return _list(talk, 0, above=ours("lessons.forgotten", word=strong(known.word)), recall=done)


@on_press("relearn")
def relearn(talk: Talk, value: str) -> Reply:
    """Take back that a word was forgotten. `value`: the id of that."""
    no = refused(talk)
    if no is not None:
        return no
    known = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    stem = lessons.recall(talk.unit, int(value), talk.actor.id) if known else None
    word = next((each.word for each in _known(talk) if each.stem == stem), stem)
    return _list(talk, 0, above=ours("lessons.recalled", word=strong(word)) if word else ours("lessons.gone"))


def told_of(talk: Talk, taught: Iterable[Taught]) -> list[Known]:
    """What whoever acts may be told of what was learned, and from which requests.

    A word of what only some may read is told to these alone, as the request is.
    """
    found: list[Known] = []
    for each in taught:
        sources = _sources(talk, each)
        if sources:
            against = tuple(term.value for term in each.terms if term.weight < 0)
            found.append(Known(each.stem, each.word, each.service, against, each.little, sources))
    return found


def _sources(talk: Talk, each: Taught) -> tuple[From, ...]:
    readable = (source for source in lessons.sources(talk.unit, each.corrections) if _may_read(talk, source.request))
    return tuple(_from(talk, source) for source in islice(readable, MOST_FROM))


def _may_read(talk: Talk, request: Request) -> bool:
    """Whether whoever acts reads its words: by what they are to it, or where everybody does."""
    if sight(talk.actor, request, talk.charter) is Part.FULL:
        return True
    return request.level is Level.STANDARD and may_be_known(talk, request)


def _from(talk: Talk, source: lessons.Source) -> From:
    part = sight(talk.actor, source.request, talk.charter)
    return From(source.request.ref if part is not Part.NOTHING else None, source.by, source.lesson.at)


def _known(talk: Talk) -> list[Known]:
    """By service in the charter's order, those that speak for none last; in each by word."""
    order = {service.id: place for place, service in enumerate(talk.charter.services)}
    known = told_of(talk, lessons.since(talk.unit, talk.charter, talk.lessons).taught)
    return sorted(known, key=lambda each: (order.get(each.service or "", len(order)), each.against, each.word))


def _list(talk: Talk, past: int, *, above: Text = (), recall: int | None = None) -> Reply:
    no = refused(talk)
    if no is not None:
        return no
    known = _known(talk)
    past = within(past, len(known))
    shown = known[past : past + MOST]
    card = learned_card(shown, len(known), past=past, above=above, recall=recall)
    return talk.tell(card, instead=bool(above))


MORE["learned"] = _list
