"""Whether it touches health, pay, discipline, family or conflict. In doubt it does, with a low certainty."""

from __future__ import annotations

import re

from bot.understanding.look_alikes import is_hour, is_promise
from bot.understanding.model import Part
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.sensitive_cues import FAMILIES
from bot.understanding.sensitive_spared import NOT_SO
from bot.understanding.text import Words

_LEAST = 0.4
_CLAUSE_END = re.compile(r"[,:()\"]| - ")


def add_sensitive_cues(phrases: Phrases) -> None:
    """Teach a search the cues of what is private to a person."""
    for family in FAMILIES:
        for weight, texts in family.items():
            phrases.add("sensitive", weight, *texts)
    phrases.add("not_sensitive", 1.0, *NOT_SO)


def read_sensitive(words: Words, cues: list[Cue], confidential: Part[str | None] | None) -> Part[bool]:
    """Whether a message is private to somebody. `confidential`: the service read, where the charter says it is so."""
    spares = [cue for cue in cues if cue.tag == "not_sensitive" and _is_one_clause(words, cue)]
    look_alikes = {place for place in range(len(words.norms)) if is_hour(words, place) or is_promise(words, place)}
    certainty, said, places = 0.0, list[str](), set[int]()
    for cue in sorted((cue for cue in cues if cue.tag == "sensitive"), key=lambda cue: -cue.weight):
        own = set(range(cue.first, cue.last + 1))
        if own & look_alikes or any(spare.first <= cue.first and cue.last <= spare.last for spare in spares):
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


def _is_one_clause(words: Words, cue: Cue) -> bool:
    return _CLAUSE_END.search(words.line, words.starts[cue.first], words.ends[cue.last]) is None
