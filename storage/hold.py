"""A file that one process uses alone: whoever holds it has a lock beside it, which the system frees when they end."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold(file: Path) -> Iterator[bool]:
    """Whether nobody else holds that file; nobody can as long as this one does. Its folder is made where it is missing.

    Raises:
        OSError: its lock may not be opened.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(f"{file.name}.used").open("a") as used:
        try:
            fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
