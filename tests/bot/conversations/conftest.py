"""A desk of the sample company on a database of either kind, its tables and people there already: copied, not made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.database import open_database
from storage.migrate import migrate
from storage.tables import Inbox, InboxState
from tests.bot.desk_harness import Story, company, introductions
from tests.one_dialect import connections_kept
from tests.postgres import PostgresServer, kept_aside

UNSETTLED = (InboxState.FAILED, InboxState.PARKED, InboxState.WAITING)


def _found(url: str) -> None:
    """Make a desk that has just been started for the first time."""
    database = open_database(url)
    migrate(database)
    database.close()
    story = Story(url, company())
    for event in introductions(company()):
        story.submit(event)
    with story.database.engine.connect() as connection:
        if story.database.kind == "sqlite":
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    story.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("desk") / "template.db"
    _found(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[tuple[str, Callable[[], None]]]:
    """A desk's database, and what brings it back to its first day."""
    url = postgres_server.create_database()
    _found(url)
    with connections_kept(url), kept_aside(url, idle_stay=True) as bring_back:
        yield url, bring_back
    postgres_server.drop_database(url)


@pytest.fixture
def sqlite_desk_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "desk.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_desk_url(postgres_template: tuple[str, Callable[[], None]]) -> str:
    url, bring_back = postgres_template
    bring_back()
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def desk_url(request: pytest.FixtureRequest) -> str:
    """A desk's database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_desk_url")
    return url


@pytest.fixture
def desk(desk_url: str) -> Iterator[Story]:
    """A desk on a Tuesday at ten in Paris, that nobody has asked anything yet."""
    story = Story(desk_url, company())
    yield story
    unsettled = [(row.kind, row.state, row.error) for row in story.rows(Inbox) if row.state in UNSETTLED]
    story.close()
    assert unsettled == [], "the desk could not handle everything that it was told"


@pytest.fixture
def desks(postgres_desk_url: str) -> Iterator[tuple[Story, Story]]:
    """Two processes' worth of desk on the same database."""
    first = Story(postgres_desk_url, company())
    second = Story(postgres_desk_url, company(), beside=first)
    yield first, second
    first.close()
    second.close()
