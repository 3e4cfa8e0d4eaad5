"""What a newcomer writes to a requester, before the colleague who sends it."""

from __future__ import annotations

from bot.cards import Card
from bot.reviews import ACCEPTED, DROPPED, QUESTION, REPLY, RETURNED
from bot.views import accompanying as views
from bot.views.reviewing import names_of
from storage.rows import id_of
from storage.tables import Review, State
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, NOW, STANDARD_WORDS, charter, facts


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    request, names = facts(State.CLAIMED).request, names_of(charter(), ("claire",))
    states = (State.RESOLVED, State.CANCELLED, State.CLAIMED)
    return {
        **{f"words, a {kind}": views.asked(request, _review(kind), INES) for kind in (REPLY, QUESTION)},
        "words, proposed": views.proposed(request, _review(), names),
        "words, proposed to many": views.proposed(request, _review(), ()),
        "words, proposed, away": views.proposed(request, _review(), names, away=True),
        "words, proposed, all away": views.proposed(request, _review(), (), away=True),
        "words, not yours": views.not_yours(request, INES, names),
        "words, not yours, of many": views.not_yours(request, INES, ()),
        **{
            f"words, {outcome}, {own}": views.decided(request, _review(outcome=outcome), INES, CLAIRE, own=own)
            for outcome in (ACCEPTED, RETURNED)
            for own in (False, True)
        },
        "words, dropped": views.decided(request, _review(outcome=DROPPED), INES, None, own=False),
        "words, looked at": views.looked(CLAIRE),
        "words, sent": views.sent(request, CLAIRE, None),
        "words, sent otherwise": views.sent(request, CLAIRE, ANSWER_WORDS),
        "words, returned": views.returned(request, CLAIRE, STANDARD_WORDS, ANSWER_WORDS),
        **{f"words, back, {state}": views.given_back(facts(state).request, ANSWER_WORDS) for state in states},
        "words, back, unknown": views.given_back(request, ANSWER_WORDS, knows=False),
        "words, back, own": views.given_back(request, ANSWER_WORDS, own=True),
        "words, done since": views.done_since(request, INES),
        "words, too long": views.too_long(request),
        "words, erased": views.erased(request),
        "words, alone": views.alone(request, known=True),
        "words, read": views.read_already(request, names),
        "words, read, many": views.read_already(request, ()),
    }


def _review(kind: str = REPLY, outcome: str | None = None) -> Review:
    return Review(
        id=7,
        request_id=42,
        worker_id=id_of(INES),
        why="shadow",
        kind=kind,
        words_id=ANSWER_WORDS,
        asked_at=NOW,
        decided_at=NOW if outcome else None,
        decided_by_id=id_of(CLAIRE) if outcome else None,
        outcome=outcome,
    )
