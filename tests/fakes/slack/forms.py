"""Slack's client before a form or a button: what it lets people fill in, what it sends, what it makes of the answer."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.slack.api import Refused
from tests.fakes.slack.checks import INPUT_MAX, elements_of
from tests.fakes.slack.hooks import say
from tests.fakes.slack.records import JSON, Ephemeral, Hook, View
from tests.fakes.slack.views import INITIAL, check, push, replace, values_of
from tests.fakes.slack.workspace import Workspace


class Impossible(Exception):
    """What Slack's own client does not let a person do."""


def find(blocks: list[JSON] | None, action_id: str) -> tuple[JSON, JSON]:
    """The block and the element of that action, if it is shown."""
    for block, element in elements_of(blocks):
        if element.get("action_id") == action_id:
            return block, element
    raise Impossible(f"no {action_id} there")


def action(block: JSON, element: JSON, option: str | None, ts: str) -> JSON:
    """One entry of a block_actions payload's `actions`."""
    told: JSON = {"action_id": element["action_id"], "block_id": block["block_id"], "type": element["type"]}
    told["action_ts"] = ts
    if element["type"] == "button":
        told |= {key: element[key] for key in ("text", "value", "style") if key in element}
    elif element["type"] == "overflow":
        told["selected_option"] = _option(element, option)
    else:
        told |= {key: value for key, value in _state(element, option).items() if key != "type"}
    return told


def fill(view: View, values: dict[str, Any]) -> None:
    """Put values into fields, by block: text, an option's value, a date; a list where several may be chosen."""
    fields = {block["block_id"]: element for block, element in elements_of(view.body["blocks"])}
    for block_id, value in values.items():
        if block_id not in fields or fields[block_id]["type"] not in INITIAL:
            raise Impossible(f"no field {block_id}")
        element = fields[block_id]
        view.typed.setdefault(block_id, {})[element["action_id"]] = _state(element, value)


def missing(view: View) -> list[str]:
    """The required fields left empty."""
    values = values_of(view)
    empty = []
    for block, element in elements_of(view.body["blocks"]):
        if block["type"] == "input" and not block.get("optional") and element["type"] in INITIAL:
            state = values[block["block_id"]][element["action_id"]]
            if not state[INITIAL[element["type"]][1]]:
                empty.append(block["block_id"])
    return empty


def answered(workspace: Workspace, view: View, body: Any) -> tuple[str | None, dict[str, str]]:
    """What an answer to a submission does to the forms in front of the person: (trouble, errors under the fields)."""
    stack = workspace.stacks[view.user]
    if not body:
        stack.remove(view.id)
        return None, {}
    if not isinstance(body, dict):
        return "the answer is not JSON", {}
    what = body.get("response_action")
    if what == "errors":
        return _errors(view, body.get("errors"))
    if what == "clear":
        stack.clear()
        return None, {}
    if what not in ("update", "push"):
        return f"response_action {what!r}", {}
    try:
        check(body.get("view"), "modal")
        if what == "update":
            replace(workspace, view, dict(body["view"]))
        else:
            push(workspace, view.user, dict(body["view"]))
    except Refused as refused:
        return f"{refused.error}: {refused.more}", {}
    return None, {}


def said(workspace: Workspace, hook: Hook, body: Any) -> tuple[str | None, Ephemeral | None]:
    """What a command's own answer says: (trouble, what the person reads)."""
    content = {"text": body} if isinstance(body, str) else body
    if not isinstance(content, dict):
        return "the answer is neither text nor a message", None
    before = len(workspace.whispers)
    try:
        say(workspace, hook, content, "command")
    except Refused as refused:
        return f"{refused.error}: {json.dumps(refused.more)}", None
    return None, workspace.whispers[-1] if len(workspace.whispers) > before else None


def _errors(view: View, errors: Any) -> tuple[str | None, dict[str, str]]:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        return "errors without any", {}
    if set(errors) - inputs:
        return f"errors under what is no field: {sorted(set(errors) - inputs)}", {}
    if not all(isinstance(each, str) and each for each in errors.values()):
        return "an error is a sentence", {}
    return None, errors


def _state(element: JSON, value: Any) -> JSON:
    kind = element["type"]
    key = INITIAL[kind][1]
    shown: Any = value
    if kind == "plain_text_input":
        most, least = element.get("max_length", INPUT_MAX), element.get("min_length", 0)
        if value and not least <= len(value) <= most:
            raise Impossible(f"between {least} and {most} characters")
        shown = value or None
    elif key == "selected_option":
        shown = _option(element, value) if value else None
    elif key == "selected_options":
        shown = [_option(element, each) for each in value or ()]
    return {"type": kind, key: shown}


def _option(element: JSON, value: Any) -> JSON:
    for each in element["options"]:
        if each["value"] == value:
            option: JSON = each
            return option
    raise Impossible(f"no option {value}")
