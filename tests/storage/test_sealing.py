"""What is confided is sealed in the database itself, follows its level, and opens only where it stands."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from storage import resealing, words
from storage.database import Database
from storage.rows import id_of, table_of
from storage.sealing import BadKeys, Keys, Unreadable, new_key, opened, read_keys, sealed
from storage.tables import File, Form, Inbox, InboxState, Level, Outbox, OutboxKind, Words
from storage.unit import Unit
from storage.writer import Writer
from tests.storage.conftest import StartsWriters

K1, K2 = new_key("k1"), new_key("k2")
OLD, BOTH, NEW = read_keys(K1), read_keys(f"{K2},{K1}"), read_keys(K2)
SAID = "un arrêt de travail, à partir de lundi"
_words = table_of(Words)


@pytest.fixture
def private(database: Database) -> Database:
    """A database whose desk has a key."""
    database.keys = OLD
    return database


@pytest.fixture
def writer(private: Database, start_writer: StartsWriters) -> Writer:
    return start_writer(private)


def row(database: Database, words_id: int) -> Words:
    with database.read() as connection:
        return Unit(connection, _now()).need(Words, words_id)


def text_of(database: Database, words_id: int) -> str:
    with database.read() as connection:
        return words.read_one(Unit(connection, _now()), words_id)


def keep(writer: Writer, body: str = SAID, level: Level = Level.CONFIDENTIAL) -> int:
    return writer.run(lambda unit: words.keep(unit, body, "ask", 1, level)).result(10)


def held(database: Database) -> str:
    """All that the database holds of texts, as it holds it."""
    columns = ("words.body", "file.name", "file.permalink", "form.data", "inbox.body", "inbox.reply", "outbox.payload")
    with database.read() as connection:
        found = [
            connection.exec_driver_sql(f"SELECT {each} FROM {each.partition('.')[0]}").scalars() for each in columns
        ]
        return "\n".join(str(value) for values in found for value in values)


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def everywhere(writer: Writer) -> None:
    """Somebody's words wherever the desk may hold some for a time."""

    def job(unit: Unit) -> None:
        kept = words.keep(unit, SAID, "ask", 1, Level.CONFIDENTIAL)
        link = f"https://files.example/{SAID}"
        unit.add(File(words_id=kept, name=f"{SAID}.pdf", permalink=link, platform="slack"))
        unit.add(Form(id="f1", kind="ask", person_id=1, data={"typed": SAID}, opened_at=unit.now))
        unit.add(Inbox(key="k", kind="x", body=SAID, reply=f'"{SAID}"', state=InboxState.WAITING, received_at=unit.now))
        row = Outbox(lane="l", seq=1, channel="c", platform="slack", kind=OutboxKind.SEND, subject="s", payload=SAID)
        row.created_at = unit.now
        unit.add(row)

    writer.run(job).result(10)


# keys


def test_keys_are_read_as_they_are_made() -> None:
    assert read_keys(f"# of spring\n{K2}\n\n{K1}  # until May\n").ids == ("k2", "k1")
    assert read_keys(f"{K2}, {K1}").first == "k2"
    assert read_keys("").first is None


@pytest.mark.parametrize(
    "said",
    ["k1", "k1:", "k1:AAAA", f"{K1},{K1}", K1.replace("k1", "K 1"), K1[:-4], "a:é"],
    ids=["name", "nothing", "short", "twice", "space", "cut", "sign"],
)
def test_what_is_no_key_is_refused_without_a_word_of_it(said: str) -> None:
    with pytest.raises(BadKeys) as refused:
        read_keys(said)
    assert str(refused.value) == ""
    assert refused.value.__cause__ is None


# words


def test_what_is_confided_is_sealed_and_the_rest_is_as_it_was_written(private: Database, writer: Writer) -> None:
    confided, told = keep(writer), keep(writer, level=Level.RESTRICTED)
    assert (row(private, confided).key_id, row(private, told).key_id) == ("k1", None)
    assert SAID not in row(private, confided).body
    assert row(private, told).body == SAID
    assert text_of(private, confided) == text_of(private, told) == SAID


def test_the_same_text_is_never_sealed_twice_alike(private: Database, writer: Writer) -> None:
    assert len({row(private, keep(writer)).body for _ in range(3)}) == 3


@pytest.mark.parametrize("act", ["mark", "adopt"])
def test_a_text_is_sealed_and_opened_as_its_level_changes(private: Database, writer: Writer, act: str) -> None:
    def change(unit: Unit, level: Level) -> None:
        if act == "mark":
            words.mark(unit, kept, level)
        else:
            words.adopt(unit, kept, "ask", level)

    kept = keep(writer, level=Level.STANDARD)
    for level in (Level.CONFIDENTIAL, Level.CONFIDENTIAL, Level.STANDARD, Level.RESTRICTED, Level.CONFIDENTIAL):
        writer.run(partial(change, level=level)).result(10)
        found = row(private, kept)
        assert (found.level, found.key_id) == (level, "k1" if level is Level.CONFIDENTIAL else None)
        assert (found.body == SAID) is (level is not Level.CONFIDENTIAL)
        assert text_of(private, kept) == SAID


@pytest.mark.parametrize("level", list(Level))
def test_another_text_under_the_same_id_is_as_private(private: Database, writer: Writer, level: Level) -> None:
    kept = keep(writer, level=level)
    writer.run(lambda unit: words.replace(unit, kept, "à partir de mardi")).result(10)
    assert text_of(private, kept) == "à partir de mardi"
    assert (row(private, kept).body == "à partir de mardi") is (level is not Level.CONFIDENTIAL)


def test_sealed_texts_that_change_places_open_no_more(private: Database, writer: Writer) -> None:
    one, other = keep(writer, "le bulletin de Paul"), keep(writer, "celui de Jeanne")
    bodies = {one: row(private, other).body, other: row(private, one).body}

    def swap(unit: Unit) -> None:
        for words_id, body in bodies.items():
            unit.execute(update(_words).where(_words.c.id == words_id).values(body=body))

    writer.run(swap).result(10)
    for each in bodies:
        found = text_of(private, each)
        assert isinstance(found, words.Lost)
        assert not found.missing


def _turned(body: str) -> str:
    return ("B" if body[0] == "A" else "A") + body[1:]


@pytest.mark.parametrize("altered", ["", "é", "AAAA", lambda body: body[:-6] + "AAAAA=", _turned])
def test_an_altered_text_is_not_read(private: Database, writer: Writer, altered: str | Callable[[str], str]) -> None:
    kept = keep(writer)
    body = altered if isinstance(altered, str) else altered(row(private, kept).body)
    writer.run(lambda unit: unit.execute(update(_words).values(body=body)) and None).result(10)
    found = text_of(private, kept)
    assert isinstance(found, words.Lost)
    assert not found.missing


def test_without_its_key_a_text_is_lost_until_that_is_back(private: Database, writer: Writer) -> None:
    kept = keep(writer)
    for keys in (Keys(), NEW):
        private.keys = keys
        found = text_of(private, kept)
        assert isinstance(found, words.Lost)
        assert found.missing
        assert found
    wrong = read_keys(new_key("k1"))
    private.keys = wrong
    assert isinstance(text_of(private, kept), words.Lost)
    # What cannot be opened is not made plain either: it stays what it is.
    writer.run(lambda unit: words.mark(unit, kept, Level.STANDARD)).result(10)
    private.keys = BOTH
    assert text_of(private, kept) == SAID


# columns


def test_whatever_may_hold_words_is_sealed_and_read_again(private: Database, everywhere: None) -> None:
    assert SAID not in held(private)
    assert "partir" not in held(private)
    with private.read() as connection:
        unit = Unit(connection, _now())
        (form,), (came,) = unit.all(Form, select(table_of(Form))), unit.all(Inbox, select(table_of(Inbox)))
        (file,), (sent,) = unit.all(File, select(table_of(File))), unit.all(Outbox, select(table_of(Outbox)))
    assert form.data == {"typed": SAID}
    assert (came.body, came.reply, sent.payload) == (SAID, f'"{SAID}"', SAID)
    assert (file.name, file.permalink) == (f"{SAID}.pdf", f"https://files.example/{SAID}")


def test_without_their_key_they_are_read_as_nothing_that_means_anything(private: Database, everywhere: None) -> None:
    private.keys = NEW
    with private.read() as connection:
        unit = Unit(connection, _now())
        (form,), (came,) = unit.all(Form, select(table_of(Form))), unit.all(Inbox, select(table_of(Inbox)))
    assert (form.data, came.body, came.reply) == ({}, "?", "?")


def test_what_somebody_types_is_never_taken_for_what_is_sealed() -> None:
    typed = sealed(OLD, SAID, "file.name")
    assert opened(OLD, typed, "file.name") == SAID
    with pytest.raises(Unreadable):
        opened(OLD, typed, "inbox.body")
    assert not sealed(Keys(), typed, "file.name").startswith(typed[0])


# other keys


def test_all_is_sealed_by_the_new_key_and_needs_the_old_one_no_more(
    private: Database, writer: Writer, everywhere: None
) -> None:
    private.keys = BOTH
    with private.read() as connection:
        assert {key_id for _, key_id in resealing.counts(connection)} == {"k1"}
        assert resealing.missing_keys(connection, NEW) == ["k1"]
    assert resealing.reseal_all(private, writer) == resealing.Resealed(done=5)
    private.keys = NEW
    with private.read() as connection:
        assert {key_id for _, key_id in resealing.counts(connection)} == {"k2"}
        assert resealing.missing_keys(connection, NEW) == []
    assert resealing.reseal_all(private, writer) == resealing.Resealed()
    test_whatever_may_hold_words_is_sealed_and_read_again(private, None)
    assert text_of(private, 1) == SAID


def test_a_key_that_opens_nothing_of_what_has_its_id_is_another(private: Database, everywhere: None) -> None:
    tables = [each.name for each in resealing.places()]
    with private.read() as connection:
        assert resealing.wrong_keys(connection, OLD, tables) == []
        assert resealing.wrong_keys(connection, NEW, tables) == []
        for name in tables:
            assert resealing.wrong_keys(connection, read_keys(new_key("k1")), [name]) == ["k1"], name


def test_what_was_written_before_there_was_a_key_is_sealed(
    private: Database, writer: Writer, request: pytest.FixtureRequest
) -> None:
    private.keys = Keys()
    request.getfixturevalue("everywhere")
    told = keep(writer, level=Level.STANDARD)
    assert SAID in held(private)
    private.keys = OLD
    assert resealing.reseal_all(private, writer) == resealing.Resealed(done=5)
    assert row(private, told).body == SAID
    writer.run(lambda unit: words.erase(unit, told)).result(10)
    assert SAID not in held(private)


def test_what_cannot_be_opened_is_counted_and_holds_nothing_up(private: Database, writer: Writer) -> None:
    lost = keep(writer)
    private.keys = NEW
    kept = keep(writer)
    private.keys = read_keys(new_key("k3") + "," + K2)
    assert resealing.reseal_all(private, writer) == resealing.Resealed(done=1, unreadable=1)
    assert (row(private, kept).key_id, row(private, lost).key_id) == ("k3", "k1")


def test_keys_are_changed_while_the_desk_works(
    private: Database, writer: Writer, another: Callable[[], Database], start_writer: StartsWriters
) -> None:
    """Two replicas seal anew while others ask, reword, confide and disclose; nobody reads but what was said."""
    before = [keep(writer, f"{SAID} {number}") for number in range(120)]
    beside = another()
    beside.keys = BOTH
    over, kept, read = Event(), list[int](), list[str]()

    def say_again(words_id: int, unit: Unit) -> None:
        words.replace(unit, words_id, words.read_one(unit, words_id))

    def work(mine: Writer, place: int) -> None:
        while not over.is_set():
            kept.append(keep(mine, f"{SAID} +"))
            words_id = before[(len(kept) * 7 + place) % len(before)]
            level = Level.STANDARD if len(kept) % 3 else Level.CONFIDENTIAL
            mine.run(partial(words.mark, words_id=words_id, level=level)).result(20)
            mine.run(partial(say_again, words_id)).result(20)
            read.append(text_of(private, words_id))

    workers = [Thread(target=work, args=(each, place)) for place, each in enumerate((writer, start_writer(beside)))]
    for worker in workers:
        worker.start()
    private.keys = BOTH
    sealing = Thread(target=resealing.reseal_all, args=(beside, start_writer(beside)))
    sealing.start()
    resealing.reseal_all(private, writer)
    sealing.join()
    over.set()
    for worker in workers:
        worker.join()
    resealing.reseal_all(private, writer)
    private.keys = NEW
    assert {text_of(private, each) for each in before} == {f"{SAID} {number}" for number in range(120)}
    assert {text_of(private, each) for each in kept} == {f"{SAID} +"}
    assert all(each.startswith(SAID) for each in read)
    for each in (*before, *kept):
        found = row(private, each)
        assert found.key_id == ("k2" if found.level is Level.CONFIDENTIAL else None)


KILLED = """
import sys
from datetime import UTC, datetime
from storage import resealing
from storage.database import open_database
from storage.sealing import read_keys
from storage.writer import make_writer

url, keys = sys.argv[1:]
resealing.PAUSE = 60
database = open_database(url, read_keys(keys))
writer = make_writer(database, lambda: datetime.now(UTC), lambda: "", lambda channels: None)
writer.start()
resealing.reseal_all(database, writer)
"""


@pytest.fixture
def killed(migrated_url: str) -> Callable[[Database], None]:
    """Another process seals anew, and is killed once it has begun."""

    def kill(database: Database) -> None:
        process = subprocess.Popen([sys.executable, "-c", KILLED, migrated_url, f"{K2},{K1}"])
        until = time.monotonic() + 60
        while not _by(database)["words", "k2"] and time.monotonic() < until:
            time.sleep(0.05)
        process.kill()
        process.wait()

    return kill


def _by(database: Database) -> Any:
    with database.read() as connection:
        return resealing.counts(connection)


def test_what_was_killed_in_the_middle_is_taken_up_again(
    private: Database, writer: Writer, killed: Callable[[Database], None]
) -> None:
    made = writer.run(
        lambda unit: [words.keep(unit, f"{SAID} {number}", "ask", 1, Level.CONFIDENTIAL) for number in range(120)]
    ).result(10)
    killed(private)
    assert _by(private) == {("words", "k1"): 70, ("words", "k2"): 50}
    private.keys = BOTH
    assert [text_of(private, each) for each in made] == [f"{SAID} {number}" for number in range(120)]
    assert resealing.reseal_all(private, writer) == resealing.Resealed(done=70)
    private.keys = NEW
    assert [text_of(private, each) for each in made] == [f"{SAID} {number}" for number in range(120)]


def test_one_is_told_to_stop(private: Database, writer: Writer) -> None:
    keep(writer)
    private.keys, stopping = BOTH, Event()
    stopping.set()
    assert resealing.reseal_all(private, writer, stopping) == resealing.Resealed()


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_what_was_plain_leaves_nothing_in_the_file_once_it_is_sealed(
    private: Database, writer: Writer, request: pytest.FixtureRequest
) -> None:
    assert private.file is not None
    private.keys = Keys()
    request.getfixturevalue("everywhere")
    keep(writer, SAID * 500)
    log = private.file.with_name(f"{private.file.name}-wal")
    assert SAID.encode() in log.read_bytes()
    private.keys = OLD
    resealing.reseal_all(private, writer)
    private.fold()
    assert log.read_bytes() == b""
    assert SAID.encode() not in private.file.read_bytes()
    assert id_of(row(private, 1)) == 1
