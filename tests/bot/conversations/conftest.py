"""A desk of the sample company on a database of either kind, its tables and people there already: copied, not made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from storage.database import open_database
from storage.migrate import migrate
from storage.tables import Inbox, InboxState
from tests.bot.desk_harness import Story, company, introductions
from tests.postgres import PostgresServer

UNSETTLED = (InboxState.FAILED, InboxState.PARKED, InboxState.WAITING)


HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a story told in several words, PostgreSQL is told the first: what they mean is no affair of the database."""
    if config.getoption("--every-word"):
        return
    told, left = set[str](), list[pytest.Item]()
    for item in items:
        if item.get_closest_marker("postgres") and HERE in item.path.parents:
            story = item.nodeid.partition("[")[0]
            if story in told:
                left.append(item)
            told.add(story)
    config.hook.pytest_deselected(items=left)
    kept = set(items) - set(left)
    items[:] = [each for each in items if each in kept]


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
def postgres_template(postgres_server: PostgresServer) -> Iterator[tuple[str, Callable[[], object]]]:
    """A desk's database, and what brings it back to its first day: far quicker than another one for each test."""
    url = postgres_server.create_database()
    _found(url)
    with psycopg.connect(url, autocommit=True) as connection:
        yield url, partial(connection.execute, _way_back(connection))
    postgres_server.drop_database(url)


def _way_back(connection: psycopg.Connection[Any]) -> LiteralString:
    """Keep all rows aside; returns the statements that put them back, and the counters with them."""
    tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    script = ["BEGIN"]
    connection.execute("CREATE SCHEMA aside")
    for table in tables:
        connection.execute(_said(f'CREATE TABLE aside."{table}" AS TABLE public."{table}"'))
        script.append(f'DELETE FROM public."{table}"')
        if connection.execute(_said(f'SELECT 1 FROM aside."{table}" LIMIT 1')).fetchone():
            script.append(f'INSERT INTO public."{table}" SELECT * FROM aside."{table}"')
    counters = "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
    for name, value, used in connection.execute(counters):
        script.append(f"SELECT setval('public.\"{name}\"', {value}, {used})")
    return _said(";".join([*script, "COMMIT"]))


def _said(statement: str) -> LiteralString:
    """A statement made of the names that PostgreSQL itself gave."""
    return statement


@pytest.fixture
def sqlite_desk_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "desk.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_desk_url(postgres_template: tuple[str, Callable[[], object]]) -> str:
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
