"""Two people who tell of one thing that is wrong; what is somebody's own, or may be another of its kind, is no twin."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from bot.understanding import read
from bot.understanding.model import Trouble
from bot.understanding.troubles import same_trouble
from tests.bot.understanding.contexts import context

HERE = Path(__file__).parent
LABELLED = HERE.parents[1] / "understanding"
LANGUAGES = ("fr", "en")
FOUND_AT_LEAST = 0.8


def trouble(text: str, language: str) -> Trouble | None:
    return read(text, context(language=language)).trouble


def is_same(one: str, two: str, language: str) -> bool:
    found = trouble(one, language), trouble(two, language)
    return found[0] is not None and found[1] is not None and same_trouble(found[0], found[1])


def pairs(language: str, *, same: bool) -> list[tuple[str, str]]:
    lines = (HERE / f"twins.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["one"], row["two"]) for row in map(json.loads, lines) if row["same"] is same]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_surely_one_thing_is_no_twin(language: str) -> None:
    told = pairs(language, same=False)
    assert len(told) >= 20
    assert [pair for pair in told if is_same(*pair, language) or is_same(*pair[::-1], language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_told_by_two_is_found(language: str) -> None:
    told = pairs(language, same=True)
    assert len(told) >= 20
    missed = [pair for pair in told if not is_same(*pair, language)]
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(told), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_many_messages_no_two_are_taken_for_one(language: str) -> None:
    lines = (LABELLED / f"building.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    told = [(text, found) for text in texts if (found := trouble(text, language)) is not None]
    twins = [(one, two) for (one, a), (two, b) in combinations(told, 2) if same_trouble(a, b)]
    assert twins == []


def test_what_is_personal_is_nobody_elses_trouble() -> None:
    assert trouble("je ne supporte plus le bruit de la clim du 2e, je suis en dépression", "fr") is None
    assert trouble("merci, c'est réparé pour l'imprimante du 2e", "fr") is None
