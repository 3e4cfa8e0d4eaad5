"""What a newcomer writes to a requester, and a colleague looks at and sends: asked, sent, returned, given back."""

from __future__ import annotations

from bot.cards import Card, Said, Span, Text, ours
from bot.views.parts import button, just, line, mention, one_line, rows, said, sentences, strong
from bot.views.request_card import check_buttons
from storage.tables import Audience, Person, Request, Review, State


def asked(request: Request, review: Review, worker: Person) -> Card:
    """To whoever goes along with them: what they would write, and what may be done of it."""
    value = f"{request.ref}:{review.id}"
    buttons = (
        button("send_words", "buttons.send_words", value, "primary"),
        button("amend", "buttons.amend", value),
        button("return_words", "buttons.return_words", value),
        button("show", "buttons.show", request.ref),
    )
    text = ours(f"accompany.ask_{review.kind}", who=mention(worker), ref=strong(request.ref))
    words = (said(review.words_id),) if review.words_id is not None else ()
    return one_line("words_asked", Audience.PERSON, text, request.ref, (*words, *rows(buttons)))


def proposed(request: Request, review: Review, names: Text, *, away: bool = False) -> Card:
    """To their author: who looks at them first (all of them `away`), and that they may be taken back until then."""
    key, ref = "accompany.proposed_away" if away else "accompany.proposed", strong(request.ref)
    text = ours(key, ref=ref, names=names) if names else ours(f"{key}_pool", ref=ref)
    back = rows((button("recall_words", "buttons.recall", f"{request.ref}:{review.id}"),))
    return one_line("words_proposed", Audience.PERSON, text, request.ref, back)


def not_yours(request: Request, worker: Person, names: Text) -> Card:
    """To somebody else who would send them: who looks at them."""
    args: dict[str, Span | Text] = {"ref": strong(request.ref), "who": mention(worker)}
    text = ours("accompany.theirs", names=names, **args) if names else ours("accompany.theirs_pool", **args)
    return _to_one("words_theirs", request, text)


def decided(request: Request, review: Review, worker: Person, by: Person | None, *, own: bool) -> Card:
    """Where they were put to somebody, or to whoever comes second: what became of them. `own`: by its reader."""
    args: dict[str, Span | Text] = {"ref": strong(request.ref), "who": mention(worker)}
    if by is None or review.decided_at is None:
        return _to_one("words_decided", request, ours("accompany.dropped", **args))
    if own:
        return _to_one("words_decided", request, ours(f"accompany.{review.outcome}_by_you", **args))
    text = ours(f"accompany.{review.outcome}_already", by=mention(by), when=just(review.decided_at), **args)
    return _to_one("words_decided", request, text)


def looked(by: Person) -> Card:
    """In triage, under what was sent: who looked at it."""
    return one_line("words_looked", Audience.TRIAGE, ours("accompany.looked", who=mention(by)))


def sent(request: Request, by: Person, words_id: int | None) -> Card:
    """To their author: they were sent; `words_id`: as they were put."""
    key = "sent" if words_id is None else "sent_amended"
    text = ours(f"accompany.{key}", who=mention(by), ref=strong(request.ref))
    return _to_one("words_sent", request, text, words_id)


def returned(request: Request, by: Person, remark: int, words_id: int | None) -> Card:
    """To their author: they are not sent, why, and what they were."""
    text = ours("accompany.returned", who=mention(by), ref=strong(request.ref), words=Said(words=remark))
    parts = (*line(ours("accompany.here"), "quiet"), said(words_id)) if words_id is not None else ()
    again = rows((button("reply", "buttons.reply", request.ref, "primary"),))
    return one_line("words_returned", Audience.PERSON, text, request.ref, (*parts, *again))


def given_back(request: Request, words_id: int | None, *, own: bool = False, knows: bool = True) -> Card:
    """To their author: they are not sent, for something became of the request, or they took them back (`own`).

    Not `knows`: they may not read it any longer, and nothing is told of it.
    """
    why = "recalled" if own else _why_back(request) if knows else "moved"
    return _to_one("words_back", request, ours(f"accompany.back_{why}", ref=strong(request.ref)), words_id)


def _why_back(request: Request) -> str:
    match request.state:
        case State.RESOLVED | State.CLOSED:
            return "done"
        case State.CANCELLED:
            return "cancelled"
    return "moved"


def done_since(request: Request, worker: Person) -> Card:
    """To whoever would send a question of what was said to be done since: that is looked at first."""
    text = ours("accompany.done_since", ref=strong(request.ref), who=mention(worker))
    return one_line("words_done_since", Audience.PERSON, text, request.ref, rows(check_buttons(request.ref)))


def too_long(request: Request) -> Card:
    """To whoever would put them otherwise, where no form holds them."""
    return _to_one("words_too_long", request, ours("accompany.too_long", ref=strong(request.ref)))


def erased(request: Request) -> Card:
    """To whoever would send words that were erased meanwhile."""
    return _to_one("words_erased", request, ours("accompany.erased", ref=strong(request.ref)))


def alone(request: Request, *, known: bool) -> Card:
    """To their author: nobody could look at them, and they were sent as they are. `known`: who steers it is told."""
    sent = ours("accompany.alone", ref=strong(request.ref))
    return _to_one("words_alone", request, sentences(sent, ours("accompany.alone_known") if known else ()))


def read_already(request: Request, names: Text) -> Card:
    """To a newcomer who wrote where the requester reads it: nobody could look at it first, and how it is done."""
    text = ours("accompany.read", names=names) if names else ours("accompany.read_pool")
    reply = rows((button("reply", "buttons.reply", request.ref),))
    return one_line("words_read", Audience.PERSON, text, request.ref, reply)


def _to_one(kind: str, request: Request, text: Text, words_id: int | None = None) -> Card:
    words = (said(words_id),) if words_id is not None else ()
    return one_line(kind, Audience.PERSON, text, request.ref, words)
