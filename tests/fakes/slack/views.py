"""Forms and homes: views.* (platform facts 1.4, 1.7), and what a person has filled in."""

from __future__ import annotations

from typing import Any

from tests.fakes.slack.api import Asked, Refused, invalid_arguments, method
from tests.fakes.slack.chat import named
from tests.fakes.slack.checks import elements_of, view_faults, view_too_large
from tests.fakes.slack.records import JSON, View
from tests.fakes.slack.workspace import Workspace

TRIGGER_LIFE = 3.0
"""Seconds (platform facts 1.4)."""

DEPTH = 3

INITIAL = {
    "plain_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
    "static_select": ("initial_option", "selected_option"),
    "radio_buttons": ("initial_option", "selected_option"),
    "multi_static_select": ("initial_options", "selected_options"),
    "checkboxes": ("initial_options", "selected_options"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "channels_select": ("initial_channel", "selected_channel"),
}
"""Each stateful element: where its first value stands, and where its state's does."""


@method("views.open")
def views_open(asked: Asked) -> JSON:
    body = _checked(asked, "modal")
    user = _triggered(asked)[0]
    view = new_view(asked.workspace, user, body)
    asked.workspace.stacks[user] = [view.id]
    return {"view": shown(view)}


@method("views.push")
def views_push(asked: Asked) -> JSON:
    body = _checked(asked, "modal")
    user, inside = _triggered(asked)
    stack = asked.workspace.stacks.get(user, [])
    if inside is None or inside not in stack:
        raise Refused("not_found")
    return {"view": shown(push(asked.workspace, user, body))}


@method("views.update")
def views_update(asked: Asked) -> JSON:
    view = _found(asked)
    _same_hash(asked, view)
    surface = view.body["type"]
    replace(asked.workspace, view, _checked(asked, surface))
    return {"view": shown(view)}


@method("views.publish")
def views_publish(asked: Asked) -> JSON:
    user = asked.user("user_id")
    body = _checked(asked, "home")
    known = asked.workspace.homes.get(user.id)
    if known is None:
        view = new_view(asked.workspace, user.id, body)
        asked.workspace.homes[user.id] = view.id
    else:
        view = asked.workspace.views[known]
        _same_hash(asked, view)
        replace(asked.workspace, view, body)
    return {"view": shown(view)}


def new_view(workspace: Workspace, user: str, body: JSON, previous: View | None = None) -> View:
    """A view that has passed its checks, remembered."""
    key = workspace.number("V")
    root = previous.root if previous else key
    view = View(key, user, _named(workspace, body), _hash(workspace), root, previous.id if previous else None)
    workspace.views[key] = view
    return view


def push(workspace: Workspace, user: str, body: JSON) -> View:
    """One more on the person's stack, three at most."""
    stack = workspace.stacks[user]
    if len(stack) >= DEPTH:
        raise Refused("push_limit_reached")
    view = new_view(workspace, user, body, workspace.views[stack[-1]])
    stack.append(view.id)
    return view


def replace(workspace: Workspace, view: View, body: JSON) -> None:
    """A new body; what was typed into fields that are still there is kept, as Slack's client keeps it."""
    view.body, view.hash = _named(workspace, body), _hash(workspace)
    there = {(block["block_id"], element.get("action_id")) for block, element in elements_of(view.body["blocks"])}
    for block, fields in list(view.typed.items()):
        view.typed[block] = {action: value for action, value in fields.items() if (block, action) in there}


def check(body: Any, surface: str) -> None:
    """Refuse a view that Slack refuses."""
    faults = view_faults(body, surface)
    if faults:
        raise invalid_arguments(*faults)
    if view_too_large(body):
        raise Refused("view_too_large")


def shown(view: View) -> JSON:
    return view.shown(values_of(view))


def values_of(view: View) -> JSON:
    """The state of every field: its first value, or what the person has put there since."""
    values: JSON = {}
    for block, element in elements_of(view.body["blocks"]):
        if element["type"] in INITIAL:
            first, key = INITIAL[element["type"]]
            empty: Any = [] if key.endswith("options") or key == "selected_users" else None
            state = {"type": element["type"], key: element.get(first, empty)}
            typed = view.typed.get(block["block_id"], {}).get(element["action_id"])
            values.setdefault(block["block_id"], {})[element["action_id"]] = typed or state
    return values


def _named(workspace: Workspace, body: JSON) -> JSON:
    return body | {"blocks": named(workspace, body["blocks"]) or []}


def _checked(asked: Asked, surface: str) -> JSON:
    body = asked.nested("view")
    check(body, surface)
    external = body.get("external_id")
    if external and any(each.body.get("external_id") == external for each in asked.workspace.views.values()):
        raise Refused("duplicate_external_id")
    return dict(body)


def _triggered(asked: Asked) -> tuple[str, str | None]:
    """Whose trigger it is, and the modal it was made in."""
    trigger = asked.workspace.triggers.get(asked.word("trigger_id"))
    if trigger is None:
        raise invalid_arguments("[ERROR] invalid trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if asked.workspace.ticks() - trigger.made > TRIGGER_LIFE:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user, trigger.view


def _found(asked: Asked) -> View:
    """The view named, if it is still open."""
    key, external = asked.maybe("view_id"), asked.maybe("external_id")
    for view in asked.workspace.views.values():
        named_so = view.id == key if key else external is not None and view.body.get("external_id") == external
        open_now = view.id in asked.workspace.stacks.get(view.user, ()) or view.id in asked.workspace.homes.values()
        if named_so and open_now:
            return view
    raise Refused("not_found")


def _same_hash(asked: Asked, view: View) -> None:
    given = asked.maybe("hash")
    if given is not None and given != view.hash:
        raise Refused("hash_conflict")


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock())}.{workspace.chance.getrandbits(40):010x}"
