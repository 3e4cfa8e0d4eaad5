"""What is asked again and again as it is told: each way to say how often, read back, kept, listed, stopped, over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.cards import Card, FormView
from bot.policies.recurring import Occurrence, Rule
from bot.recurring import as_kept
from bot.views import forms
from bot.views import recurring as views
from bot.views.recurring import RecurringFacts
from storage.tables import Level, Person, Recurring
from tests.bot.views.subjects import INES, KARIM, NOW, SECRET_WORDS, STANDARD_WORDS, charter

TODAY = date(2026, 11, 24)
RULES = {
    "a day of the week": Rule("week", TODAY, weekdays=(0,)),
    "days of the week": Rule("week", TODAY, weekdays=(0, 1, 2, 3, 4, 5, 6)),
    "every two weeks": Rule("week", TODAY, weekdays=(3,), weeks=2),
    "each open day": Rule("day", TODAY),
    "the first": Rule("month", TODAY, day=1),
    "a day of the month": Rule("month", TODAY, day=25),
    "a day that short months have not": Rule("month", TODAY, day=30),
    "the last day": Rule("month", TODAY, day=31),
    "a day of the quarter": Rule("quarter", TODAY, day=15),
    "the last day of a month of the quarter": Rule("quarter", TODAY, day=31),
    **{f"an open day, {nth}": Rule("month", TODAY, nth=nth) for nth in (*views.RANKS, 7)},
    "a Monday of the month": Rule("month", TODAY, weekdays=(0,), nth=1),
    "the last open day of the quarter": Rule("quarter", TODAY, nth=-1),
    "every six months": Rule("month", TODAY, day=5, months=6),
    "until a day": Rule("week", TODAY, weekdays=(1,), until=date(2026, 12, 1)),
}
DATES = (
    Occurrence(date(2026, 11, 30), date(2026, 11, 30)),
    Occurrence(date(2026, 12, 25), date(2026, 12, 24), "holiday"),
    Occurrence(date(2027, 1, 4), None, "closed"),
    Occurrence(date(2027, 1, 9), date(2027, 1, 8), "day_off"),
)
OVER = ("left", "site", "service", "never_open", "erased", "ended")


def rule(which: str = "a day of the week", person: Person = KARIM, **more: object) -> RecurringFacts:
    """What somebody asks again and again."""
    values: dict[str, object] = {"id": 7, "service": "travel", "level": Level.STANDARD, "words_id": STANDARD_WORDS}
    row = Recurring(
        person_id=person.id or 0,
        state="kept",
        rule=as_kept(RULES[which]),
        site="lyon",
        platform="slack",
        begins="2026-11-25",
        at=NOW,
        **{**values, **more},
    )
    return RecurringFacts(row, RULES[which], person, DATES, RULES[which].until)


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    secret = rule(level=Level.CONFIDENTIAL, words_id=SECRET_WORDS)
    listed = [rule(which, id=number, words_id=STANDARD_WORDS) for number, which in enumerate(RULES)]
    listed[1] = rule("each open day", person=INES, id=1)
    done = RecurringFacts(rule().row, RULES["each open day"], KARIM)
    return {
        **{f"recurring, {which}": views.read_back(rule(which)) for which in RULES},
        **{f"recurring, over, {why}": views.over(rule(), why) for why in OVER},
        **{f"recurring, over, told, {why}": views.over_told(rule(service=None), why) for why in OVER},
        "recurring, over, confidential": views.over_told(secret, "left"),
        "recurring, kept": views.kept(rule(), None),
        "recurring, kept and asked": views.kept(rule(), "LYO-42").model_copy(update={"subject": None}),
        "recurring, no day to come": views.kept(done, None),
        "recurring, dropped": views.dropped(),
        "recurring, stopped": views.stopped(rule(), own=True),
        "recurring, stopped for another": views.stopped(rule(), own=False),
        "recurring, stopped by another": views.stopped_told(rule(), INES),
        "recurring, taken up by another": views.resumed_told(rule(), INES),
        "recurring, missed": views.missed(rule(), DATES[0], "LYO-42", 0, past=False),
        "recurring, missed and past": views.missed(rule(), DATES[0], "LYO-42", 3, past=True),
        "recurring, listed": views.list_card(listed, KARIM.id or 0, alone=True),
        "recurring, listed among others": views.list_card([secret, rule(id=8)], KARIM.id or 0, alone=False),
        "recurring, of others": views.list_card([secret, rule(id=8)], INES.id or 0, alone=True),
        "recurring, none": views.list_card([], KARIM.id or 0, alone=True),
    }


MAKERS: dict[str, Callable[[dict[str, str]], FormView]] = {
    "repeat": lambda held: forms.repeat_form("f", charter(), own_site="lyon", values=held),
    "repeat, site unknown": lambda held: forms.repeat_form("f", charter(), own_site=None, values=held),
}
