"""What is learned from, and what is not."""

from __future__ import annotations

import pytest

from bot.understanding.text import words_of
from tests.understanding.asking import LANGUAGES, messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_kept_apart_is_not_learned_from(language: str) -> None:
    apart = {words_of(message["text"]).norms for message in messages("kept_apart", language)}
    learned = {words_of(message["text"]).norms for message in messages("training", language)}
    assert len(learned) > 2_000
    assert not apart & learned


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_has_an_author_and_a_name_of_its_own(language: str) -> None:
    names = [message["id"] for message in messages("training", language)]
    assert len(set(names)) == len(names)
    assert len({name.partition("-")[0] for name in names}) >= 5
