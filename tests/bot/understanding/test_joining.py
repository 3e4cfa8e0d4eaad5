"""Pairs of messages that one author wrote within minutes: the second joins the first, or it does not.

What joins wrongly is lost, or changes what somebody else reads; what does not join is at worst asked about. So a
message that stands alone, and chatter, join in no row; of what joins, nine in ten are known to.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.understanding import read, same_need
from tests.bot.understanding.contexts import context

HERE = Path(__file__).parent
JOINED_AT_LEAST = 0.9


def labelled(language: str, *, join: bool) -> list[tuple[str, str]]:
    lines = (HERE / f"joining.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["before"], row["text"]) for row in rows if row["join"] is join]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_stands_alone_joins_nothing(language: str) -> None:
    rows = labelled(language, join=False)
    assert len(rows) >= 15
    assert [pair for pair in rows if same_need(*pair)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_cannot_stand_alone_joins(language: str) -> None:
    rows = labelled(language, join=True)
    assert len(rows) >= 15
    apart = [pair for pair in rows if not same_need(*pair)]
    assert len(apart) <= (1 - JOINED_AT_LEAST) * len(rows), apart


@pytest.mark.parametrize("greeting", ["bonjour", "bonsoir"])
@pytest.mark.parametrize(
    "detail", ["avec un accès au parking", "pour 8 personnes", "plutôt le matin", "sans sortie autorisée", "sur 3 mois"]
)
def test_a_detail_is_worth_the_same_after_a_greeting(greeting: str, detail: str) -> None:
    # What stood between them may be deleted before the detail has come, or after.
    where = context(channel_site="lyon")
    assert read(f"{greeting}\n{detail}", where).request.value is read(detail, where).request.value
