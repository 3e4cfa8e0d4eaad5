"""One person's flood holds up nobody else's event: counted in events, not in seconds."""

from __future__ import annotations

from concurrent.futures import Future, wait
from functools import partial

import pytest

from storage import writer as writing
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.unit import Unit
from storage.writer import GROUP
from tests.storage.conftest import StartsWriters
from tests.storage.test_writer import migrated

MANY = 900


def test_another_is_served_though_one_brought_a_thousand(database: Database, start_writer: StartsWriters) -> None:
    migrated(database)
    writer, done = start_writer(database), list[str]()

    def job(whose: str, unit: Unit) -> None:
        done.append(whose)

    flood: list[Future[None]] = [writer.run(partial(job, "one"), "one") for _ in range(MANY)]
    before = len(done)
    another = [writer.run(partial(job, whose), whose) for whose in ("another", "a third", "a third")]
    own = writer.run(partial(job, "the desk"))
    wait([*flood, *another, own], timeout=60)
    for whose in ("another", "a third", "the desk"):
        # What is in hand is finished; then one of each.
        assert done.index(whose) <= before + 2 * GROUP[database.kind] + 4
    assert (done.count("one"), done.count("a third")) == (MANY, 2)


def test_who_has_too_much_waiting_is_refused_and_nobody_else_is(
    database: Database, start_writer: StartsWriters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_OF_ONE", 10)
    migrated(database)
    writer, held = start_writer(database), Future[None]()
    first = writer.run(lambda unit: held.result(20))
    given = [writer.run(lambda unit: None, "one") for _ in range(30)]
    others = [writer.run(lambda unit: None, whose) for whose in ("another", None, None)]
    held.set_result(None)
    wait([first, *given, *others], timeout=60)
    refused = [each for each in given if isinstance(each.exception(), StorageUnavailable)]
    assert len(refused) == 20
    assert [each.exception() for each in (first, *others)] == [None] * 4
