"""Work that a second person looks at before it is done: who may, what is held, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card, Plain, Span, Text, ours
from bot.charter import Charter
from bot.views.parts import button, just, listed, mention, one_line, rows, said, sentences, strong
from storage.tables import Audience, Person, Request, Review

MOST_NAMES = 4
"""How many people are named; of more, it is somebody of the desk."""


def names_of(charter: Charter, ids: Sequence[str]) -> Text:
    """Some people of the charter by name; nothing where they are many."""
    named = [charter.person(each) for each in ids]
    known: list[Text] = [(Plain(text=each.name),) for each in named if each is not None]
    return listed(known) if 0 < len(known) <= MOST_NAMES else ()


def asked(worker: Person, names: Text) -> Card:
    """In triage: somebody has finished, and who looks at it."""
    return one_line("review_asked", Audience.TRIAGE, _named("asked", names, who=mention(worker)))


def submitted(request: Request, names: Text, *, worded: bool) -> Card:
    """To whoever said that it is done: who looks at it first; `worded`: they said something to the requester."""
    text = _named("submitted", names, ref=strong(request.ref))
    later = ours("review.word_later") if worded else ()
    return _own(request, sentences(text, later))


def waits(request: Request, names: Text) -> Card:
    """To the same, who says so once more."""
    return _own(request, _named("waits", names, ref=strong(request.ref)))


def first(request: Request) -> Card:
    """To whoever would do something else with it meanwhile."""
    return _own(request, ours("review.first", ref=strong(request.ref)))


def not_asked(request: Request) -> Card:
    """To whoever would look at what does not wait for that."""
    return one_line("review", Audience.PERSON, ours("review.not_asked", ref=strong(request.ref)), request.ref)


def decided_already(request: Request, review: Review, by: Person, *, own: bool) -> Card:
    """To whoever comes second: what was said of it, by whom and when. `own`: by them."""
    ref = strong(request.ref)
    key = f"review.{review.outcome}"
    if own or review.decided_at is None:
        return one_line("review", Audience.PERSON, ours(f"{key}_by_you", ref=ref), request.ref)
    text = ours(f"{key}_already", ref=ref, who=mention(by), when=just(review.decided_at))
    return one_line("review", Audience.PERSON, text, request.ref)


def word_back(request: Request, words_id: int) -> Card:
    """To whoever said that it was done: their last word was sent to nobody."""
    text = ours("review.word_back", ref=strong(request.ref))
    return one_line("word_back", Audience.PERSON, text, request.ref, (said(words_id),))


def _named(key: str, names: Text, **args: Span | Text) -> Text:
    """Who looks at it by name, or without one."""
    return ours(f"review.{key}", names=names, **args) if names else ours(f"review.{key}_pool", **args)


def _own(request: Request, text: Text) -> Card:
    """To whoever did it, who may take it back."""
    back = rows((button("recall", "buttons.recall", request.ref),))
    return one_line("review", Audience.PERSON, text, request.ref, back)
