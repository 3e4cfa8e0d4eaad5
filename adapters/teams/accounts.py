"""Whom Teams means: a person's object id in the tenant, which it may write in capitals or not (a GUID)."""

from __future__ import annotations

from typing import Any

from adapters.shapes import text_at


def object_id(value: Any, *path: str) -> str:
    """The object id found by these names one in another, as the desk keeps it; empty when there is none."""
    return text_at(value, *path).lower()
