"""Teams' client before a card or a dialog: what it lets people fill in, what it sends, what it makes of the answer."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.teams.activities import check_card
from tests.fakes.teams.cards import INPUTS, kind_of, things
from tests.fakes.teams.cards import faults as card_faults
from tests.fakes.teams.connector import Refused
from tests.fakes.teams.records import CARD, ERROR, JSON, MESSAGE, Dialog
from tests.fakes.teams.schema import ACTIONS

SIZES = ("small", "medium", "large")
LONGEST_TITLE = 80
"""Characters of a dialog's title that are seen; Teams does not say how many (?)."""


class Impossible(Exception):
    """What Teams' own client does not let a person do."""


def ways(card: JSON) -> Iterator[tuple[JSON, list[JSON]]]:
    """Each action, and the fields that it sends: those of its card and of the cards around it."""
    own = [each for each in _of(card) if kind_of(each) in INPUTS]
    for each in _of(card):
        if kind_of(each) not in ACTIONS:
            continue
        yield each, [] if each.get("associatedInputs") == "none" else own
        if kind_of(each) == "Action.ShowCard":
            for action, fields in ways(each["card"]):
                yield action, [] if action.get("associatedInputs") == "none" else [*own, *fields]


def _of(card: JSON) -> Iterator[JSON]:
    """The parts of a card, but for those of the cards that unfold from it."""
    unfolded = [each["card"] for each in things(card) if kind_of(each) == "Action.ShowCard"]
    within = {id(part) for inner in unfolded for part in things(inner)}
    return (each for each in things(card) if id(each) not in within)


def find(card: JSON | None, title: str, under: str | None = None) -> tuple[JSON, list[JSON]]:
    """The action of that title that does something, and the fields that it sends. `under`: what it unfolds from."""
    around: list[JSON] = []
    if under is not None:
        unfolds = (each for each in ways(card or {}) if each[0]["type"] == "Action.ShowCard")
        above, around = next((each for each in unfolds if each[0]["title"] == under), ({}, []))
        card = above.get("card")
    for action, fields in ways(card or {}):
        if action.get("title") == title and action["type"] != "Action.ShowCard":
            return action, [] if action.get("associatedInputs") == "none" else [*around, *fields]
    raise Impossible(f"no {title} there")


def sent(action: JSON, fields: list[JSON], values: dict[str, str]) -> tuple[JSON, dict[str, str]]:
    """What an action sends as its data, and the sentences under fields that keep it from being sent."""
    if action.get("isEnabled") is False:
        raise Impossible("it is greyed")
    known = {str(each["id"]): each for each in fields}
    for name in values:
        if name not in known:
            raise Impossible(f"no field {name}")
    data, wrong = copy.deepcopy(action.get("data") or {}), {}
    for name, field in known.items():
        value = values.get(name, start(field))
        told = _wrong(field, value)
        if told:
            wrong[name] = told
        # An empty field is sent as nothing at all, or as an empty text: clients differ.
        if value or kind_of(field) == "Input.Text":
            data[name] = value
    return data, wrong


def start(field: JSON) -> str:
    """What stands in a field before anything is typed."""
    if kind_of(field) == "Input.Toggle":
        return str(field.get("value") or field.get("valueOff", "false"))
    value = field.get("value")
    return "" if value is None else str(value)


def _wrong(field: JSON, value: str) -> str | None:
    """The sentence under a field that may not be sent so."""
    kind, said = kind_of(field), str(field.get("errorMessage") or "?")
    on = field.get("valueOn", "true")
    if field.get("isRequired") and (value != on if kind == "Input.Toggle" else not value.strip()):
        return said
    if not value:
        return None
    if kind == "Input.Text":
        if len(value) > int(field.get("maxLength") or len(value)):
            raise Impossible(f"more than {field['maxLength']} characters")
        return said if "regex" in field and not re.search(field["regex"], value) else None
    if kind == "Input.ChoiceSet":
        offered = [str(each["value"]) for each in field["choices"]]
        chosen = value.split(",") if field.get("isMultiSelect") else [value]
        if "choices.data" not in field and not set(chosen) <= set(offered):
            raise Impossible(f"no choice {value}")
    if kind == "Input.Toggle" and value not in (on, field.get("valueOff", "false")):
        raise Impossible(f"a toggle is {on} or not")
    shape = {"Input.Date": r"\d{4}-\d{2}-\d{2}", "Input.Time": r"\d{2}:\d{2}", "Input.Number": r"-?\d+(\.\d+)?"}
    if kind in shape and not re.fullmatch(shape[kind], value):
        raise Impossible(f"{value} cannot be chosen")
    return None


def executed(body: Any) -> tuple[str | None, JSON | None, str | None]:
    """An answer to an Action.Execute: (trouble, the card to show instead, what is said)."""
    if not isinstance(body, dict) or not {"statusCode", "type", "value"} <= set(body):
        return "the answer is no answer to an adaptiveCard/action", None, None
    status, kind, value = body["statusCode"], body["type"], body["value"]
    if status == 200 and kind == CARD:
        trouble = _refused(value)
        return trouble, None if trouble else value, None
    if status == 200 and kind == MESSAGE:
        return (None, None, value) if isinstance(value, str) and value.strip() else ("nothing is said", None, None)
    if kind == ERROR and isinstance(value, dict) and value.get("code") and value.get("message"):
        return f"{status}: {value['message']}", None, None
    return f"{status} of {kind}", None, None


def asked(body: Any, dialog: Dialog, *, fetched: bool) -> tuple[str | None, Dialog | None, str | None]:
    """An answer to a dialog that is asked for (`fetched`) or sent: (trouble, what stands then, what is said)."""
    if not body and not fetched:
        return None, None, None
    task = body.get("task") if isinstance(body, dict) else None
    if not isinstance(task, dict) or set(body) != {"task"}:
        return "the answer is no dialog", None, None
    value = task.get("value")
    if task.get("type") == "message":
        return (None, None, value) if isinstance(value, str) and value.strip() else ("nothing is said", None, None)
    if task.get("type") != "continue" or not isinstance(value, dict):
        return f"a dialog of type {task.get('type')}", None, None
    trouble = _frame(value)
    if trouble:
        return trouble, None, None
    return None, Dialog(dialog.user, value["title"], value["card"]["content"], dialog.fetched, dialog.source), None


def _frame(value: JSON) -> str | None:
    unknown = set(value) - {"title", "height", "width", "card", "url", "fallbackUrl", "completionBotId"}
    title, card = value.get("title"), value.get("card")
    if unknown or "url" in value:
        return f"a dialog with {sorted(unknown) or 'an address'}"
    if not isinstance(title, str) or not 0 < len(title.strip()) <= LONGEST_TITLE:
        return f"the title {title!r}"
    for name in ("height", "width"):
        if not (value.get(name) in SIZES or isinstance(value.get(name), int)):
            return f"the {name} {value.get(name)!r}"
    if not isinstance(card, dict) or card.get("contentType") != CARD:
        return "a dialog without a card"
    found = card_faults(card.get("content"), "dialog")
    return "; ".join(found) if found else None


def _refused(card: Any) -> str | None:
    try:
        check_card(card)
    except Refused as refused:
        return f"{refused.code}: {refused.message}"
    return None
