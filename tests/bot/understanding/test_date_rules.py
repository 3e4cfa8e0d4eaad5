"""A rule of dates that says what comes next is right: where something else does, it finds nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.dates.atoms import RULES, Now, built, triggers_of
from bot.understanding.dates.lexicon import MONTHS, NUMBERS, RANKS, UNITS, WEEKDAYS
from bot.understanding.text import words_of
from tests.bot.understanding.contexts import NOW
from tests.bot.understanding.test_dates import DUE, EVENTS
from tests.bot.understanding.test_messages import labelled

_SMALL = """
    le la du de des au a à et ou to and the of from until till jusqu'au h heures pm a.m demi quart midi noon past half
    o'clock minutes max ago prochain next pro mois month cette semaine ouvrés inclus then on 1er 2nd 0 1 3 8 10 14 15 30
    31 00 45 06 12 2026 24
"""
_NAMED = [st.sampled_from(sorted(each)) for each in (WEEKDAYS, MONTHS, NUMBERS, UNITS, RANKS)]
_WORDS = st.one_of(st.sampled_from(_SMALL.split()), *_NAMED)
_BETWEEN = st.sampled_from((" ",) * 8 + ("", "-", "/", ".", ":", ", ", "->", " - ", "\n"))
_HEAPS = st.lists(st.tuples(_WORDS, _BETWEEN).map("".join), min_size=2, max_size=10).map("".join)
_NUMBER = st.integers(0, 31).map(str)
_TIES = st.sampled_from(
    ("-", "->", "/", ".", ":", " ", " le ", " a ", " et ", " to ", " au ", "h ", "h-", "->le ", "&")
)
_STRETCHES = st.tuples(
    st.sampled_from(("", "de ", "du ", "le ", "entre ", "from ", "salle ")),
    st.one_of(_NUMBER, *_NAMED[:3]),
    _TIES,
    st.one_of(_NUMBER, *_NAMED),
    st.one_of(_TIES, st.just("")),
    st.one_of(_NUMBER, _NAMED[1]),
    st.sampled_from(("", " lundi", " mars", "/4", "/2026", " h", " pm", "h30")),
).map("".join)
_WRITTEN = Now(NOW, lambda day: False, "fr")


def found_where_not_sought(text: str) -> list[str]:
    """What rules find before another word than those which they say come next."""
    words = words_of(text)
    return [
        f"{builder.__name__}: {match.group()!r} in {text!r}"
        for (trigger, following), start in zip(pairwise((*triggers_of(words), "")), words.starts, strict=True)
        for pattern, builder, then in RULES.get(trigger, ())
        if then is not None
        and following not in then
        and (match := pattern.match(words.line, start)) is not None
        and built(builder, match, _WRITTEN) is not None
    ]


def test_in_what_people_write() -> None:
    texts = [row["text"] for language in ("fr", "en") for row in labelled(language)]
    texts += [text for _, text, *_ in (*DUE, *EVENTS)]
    assert [each for text in texts for each in found_where_not_sought(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "lundi aujeudi",
        "du 14 aulundi 16 mars",
        "du 14-le 16 mars",
        "de 10ha midi",
        "10 amidi",
        "three thirtypm",
        "3 oclockpm",
        "next weeks",
        "le 14 courante",
        "vingt-deux jours max",
    ],
)
def test_in_what_is_typed_in_one_word(text: str) -> None:
    assert found_where_not_sought(text) == []


@settings(max_examples=1500)
@given(st.one_of(_HEAPS, _STRETCHES))
def test_in_any_heap_of_words_of_dates(text: str) -> None:
    assert found_where_not_sought(text) == []
