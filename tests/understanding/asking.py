"""The labelled messages, and the answers of one `relais understand` to them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

from tests.understanding.dates import Json
from tests.understanding.scoring import Pair

PARTS = ("building", "kept_apart")
LANGUAGES = ("fr", "en")
ROOT = Path(__file__).parents[2]
CHARTER = ROOT / "relais" / "charters" / "demo.yaml"
ASKED = ("text", "lang", "channel_site", "author_site", "reference_time", "timezone")


def messages(part: str, language: str) -> list[Json]:
    """The messages of a part in a language; none where nobody wrote them yet."""
    file = Path(__file__).with_name(f"{part}.{language}.jsonl")
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def answered(asked: Iterable[Json]) -> Generator[Pair]:
    """Each message with its answer, from one process, a line at a time.

    Raises:
        EOFError: when the process stops answering.
    """
    command = [sys.executable, "-m", "relais", "understand", "--charter", str(CHARTER)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for message in asked:
            line = json.dumps({name: message[name] for name in ASKED if message[name] is not None}, ensure_ascii=False)
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                raise EOFError(f"no answer to {message['id']}")
            yield Pair(message, json.loads(answer))
        process.stdin.close()
