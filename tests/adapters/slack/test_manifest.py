"""The app's manifest: what Slack takes, and neither more nor less than what the code calls and understands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import adapters.slack
from adapters.slack import translate
from adapters.slack.manifest import COMMANDS, SHORTCUTS, manifest
from adapters.slack.own import Own
from adapters.slack.scopes import EVENTS, FREE_EVENTS, FREE_METHODS, PATH, SCOPES
from bot.conversations.commands import ESCALATE
from bot.locales import LANGUAGES
from tests.fakes.slack import BOT, BOT_USER, TEAM
from tests.fakes.slack.api import METHODS
from tests.fakes.slack.workspace import BOT_EVENTS, Workspace
from tests.fakes.slack.workspace import SCOPES as FAKE_SCOPES

URL = "https://relais.example"
OURS = Path(adapters.slack.__file__).parent
_METHOD = re.compile(
    r"(?:apps|auth|bots|chat|conversations|files|reactions|team|usergroups|users|views)\.[a-z][A-Za-z.]+"
)
# slackapi/manifest-schema, manifest.schema.2.0.0.json.
LONGEST = {"name": 35, "description": 140, "display_name": 80}
LONGEST_OF_A_SHORTCUT = {"name": 24, "callback_id": 255, "description": 150, "type": 7}
LONGEST_OF_A_COMMAND = {"command": 32, "description": 2000, "usage_hint": 1000, "url": 3000}
SHAPE: dict[str, Any] = {
    "display_information": {"name", "description"},
    "features": {
        "app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
        "bot_user": {"display_name", "always_online"},
        "slash_commands": [],
        "shortcuts": [],
    },
    "oauth_config": {"scopes": {"bot"}},
    "settings": {
        "event_subscriptions": {"bot_events"},
        "interactivity": {"is_enabled"},
        "org_deploy_enabled": None,
        "socket_mode_enabled": None,
        "token_rotation_enabled": None,
    },
}
"""The keys of it by Socket Mode (platform facts 1.1); over HTTP addresses come to them."""


def texts(folder: Path) -> Iterator[str]:
    """Each string of the code, but for the lists of scopes themselves."""
    for file in folder.glob("*.py"):
        if file.name != "scopes.py":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def called() -> set[str]:
    """Each method of the Web API that the code names."""
    return {found for said in texts(OURS) for found in said.split() if _METHOD.fullmatch(found)}


def keys(value: Any, shape: Any) -> None:
    if isinstance(shape, dict):
        assert set(value) == set(shape)
        for name, inside in shape.items():
            keys(value[name], inside)
    elif isinstance(shape, set):
        assert set(value) == shape


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_keys_are_those_that_slack_knows(language: str) -> None:
    keys(manifest(language, None), SHAPE)


def test_over_http_each_way_in_has_the_desks_address_and_by_socket_none() -> None:
    over_http, by_socket = manifest("fr", URL), manifest("fr", None)
    settings, features = over_http["settings"], over_http["features"]
    assert not settings["socket_mode_enabled"]
    assert settings["event_subscriptions"].pop("request_url") == URL + PATH
    assert settings["interactivity"].pop("request_url") == URL + PATH
    assert [each.pop("url") for each in features["slash_commands"]] == [URL + PATH] * len(COMMANDS)
    settings["socket_mode_enabled"] = True
    assert over_http == by_socket
    assert "url" not in str(by_socket)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_longer_than_slack_takes(language: str) -> None:
    made = manifest(language, URL)
    for name, longest in LONGEST.items():
        for part in (made["display_information"], made["features"]["bot_user"]):
            assert 0 < len(part.get(name, "x")) <= longest
    for each in made["features"]["shortcuts"]:
        assert set(each) == set(LONGEST_OF_A_SHORTCUT)
        assert all(0 < len(each[name]) <= longest for name, longest in LONGEST_OF_A_SHORTCUT.items())
    for each in made["features"]["slash_commands"]:
        assert set(each) == {*LONGEST_OF_A_COMMAND, "should_escape"}
        assert each["should_escape"] is True
        assert all(0 < len(each[name]) <= longest for name, longest in LONGEST_OF_A_COMMAND.items())
    assert len(SHORTCUTS) <= 10
    assert len(EVENTS) == len(set(EVENTS)) <= 100
    assert all(len(each) <= 50 for each in (*EVENTS, *made["oauth_config"]["scopes"]["bot"]))


def test_commands_and_shortcuts_are_those_that_the_desk_answers() -> None:
    features, space = manifest("fr", None)["features"], Workspace()
    commands = [each["command"] for each in features["slash_commands"]]
    assert commands == ["/desk", "/demande", "/escalate", "/escalade"]
    assert {each for each in commands if each[1:] in ESCALATE} == {"/escalate", "/escalade"}
    assert {each["callback_id"]: each["type"] for each in features["shortcuts"]} == space.shortcuts
    for name, kind in space.shortcuts.items():
        body: dict[str, Any] = {"type": "message_action" if kind == "message" else "shortcut", "callback_id": name}
        body |= {"trigger_id": "1.2.a", "team": {"id": TEAM}, "user": {"id": "U1"}, "message_ts": "1.000001"}
        body |= {"channel": {"id": "C1"}, "message": {"ts": "1.000001"}}
        used = translate.shortcut_of(body, Own(TEAM, BOT_USER, BOT), datetime.now(UTC))
        assert used is not None
        assert used.shortcut == name


def test_its_scopes_are_those_of_the_methods_called_and_of_the_events_heard() -> None:
    named = {method for scope in SCOPES for method in scope.methods} | FREE_METHODS
    assert called() == named, "a method called stands in scopes.py, under what it needs; one no longer called does not"
    without = {scope.name for scope in SCOPES if not scope.methods and not scope.events}
    assert without == {"commands", "files:read"}
    assert [scope.name for scope in SCOPES] == manifest("fr", None)["oauth_config"]["scopes"]["bot"]
    assert {scope.name for scope in SCOPES} == FAKE_SCOPES


def test_the_fake_wants_for_each_method_called_a_scope_that_the_manifest_asks_for() -> None:
    needing = {scope.name: set(scope.methods) for scope in SCOPES}
    for method in called() - FREE_METHODS:
        for scope in METHODS[method][1]:
            assert method in needing[scope] or scope == "users:read", (method, scope)


def test_its_events_are_those_that_the_code_understands() -> None:
    tree = ast.parse(Path(translate.__file__).read_text(encoding="utf-8"))
    known = {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant)
    }
    words = {str(each) for each in known}
    heard = {each for each in EVENTS if not each.startswith("message.")}
    assert heard <= words, "nothing is subscribed to that no line of translate.py reads"
    about_places = {each for each in words if re.match(r"(channel|group|member)_|(channel|group)$", each)} - {"channel"}
    assert about_places <= heard | {"group"}, "what translate.py reads is subscribed to"
    assert set(EVENTS) >= BOT_EVENTS
    assert set(FREE_EVENTS) <= words


def test_nothing_is_subscribed_to_without_its_scope() -> None:
    asked = {scope.name for scope in SCOPES}
    for scope in SCOPES:
        for event in scope.events:
            sort = event.partition("_")[0].removeprefix("message.")
            if sort in ("channel", "group"):
                assert scope.name == f"{sort}s:read"
            elif event.startswith("message."):
                assert scope.name == f"{sort}:history"
    assert {"channels:read", "groups:read"} <= asked
