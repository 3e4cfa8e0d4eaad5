"""What the desk costs with a thousand, a hundred thousand and a million requests stored: the same, or it is said.

The intake is measured whole. Everything else is measured as the desk decides it or the pump asks it, inside one
transaction and undone, so that the disk's own time does not hide a difference.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import text

from bot.auditing import audit
from bot.events import CommandGiven, Event, HomeOpened, MessagePosted, Where
from bot.people import identity_of
from storage import inbox, outbox_queue, timers
from storage.migrate import newest_revision
from storage.unit import Unit
from tests.benchmarks import history
from tests.benchmarks.company import Open, at_work, messages, someone
from tests.benchmarks.intake import intakes
from tests.benchmarks.measuring import Case, Figures, Json, Size, compared, in_turn
from tests.postgres import PostgresServer

TIMES = 12
"""How often each question is asked in a round: the median of these is the round's."""
CHANNELS = ("slack:C0AIX", "slack:C0LYON", "slack:C0STRAS", "slack:C0DESK")
_numbers = count(1)


class _Undone(Exception):
    """What was decided is not kept."""


def on_sqlite(size: Size, seed: int, folder: Path, kept: Path) -> Json:
    """Against files made once and kept in `kept`, each copied before it is worked on."""
    urls = {}
    for stored in size.stored:
        file = folder / f"stored-{stored}.db"
        shutil.copyfile(_made(stored, kept), file)
        with file.open("rb") as copied:
            # Else the first that waits for the disk would wait for all of this.
            os.fsync(copied.fileno())
        urls[stored] = f"sqlite:///{file}"
    return _bench(urls, size, seed)


def on_postgres(size: Size, seed: int, server: PostgresServer) -> Json:
    """Against databases of this server, which is to forget them afterwards."""
    urls = {stored: server.create_database() for stored in size.stored}
    for stored, url in urls.items():
        _make(url, stored)
    return _bench(urls, size, seed)


def _made(stored: int, kept: Path) -> Path:
    """The file with so many requests, made where it is missing or where what makes it has changed."""
    how = sha256(Path(history.__file__).read_bytes() + newest_revision().encode()).hexdigest()[:8]
    file = kept / f"history-{stored}-{how}.db"
    if not file.exists():
        kept.mkdir(parents=True, exist_ok=True)
        for older in kept.glob(f"history-{stored}-*"):
            older.unlink()
        unfinished = file.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        _make(f"sqlite:///{unfinished}", stored)
        unfinished.rename(file)
    return file


def _make(url: str, stored: int) -> None:
    start = perf_counter()
    with at_work(url):
        pass
    history.fill(url, stored)
    print(f"{stored:,} requests made in {perf_counter() - start:.0f} s", flush=True)


def _bench(urls: dict[int, str], size: Size, seed: int) -> Json:
    with ExitStack() as stack:
        cases: dict[str, Case] = {}
        for stored, url in urls.items():
            opened = stack.enter_context(at_work(url))
            cases |= {f"{name} | {stored}": case for name, case in _cases(opened, size, seed + stored).items()}
        found = in_turn(cases, size.rounds)
    return compared(found, list(urls))


def _cases(opened: Open, size: Size, seed: int) -> dict[str, Case]:
    events = messages(seed)
    intakes(opened, events, size.before, 64)
    cases: dict[str, Case] = {
        "intake, 64 at once": lambda: intakes(opened, events, size.events, 64),
        "intake, 1 at once": lambda: intakes(opened, events, max(4, size.events // 8), 1),
    }
    times = min(TIMES, size.events)
    for name, ask in asked_of(opened, events).items():
        cases[name] = partial(_median, ask, times)
    return cases


def _median(ask: Callable[[], float], times: int) -> Figures:
    return {"ms": median(ask() for _ in range(times)) * 1000}


def asked_of(opened: Open, asks: Iterator[MessagePosted]) -> dict[str, Callable[[], float]]:
    """What is asked of the desk and of its database, each undone afterwards: how long it took, in seconds."""
    return _decisions(opened, asks) | _questions(opened)


def _decisions(opened: Open, asks: Iterator[MessagePosted]) -> dict[str, Callable[[], float]]:
    """What people do, as the desk decides it, in seconds."""
    with opened.database.read() as connection:
        free = connection.execute(text("SELECT ref FROM request WHERE state = 'new' AND site = 'lyon'")).scalar()
        place = connection.execute(text(_TALKED_IN)).one()
    thread = Where(platform="slack", conversation=place.conversation, root=place.root)
    made: dict[str, Callable[[], Event]] = {
        "intake": lambda: next(asks),
        "claim": lambda: _command("UINES", f"claim {free}"),
        "relay": lambda: _message(place.user, thread),
        "/desk list": lambda: _command("UINES", "list"),
        "/desk mine": lambda: _command("UINES", "mine"),
        "/desk mine, an employee": lambda: _command(place.user, "mine"),
        "/desk next": lambda: _command("UINES", "next"),
        "/desk show": lambda: _command("UINES", f"show {free}"),
        "home opened": lambda: HomeOpened(key=_key(), at=_now(), who=someone("UINES")),
    }
    return {name: partial(_decide, opened, make) for name, make in made.items()}


_TALKED_IN = """
SELECT place.conversation, place.root, identity."user" FROM request
JOIN place ON place.request_id = request.id AND place.audience = 'requester'
JOIN identity ON identity.person_id = request.requester_id
WHERE request.state = 'claimed' ORDER BY request.id DESC LIMIT 1
"""


def _questions(opened: Open) -> dict[str, Callable[[], float]]:
    """What is drawn, and what the pump and the metronome ask, in seconds."""

    def home(unit: Unit) -> object:
        known = identity_of(unit, someone("UINES"))
        assert known is not None
        return opened.desk.draw_home(unit, known)

    asked: dict[str, Callable[[Unit], object]] = {
        "home drawn": home,
        "pump: what waits": lambda unit: outbox_queue.pending_channels(unit.connection, ("slack",)),
        "pump: what goes next": lambda unit: outbox_queue.heads(unit, CHANNELS, ("slack",), _now(), 32),
        "metronome: what is due": lambda unit: (timers.due(unit), inbox.due_again(unit, _now(), 20)),
        "auditor": lambda unit: audit(unit, opened.desk.charter),
        "sweep": lambda unit: (inbox.forget(unit, _now()), inbox.forget_replies(unit, _now())),
    }
    return {name: partial(_undone, opened, ask) for name, ask in asked.items()}


def _decide(opened: Open, make: Callable[[], Event]) -> float:
    event = make()
    opened.desk.constant = True
    prepared = opened.desk.prepare(event)
    return _undone(opened, lambda unit: opened.desk.handle(event, unit, prepared))


def _undone(opened: Open, ask: Callable[[Unit], Any]) -> float:
    """How long it takes inside a transaction that is undone."""

    def run(unit: Unit) -> float:
        took = 0.0
        try:
            with unit.savepoint():
                start = perf_counter()
                ask(unit)
                took = perf_counter() - start
                raise _Undone
        except _Undone:
            return took

    return opened.writer.run(run).result(60)


def _command(user: str, said: str) -> CommandGiven:
    where = Where(platform="slack", conversation="C0DESK")
    return CommandGiven(key=_key(), at=_now(), who=someone(user), where=where, command="desk", text=said)


def _message(user: str, where: Where) -> MessagePosted:
    at = _now()
    said = "Avant midi si possible, merci."
    return MessagePosted(key=_key(), at=at, who=someone(user), where=where, ts=f"{at.timestamp():.6f}", text=said)


def _key() -> str:
    return f"bench {next(_numbers)}"


def _now() -> datetime:
    return datetime.now(UTC)
