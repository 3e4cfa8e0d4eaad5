"""Fifty labelled messages in each language: the reader is right on at least nine in ten, part by part.

Of a label: `request` yes, no, or any (both will do); `channel` and `author`: sites, "aide" for a channel without one;
`dates` false: the dates are not asked. A message that is no request is asked for neither service nor site.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.understanding import Reading, RequestKind, When, read
from tests.bot.understanding.contexts import NOW, context

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")
PARTS = ("request", "service", "site", "urgent", "sensitive", "due", "start", "end")
RIGHT_AT_LEAST = 0.9


def labelled(language: str) -> list[dict[str, Any]]:
    lines = (HERE / f"messages.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_labelled(row: dict[str, Any], language: str) -> Reading:
    channel = row.get("channel")
    place = None if channel == "aide" else channel
    return read(row["text"], context(language=language, channel_site=place, author_site=row.get("author")))


def _said(when: When | None) -> str | None:
    if when is None:
        return None
    value: date | datetime = when.value
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value.isoformat()


def _same(expected: str | None, got: str | None) -> bool:
    """A label that names a day is right at whatever time of that day."""
    if expected is None or got is None:
        return expected == got
    return got[: len(expected)] == expected


def verdicts(row: dict[str, Any], reading: Reading) -> dict[str, bool]:
    """For each part that the row labels, whether the reading is right."""
    found = {
        "urgent": reading.urgent.value is row["urgent"],
        "sensitive": reading.sensitive.value is row["sensitive"],
    }
    if row["request"] != "any":
        found["request"] = (reading.request.value is not RequestKind.NO) == (row["request"] == "yes")
    if row["request"] == "yes":
        found["service"] = reading.service.value == row["service"]
        found["site"] = reading.site.value == row["site"]
    if row.get("dates", True):
        found["start"] = _same(row.get("start"), _said(reading.event_start.value))
        if "end" in row:
            found["end"] = _same(row["end"], _said(reading.event_end.value))
        if "due" in row or "start" not in row:
            found["due"] = _same(row.get("due"), _said(reading.due.value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_messages_are_read_right_nine_times_in_ten(language: str) -> None:
    rows = labelled(language)
    assert len(rows) == 50
    right, asked, wrong = Counter[str](), Counter[str](), list[str]()
    for row in rows:
        for part, good in verdicts(row, read_labelled(row, language)).items():
            asked[part] += 1
            right[part] += good
            if not good:
                wrong.append(f"{part}: {row['text']}")
    shares = {part: right[part] / asked[part] for part in PARTS}
    assert all(share >= RIGHT_AT_LEAST for share in shares.values()), f"{shares}\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_constant_reader_would_fail(language: str) -> None:
    """Nine in ten is out of reach of any one answer given to all."""
    rows = labelled(language)
    for kind in ("yes", "no"):
        assert sum(row["request"] in (kind, "any") for row in rows) / len(rows) < RIGHT_AT_LEAST
    for part in ("service", "site"):
        counts = Counter(row[part] for row in rows if row["request"] == "yes")
        assert counts.most_common(1)[0][1] / counts.total() < RIGHT_AT_LEAST
    assert any(row["urgent"] for row in rows)
    assert NOW.tzinfo is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_urgent_and_the_sensitive_are_found(language: str) -> None:
    """Rare parts, that "never" would read right nine times in ten: what is rare is counted by itself."""
    rows = labelled(language)
    readings = [read_labelled(row, language) for row in rows]
    for part in ("urgent", "sensitive"):
        found = [getattr(reading, part).value for row, reading in zip(rows, readings, strict=True) if row[part]]
        assert len(found) >= 4
        assert sum(found) / len(found) >= RIGHT_AT_LEAST
