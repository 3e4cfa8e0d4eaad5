"""Reading somebody else's JSON: what is not of the shape looked for is empty, never an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.events import storable

Json = dict[str, Any]
_TS = re.compile(r"(\d{1,11})(?:\.(\d{1,6})\d{0,6})?", re.ASCII)
_ID = re.compile(r"[A-Z][A-Z0-9]{1,30}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def cleaned(value: Any) -> Any:
    """The same value, every text of it storable."""
    match value:
        case str():
            return storable(value)
        case list():
            return [cleaned(each) for each in value]
        case dict():
            return {storable(str(key)): cleaned(each) for key, each in value.items()}
        case _:
            return value


def text_at(value: Any, *path: str) -> str:
    """The text found by these names one in another; empty when there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def object_at(value: Any, *path: str) -> Json:
    """The object found by these names one in another; empty when there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects_at(value: Any, *path: str) -> list[Json]:
    """The objects of the list found by these names one in another."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def identifier(said: str) -> str:
    """An id of Slack's, for the log; « other » for what is none, and may be anything."""
    return said if _ID.fullmatch(said) else "other"


def instant(ts: str, otherwise: datetime) -> datetime:
    """When Slack's `ts` was (aware, UTC): seconds and microseconds, never through a float; else the instant given."""
    found = _TS.fullmatch(ts)
    if found is None:
        return otherwise
    return _EPOCH + timedelta(seconds=int(found.group(1)), microseconds=int((found.group(2) or "0").ljust(6, "0")))
