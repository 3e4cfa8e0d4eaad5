"""What a press or a sent form says, read back from the data that a card's button carries.

It comes from the client: it names, it never authorises.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.shapes import object_at, text_at

OURS = "relais"
_NOT_TYPED = (OURS, "msteams")


def value_of(data: Any) -> tuple[str, str] | None:
    """The act and the value that a pressed button or a chosen option of a card stands for; none for anything else.

    `data`: that of an Action.Execute (an invoke's `value.action.data`) or of an Action.Submit (an activity's `value`, a
    task/fetch's `value.data`). A menu from which nothing was chosen has no value.
    """
    act, value = text_at(data, OURS, "act"), text_at(data, OURS, "value")
    if not act or form_of(data) is not None:
        return None
    if choice := text_at(data, OURS, "choice"):
        value = text_at(data, choice)
        return (act, value) if value else None
    return act, value


def form_of(data: Any) -> str | None:
    """The form's id that the data of its button carries; none for what is not a form of ours."""
    return text_at(data, OURS, "form") or None


def values_of(data: Any) -> tuple[str, dict[str, str]] | None:
    """The id of a sent form, and what stands in it by question, empty where nothing was given; none for anything else.

    A client leaves out a field that is empty: the button names them all.
    """
    form = form_of(data)
    if form is None:
        return None
    held = object_at(data, OURS)
    asked = held.get("fields")
    values = {each: "" for each in (asked if isinstance(asked, list) else ()) if isinstance(each, str)}
    typed: Mapping[str, Any] = data if isinstance(data, dict) else {}
    for question, value in typed.items():
        if question not in _NOT_TYPED and (text := _text(value)) is not None:
            values[question] = text
    return form, values


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else None
