"""The desk that attacks are made on, and the ear that hears that nothing of theirs is logged meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.adapters.slack.attacking import MARK, Scene, scene_on, unlogged
from tests.adapters.slack.nights import night

__all__ = ["night"]


@pytest.fixture
async def scene(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Scene]:
    async with scene_on(migrated_file, tmp_path) as opened:
        yield opened


@pytest.fixture
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with unlogged(caplog, MARK, "xoxb-", "xapp-", "not-a-real-secret"):
        yield
