"""`relais understand` from outside: JSON lines in and out, each answered at once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.understanding.model import Grain
from relais.cli import build_app

CHARTER = Path(__file__).parents[2] / "relais" / "charters" / "demo.yaml"
NOW = {"reference_time": "2026-11-24T10:15:00+01:00", "timezone": "Europe/Paris"}
KEYS = {
    "request", "service", "site", "urgent", "sensitive", "due", "event_start", "event_end", "grain", "language", "why",
}  # fmt: skip


class Reader:
    """A running `relais understand`."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "relais", "understand", "--charter", str(CHARTER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def say(self, line: str) -> dict[str, Any]:
        """Send one line; wait for its answer, the input left open."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def ask(self, text: str, **given: object) -> dict[str, Any]:
        """Ask how a text is read."""
        return self.say(json.dumps({"text": text, **NOW, **given}))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    running = Reader()
    yield running
    assert running.process.stdin is not None
    running.process.stdin.close()
    assert running.process.wait(timeout=20) == 0
    assert running.process.stdout is not None
    running.process.stdout.close()


def test_each_line_is_answered_at_once_with_the_fixed_keys(reader: Reader) -> None:
    answer = reader.ask("Salle pour 8 jeudi 14h-16h à Lyon svp", lang="fr", channel_site="aix")
    assert set(answer) == KEYS
    assert answer["request"] is True
    assert (answer["service"], answer["site"]) == ("meetings", "lyon")
    assert (answer["urgent"], answer["sensitive"]) == (False, False)
    assert answer["due"] is None
    assert answer["event_start"] == "2026-11-26T14:00:00+01:00"
    assert answer["event_end"] == "2026-11-26T16:00:00+01:00"
    assert (answer["grain"], answer["language"]) == ("minute", "fr")
    assert answer["why"]["service"] == ["Salle"]


def test_a_day_is_a_date_and_a_doubt_is_said(reader: Reader) -> None:
    answer = reader.ask("il me faut un badge pour vendredi", author_site="reunion")
    assert (answer["due"], answer["grain"], answer["site"]) == ("2026-11-27", "day", "reunion")
    doubtful = reader.ask("la machine du couloir jeudi")
    assert doubtful["request"] is True
    assert doubtful["ask"] is True
    assert reader.ask("merci beaucoup")["request"] is False


LAST = {"text": "un train demain à 9h", "reference_time": "9999-12-31T23:59:00-12:00"}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        "{}",
        '{"text": "a"}',
        json.dumps({"text": "a", **NOW, "channel_site": "mars"}),
        "[" * 5_000,
        json.dumps(LAST),
    ],
)
def test_a_bad_line_is_answered_and_the_next_one_read(reader: Reader, line: str) -> None:
    assert set(reader.say(line)) == {"error"}
    assert reader.ask("un train jeudi")["service"] == "travel"


def test_surrogates_and_nul_pass_through_the_door(reader: Reader) -> None:
    assert reader.say('{"text": "\\ud800 \\u0000 train", ' + json.dumps(NOW)[1:])["service"] == "travel"


def test_without_a_charter_it_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "relais", "understand", "--charter", "nowhere.yaml"],
        capture_output=True,
        text=True,
        input="",
    )
    assert done.returncode == 1
    assert "nowhere.yaml" in done.stderr


def test_its_help_names_every_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = CliRunner().invoke(build_app(), ["understand", "--help"]).output
    asked = {"text", "lang", "channel_site", "author_site", "reference_time", "timezone"}
    for field in asked | KEYS | {"ask"} | {each.value for each in Grain}:
        assert re.search(rf"\b{field}\b", said), field
