"""Each command line that a page shows is one that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from relais.cli import build_app

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_LINE = re.compile(r"\.venv/bin/relais +((?:[a-z]+ ?)+)")


def shown(page: Path) -> list[list[str]]:
    return [found.split() for found in _LINE.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_command_that_a_page_shows_is_there(page: Path) -> None:
    for words in shown(page):
        command: Any = typer.main.get_command(build_app())
        for word in words:
            if not hasattr(command, "commands"):
                break
            assert word in command.commands, f"{page.name}: relais {' '.join(words)}"
            command = command.commands[word]
        assert not hasattr(command, "commands"), f"{page.name}: relais {' '.join(words)}"


def test_how_to_get_a_charter_is_told_where_one_is_needed() -> None:
    for name in ("install.md", "slack.md"):
        assert ["charter", "new"] in [words[:2] for words in shown(ROOT / "docs" / name)], name
