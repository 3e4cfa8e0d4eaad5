"""Whether it cannot wait: said in so many words, or by what happens; and not where the author says that it can."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.understanding.dates import Dates
from bot.understanding.model import Grain, Part, When
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.text import Words
from bot.understanding.urgency_cues import CALM, HAPPENS, OTHER_THINGS, RATHER, SAID

_WEIGHTS = ((SAID, 0.9), (RATHER, 0.55), (HAPPENS, 0.75))
_SOON = timedelta(minutes=75)


def add_urgency_cues(phrases: Phrases) -> None:
    """Teach a search the cues of urgency."""
    for texts, weight in _WEIGHTS:
        phrases.add("urgent", weight, *texts)
    phrases.add("calm", 1.0, *CALM)
    phrases.add("not_urgency", 1.0, *OTHER_THINGS)


def _is_soon(when: When | None, now: datetime) -> bool:
    if when is None or when.grain is not Grain.MINUTE or not isinstance(when.value, datetime):
        return False
    return timedelta(0) <= when.value - now <= _SOON


def read_urgency(words: Words, cues: list[Cue], dates: Dates, now: datetime) -> Part[bool]:
    """Whether a message is urgent; `now` is when it was written, aware."""
    spared = {place for cue in cues if cue.tag in ("calm", "not_urgency") for place in range(cue.first, cue.last + 1)}
    certainty, said = 0.0, list[str]()
    for cue in cues:
        if cue.tag == "urgent" and not any(place in spared for place in range(cue.first, cue.last + 1)):
            certainty = 1 - (1 - certainty) * (1 - cue.weight)
            said.append(words.span(cue.first, cue.last))
    calm = next((cue for cue in cues if cue.tag == "calm"), None)
    for part in (dates.due, dates.start):
        if certainty > 0 and _is_soon(part.value, now):
            certainty = 1 - (1 - certainty) * 0.6
    if "!!" in words.line and certainty > 0:
        certainty = 1 - (1 - certainty) * 0.7
    if calm is not None and certainty < 0.95:
        return Part(False, 0.9, (words.span(calm.first, calm.last),))
    if certainty >= 0.5:
        return Part(True, round(min(certainty, 0.99), 2), tuple(dict.fromkeys(said)))
    return Part(False, round(0.9 - certainty / 2, 2))
