"""How often something is asked: as it follows the word of the command, or is that word; as it stands in the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.creation import site_zone
from bot.locales import text
from bot.locales.dates import say_when
from bot.people import language_of
from bot.policies.recurring import Rule
from bot.talk import Talk
from bot.understanding.dates.atoms import Now
from bot.understanding.recurring import Again, Trouble, frequency_of, read_recurring
from bot.understanding.recurring_end import EndTrouble, read_end
from bot.understanding.text import letters
from bot.views.recurring import RANKS, rank_of

EACH = ("chaque", "tous", "toutes", "every", "each")
"""The words of the command that say how often already; what follows them is read with one of `_BEFORE`."""
_BEFORE = ("", "chaque ", "tous ")


def read_often(talk: Talk, said: str) -> Again | Trouble | EndTrouble | None:
    """How often, until when, and what, as it follows the word of the command."""
    read = (read_recurring(f"{before}{said}", today_at(talk, None)) for before in _BEFORE)
    found = next((each for each in read if each is not None), None)
    if not isinstance(found, Again):
        return found
    ended = with_end(talk, found.rule, found.asked)
    return ended if isinstance(ended, str) else replace(found, rule=ended[0], asked=ended[1])


def with_end(talk: Talk, rule: Rule, asked: str) -> tuple[Rule, str] | EndTrouble:
    """A rule until the day that is said in what is asked, and the rest of that."""
    end = read_end(asked, now_of(talk))
    if isinstance(end, str):
        return end
    return (rule, asked) if end is None else (replace(rule, until=end.last), end.asked)


def now_of(talk: Talk) -> Now:
    """The moment by which an end is read: no holiday is meant by one."""
    language = language_of(talk.unit, talk.charter, talk.actor.person)
    return Now(talk.now.astimezone(site_zone(talk.charter, "")), lambda day: False, language)


def is_said(talk: Talk, said: str) -> bool:
    """Whether what follows the word says how often, be it of a day that there is not."""
    return read_often(talk, said) is not None


def begins(talk: Talk, text: str) -> bool:
    """Whether a text begins with how often something is asked, and says what."""
    found = read_often(talk, text)
    return isinstance(found, Again) and bool(found.asked) and letters(text).lstrip().startswith(letters(found.said))


def today_at(talk: Talk, site: str | None) -> date:
    """The date at a site; at the desk where none is known."""
    return talk.now.astimezone(site_zone(talk.charter, site or "")).date()


def as_typed(rule: Rule, language: str) -> dict[str, str]:
    """The fields that say a rule: how often, on which day, what becomes of closed ones, and until when."""
    said = {"every": frequency_of(rule), "on": _typed(rule, language), "closed": rule.closed}
    return said | (
        {"until": say_when(rule.until.isoformat(), "day", language, "UTC", rule.since)} if rule.until else {}
    )


def _typed(rule: Rule, language: str) -> str:
    """« lundi, jeudi », « le 25 », « dernier jour ouvré »."""
    days = [text(language, f"recurring.weekday_{each}") for each in rule.weekdays]
    if rule.every == "day":
        return ""
    if rule.every == "week":
        listed = ", ".join(days)
        return listed if rule.weeks <= 2 else text(language, "recurring.typed_weeks", count=rule.weeks, days=listed)
    if rule.months > 1:
        on = _typed(replace(rule, months=1), language)
        return text(language, "recurring.typed_months", count=rule.months, on=on)
    if rule.day is not None:
        return text(language, "recurring.typed_day", day=rule.day)
    nth = rule.nth or 1
    if nth not in RANKS:
        return text(language, "recurring.typed_nth", nth=nth)
    rank = text(language, rank_of(nth))
    return f"{rank} {days[0]}" if days else text(language, "recurring.typed_open", rank=rank)
