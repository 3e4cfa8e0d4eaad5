"""kill -9 at any moment: nothing acknowledged is lost, and nothing is done twice when it is said again."""

import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import wait

from sqlalchemy import select

from bot.clock import SystemClock
from bot.door import Door
from storage.database import Database
from storage.rows import table_of
from storage.tables import Journal
from tests.bot.desk_under_load import AT_ONCE
from tests.fakes.desk import FakeDesk, asks
from tests.storage.conftest import StartsWriters

ROUNDS = 3


def acknowledged_until_killed(url: str, first: int, enough: int) -> list[str]:
    """The keys that a process printed before it was killed, which is done once it has printed `enough`."""
    command = [sys.executable, "-m", "tests.bot.desk_under_load", url, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(enough)]
        process.kill()
        seen += process.stdout.readlines()
    return [line.strip() for line in seen if line.endswith("\n")]


def effects(database: Database) -> Counter[str]:
    with database.read() as connection:
        return Counter(connection.execute(select(table_of(Journal).c.act)).scalars())


def test_a_process_that_is_killed_loses_and_repeats_nothing(
    database: Database, migrated_url: str, start_writer: StartsWriters
) -> None:
    chance = random.Random(20261122)
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        # The platform says again what was not acknowledged: the next process begins a little before this one's end.
        first = max(0, len(acknowledged) - AT_ONCE)
        got = acknowledged_until_killed(migrated_url, first, chance.randint(1, 300))
        acknowledged = [f"e{number}" for number in range(first)] + got
        found = effects(database)
        assert set(acknowledged) <= found.keys()
        assert set(found.values()) == {1}
    door = Door(FakeDesk(), start_writer(database), SystemClock())
    futures = [door.submit(asks(f"e{number}")) for number in range(len(acknowledged) + AT_ONCE)]
    wait(futures, 60)
    found = effects(database)
    assert set(found.values()) == {1}
    assert {f"e{number}" for number in range(len(acknowledged) + AT_ONCE)} <= found.keys()
