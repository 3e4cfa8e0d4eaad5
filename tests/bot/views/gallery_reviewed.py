"""Work that a second person looks at: who may, what is held, what came of it."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card
from bot.levels import Figures
from bot.reviews import ACCEPTED, RETURNED, Waiting
from bot.views import levels, notices
from bot.views import reviewing as views
from bot.views.facts import RequestFacts
from storage.rows import id_of
from storage.tables import Level, Review, State
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, NADIA, NOW, charter, facts

MANY = tuple(each.id for each in charter().people)


def variants() -> dict[str, RequestFacts]:
    """Requests that wait for a second person."""
    done = facts(State.TO_VALIDATE)
    return {
        "looked at by some": replace(done, waiting=Waiting(("claire", "coralie"))),
        "looked at by any": replace(done, waiting=Waiting(MANY)),
        "looked at, with a word held": replace(done, waiting=Waiting(("claire",), ANSWER_WORDS)),
    }


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    request, names = facts(State.TO_VALIDATE).request, views.names_of(charter(), ("claire", "coralie"))
    held = {f"review, held back, {level}": _told(level, "to_validate") for level in Level}
    words = {
        f"review, {why}, {how}": notices.pings([(request, why)], charter(), {(id_of(request), why): asking})
        for why in ("validated", "sent_back")
        for how, asking in (
            ("by whom", notices.Asking(id_of(CLAIRE))),
            ("why", notices.Asking(words=ANSWER_WORDS)),
            ("by whom and why", notices.Asking(id_of(CLAIRE), ANSWER_WORDS)),
        )
        if why == "sent_back" or asking.words is None
    }
    return {
        **held,
        **words,
        **_levels(),
        "review, asked": views.asked(INES, names),
        "review, asked of many": views.asked(INES, views.names_of(charter(), MANY)),
        "review, submitted": views.submitted(request, names, worded=False),
        "review, submitted with a word": views.submitted(request, (), worded=True),
        "review, waits": views.waits(request, names),
        "review, waits for many": views.waits(request, ()),
        "review, first": views.first(request),
        "review, not asked": views.not_asked(request),
        "review, word back": views.word_back(request, ANSWER_WORDS),
        **{
            f"review, {outcome} already, {own}": views.decided_already(request, _decided(outcome), CLAIRE, own=own)
            for outcome in (ACCEPTED, RETURNED)
            for own in (False, True)
        },
    }


def _levels() -> dict[str, Card]:
    found = {
        "level, never looked at": levels.asked(INES, "autonomous", Figures(), ("supervised", "shadow")),
        "level, once": levels.asked(INES, "supervised", Figures(1, 1), ("autonomous",)),
    }
    for each in ("autonomous", "supervised", "shadow"):
        found[f"level, {each}"] = levels.asked(INES, each, Figures(18, 16), ())
        found[f"level, {each}, done"] = levels.done(INES, each, 7)
        found[f"level, {each}, told"] = levels.told(NADIA, each)
    return found


def _told(level: Level, why: str) -> Card:
    return notices.pings([(facts(State.TO_VALIDATE, level).request, why)], charter())


def _decided(outcome: str) -> Review:
    return Review(
        request_id=42,
        worker_id=id_of(INES),
        why="double",
        asked_at=NOW,
        decided_at=NOW,
        decided_by_id=id_of(CLAIRE),
        outcome=outcome,
    )
