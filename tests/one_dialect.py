"""One dialect for all the databases of a kind that a run opens: what SQLAlchemy compiled for one serves the next.

Each test has a database of its own, so that engines are made by the thousand, and each compiled anew whatever it said:
a third of what the desk's stories cost. A desk opens one database, and has nothing to gain. Where a database is of many
tests, one after another, its connections may be too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, Pool, QueuePool, create_engine, make_url
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.util import LRUCache

import storage.database

_known: dict[tuple[str, Any], tuple[Dialect, LRUCache[Any, Any]]] = {}
_kept: dict[URL, dict[Any, Pool]] = {}


def share_dialects() -> None:
    """Let `open_database` give the engines that it makes from now on the dialect of those like them."""
    setattr(storage.database, create_engine.__name__, _sharing)


class _Lasting(QueuePool):
    """Connections that outlive the engine that opened them."""

    def dispose(self) -> None:
        """Let go of none: the next engine takes them."""

    def recreate(self) -> QueuePool:
        return self


@contextmanager
def connections_kept(url: str) -> Iterator[None]:
    """Let those who open this database one after another take over each other's connections, until the end.

    A PostgreSQL learns its tables anew in each connection, and opening two took half of what a story cost it.
    """
    address = make_url(url).set(drivername="postgresql+psycopg")
    pools = _kept[address] = {}
    try:
        yield
    finally:
        del _kept[address]
        for pool in pools.values():
            QueuePool.dispose(pool)  # type: ignore[arg-type]  # each is a _Lasting


def _sharing(address: URL, **options: Any) -> Engine:
    pools = _kept.get(address)
    engine = create_engine(address, **options, **({} if pools is None else {"poolclass": _Lasting}))
    alike = address.drivername, options.get("isolation_level")
    dialect, compiled = _known.get(alike, (None, None))
    # It has looked at the database that it speaks to at its first connection: one that has not is of no use yet.
    if dialect is None or compiled is None or getattr(dialect, "server_version_info", None) is None:
        _known[alike] = engine.dialect, engine._compiled_cache  # type: ignore[assignment]  # only none if told to be
    else:
        engine.dialect, engine.pool._dialect, engine._compiled_cache = dialect, dialect, compiled
    if pools is not None:
        engine.pool = pools.setdefault(alike, engine.pool)
    return engine
