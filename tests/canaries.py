"""A word that people write and nobody may log: put everywhere, and listened for in all that a desk says of itself."""

from __future__ import annotations

import copy
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from relais import logs

CANARY = "bachibouzouk"
"""It looks like a code, as « licenciement » does: that a field holds no sentence does not keep it out."""
_AROUND = {"event", "level", "timestamp", "logger", "where", "exception", "left_out"}
"""What every line may have."""


@contextmanager
def ear() -> Iterator[io.StringIO]:
    """All that is logged within, by us and by every library, as the desk writes it on standard error."""
    root, kept = logging.getLogger(), structlog.get_config()
    before = (list(root.handlers), root.level, {name: logging.getLogger(name).level for name in logs.PACKAGES})
    heard = io.StringIO()
    logs.configure("debug", stream=heard, json=True)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.handlers, level, levels = before
        root.setLevel(level)
        for name, each in levels.items():
            logging.getLogger(name).setLevel(each)
        logging.captureWarnings(False)
        structlog.configure(**kept)


def leaks(heard: io.StringIO | str) -> list[str]:
    """The lines that hold it."""
    said = heard if isinstance(heard, str) else heard.getvalue()
    return [line[:500] for line in said.splitlines() if CANARY in line.casefold()]


def strangers(errors: str) -> list[str]:
    """Of what a desk wrote on standard error, in JSON, the lines that are not made of the list of fields alone."""
    return [line[:500] for line in errors.splitlines() if not _is_ours(line)]


def _is_ours(line: str) -> bool:
    try:
        said = json.loads(line)
    except ValueError:
        return False
    return isinstance(said, dict) and said.keys() <= logs.FIELDS | _AROUND


def in_turn(payload: Any, most: int = 60) -> Iterator[tuple[str, Any]]:
    """The payload once for each of its texts, the canary in its place; past `most`, all the others at once."""
    found = list(_texts(payload, ()))
    for path in found[:most]:
        yield ".".join(map(str, path)), _with(payload, [path])
    if found[most:]:
        yield "the others", _with(payload, found[most:])


def _texts(part: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(part, str):
        yield path
    elif isinstance(part, dict):
        for name, each in part.items():
            yield from _texts(each, (*path, name))
    elif isinstance(part, list):
        for place, each in enumerate(part):
            yield from _texts(each, (*path, place))


def _with(payload: Any, paths: list[tuple[Any, ...]]) -> Any:
    changed = copy.deepcopy(payload)
    for path in paths:
        part = changed
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = CANARY
    return changed
