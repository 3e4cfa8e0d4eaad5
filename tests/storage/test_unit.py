"""Rows as plain objects, on both databases."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import literal_column, select, update

from storage.database import Database, insert_ignoring
from storage.rows import id_of, table_of
from storage.tables import File, Journal, Level, Outbox, OutboxKind, OutboxState, Person, Setting, Words
from storage.unit import Unit
from storage.words import keep, purge, read, read_one
from storage.writer import Writer

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_row_comes_back_as_it_was(writer: Writer) -> None:
    paris = NOON.astimezone(timezone(timedelta(hours=1)))

    def job(unit: Unit) -> None:
        words_id = keep(unit, "« Un train ? » 🚆\N{RIGHT-TO-LEFT OVERRIDE}", "ask", 7, purge_after=paris)
        kept = unit.need(Words, words_id)
        assert (kept.body, kept.person_id) == ("« Un train ? » 🚆\N{RIGHT-TO-LEFT OVERRIDE}", 7)
        assert kept.purge_after == NOON
        assert kept.purge_after is not None
        assert kept.purge_after.tzinfo is UTC
        file = unit.add(File(words_id=words_id, name="plan.mov", size=5_000_000_000, platform="teams"))
        assert unit.need(File, file.id).size == 5_000_000_000
        line = unit.add(Journal(request_id=None, at=NOON, act="ask", data={"due": True, "n": 3}, charter_version="v1"))
        assert unit.need(Journal, line.id).data == {"due": True, "n": 3}

    writer.run(job).result(10)


def test_a_change_is_in_the_row_and_in_the_object(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        person = unit.add(Person(name="Inès Caron", created_at=NOON))
        other = unit.add(Person(name="Marc Petit", created_at=NOON))
        unit.change(person, site="LYO", active=False)
        assert (person.site, person.active) == ("LYO", False)
        stored = unit.need(Person, person.id)
        assert (stored.name, stored.site, stored.active) == ("Inès Caron", "LYO", False)
        assert unit.need(Person, other.id).active
        assert id_of(person) != id_of(other)

    writer.run(job).result(10)


def test_rows_are_found_by_their_values(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        unit.add(Person(name="A", charter_id="a", created_at=NOON))
        found = unit.find(Person, charter_id="a", name="A")
        assert found is not None
        assert found.name == "A"
        assert unit.find(Person, charter_id="b") is None
        assert unit.get(Person, None) is None
        assert [row.name for row in unit.all(Person, select(table_of(Person)))] == ["A"]
        with pytest.raises(LookupError, match="no Person 99"):
            unit.need(Person, 99)

    writer.run(job).result(10)


def test_a_time_without_a_zone_and_a_column_that_is_not_there_are_refused(writer: Writer) -> None:
    with pytest.raises(TypeError, match="Setting has no valeur"):
        Setting(key="k", valeur="v")  # type: ignore[call-arg]  # what is being tested
    with pytest.raises(LookupError):
        id_of(Person(name="A", created_at=NOON))
    naive = Person(name="A", created_at=NOON.replace(tzinfo=None))
    with pytest.raises(ValueError, match="timezone"):
        writer.run(lambda unit: unit.add(naive)).result(10)


def test_a_row_holds_its_columns_and_nothing_else(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        kept = unit.add(Person(name="Inès Caron", created_at=NOON))
        for row in (kept, unit.need(Person, kept.id)):
            assert row.__dict__.keys() == Person.model_fields.keys()
            assert row == kept.model_copy()
        assert not hasattr(Person, "name")

    writer.run(job).result(10)


def test_a_code_that_is_none_of_its_enum_is_refused(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        written = {"kind": "ask", "person_id": 7, "created_at": NOON, "body": "x"}
        assert unit.need(Words, unit.add(Words(level=Level.RESTRICTED, **written)).id).level is Level.RESTRICTED
        with pytest.raises(ValueError, match="secret"):
            unit.add(Words(level="secret", **written))
        unit.execute(update(table_of(Words)).values(level=literal_column("'later'")))
        assert {row.level for row in unit.all(Words, select(table_of(Words)))} == {"later"}

    writer.run(job).result(10)


def test_each_row_has_defaults_of_its_own() -> None:
    first, second = (Journal(at=NOON, act="ask", charter_version="v1") for _ in range(2))
    first.data["n"] = 1
    assert second.data == {}


def test_a_savepoint_is_undone_with_what_it_touched(database: Database, writer: Writer) -> None:
    def job(unit: Unit) -> bool:
        unit.touched.add("outer")
        with unit.savepoint():
            unit.add(Setting(key="inner", value=""))
            with suppress(ZeroDivisionError), unit.savepoint():
                unit.touched.add("innermost")
                unit.add(Setting(key="innermost", value=""))
                _ = 1 // 0
        assert unit.touched == {"outer"}
        return insert_ignoring(unit.connection, Setting, {"key": "inner", "value": "again"})

    assert writer.run(job).result(10) is False
    with database.read() as connection:
        assert connection.execute(select(table_of(Setting).c.key, table_of(Setting).c.value)).all() == [("inner", "")]


def test_an_erased_text_leaves_its_id_behind(writer: Writer) -> None:
    """What still names it must never find somebody else's text."""

    def job(unit: Unit) -> None:
        first = keep(unit, "bonjour", "message", 1, purge_after=unit.now)
        assert purge(unit) == 1
        second = keep(unit, "secret", "message", 2)
        assert first != second
        assert read(unit, [first, second]) == {second: "secret"}
        assert read_one(unit, first) == ""

    writer.run(job).result(10)


def test_a_value_of_a_later_release_is_read_as_its_text(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        row = unit.add(
            Outbox(lane="l", seq=1, channel="c", platform="p", kind=OutboxKind.SEND, subject="s", created_at=NOON)
        )
        unit.connection.exec_driver_sql("UPDATE outbox SET kind = 'sing'")
        stored = unit.need(Outbox, row.id)
        assert stored.kind == "sing"
        assert stored.state is OutboxState.QUEUED

    writer.run(job).result(10)


def test_a_reader_sees_one_moment_and_can_change_nothing(database: Database, writer: Writer) -> None:
    query = select(table_of(Setting).c.key)
    with database.read() as connection:
        assert connection.execute(query).all() == []
        writer.run(lambda unit: unit.add(Setting(key="k", value=""))).result(10)
        assert connection.execute(query).all() == []
        with pytest.raises(Exception, match=r"readonly|read-only"):
            connection.exec_driver_sql("DELETE FROM setting")
    with database.read() as connection:
        assert connection.execute(query).scalars().all() == ["k"]
