"""How often something is asked: as it follows the word of the command, or is that word; as it stands in the form."""

from __future__ import annotations

from datetime import date

from bot.creation import site_zone
from bot.locales import text
from bot.policies.recurring import Rule
from bot.talk import Talk
from bot.understanding.recurring import Again, Trouble, frequency_of, read_recurring
from bot.views.recurring import RANKS, rank_of

EACH = ("chaque", "tous", "toutes", "every", "each")
"""The words of the command that say how often already; what follows them is read with one of `_BEFORE`."""
_BEFORE = ("", "chaque ", "tous ")


def read_often(talk: Talk, said: str) -> Again | Trouble | None:
    """How often, and what, as it follows the word of the command."""
    found = (read_recurring(f"{before}{said}", today_at(talk, None)) for before in _BEFORE)
    return next((each for each in found if each is not None), None)


def is_said(talk: Talk, said: str) -> bool:
    """Whether what follows the word says how often, be it of a day that there is not."""
    return read_often(talk, said) is not None


def today_at(talk: Talk, site: str | None) -> date:
    """The date at a site; at the desk where none is known."""
    return talk.now.astimezone(site_zone(talk.charter, site or "")).date()


def as_typed(rule: Rule, language: str) -> dict[str, str]:
    """The fields that say a rule: how often, on which day, and what becomes of closed ones."""
    return {"every": frequency_of(rule), "on": _typed(rule, language), "closed": rule.closed}


def _typed(rule: Rule, language: str) -> str:
    """« lundi, jeudi », « le 25 », « dernier jour ouvré »."""
    days = [text(language, f"recurring.weekday_{each}") for each in rule.weekdays]
    if rule.every == "day":
        return ""
    if rule.every == "week":
        listed = ", ".join(days)
        return listed if rule.weeks <= 2 else text(language, "recurring.typed_weeks", count=rule.weeks, days=listed)
    if rule.day is not None:
        return text(language, "recurring.typed_day", day=rule.day)
    nth = rule.nth or 1
    if nth not in RANKS:
        return text(language, "recurring.typed_nth", nth=nth)
    rank = text(language, rank_of(nth))
    return f"{rank} {days[0]}" if days else text(language, "recurring.typed_open", rank=rank)
