"""A process to be killed: it takes numbered events as fast as it can, and prints the key of each one it acknowledges.

Run as `python -m tests.bot.desk_under_load DATABASE_URL FIRST`.
"""

import sys
from collections import deque
from concurrent.futures import Future
from datetime import UTC, datetime

from bot.cards import Reply
from bot.clock import SystemClock
from bot.door import Door
from storage.database import open_database
from storage.writer import make_writer
from tests.fakes.desk import FakeDesk, asks

AT_ONCE = 64


def main(url: str, first: int) -> None:
    writer = make_writer(open_database(url), lambda: datetime.now(UTC), lambda: "v1", lambda channels: None)
    writer.start()
    door = Door(FakeDesk(), writer, SystemClock())
    asked: deque[tuple[int, Future[Reply]]] = deque()
    for number in range(first, first + 100_000):
        asked.append((number, door.submit(asks(f"e{number}"))))
        if len(asked) == AT_ONCE:
            oldest, answer = asked.popleft()
            answer.result(30)
            sys.stdout.write(f"e{oldest}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
