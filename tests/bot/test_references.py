"""What follows a reference is kept as it was typed: only what parts the two goes."""

from __future__ import annotations

import pytest

from bot.requests import leading_reference


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LYO-1", ""),
        ("LYO-1 '; DROP", "'; DROP"),
        ('"LYO-1" merci', "merci"),
        ("« LYO-1 » ok", "ok"),
        ("LYO-1 : il manque « la date »", "il manque « la date »"),
        ("LYO-1 « il manque »", "« il manque »"),
        ("lyo 1, LYO-2", "LYO-2"),
        ("LYO-1 -- non", "-- non"),
        ("LYO-1   ", ""),
    ],
)
def test_the_words_after_a_reference_are_those_that_were_typed(text: str, rest: str) -> None:
    assert leading_reference(text) == ("LYO-1", rest)
