"""Whether it touches health, pay, discipline, family or conflict. In doubt it does, with a low certainty."""

from __future__ import annotations

from bot.understanding.look_alikes import is_hour, is_promise
from bot.understanding.model import Part
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.sensitive_cues import CONFLICT, DISCIPLINE, FAMILY, HEALTH, NOT_SO, PAY, PRIVATE
from bot.understanding.text import Words

_LEAST = 0.4


def add_sensitive_cues(phrases: Phrases) -> None:
    """Teach a search the cues of what is private to a person."""
    for family in (HEALTH, PAY, DISCIPLINE, FAMILY, CONFLICT, PRIVATE):
        for weight, texts in family.items():
            phrases.add("sensitive", weight, *texts)
    phrases.add("not_sensitive", 1.0, *NOT_SO)


def read_sensitive(words: Words, cues: list[Cue], confidential: Part[str | None] | None) -> Part[bool]:
    """Whether a message is private to somebody. `confidential`: the service read, where the charter says it is so."""
    spared = {place for cue in cues if cue.tag == "not_sensitive" for place in range(cue.first, cue.last + 1)}
    spared |= {place for place in range(len(words.norms)) if is_hour(words, place) or is_promise(words, place)}
    certainty, said, places = 0.0, list[str](), set[int]()
    for cue in sorted((cue for cue in cues if cue.tag == "sensitive"), key=lambda cue: -cue.weight):
        own = set(range(cue.first, cue.last + 1))
        if own & spared:
            continue
        if not own & places:
            certainty = 1 - (1 - certainty) * (1 - cue.weight)
        places |= own
        said.append(words.span(cue.first, cue.last))
    if confidential is not None:
        certainty = max(_LEAST, 1 - (1 - certainty) * (1 - confidential.certainty * 0.85))
        said.extend(confidential.words)
    if certainty >= _LEAST:
        return Part(True, round(min(certainty, 0.99), 2), tuple(dict.fromkeys(said)))
    return Part(False, round(0.95 - certainty, 2))
