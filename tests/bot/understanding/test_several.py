"""Two needs in one message are two only where that is clear; a trip, a meeting with all it takes, a list are one."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from bot.understanding import read
from tests.bot.understanding.contexts import context

HERE = Path(__file__).parent
LABELLED = HERE.parents[1] / "understanding"
LANGUAGES = ("fr", "en")


def rows(language: str, *, two: bool) -> list[tuple[str, tuple[str, ...]]]:
    lines = (HERE / f"several.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    found = [(row["text"], tuple(row["needs"])) for row in map(json.loads, lines)]
    return [(text, needs) for text, needs in found if bool(needs) is two]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_needs_are_read_each_in_its_own_words(language: str) -> None:
    told = rows(language, two=True)
    assert len(told) >= 20
    wrong = {text: read(text, context(language=language)).needs for text, _ in told}
    assert {text: needs for text, needs in wrong.items() if needs != dict(told)[text]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_need_is_never_taken_for_two(language: str) -> None:
    told = rows(language, two=False)
    assert len(told) >= 20
    found = {text: read(text, context(language=language)).needs for text, _ in told}
    assert {text: needs for text, needs in found.items() if needs} == {}


def test_each_of_the_two_reads_by_itself_as_what_it_is_for() -> None:
    one, two = read("il me faut un train pour Paris jeudi et une salle pour 12 vendredi", context()).needs
    there = [read(each, context(direct=True)) for each in (one, two)]
    assert [each.service.value for each in there] == ["travel", "meetings"]
    assert [each.days for each in there] == [("2026-11-26",), ("2026-11-27",)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_messages_that_ask_for_one_thing_hardly_one_is_taken_for_two(language: str) -> None:
    lines = (LABELLED / f"building.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    found = [text for text in texts if read(text, context(language=language)).needs]
    assert len(found) <= len(texts) // 200, found


def test_what_is_personal_is_never_parted() -> None:
    private = [
        "il me faut un taxi demain à 8h et mon attestation employeur pour mon congé maternité",
        "le toner du 2e est vide et je voudrais poser un arrêt maladie lundi",
        "Taxi demain 8h. Au passage, je ne peux plus travailler avec lui",
    ]
    assert [read(text, context()).needs for text in private] == [(), (), ()]


def test_the_words_of_both_are_those_that_were_written_or_nothing_is_parted() -> None:
    said = "Taxi demain 8h pour a.b@example.fr. Et au passage, le toner du 2e est vide"
    assert read(said, context()).needs == ()
    for language in LANGUAGES:
        for text, needs in rows(language, two=True):
            places = [text.index(each) for each in needs]
            assert all(one + len(said) <= two for (one, two), said in zip(pairwise(places), needs, strict=False)), text


@pytest.mark.parametrize("shape", ["un taxi demain et ", ", et ", "au passage ", "1) ", "il me faut aussi ", "et "])
def test_no_shape_makes_it_slow(shape: str) -> None:
    assert read(shape * 4000, context()).needs == ()
