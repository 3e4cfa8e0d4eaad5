"""The writer: the one way to change the database, and nothing is answered before it is durable.

One thread takes what waits into one transaction, a savepoint each, and answers all of them after the commit: up to 64
on SQLite, fewer on PostgreSQL, where a group may meet another process's and is then started over one by one (why not
one transaction a job: docs/decisions/one-writer-a-process.md). It takes one of each person in turn, so that whoever
brings a thousand holds nobody up. Where the database is locked, full or cut, jobs are tried again until their patience
ends; then they fail with `StorageUnavailable`, and the writer goes on.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection

from storage.database import Database, in_transaction
from storage.faults import StorageUnavailable, is_outage, must_start_over
from storage.turns import Turns
from storage.unit import Unit
from storage.wake import notify

T = TypeVar("T")
Job = Callable[[Unit], T]
GROUP = {"sqlite": 64, "postgresql": 16}
PATIENCE = 15.0
"""Seconds that a job may wait for a database that cannot be written; longer than the ten that a backup may lock it."""
LONGEST_QUEUE = 20_000
MOST_OF_ONE = 1_000
"""Jobs of one person that may wait; what comes beyond is not taken, and comes again from its platform."""
_log = structlog.get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Task:
    job: Job[Any]
    deadline: float
    whose: Hashable = None
    future: Future[Any] = field(default_factory=Future)
    attempt: int = 1
    value: Any = None
    error: Exception | None = None
    touched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Around:
    """What each unit is given besides its connection, and whom to tell of a commit."""

    now: Callable[[], datetime]
    charter_version: Callable[[], str]
    on_commit: Callable[[frozenset[str]], None]

    def unit(self, connection: Connection, task: _Task) -> Unit:
        return Unit(connection, self.now(), self.charter_version(), task.attempt)


class Writer:
    """Runs jobs in transactions. A job may be run more than once: it changes nothing but through its unit."""

    def __init__(self, database: Database, around: _Around, patience: float) -> None:
        self._database = database
        self._around = around
        self._group = GROUP[database.kind]
        self._patience = patience
        self._queue: Turns[_Task] = Turns()
        self._ready = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="relais-writer", daemon=True)

    def start(self) -> None:
        """Begin to take jobs; those already given are waiting."""
        self._thread.start()

    def stop(self, timeout: float = 20.0) -> None:
        """Do what was given, then end; what is not done within `timeout` seconds fails with `StorageUnavailable`."""
        with self._ready:
            self._stopping = True
            self._ready.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout)
        with self._ready:
            left = list(self._queue)
            self._queue.clear()
        _fail(left, None)

    def run(self, job: Job[T], whose: Hashable = None) -> Future[T]:
        """Give a job. Its future has the job's value once that is durable, or its own error, with nothing kept.

        `whose`: on whose behalf, so that each has their turn; none: the desk's own.
        """
        task = _Task(job, time.monotonic() + self._patience, whose)
        with self._ready:
            if self._stopping or self._is_full(whose):
                refused = StorageUnavailable()
                task.future.set_exception(refused)
            else:
                self._queue.put(whose, task)
                self._ready.notify()
        return task.future

    def _is_full(self, whose: Hashable) -> bool:
        return len(self._queue) >= LONGEST_QUEUE or (whose is not None and self._queue.of(whose) >= MOST_OF_ONE)

    @property
    def waiting(self) -> int:
        """How many jobs nobody has taken yet."""
        return len(self._queue)

    def _work(self) -> None:
        while tasks := self._take():
            try:
                self._transact(tasks)
            except Exception as error:
                self._start_over(tasks, error)
            else:
                self._answer(tasks)

    def _transact(self, tasks: list[_Task]) -> None:
        """Run the tasks and commit, leaving each its value or its own error; raises when nothing was kept."""
        with self._database.engine.connect() as connection, connection.begin():
            for task in tasks:
                self._run_one(connection, task)
                # SQLite may undo everything by itself (full, I/O): what follows would then be kept without a commit.
                if self._database.kind == "sqlite" and not in_transaction(connection):
                    raise StorageUnavailable(task.error)
            notify(connection, frozenset[str]().union(*(task.touched for task in tasks)))

    def _run_one(self, connection: Connection, task: _Task) -> None:
        unit = self._around.unit(connection, task)
        try:
            with unit.savepoint():
                task.value = task.job(unit)
        except Exception as error:
            if must_start_over(error, task.attempt):
                raise
            task.error = error
        else:
            task.touched = frozenset(unit.touched)

    def _take(self) -> list[_Task]:
        """The next tasks, none of them cancelled; empty when there is nothing more to do, ever.

        One that failed goes alone: if it is what the database has no room for, the others are not held up by it.
        """
        taken: list[_Task] = []
        with self._ready:
            while not taken:
                while not self._queue:
                    if self._stopping:
                        return []
                    self._ready.wait()
                while self._queue and len(taken) < self._group:
                    if taken and self._queue.next().attempt > 1:
                        break
                    task = self._queue.take()
                    if task.future.running() or task.future.set_running_or_notify_cancel():
                        taken.append(task)
                    if task.attempt > 1:
                        break
        return taken

    def _answer(self, tasks: list[_Task]) -> None:
        touched = frozenset[str]().union(*(task.touched for task in tasks))
        if touched:
            try:
                self._around.on_commit(touched)
            except Exception:
                _log.exception("writer.on_commit")
        for task in tasks:
            if task.error is None:
                task.future.set_result(task.value)
            else:
                task.future.set_exception(task.error)

    def _start_over(self, tasks: list[_Task], error: Exception) -> None:
        attempt = tasks[0].attempt
        outage = is_outage(error)
        if not outage and not must_start_over(error, attempt):
            _log.error("writer.failed", error=type(error).__name__)
            _fail(tasks, error)
            return
        if outage:
            _log.warning("storage.unavailable", error=type(getattr(error, "orig", None) or error).__name__)
        for task in tasks:
            task.attempt += 1
            task.value, task.error, task.touched = None, None, frozenset()
        now = time.monotonic()
        with self._ready:
            late = self._wait_again(tasks, now)
            self._ready.notify()
        _fail(late, error)
        # Chosen at random, so that two that met do not meet again.
        time.sleep(0.1 if outage else random.uniform(0.0, min(0.002 * 2**attempt, 0.25)))  # noqa: S311  # no secret

    def _wait_again(self, tasks: list[_Task], now: float) -> list[_Task]:
        """Several that failed are tried again before what waits, one after it; those whose time is over are left."""
        waiting, self._queue = [*self._queue], Turns()
        in_order = [*waiting, *tasks] if len(tasks) == 1 else [*tasks, *waiting]
        for task in in_order:
            if task.deadline > now:
                self._queue.put(task.whose, task)
        return [task for task in in_order if task.deadline <= now]


def make_writer(
    database: Database,
    now: Callable[[], datetime],
    charter_version: Callable[[], str],
    on_commit: Callable[[frozenset[str]], None],
    *,
    patience: float = PATIENCE,
) -> Writer:
    """The writer of this database, not started.

    `now`: the desk's clock (aware, UTC), for business. `on_commit`: told, in the writer's thread, the channels that
    have something to send. `patience`: seconds.
    """
    return Writer(database, _Around(now, charter_version, on_commit), patience)


def _fail(tasks: list[_Task], cause: Exception | None) -> None:
    for task in tasks:
        if not task.future.cancelled():
            unavailable = StorageUnavailable(cause)
            unavailable.__cause__ = cause
            task.future.set_exception(unavailable)
