"""Empty databases, one for each round."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest


@pytest.fixture
def new_url(migrated_file: Path, tmp_path: Path) -> Callable[[], str]:
    """The URL of a SQLite database of its own."""
    numbers = count()

    def make() -> str:
        file = tmp_path / f"years{next(numbers)}.db"
        copyfile(migrated_file, file)
        return f"sqlite:///{file}"

    return make


@pytest.fixture
def new_postgres_url(migrated_postgres: tuple[str, Callable[[], None]]) -> Callable[[], str]:
    """The URL of a PostgreSQL database, emptied for each round."""
    url, bring_back = migrated_postgres

    def make() -> str:
        bring_back()
        return url

    return make
