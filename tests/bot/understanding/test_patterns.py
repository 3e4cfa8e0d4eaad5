"""What is tried by letter finds the same, at the same places, as what is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.patterns import by_letter, compiled

_PLAIN = ("", "a", "ab", "abc", "ac", "a?b", "b", "bc", "[ab]c", r"\w", "(?:a|b)", "(?:ac|b)", "a(?!b)")
_CAPTURING = ("a", "ab", "ac", "b", "a(c)", "b(c)", "(a)b", "b(?:(c)|a)")
_NESTED = ("a", "ab", "ac", "a(?:(c)|b)", "b(?:(c)|a)")
_ALTERNATIVES = st.sampled_from((_PLAIN, _CAPTURING, _NESTED)).flatmap(
    lambda pieces: st.lists(st.sampled_from(pieces), min_size=4, max_size=8).map("|".join)
)
_PATTERNS = st.tuples(_ALTERNATIVES, _ALTERNATIVES).map(lambda two: rf"(?:{two[0]})(?:c|{two[1]})")


@settings(max_examples=400)
@given(_PATTERNS, st.text(alphabet="abc", max_size=6))
def test_the_same_is_found_with_the_same_groups(pattern: str, text: str) -> None:
    written, sought = re.compile(pattern), compiled(pattern)
    assert [(each.span(), each.groups()) for each in sought.finditer(text)] == [
        (each.span(), each.groups()) for each in written.finditer(text)
    ]


@pytest.mark.parametrize(
    ("pattern", "tried"),
    [
        ("avant|by|apres|before", "a(?:vant|pres)|b(?:y|efore)"),
        (r"x(?:ab|c|ad|b)\b", r"x(?:a(?:b|d)|c|b)\b"),
        (r"ab|ac|\d|ad|ae", r"a(?:b|c)|\d|a(?:d|e)"),
        ("a?b|ac|ad|b", "a?b|a(?:c|d)|b"),
        (r"ab|[a|b]|\(a|ac|ad", r"ab|[a|b]|\(a|a(?:c|d)"),
        ("ab|ac|ad", "ab|ac|ad"),
        ("a(b)|c|ad|e", "a(b)|c|ad|e"),
        ("(?P<a>b)|c|ad|ae", "(?P<a>b)|c|ad|ae"),
    ],
)
def test_what_begins_by_one_letter_is_put_together_where_it_stands(pattern: str, tried: str) -> None:
    assert by_letter(pattern) == tried


@pytest.mark.parametrize(("pattern", "flags"), [("aa|b|ab|c|A", re.IGNORECASE), ("(?i:aa|b|ab|c|A)", 0)])
def test_where_capitals_are_as_small_letters_it_is_left_as_written(pattern: str, flags: int) -> None:
    assert compiled(pattern, flags).pattern == pattern
