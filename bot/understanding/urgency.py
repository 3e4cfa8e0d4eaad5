"""Whether it cannot wait: said in so many words, or by what happens; and not where the author says that it can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.understanding.dates import Dates
from bot.understanding.model import Grain, Part, When
from bot.understanding.patterns import compiled
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.spelling import LEAST_FUZZY, Misspelt
from bot.understanding.text import Words, listed
from bot.understanding.trained import PRESSING, Spoken, chance, odds_of
from bot.understanding.urgency_cues import AMISS, CALM, HAPPENS, OTHER_THINGS, PRECIOUS, PRESSED, RATHER, SAID, STRANDED

_WEIGHTS = ((SAID, 0.9), (RATHER, 0.55))
_HAPPENS = 0.75
_SOON = timedelta(minutes=75)
_AT_ONCE, _BY_THE_HOUR = timedelta(minutes=60), 0.6
"""What is wanted within the hour presses by itself."""
_AHEAD = timedelta(days=2)
_FADED = 0.5
"""What happened the other day, or will in some days, presses half as much."""
_BEFORE = compiled(
    r"\b(?:hier|avant hier|yesterday|last (?:week|month|year|night|time|summer|winter)|l'autre (?:jour|fois|soir)"
    r"|the other (?:day|week)|(?:semaine|mois|annee|nuit|fois|an|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r" (?:derniere?|passee?)|last (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:\d+|some|few) (?:days|weeks|months) ago"
    r"|il y a (?:\d+|quelques|une|deux|trois) (?:jours?|semaines?|mois|ans?)|a l'epoque|used to)\b"
)
_STILL = frozenset(listed("depuis since still toujours encore maintenant now recommence again ce this today aujourd"))
_NEAR = timedelta(hours=5)
"""How near an hour is that what fails now leaves no time for."""
_LEAST = -0.2
"""The log-odds from which on a message is taken for urgent."""
_SAID_SO = 0.85
"""How sure the cues must be to hold by themselves."""
_TOGETHER = 0.6
"""What fails, and somebody stranded by it or an hour near: neither is urgent by itself."""
_MEANT = listed(
    """
    urgent urgente urgents urgentes urgence urgences urgemment immediat immediatement immediately rapidement emergency
    quickly
    """
)
_OTHER = frozenset(listed("emergence emergences regence purgent rugent insurgent"))


def add_urgency_cues(phrases: Phrases) -> None:
    """Teach a search the cues of urgency."""
    for texts, weight in _WEIGHTS:
        phrases.add("urgent", weight, *texts)
    phrases.add("happens", _HAPPENS, *HAPPENS)
    phrases.add("stranded", _TOGETHER, *STRANDED)
    phrases.add("amiss", _TOGETHER, *AMISS)
    phrases.add("pressed", _TOGETHER, *PRESSED)
    phrases.add("precious", _TOGETHER, *PRECIOUS)
    phrases.add("calm", 1.0, *CALM)
    phrases.add("not_urgency", 1.0, *OTHER_THINGS)


@lru_cache(maxsize=1)
def _urgency_cues() -> Phrases:
    phrases = Phrases()
    add_urgency_cues(phrases)
    return phrases


@lru_cache(maxsize=1)
def _misspelt() -> Misspelt:
    return Misspelt(_MEANT)


@lru_cache(maxsize=8192)
def _meant(norm: str) -> str:
    return norm if len(norm) < LEAST_FUZZY or norm in _OTHER else _misspelt().meant(norm) or norm


def _as_meant(words: Words, cues: list[Cue]) -> list[Cue]:
    """The cues, found again where the word of urgency is typed wrong."""
    norms = tuple(map(_meant, words.norms))
    return cues if norms == words.norms else _urgency_cues().find(replace(words, norms=norms))


def _is_within(when: When | None, now: datetime, span: timedelta) -> bool:
    if when is None or when.grain is not Grain.MINUTE or not isinstance(when.value, datetime):
        return False
    return timedelta(0) <= when.value - now <= span


def _is_of_another_day(words: Words, dates: Dates, now: datetime) -> bool:
    """Whether what is told happened some day before and no more, or is only to come in some days."""
    if _BEFORE.search(words.line) is not None and _STILL.isdisjoint(words.norms):
        return True
    days = [part.value for part in (dates.due, dates.start) if part.value is not None]
    return bool(days) and all(_day_of(when) - now.date() >= _AHEAD for when in days)


def _day_of(when: When) -> date:
    return when.value.date() if isinstance(when.value, datetime) else when.value


def _together(cues: list[Cue], dates: Dates, now: datetime) -> tuple[Cue, ...]:
    """What fails, and who or what is lost by it, where a message tells both, or the first and an hour that is near.

    Little time left presses who is stranded too.
    """
    found = {cue.tag: cue for cue in reversed(cues)}
    pressed, stranded, amiss = (found.get(tag) for tag in ("pressed", "stranded", "amiss"))
    if pressed is not None and (stranded or amiss):
        return tuple(cue for cue in (pressed, stranded, amiss) if cue is not None)
    if amiss is None:
        return ()
    bound = stranded or found.get("precious")
    if bound is not None:
        return (bound, amiss)
    return (amiss,) if any(_is_within(part.value, now, _NEAR) for part in (dates.due, dates.start)) else ()


def read_urgency(
    words: Words, cues: list[Cue], dates: Dates, now: datetime, spoken: Spoken | None = None
) -> Part[bool]:
    """Whether a message is urgent; `now` is when it was written, aware."""
    cues = _as_meant(words, cues)
    spared = {place for cue in cues if cue.tag in ("calm", "not_urgency") for place in range(cue.first, cue.last + 1)}
    told = [cue for cue in cues if spared.isdisjoint(range(cue.first, cue.last + 1))]
    urgent = [cue for cue in told if cue.tag in ("urgent", "happens")]
    together = _together(told, dates, now)
    fading = _FADED if _is_of_another_day(words, dates, now) else 1.0
    weights = [cue.weight * (1.0 if cue.tag == "urgent" else fading) for cue in (*urgent, *together[:1])]
    at_once = _is_within(dates.due.value, now, _AT_ONCE)
    certainty = _joint((*weights, _BY_THE_HOUR) if at_once else weights)
    soon = sum(_is_within(part.value, now, _SOON) for part in (dates.due, dates.start))
    if certainty > 0:
        certainty = 1 - (1 - certainty) * 0.6**soon * (0.7 if "!!" in words.line else 1)
    calm = next((cue for cue in cues if cue.tag == "calm"), None)
    if calm is not None and certainty < 0.95:
        return Part(False, 0.9, (words.span(calm.first, calm.last),))
    if spoken is not None:
        likely = chance(spoken.odds(PRESSING, certainty, odds_of(certainty) + _LEAST) - _LEAST)
        certainty = max(certainty, likely) if certainty >= _SAID_SO else likely
    if certainty >= 0.5:
        said = [words.span(cue.first, cue.last) for cue in (*urgent, *together)]
        said += dates.due.words if at_once else ()
        said = said or (list(spoken.heaviest(words, PRESSING)) if spoken is not None else [])
        return Part(True, round(min(certainty, 0.99), 2), tuple(dict.fromkeys(said)))
    return Part(False, round(0.9 - certainty / 2, 2))


def _joint(weights: Iterable[float]) -> float:
    """How surely one of several cues is right."""
    wrong = 1.0
    for weight in weights:
        wrong *= 1 - weight
    return 1 - wrong
