"""Reading somebody else's JSON: what is not of the shape looked for is empty, never an error."""

from __future__ import annotations

from typing import Any

from bot.events import storable

Json = dict[str, Any]


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
