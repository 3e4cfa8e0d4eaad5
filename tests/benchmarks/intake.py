"""The whole intake, through the real door, writer and desk: reading, request, journal, two cards and an emoji queued.

Answered once durable. Beside it a bare row, as durable, so that what is left is a ratio that means something on any
machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count, islice
from pathlib import Path

from sqlalchemy import func, select

from bot.events import MessagePosted
from storage.rows import table_of
from storage.tables import Inbox, InboxState, Request
from tests.benchmarks.company import Open, at_work, messages
from tests.benchmarks.measuring import Case, Figures, Json, Size, in_turn, rate
from tests.benchmarks.rows import Insert, postgres_rows, sqlite_rows

AT_ONCE = (1, 16, 64)


def bench(size: Size, seed: int, folder: Path, create_database: Callable[[], str] | None) -> Json:
    """Intakes a second, and bare rows; on PostgreSQL too when a server's empty databases can be had."""
    with ExitStack() as stack:

        def cases_of(kind: str, url: Callable[[], str], seed: int) -> dict[str, Case]:
            # What was read as a constant and what was truly read is never of one database: an author whose standing
            # need lost its date so would be asked whether the next one belongs to it.
            constant, read = (stack.enter_context(at_work(url())) for _ in range(2))
            return _cases(f"{kind}, {{many}} at once", constant, size, seed, constant=True) | _cases(
                f"{kind}, {{many}} at once, read", read, size, seed, constant=False
            )

        numbers = count()
        cases = cases_of("sqlite", lambda: f"sqlite:///{folder / f'intake-{next(numbers)}.db'}", seed)
        cases |= _bare("sqlite", stack.enter_context(sqlite_rows(folder / "bare.db")), size)
        if create_database is not None:
            cases |= cases_of("postgresql", create_database, seed + 1)
            cases |= _bare("postgresql", stack.enter_context(postgres_rows(create_database())), size)
        found = in_turn(cases, size.rounds)
    return {name: {**each, "to a bare row": _to_a_row(name, found)} for name, each in found.items()}


def _cases(name: str, opened: Open, size: Size, seed: int, *, constant: bool) -> dict[str, Case]:
    events = messages(seed)
    opened.desk.constant = constant

    def case(at_once: int) -> Case:
        return lambda: intakes(opened, events, size.events if at_once > 1 else max(4, size.events // 4), at_once)

    return {name.format(many=many): case(many) for many in AT_ONCE}


def intakes(opened: Open, events: Iterator[MessagePosted], number: int, at_once: int) -> Figures:
    """The rate of intakes, and their work. When read as a constant each message must have become a request."""
    before = _newest(opened)
    # Made beforehand: a platform's adapter makes them elsewhere.
    asked = list(islice(events, number))
    found = rate(opened.door.submit, asked, at_once)
    made = _made_since(opened, before)
    if (opened.desk.constant and made != number) or made < number // 2 or _failed(opened):
        raise AssertionError(f"{made} of {number} messages became requests")
    return found


def _newest(opened: Open) -> int:
    with opened.database.read() as connection:
        return int(connection.execute(select(func.max(table_of(Request).c.id))).scalar() or 0)


def _made_since(opened: Open, before: int) -> int:
    with opened.database.read() as connection:
        return int(connection.execute(select(func.count()).where(table_of(Request).c.id > before)).scalar_one())


def _failed(opened: Open) -> bool:
    inbox = table_of(Inbox).c
    with opened.database.read() as connection:
        query = select(inbox.id).where(inbox.state == InboxState.FAILED).limit(1)
        return connection.execute(query).scalar() is not None


def _bare(kind: str, insert: Insert, size: Size) -> dict[str, Case]:
    rows = max(64, size.events)
    return {
        f"{kind}, bare row": lambda: {"a second": insert(rows // 4, 1)},
        f"{kind}, bare row, 64 together": lambda: {"a second": insert(rows, 64)},
    }


def _to_a_row(name: str, found: dict[str, Figures]) -> float:
    """How many in the time of one bare row in its own transaction, on the same database."""
    return found[name]["a second"] / found[f"{name.partition(',')[0]}, bare row"]["a second"]
