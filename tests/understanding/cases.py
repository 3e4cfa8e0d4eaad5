"""What other tests hold of single messages, as labels: what must be so is learned too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.understanding import trained
from bot.understanding.language import read_language
from bot.understanding.model import RequestKind
from bot.understanding.text import words_of
from tests.bot.understanding import (
    test_asking_en,
    test_hurried,
    test_private,
    test_sensitive,
    test_sensitive_subjects,
    test_shape,
    test_told_in_passing,
    test_urgency,
)

HERE = Path(test_sensitive.__file__).parent
SAID = {RequestKind.YES: True, RequestKind.NO: False, RequestKind.ASK: None}
Label = bool | str | None


def cases(language: str) -> Iterator[tuple[str, Mapping[str, Label]]]:
    """Each message in a language, with what is held of it."""
    for text, labels in (*_written(), *_from_files(language)):
        if read_language(words_of(text), None, "fr").value == language:
            yield text, labels


def _written() -> Iterator[tuple[str, Mapping[str, Label]]]:
    for what, so, *groups in _held():
        yield from ((text, {what: so}) for group in groups for text in group)
    for private, ordinary in test_sensitive_subjects.SAID_OF_SOMEBODY_OR_NOT:
        yield private, {trained.PRIVATE: True}
        yield ordinary, {trained.PRIVATE: False}
    for text, so in test_sensitive.PAPERS:
        yield text, {trained.PRIVATE: so}
    for text, kind in test_shape.TOLD_AND_ASKED:
        yield text, {trained.ASKING: SAID[kind]}


def _held() -> Iterator[tuple[str, bool, *tuple[Sequence[str], ...]]]:
    passing, subjects = test_told_in_passing, test_sensitive_subjects
    yield trained.PRIVATE, True, test_private.PRIVATE, test_sensitive.PRIVATE
    yield trained.PRIVATE, True, passing.BESIDE_THE_OFFICE, passing.DEATHS, subjects.LIVED
    yield trained.PRIVATE, False, test_private.ORDINARY, test_sensitive.OF_THE_OFFICE
    yield trained.PRIVATE, False, passing.OF_THE_OFFICE, passing.BREAKDOWNS, subjects.ORDINARY
    yield trained.PRESSING, True, test_urgency.CANNOT_WAIT
    yield trained.PRESSING, False, test_urgency.CAN_WAIT
    yield trained.ASKING, True, test_asking_en.ASKED, test_hurried.ASKED_IN_FEW_WORDS
    yield trained.ASKING, False, test_asking_en.TOLD, test_hurried.TOLD_IN_THE_SAME


def _from_files(language: str) -> Iterator[tuple[str, Mapping[str, Label]]]:
    asked = {"yes": True, "no": False, "chat": False}
    for row in _rows("passing", language):
        yield row["text"], {trained.PRIVATE: row["is"] == "private"}
    for row in (*_rows("messages", language), *_rows("hurried", language)):
        yield row["text"], {trained.ASKING: asked.get(row["request"])}


def _rows(name: str, language: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / f"{name}.{language}.jsonl").read_text(encoding="utf-8").splitlines()]
