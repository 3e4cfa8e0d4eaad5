"""Databases by the round: each round of a soak starts from nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.postgres import PostgresServer


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the URL of an empty database each time it is called; the test runs once on each kind."""
    count = iter(range(10**6))
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/desk-{next(count)}.db"
    server: PostgresServer = request.getfixturevalue("postgres_server")

    def create() -> str:
        url = server.create_database()
        request.addfinalizer(lambda: server.drop_database(url))
        return url

    return create
