"""The desk that what people do in Teams is tried on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from adapters.teams import receiving
from tests.adapters.teams.office import Office, at_work


@pytest.fixture
async def office(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Office]:
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with at_work(f"sqlite:///{file}") as working:
        yield working


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teams waits less long, for what only waits."""
    for name, seconds in (("IN_TIME", 0.6), ("TO_SHOW", 0.3), ("ACKNOWLEDGED", 0.6)):
        monkeypatch.setattr(receiving, name, seconds)
