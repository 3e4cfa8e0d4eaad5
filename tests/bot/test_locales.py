"""The two catalogues say the same things, hold all that the code says, and speak as the desk speaks."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.locales import LANGUAGES, catalogue, template, text
from bot.locales.dates import say_at, say_there, say_when

ROOT = Path(__file__).parents[2]
ELSEWHERE = ("charter.", "keys.", "serve.", "doctor.", "sandbox.", "cli.", "access_list.")
"""Sections read in a terminal or in the demo's page, which have tests of their own."""
KEYS = {key: entry for key, entry in catalogue("fr").items() if not key.startswith(ELSEWHERE)}
NOON_THERE, EARLY_THERE = "2026-11-26T12:00:00+04:00", "2026-11-27T01:00:00+04:00"
_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def forms(language: str, key: str) -> dict[str, str]:
    """The forms of an entry; one that has no plural is its own only form."""
    entry = catalogue(language)[key]
    return {"": entry} if isinstance(entry, str) else entry


def placeholders(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}


def constants() -> Iterator[tuple[str, str]]:
    """Each string of the code that is written like a key, and each f-string as a pattern, with its file."""
    for folder in ("bot", "storage", "adapters", "scheduler", "relais"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in _texts(ast.parse(file.read_text("utf-8"))):
                said = _pattern(node)
                if said is not None and re.match(r"[a-z_]+\\\.", said):
                    yield said, file.name


def _texts(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _texts(child)


def _pattern(node: ast.AST) -> str | None:
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[a-z_0-9.]+", node.value)
    ):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_0-9]+" for part in node.values)
        return "".join(parts)
    return None


@cache
def patterns() -> list[tuple[str, str]]:
    """All of them, looked for by the worker that asks and not by each that collects."""
    return sorted(set(constants()))


SECTIONS = {key.partition(".")[0] for key in KEYS}


def test_french_and_english_have_the_same_keys() -> None:
    assert set(catalogue("fr")) == set(catalogue("en"))


def test_placeholders_and_plurals_agree() -> None:
    for key in catalogue("fr"):
        french, english = forms("fr", key), forms("en", key)
        assert set(french) == set(english), key
        assert all(placeholders(said) == placeholders(english[form]) for form, said in french.items()), key


def test_every_key_that_the_code_says_exists() -> None:
    missing = [
        (said, file)
        for said, file in patterns()
        if said.partition("\\.")[0] in SECTIONS and not any(re.fullmatch(said, key) for key in catalogue("fr"))
    ]
    assert missing == []


def test_every_key_is_said_somewhere() -> None:
    known = [re.compile(said) for said, _ in patterns()]
    assert [key for key in KEYS if not any(said.fullmatch(key) for said in known)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_markup_shouted_or_a_ticket(language: str) -> None:
    for key in KEYS:
        for said in forms(language, key).values():
            assert not re.search(r"[<>*_`~\[\]]|&[a-z]+;|!", re.sub(r"\{\w+\}", "", said)), key
            assert "ticket" not in said.casefold(), key
            assert said == said.strip(), key
            assert "  " not in said, key


def test_french_is_set_as_french() -> None:
    for key in KEYS:
        for said in forms("fr", key).values():
            assert "'" not in said, f"{key}: an apostrophe is ’"
            assert not re.search(rf"(?<!{_NARROW})[;?]", said), f"{key}: a narrow no-break space before ; and ?"
            assert not re.search(rf"(?<!{_WIDE}):(?!\w)", said), f"{key}: a no-break space before :"
            assert not re.search(rf"«(?!{_WIDE})|(?<!{_WIDE})»", said), f"{key}: no-break spaces inside « »"
            assert not re.search(r"\d h\b|\bh \d", said), f"{key}: no-break spaces in 10 h 30"
            assert not re.search(r"\b(tu|ton|tes|toi)\b", said, re.IGNORECASE), f"{key}: vous"
            assert not re.search(r"\bdesk\b(?<!/desk)|helpdesk", re.sub(r"/desk", "", said)), f"{key}: le pôle"


@given(count=st.integers(0, 10_000_000))
def test_any_count_has_a_plural(count: int) -> None:
    for language in LANGUAGES:
        assert str(count) in text(language, "lists.more", count=count)
    assert template("fr", "lists.more", 0) == template("fr", "lists.more", 1)
    assert template("en", "lists.more", 2) == catalogue("en")["lists.more"]["other"]  # type: ignore[index]  # it has plurals


def test_an_unknown_key_or_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        template("fr", "card.no_such_thing")
    with pytest.raises(KeyError):
        catalogue("de")


@pytest.mark.parametrize(
    ("value", "grain", "language", "here", "said"),
    [
        (NOON_THERE, "minute", "fr", "Indian/Reunion", (f"jeudi 26 novembre, 12{_WIDE}h", None)),
        (NOON_THERE, "minute", "fr", "Europe/Paris", (f"jeudi 26 novembre, 12{_WIDE}h", f"9{_WIDE}h")),
        (NOON_THERE, "hour", "en", "Europe/London", ("Thursday 26 November, 12 pm", "8 am")),
        (NOON_THERE, "part", "fr", "Europe/Paris", ("jeudi 26 novembre l’après-midi", None)),
        (NOON_THERE, "day", "fr", "Europe/Paris", ("jeudi 26 novembre", None)),
        ("2026-11-26", "day", "fr", "Europe/Paris", ("jeudi 26 novembre", None)),
        (EARLY_THERE, "minute", "en", "Europe/London", ("Friday 27 November, 1 am", "Thursday 26 November, 9 pm")),
    ],
)
def test_the_hour_of_a_place_comes_first(
    value: str, grain: str, language: str, here: str, said: tuple[str, str | None]
) -> None:
    assert say_there(value, grain, language, "Indian/Reunion", here, date(2026, 11, 24)) == said


def test_the_hour_alone_is_said_of_today() -> None:
    instant, today = "2026-11-24T10:00:00+01:00", date(2026, 11, 24)
    assert say_when(instant, "now", "fr", "Europe/Paris", today) == f"10{_WIDE}h"
    assert say_when(instant, "minute", "fr", "Europe/Paris", today) == f"mardi 24 novembre, 10{_WIDE}h"
    assert say_when("2026-11-23T10:00:00+01:00", "now", "fr", "Europe/Paris", today) == f"lundi 23 novembre, 10{_WIDE}h"


def test_a_place_is_named_with_its_article() -> None:
    places = ("Lyon", "La Réunion", "Le Havre", "Les Ulis")
    assert [say_at(place, "fr") for place in places] == ["à Lyon", "à La Réunion", "au Havre", "aux Ulis"]


@pytest.mark.parametrize(
    ("value", "language", "zone", "said"),
    [
        ("2026-12-01", "fr", "Indian/Reunion", "mardi 1er décembre"),
        ("2026-11-26T14:00:00+01:00", "fr", "Europe/Paris", f"jeudi 26 novembre, 14{_WIDE}h"),
        ("2026-11-26T22:30:00+01:00", "fr", "Indian/Reunion", f"vendredi 27 novembre, 1{_WIDE}h{_WIDE}30"),
        ("2026-11-26T14:00:00+01:00", "en", "Europe/London", "Thursday 26 November, 1 pm"),
    ],
)
def test_dates_are_said_in_the_readers_zone(value: str, language: str, zone: str, said: str) -> None:
    assert say_when(value, "minute", language, zone) == said
