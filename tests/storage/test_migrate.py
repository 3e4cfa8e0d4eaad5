"""A database is brought to this release's tables once, whole or not at all, and one ahead of them is refused."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, inspect, select, text
from sqlmodel import SQLModel

import adapters.sandbox.tables  # noqa: F401  # the sandbox's tables stand in the same revisions
from storage import migrate as migration
from storage.database import BadDatabaseUrl, Database, open_database
from storage.inserts import next_number
from storage.migrate import DatabaseTooNew, current_revision, migrate, newest_revision, schema_is_current
from storage.rows import table_of
from storage.tables import File, Numbering, Request, Setting, Words
from storage.unit import Unit

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    {then}
"""


@pytest.fixture
def database(database_url: str, opens: Callable[[str], Database]) -> Database:
    """A migrated database, of which the tables may be changed."""
    made = opens(database_url)
    migrate(made)
    return made


@pytest.fixture
def later_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """This release with one revision more, which ends with the line given; the test ends at its own release again."""

    def release(then: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(Path(migration.__file__).parent / "migrations", scripts, dirs_exist_ok=True)
        text = _NEXT.format(newest=newest_revision(), then=then)
        (scripts / "versions" / "9999_later.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(migration, "_HERE", scripts)

    return release


def described(database: Database) -> dict[str, object]:
    """All that a database says of its tables, but for how each is spelled."""
    with database.read() as connection:
        if database.kind == "sqlite":
            rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")).all()
            indexes = {name: " ".join(sql.split()).replace('"', "") for name, sql in rows if "INDEX" in sql}
        else:
            query = text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
            indexes = {name: definition for name, definition in connection.execute(query)}  # noqa: C416  # a row is no pair for the type checker
        looked = inspect(connection)
        tables = {
            name: {
                "columns": {
                    column["name"]: (str(column["type"]), column["nullable"]) for column in looked.get_columns(name)
                },
                "key": looked.get_pk_constraint(name)["constrained_columns"],
                "unique": sorted(str(each["column_names"]) for each in looked.get_unique_constraints(name)),
                "options": looked.get_table_options(name) if database.kind == "sqlite" else None,
            }
            for name in looked.get_table_names()
            if name != "alembic_version"
        }
    indexes.pop("alembic_version_pkc", None)
    return {"tables": tables, "indexes": indexes}


def test_the_revisions_make_the_tables_that_the_code_has(database_url: str, opens: Callable[[str], Database]) -> None:
    by_code, by_revision = opens(database_url), opens(database_url)
    SQLModel.metadata.create_all(by_code.engine)
    expected = described(by_code)
    SQLModel.metadata.drop_all(by_code.engine)
    migrate(by_revision)
    assert described(by_revision) == expected


def test_a_new_database_is_migrated_once(database_url: str, opens: Callable[[str], Database]) -> None:
    database = opens(database_url)
    assert current_revision(database) is None
    assert not schema_is_current(database)
    assert migrate(database) is None
    assert schema_is_current(database)
    assert current_revision(database) == newest_revision()
    assert migrate(database) is None


def test_several_processes_migrate_at_once(database_url: str, opens: Callable[[str], Database]) -> None:
    databases = [opens(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(migrate, databases)) == [None] * 4
    assert all(schema_is_current(database) for database in databases)


def test_a_database_ahead_of_the_code_is_refused_and_left_alone(
    database: Database, later_release: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migration, "_HERE", migration._HERE)
        later_release("pass")
        migrate(database)
        assert current_revision(database) == "9999"
    monkeypatch.undo()
    before = described(database)
    with pytest.raises(DatabaseTooNew, match=r"9999.*newer release"):
        migrate(database)
    assert not schema_is_current(database)
    assert described(database) == before


def test_a_revision_that_fails_leaves_everything_as_it_was(
    database: Database, later_release: Callable[[str], None]
) -> None:
    before, revision = described(database), current_revision(database)
    later_release('op.execute("SELECT * FROM nothing")')
    with pytest.raises(Exception, match="nothing"):
        migrate(database)
    assert described(database) == before
    assert current_revision(database) == revision


def test_sqlite_is_backed_up_before_it_is_changed(
    sqlite_url: str, opens: Callable[[str], Database], later_release: Callable[[str], None]
) -> None:
    database = opens(sqlite_url)
    migrate(database)
    with database.engine.connect() as connection, connection.begin():
        Unit(connection, datetime.now(UTC)).add(Setting(key="kept", value="yes"))
    revision = current_revision(database)
    later_release("pass")
    backup = migrate(database)
    assert backup is not None
    assert backup.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT key, value FROM setting").fetchall() == [("kept", "yes")]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
    assert current_revision(database) == "9999"
    assert not list(backup.parent.glob("*.part"))


def test_numbers_go_on_by_code_and_files_left_without_words_are_forgotten(
    database_url: str, opens: Callable[[str], Database], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, scripts = opens(database_url), tmp_path / "before"
    shutil.copytree(Path(migration.__file__).parent / "migrations", scripts)
    for script in (scripts / "versions").glob("[0-9]*.py"):
        if script.name >= "0005":
            script.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(migration, "_HERE", scripts)
        migrate(database)
    now = datetime.now(UTC)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, now)
        words = unit.add(Words(kind="ask", body="un train", created_at=now))
        for words_id in (words.id, 999):
            unit.add(File(words_id=words_id or 0, name="billet.pdf", platform="slack"))
        requests = Table("request", MetaData(), autoload_with=connection)
        for site, number in (("lyon", 9), ("lyon", 10), ("lyon2", 11)):
            made: dict[str, Any] = {"ref": f"LYO-{number}", "site": site, "number": number, "origin": "form"}
            made |= {"requester_id": 1, "raised_by_id": 1, "words_id": 1, "charter_version": "x"}
            whole = Request(**made, asked_at=now, updated_at=now).model_dump(exclude={"id"})
            unit.execute(requests.insert().values({name: whole[name] for name in whole if name in requests.c}))
        unit.add(Numbering(site="lyon", last=10))
    migrate(database)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, now)
        assert next_number(connection, Numbering, "LYO") == 12
        assert [each.words_id for each in unit.all(File, select(table_of(File)))] == [words.id]


@pytest.mark.parametrize("url", ["", "desk.db", "sqlite://", "sqlite:///:memory:", "mysql://localhost/desk"])
def test_an_address_that_is_no_database_of_ours_is_explained(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="sqlite:///path"):
        open_database(url)
