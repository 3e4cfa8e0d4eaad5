"""A prepared statement says, finds and fails as SQLAlchemy would, on both databases."""

import gc
import weakref
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, create_engine, event, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import UTCDateTime

from storage import prepared
from storage.database import Database
from storage.faults import must_start_over
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Person, Request
from storage.types import Instant
from storage.unit import Unit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
IN_PARIS = NOON.astimezone(timezone(timedelta(hours=1)))
people = table_of(Person)


def person(**values: Any) -> Person:
    given: dict[str, Any] = {"name": "Inès", "charter_id": "ines", "created_at": IN_PARIS}
    return Person(**(given | values))


def test_every_kind_of_column_is_read_as_sqlalchemy_reads_it(database: Database) -> None:
    asked = Request(
        ref="LYO-1", site="lyon", number=1, requester_id=1, raised_by_id=1, origin="message", words_id=1, urgent=True,
        asked_at=IN_PARIS, charter_version="", updated_at=NOON,
    )  # fmt: skip
    told = Journal(at=NOON, act="ask", data={"a": [1, None, "é"]}, charter_version="")
    with database.engine.begin() as connection:
        unit = Unit(connection, NOON)
        for row in (unit.add(person()), unit.add(asked), unit.add(told)):
            table = table_of(type(row))
            every = Prepared(select(table).where(table.c.id == bindparam("key")))
            plain = connection.execute(select(table).where(table.c.id == row.__dict__["id"])).mappings().one()
            assert every.rows(connection, {"key": row.__dict__["id"]}) == [dict(plain)]
        assert asked.id is not None
        found = unit.need(Request, asked.id)
    assert (found.asked_at, found.urgent, found.open) == (NOON, True, True)
    assert found.asked_at.utcoffset() == timedelta()


def test_constants_of_a_statement_and_what_it_is_given_go_together(database: Database) -> None:
    rename = Prepared(update(people).where(people.c.charter_id == bindparam("of")).values(language="fr"), ("name",))
    with database.engine.begin() as connection:
        Unit(connection, NOON).add(person())
        assert rename.write(connection, {"of": "nobody", "name": "X"}) == 0
        assert rename.write(connection, {"of": "ines", "name": "100 % Inès"}) == 1
        named = Prepared(select(people.c.name).where(people.c.language == bindparam("language")).limit(1))
        assert named.scalar(connection, {"language": "fr"}) == "100 % Inès"
        assert named.scalar(connection, {"language": "en"}) is None
        assert named.first(connection, {"language": "en"}) is None


def test_an_error_is_sqlalchemys_and_holds_no_value(database: Database) -> None:
    columns = ("name", "charter_id", "created_at", "active")
    enrol = Prepared(insert(people).inline(), columns)
    values = {"name": "secret words", "charter_id": "ines", "created_at": NOON, "active": True}
    with database.engine.begin() as connection:
        enrol.write(connection, values)
    with pytest.raises(IntegrityError) as caught, database.engine.begin() as connection:
        enrol.write(connection, values)
    assert "secret words" not in str(caught.value).partition("DETAIL")[0]
    assert must_start_over(caught.value, 1) == (database.kind == "postgresql")
    with database.read() as connection:
        assert len(Prepared(select(people.c.id)).rows(connection, {})) == 1


@pytest.mark.parametrize("at", [IN_PARIS, NOON.replace(microsecond=7), datetime(1, 1, 2, tzinfo=UTC)])
def test_an_instant_is_written_and_read_as_earlier_releases_did(at: datetime) -> None:
    sqlite = create_engine("sqlite://").dialect
    (ours, theirs) = (kind.dialect_impl(sqlite) for kind in (Instant(), UTCDateTime()))
    (write, then), (read, was) = (
        [getattr(kind, way)(sqlite, *more) for kind in (ours, theirs)]
        for way, more in (("bind_processor", ()), ("result_processor", (None,)))
    )
    assert write(at) == then(at)
    assert read(then(at)) == was(write(at)) == at
    assert read(then(at)).tzinfo is UTC
    assert write(None) is read(None) is None


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="timezone"), database.engine.begin() as connection:
        Unit(connection, NOON).add(person(created_at=NOON.replace(tzinfo=None)))


def test_a_statement_is_seen_by_whoever_listens(database: Database) -> None:
    seen: list[str] = []

    def look(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", look)
    with database.engine.begin() as connection, Unit(connection, NOON).savepoint():
        Unit(connection, NOON).get(Person, 1)
    assert [each.split()[0] for each in seen[-3:]] == ["SAVEPOINT", "SELECT", "RELEASE"]


def test_a_list_of_any_length_is_looked_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    among = people.c.id.in_(bindparam("ids", expanding=True)), people.c.charter_id.not_in(["nobody", "claire"])
    several = Prepared(select(people.c.id).where(*among, people.c.created_at < bindparam("at")), lists=("ids",))
    none_of = Prepared(select(people.c.id).where(people.c.id.not_in(bindparam("ids", expanding=True))), lists=("ids",))
    rooms: list[int] = []

    def noted(*given: Any) -> Any:
        rooms.append(given[-1]["ids"])
        return compiled(*given)

    compiled = prepared._compiled
    with database.engine.begin() as connection:
        unit = Unit(connection, NOON)
        ids = [unit.add(person(charter_id=f"p{number}")).id for number in range(9)]
        monkeypatch.setattr(prepared, "_compiled", noted)
        for count in range(10):
            found = several.rows(connection, {"ids": ids[:count], "at": NOON + timedelta(1)})
            assert sorted(row["id"] for row in found) == ids[:count]
            assert several.rows(connection, {"ids": ids[:count], "at": NOON - timedelta(1)}) == []
            assert sorted(row["id"] for row in none_of.rows(connection, {"ids": ids[:count]})) == ids[count:]
    assert sorted(rooms) == [0, 0, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16]


def test_a_list_is_named_as_one(database: Database) -> None:
    several = Prepared(select(people).where(people.c.id.in_(bindparam("ids", expanding=True))))
    with pytest.raises(TypeError, match="to be named as one"), database.read() as connection:
        several.rows(connection, {"ids": [1]})


def test_what_was_compiled_goes_with_its_dialect() -> None:
    asked = Prepared(select(literal(1).label("one")))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert asked.scalar(connection, {}) == 1
    dialect = weakref.ref(engine.dialect)
    engine.dispose()
    del engine, connection
    gc.collect()
    assert dialect() is None


def test_a_statement_is_compiled_once_for_all_connections(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    times = 0

    def counted(*given: Any) -> Any:
        nonlocal times
        times += 1
        return compiled(*given)

    compiled = prepared._compiled
    monkeypatch.setattr(prepared, "_compiled", counted)
    asked = Prepared(select(people.c.id))
    with database.read() as one, database.read() as other:
        assert asked.rows(one, {}) == asked.rows(other, {}) == []
        assert one.connection.dbapi_connection is not other.connection.dbapi_connection
    assert times == 1
