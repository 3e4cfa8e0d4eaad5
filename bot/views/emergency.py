"""Emergency access as it is said: to who asks for it, to the second person, and to the company's contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, CardPart, Text, ours
from bot.views.access import why_of
from bot.views.facts import RequestFacts
from bot.views.lists import show_card
from bot.views.parts import button, just, line, listed, mention, one_line, rows, sentences, strong
from storage.tables import AccessAsk, Audience, Grant, Journal, Person, Request

KIND = "emergency"
MOST = 10


def for_admins(people: Sequence[Person]) -> Card:
    """To somebody who does not administer the desk: who does."""
    who = ours("emergency.who_may", names=listed([(mention(each),) for each in people])) if people else ()
    return one_line(KIND, Audience.PERSON, sentences(ours("emergency.not_admin"), who))


def asked(request: Request, ask: AccessAsk, asker: Person, until: datetime) -> Card:
    """To the second person: who asks, why, and the press that opens it, until when that may be answered."""
    value = str(ask.id)
    presses = (
        button("emergency_give", "emergency.give", value, "danger"),
        button("emergency_refuse", "emergency.refuse", value),
    )
    text = ours("emergency.asked", who=mention(asker), ref=strong(request.ref), until=just(until))
    return one_line("emergency_asked", Audience.PERSON, text, request.ref, (*why_of(ask.words_id), *rows(presses)))


def asked_told(request: Request, ask: AccessAsk, asker: Person) -> Card:
    """To the contact, where others answer."""
    text = ours("emergency.asked_told", who=mention(asker), ref=strong(request.ref))
    return one_line(KIND, Audience.PERSON, text, request.ref, why_of(ask.words_id))


def opened(request: Request, grant: Grant, by: Person) -> Card:
    """To who asked: it is open, and how it is read."""
    text = ours("emergency.opened", by=mention(by), ref=strong(request.ref), until=just(grant.until))
    read = rows((button("emergency_read", "emergency.read", request.ref, "primary"),))
    return one_line(KIND, Audience.PERSON, text, request.ref, read)


def given(request: Request, grant: Grant, asker: Person, by: Person, *, own: bool = False) -> Card:
    """To who said yes (`own`), and to the contact."""
    key = "emergency.given_own" if own else "emergency.given"
    text = ours(key, by=mention(by), who=mention(asker), ref=strong(request.ref), until=just(grant.until))
    end = rows((button("access_end", "access.end", str(grant.id)),))
    return one_line(KIND, Audience.PERSON, text, request.ref, end)


def refused(request: Request, by: Person) -> Card:
    """To who asked, and was told no."""
    return one_line(KIND, Audience.PERSON, ours("emergency.refused", by=mention(by), ref=strong(request.ref)))


def declined(request: Request, asker: Person, by: Person, *, own: bool = False) -> Card:
    """To who said no (`own`), and to the contact."""
    key = "emergency.declined_own" if own else "emergency.declined"
    text = ours(key, by=mention(by), who=mention(asker), ref=strong(request.ref))
    return one_line(KIND, Audience.PERSON, text, request.ref)


def answered(request: Request, by: Person, asker: Person) -> Card:
    """To who was asked, once somebody else has answered."""
    text = ours("emergency.answered", by=mention(by), who=mention(asker), ref=strong(request.ref))
    return one_line(KIND, Audience.PERSON, text, request.ref)


def stale(request: Request, asker: Person) -> Card:
    """To who answers what was asked too long ago."""
    text = ours("emergency.stale", who=mention(asker), ref=strong(request.ref))
    return one_line(KIND, Audience.PERSON, text, request.ref)


def read(facts: RequestFacts, grant: Grant, history: Sequence[Journal]) -> Card:
    """What is read by it, marked as such: nothing is pressed there."""
    shown = show_card(facts, history, reads=True)
    mark = line(ours("emergency.mark", until=just(grant.until)), "quiet")
    return shown.model_copy(update={"kind": "emergency_read", "parts": (*mark, *shown.parts)})


def over(request: Request) -> Card:
    """To whose access it was, and where it was read."""
    return one_line(KIND, Audience.PERSON, ours("emergency.over", ref=strong(request.ref)))


def over_told(request: Request, person: Person, readings: Sequence[Journal]) -> Card:
    """To the contact: what was read by it, and when."""
    text = ours("emergency.over_told", who=mention(person), ref=strong(request.ref))
    parts: list[CardPart] = []
    if readings:
        whens: Sequence[Text] = [(just(each.at),) for each in readings[:MOST]]
        parts += line(ours("emergency.readings", count=len(readings), whens=listed(whens)))
    else:
        parts += line(ours("emergency.unread"))
    return one_line(KIND, Audience.PERSON, text, request.ref, parts)
