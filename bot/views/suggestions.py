"""What the desk suggests of a request, as its card says it: a line, and two answers."""

from __future__ import annotations

from bot.cards import CardPart, Named, Text, ours
from bot.suggesting import IN_TWO, SEEMS_ASKED, SEEMS_TWO
from bot.views.facts import RequestFacts
from bot.views.parts import button, line, listed, mention, rows, sentences, service_of, site_of, strong
from storage.tables import Level


def suggestion_of(facts: RequestFacts) -> tuple[CardPart, ...]:
    """To its author: what seems so of an open request, until they answer."""
    request, found = facts.request, facts.suggestion
    if found is None or not request.open or request.level is Level.CONFIDENTIAL:
        return ()
    if found.act == SEEMS_TWO:
        buttons = (
            button("in_two", "two.press", request.ref, "primary"),
            button("as_one", "two.keep", request.ref),
        )
        return (*line(_two(found.services)), *rows(buttons))
    if found.act == SEEMS_ASKED and facts.other is not None:
        buttons = (
            button("follow", "twin.follow", request.ref, "primary", ref=strong(facts.other)),
            button("not_same", "twin.keep", request.ref),
        )
        text = ours("twin.ask", ref=strong(facts.other), service=service_of(request), site=site_of(request))
        return (*line(text), *rows(buttons))
    return ()


def asked_with(facts: RequestFacts) -> Text:
    """« Demandée avec LYO-43. »: of a message that was made two."""
    if facts.suggestion is None or facts.suggestion.act != IN_TWO or facts.other is None:
        return ()
    return ours("two.asked_with", ref=strong(facts.other))


def followed(facts: RequestFacts) -> Text:
    """« Jointe à LYO-38. »: over, because its author follows a colleague's."""
    suggestion = facts.suggestion
    if suggestion is None or not suggestion.joins(facts.request) or facts.other is None:
        return ()
    return ours("twin.joined", ref=strong(facts.other))


def followed_by(facts: RequestFacts) -> Text:
    """« Suivie aussi par Léa Martin. »: who follows it in the place of their own, and for whom it is urgent."""
    hurried: list[Text] = [(mention(person),) for person, urgent in facts.followers if urgent]
    others: list[Text] = [(mention(person),) for person, urgent in facts.followers if not urgent]
    return sentences(
        ours("twin.followed_urgent", who=listed(hurried)) if hurried else (),
        ours("twin.followed_by", who=listed(others)) if others else (),
    )


def _two(services: tuple[str, ...]) -> Text:
    if len(services) != 2 or services[0] == services[1]:
        return ours("two.ask")
    named: list[Text] = [(Named(what="service", id=each),) for each in services]
    return ours("two.ask_of", services=listed(named))
