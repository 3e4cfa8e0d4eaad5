"""One dialect for all the databases of a kind that a run opens: what SQLAlchemy compiled for one serves the next.

Each test has a database of its own, so that engines are made by the thousand, and each compiled anew whatever it said:
a third of what the desk's stories cost. A desk opens one database, and has nothing to gain.
"""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.util import LRUCache

import storage.database

_known: dict[tuple[str, Any], tuple[Dialect, LRUCache[Any, Any]]] = {}


def share_dialects() -> None:
    """Let `open_database` give the engines that it makes from now on the dialect of those like them."""
    setattr(storage.database, create_engine.__name__, _sharing)


def _sharing(address: URL, **options: Any) -> Engine:
    engine = create_engine(address, **options)
    alike = address.drivername, options.get("isolation_level")
    dialect, compiled = _known.get(alike, (None, None))
    # It has looked at the database that it speaks to at its first connection: one that has not is of no use yet.
    if dialect is None or compiled is None or getattr(dialect, "server_version_info", None) is None:
        _known[alike] = engine.dialect, engine._compiled_cache  # type: ignore[assignment]  # only none if told to be
    else:
        engine.dialect, engine.pool._dialect, engine._compiled_cache = dialect, dialect, compiled
    return engine
