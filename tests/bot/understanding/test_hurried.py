"""Seventy messages in each language typed in a hurry, to the desk and to colleagues: short, abridged, misspelt.

Of a label: `request` yes, no, any, or chat (never taken for a request outright: asked about at most); `when`: the
deadline, else the appointment. What a row does not label is not asked of it.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.understanding import Reading, RequestKind, When, read
from tests.bot.understanding.contexts import context

HERE = Path(__file__).parent
RIGHT_AT_LEAST = 0.9


def labelled(language: str) -> list[dict[str, Any]]:
    lines = (HERE / f"hurried.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _moment(when: When | None) -> str | None:
    return when.value.isoformat() if when is not None else None


def _same(expected: str | None, got: str | None) -> bool:
    """A label that names a day is right at whatever time of that day."""
    return expected == got if expected is None or got is None else got.startswith(expected)


def verdicts(row: dict[str, Any], reading: Reading) -> dict[str, bool]:
    """For each part that the row labels, whether the reading is right."""
    kind, due, start = reading.request.value, reading.due.value, reading.event_start.value
    moments = {"when": due or start, "due": due, "start": start, "end": reading.event_end.value}
    allowed = {
        "yes": {RequestKind.YES, RequestKind.ASK},
        "no": {RequestKind.NO},
        "chat": {RequestKind.NO, RequestKind.ASK},
        "any": set(RequestKind),
    }
    found = {"request": kind in allowed[row["request"]]}
    found |= {part: _same(row[part], _moment(moment)) for part, moment in moments.items() if part in row}
    for part in ("service", "site", "urgent"):
        if part in row:
            found[part] = getattr(reading, part).value == row[part]
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_messages_typed_in_a_hurry_are_read_right_nine_times_in_ten(language: str) -> None:
    rows = labelled(language)
    assert len(rows) >= 70
    right, asked, wrong = Counter[str](), Counter[str](), list[str]()
    for row in rows:
        reading = read(row["text"], context(language=language, channel_site=row["channel"]))
        for labelled_part, good in verdicts(row, reading).items():
            part = "dates" if labelled_part in ("when", "due", "start", "end") else labelled_part
            asked[part] += 1
            right[part] += good
            if not good:
                wrong.append(
                    f"{part}: {row['text']}: {reading.request.value}, {reading.service.value}, {reading.due.value}"
                )
    shares = {part: round(right[part] / asked[part], 2) for part in asked}
    assert all(share >= RIGHT_AT_LEAST for share in shares.values()), f"{shares}\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_request_is_taken_for_chatter(language: str) -> None:
    """What is doubtful is asked about; what is taken for chatter is lost."""
    asked = [row for row in labelled(language) if row["request"] == "yes"]
    assert len(asked) >= 40
    lost = [
        row["text"]
        for row in asked
        if read(row["text"], context(language=language, channel_site=row["channel"])).request.value is RequestKind.NO
    ]
    assert lost == []


ASKED_IN_FEW_WORDS = (
    "le distributeur a avalé ma pièce",
    "le colis de DHL est arrivé ?",
    "piles AA",
    "un chargeur usb c",
    "mon ordi rame beaucoup",
    "des roses pour Sophie",
    "champagne pour 10",
    "carte cadeau 50 euros pour Marc",
    "goodies pour le salon",
    "carte de cantine perdue",
    "câble ethernet",
    "tel pro pour Julie",
    "pour l'anniv de Paul un gateau",
    "on gèle ici",
    "c'est sale dans la cuisine",
    "je suis enfermé dehors",
)


@pytest.mark.parametrize("text", ASKED_IN_FEW_WORDS)
def test_what_is_plainly_asked_in_few_words_is_asked_about_at_least(text: str) -> None:
    assert read(text, context()).request.value is not RequestKind.NO


TOLD_IN_THE_SAME = (
    "il reste du gâteau en cuisine",
    "champagne pour Paul !",
    "super le champagne hier",
    "j'ai retrouvé une carte de cantine",
    "le colis de DHL est arrivé",
    "mon colis est bien arrivé, merci",
    "les goodies sont arrivés pour le salon",
    "c'est sale comme histoire",
    "on gèle les prix",
    "je suis dehors",
    "le distributeur a été réparé",
    "bravo pour le salon",
)


@pytest.mark.parametrize("text", TOLD_IN_THE_SAME)
def test_what_is_told_in_the_same_words_is_not(text: str) -> None:
    assert read(text, context()).request.value is RequestKind.NO
