"""Slack's ids and instants, read from what somebody else says they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_TS = re.compile(r"(\d{1,11})(?:\.(\d{1,6})\d{0,6})?", re.ASCII)
_ID = re.compile(r"[A-Z][A-Z0-9]{1,30}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def identifier(said: str) -> str:
    """An id of Slack's, for the log; « other » for what is none, and may be anything."""
    return said if _ID.fullmatch(said) else "other"


def is_ts(said: str) -> bool:
    """Whether something can be the `ts` of a message: of what cannot, nothing is remembered."""
    return _TS.fullmatch(said) is not None


def instant(ts: str, otherwise: datetime) -> datetime:
    """When Slack's `ts` was (aware, UTC): seconds and microseconds, never through a float; else the instant given."""
    found = _TS.fullmatch(ts)
    if found is None:
        return otherwise
    return _EPOCH + timedelta(seconds=int(found.group(1)), microseconds=int((found.group(2) or "0").ljust(6, "0")))
