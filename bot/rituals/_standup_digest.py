"""What the team reads of a stand-up when it closes: what blocks first, what is late and where, who wrote what."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.absences import is_away_now
from bot.charter import Bilingual
from bot.occasions import LATE, SAID, Occasion, answers_to, audience_of, of_day
from bot.people import persons_of_charter
from bot.requests import NEXT
from bot.talk import Talk
from bot.understanding.text import fold
from bot.views.standup import DigestFacts, SiteLate
from storage.rows import table_of
from storage.tables import Level, Occurrence, Person, Request

QUESTIONS = (
    Bilingual(fr="Qu’est-ce qui vous bloque ?", en="What is blocking you?"),
    Bilingual(fr="Quelle est votre priorité aujourd’hui ?", en="What is your priority today?"),
    Bilingual(fr="Autre chose à dire à l’équipe ?", en="Anything else for the team?"),
)
"""What is asked where the charter gives no questions of its own."""
_BLOCKS = ("bloqu", "block", "stuck", "frein")
_requests = table_of(Request)


def questions_of(occasion: Occasion | None, language: str) -> tuple[str, ...]:
    """What is asked, in a language: the charter's own questions, or the usual ones."""
    asked = (occasion.ritual.questions if occasion is not None else None) or QUESTIONS
    return tuple(each.in_language(language) for each in asked)


def is_answered(row: Occurrence) -> bool:
    """Whether they said something to it, or that they have nothing to say."""
    return bool(row.data.get("answered"))


def digest_of(talk: Talk, occasion: Occasion) -> DigestFacts | None:
    """What the team reads; none where nobody was asked that day."""
    unit, charter, channel = talk.unit, talk.charter, occasion.member.channel
    assert channel is not None
    asked = [each for each in of_day(unit, occasion.row.ritual, occasion.row.scheduled) if each.state in (SAID, LATE)]
    asked = [each for each in asked if each.member.startswith("person:")]
    questions = questions_of(occasion, channel.language)
    blocking = {f"q{n}" for n, each in enumerate(questions) if any(stem in fold(each) for stem in _BLOCKS)}
    blocked: list[tuple[Person, tuple[int, ...]]] = []
    said: list[tuple[Person, tuple[int, ...]]] = []
    for each in asked:
        given = [(one, one.words_id) for one in answers_to(unit, each) if one.words_id is not None]
        for lines, wanted in ((blocked, True), (said, False)):
            words = tuple(number for one, number in given if (one.question in blocking) is wanted)
            if words:
                lines.append((unit.need(Person, given[0][0].person_id), words))
    away = [each for each in _people(talk, occasion) if is_away_now(unit, charter, each)]
    if not asked and not away:
        return None
    silent = [each for each in asked if not is_answered(each)]
    again = [each for each in silent if _was_silent_before(talk, each)]
    return DigestFacts(
        day=occasion.day,
        blocked=tuple(blocked),
        late=_late(talk, channel.site),
        said=tuple(said),
        nothing=sum(each.data.get("answered") == "nothing" for each in asked),
        silent=len(silent) - len(again),
        again=tuple(_named(talk, again)),
        away=tuple(away),
    )


def _people(talk: Talk, occasion: Occasion) -> list[Person]:
    members = audience_of(talk.charter, occasion.ritual)
    return persons_of_charter(talk.unit, [each.person.id for each in members if each.person is not None])


def _named(talk: Talk, rows: Sequence[Occurrence]) -> list[Person]:
    return persons_of_charter(talk.unit, [each.member.partition(":")[2] for each in rows])


def _was_silent_before(talk: Talk, row: Occurrence) -> bool:
    """Whether they did not answer the one before either."""
    table = table_of(Occurrence)
    before = talk.unit.first(
        Occurrence,
        select(table)
        .where(table.c.ritual == row.ritual, table.c.member == row.member, table.c.scheduled < row.scheduled)
        .where(table.c.state.in_((SAID, LATE)))
        .order_by(table.c.scheduled.desc())
        .limit(1),
    )
    return before is not None and not is_answered(before)


def _late(talk: Talk, site: str | None) -> tuple[SiteLate, ...]:
    """What is late, by site and service: nothing confidential, nor an executive's own, is counted."""
    table = _requests
    where = () if site is None else (table.c.site == site,)
    query = (
        select(table.c.site, table.c.service, func.count())
        .where(table.c.open, talk.now >= NEXT, table.c.level != Level.CONFIDENTIAL, table.c.executive == "", *where)
        .group_by(table.c.site, table.c.service)
        .order_by(table.c.site, table.c.service)
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for place, service, count in talk.unit.execute(query):
        found.setdefault(place, []).append((service or "", count))
    return tuple(
        SiteLate(each, sum(count for _, count in services), tuple(one for one in services if one[0]))
        for each, services in found.items()
    )
