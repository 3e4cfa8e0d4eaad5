"""What the desk says on its own: the stand-up, as it is asked, answered, closed, and read by the team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.cards import Card, FormView
from bot.coming import Coming
from bot.policies.audiences import Member
from bot.policies.confidentiality import Part
from bot.policies.hot import ORDER
from bot.policies.rituals import Firing
from bot.views import briefing, flash_point, rituals, standup
from bot.views.absences import AbsenceFacts
from bot.views.briefing import BriefingFacts, Decision, SiteRisk
from bot.views.flash_point import FlashFacts, Hot
from bot.views.lists import Row, row_of
from bot.views.standup import DigestFacts, OwnFacts, SiteLate
from storage.tables import Absence, Level, Occurrence, State
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, JULIE, NADIA, NOW, STANDARD_WORDS, charter, facts

DAY, MONDAY = date(2026, 11, 24), date(2026, 11, 30)
PARIS = ZoneInfo("Europe/Paris")
QUESTIONS = ("Qu’est-ce qui vous bloque ?", "Quelle est votre priorité aujourd’hui ?")
MAKERS: dict[str, Callable[[dict[str, str]], FormView]] = {
    "standup_answer": lambda held: standup.form("f", QUESTIONS, held, (), 1000),
    "flash_note": lambda held: flash_point.form("f", held, (), 600),
}


AWAY = (
    AbsenceFacts(
        Absence(person_id=2, since=NOW, until=NOW + timedelta(days=3), origin="said", at=NOW), CLAIRE, PARIS, INES
    ),
)
WHOM = (Member(person=charter().people[0]), Member(person=charter().people[1]), Member(channel=charter().channels[0]))
COMING = (
    Coming(charter().rituals[0], Firing(DAY, DAY, at=NOW), "Europe/Paris", WHOM),
    Coming(charter().rituals[0], Firing(DAY, DAY, "holiday", at=NOW), "Europe/Paris", WHOM[:1]),
    Coming(charter().rituals[0], Firing(DAY, DAY, at=NOW), "Europe/Paris", WHOM[2:], skipped=True),
    *(
        Coming(charter().rituals[0], Firing(DAY, None, why), "Europe/Paris", WHOM)
        for why in ("holiday", "closed", "day_off", "paused")
    ),
)
MISSES = tuple(
    Occurrence(ritual="standup", kind="standup", member=each, scheduled="2026-11-23", at=NOW, state="missed")
    for each in ("person:ines", "person:claire")
)


def _row(level: Level = Level.STANDARD) -> Row:
    return row_of(facts(State.CLAIMED, level), Part.FULL, held=True)


def _own(**more: object) -> OwnFacts:
    values: dict[str, object] = {
        "number": 7,
        "day": DAY,
        "sections": {name: ((_row(),) * 5, 9) for name in standup.SECTIONS},
        "answers": tuple((each, None) for each in QUESTIONS),
        "closes": NOW + timedelta(hours=1),
    }
    return OwnFacts(**{**values, **more})  # type: ignore[arg-type]  # the values of a test's own table


def _briefings() -> dict[str, Card]:
    """« Votre lundi », as it is first said, once its decisions are taken, and where there is nothing to say."""
    asked = facts(State.NEW, due="2026-11-26", due_grain="day")
    private = facts(State.NEW, Level.CONFIDENTIAL)
    acts = {"approve": ("approve", "refuse", "inquire"), "escalated": ("take_over", "assign"), "promise": ("assign",)}
    first = tuple(Decision(what, asked, acts[what]) for what in ("approve", "escalated", "promise"))
    taken = (
        Decision("approve", asked, (), "approved", NOW),
        Decision("approve", asked, (), "refused", reads=False),
        Decision("escalated", asked, over=True),
    )
    every = tuple((kind, number + 1) for number, kind in enumerate(briefing.RISKS))
    risks = tuple(SiteRisk(each.id, every, ("LYO-7", "LYO-9")) for each in charter().sites)
    away = tuple(replace(each, backup=each.backup if number % 2 else None) for number, each in enumerate(AWAY * 10))
    return {
        "briefing": briefing.card(BriefingFacts(DAY, first, 4, risks, away, ("lyon",))),
        "briefing, decided": briefing.card(BriefingFacts(DAY, taken, 0, risks[:1], AWAY, ())),
        "briefing, confidential": briefing.card(
            BriefingFacts(DAY, (Decision("approve", private, ("approve",)),), 0, (), (), ())
        ),
        "briefing, nothing": briefing.card(BriefingFacts(MONDAY, (), 0, (), (), ())),
    }


def _flashes() -> dict[str, Card]:
    """« Point flash », as it begins, with what is decided, and over."""
    hot = tuple(Hot(why, facts(State.CLAIMED)) for why in ORDER)
    noted = (
        Hot("late", facts(State.CLAIMED), ((CLAIRE, STANDARD_WORDS),)),
        Hot("unowned", facts(), moved=True),
        hot[2],
    )
    ends = NOW + timedelta(minutes=15)
    return {
        "flash point": flash_point.card(FlashFacts(7, hot, 3, ends)),
        "flash point, noted": flash_point.card(FlashFacts(7, noted, 0, ends)),
        "flash point, over": flash_point.card(FlashFacts(7, noted, 1, ends, over=True)),
        **{f"flash point, {key}": flash_point.told(key) for key in ("kept", "gone", "too_late")},
    }


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    answered = tuple((each, STANDARD_WORDS) for each in QUESTIONS)
    late = tuple(SiteLate(each.id, 3, (("travel", 2), ("invoicing", 1))) for each in charter().sites)
    quiet = DigestFacts(DAY, (), (), (), 0, 0, (), ())
    one = charter().rituals[0]
    return {
        "stand-up": standup.own_card(_own()),
        "stand-up, nothing to do": standup.own_card(_own(sections={})),
        "stand-up, private": standup.own_card(_own(sections={"late": ((_row(Level.CONFIDENTIAL),), 1)})),
        "stand-up, answered": standup.own_card(_own(answers=answered)),
        "stand-up, nothing to add": standup.own_card(_own(nothing=True, closes=None)),
        "stand-up, closed": standup.own_card(_own(answers=answered, open=False)),
        "stand-up, late": rituals.late(standup.own_card(_own()), NOW),
        "stand-up, reminded": standup.reminder(_own()),
        "stand-up, reminded, no hour": standup.reminder(_own(closes=None)),
        "stand-up, read": standup.digest(
            DigestFacts(
                DAY,
                tuple((each, (STANDARD_WORDS, ANSWER_WORDS)) for each in (CLAIRE, INES) * 10),
                late,
                ((NADIA, (STANDARD_WORDS,)),),
                3,
                1,
                (JULIE,),
                (CLAIRE, INES),
            )
        ),
        "stand-up, all quiet": standup.digest(quiet),
        "rituals": rituals.listed(COMING[:1], NOW, misses=MISSES),
        "rituals, none": rituals.listed([], NOW),
        "a ritual": rituals.one(one, COMING, NOW, steers=True),
        "a ritual, read alone": rituals.one(one, COMING, NOW, steers=False),
        "a ritual, no date": rituals.one(one, (), NOW, steers=True),
        "a ritual, said now": rituals.said_now(one, 3, 2),
        "a ritual, said to nobody": rituals.said_now(one, 0, 0),
        "a ritual, left out": rituals.skipped(one, COMING[0]),
        **{f"called {each.kind}": rituals.listed([replace(COMING[0], ritual=each)], NOW) for each in charter().rituals},
        **_briefings(),
        **_flashes(),
        **{f"ritual missed, {why}": rituals.missed(one, DAY, why) for why in ("down", "unreached")},
    }
