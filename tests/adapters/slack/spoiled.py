"""Payloads of every kind that Slack sends, and what spoils them."""

from __future__ import annotations

import copy
import random
from typing import Any

from tests.fakes.slack import TEAM

Json = dict[str, Any]
_MESSAGE = {"type": "message", "channel": "C0LYON", "user": "U1", "text": "<@U2> bonjour", "ts": "1.000001"}
_BASE = {"team": {"id": TEAM}, "team_id": TEAM, "user": {"id": "U1"}, "trigger_id": "1", "channel": {"id": "C0LYON"}}
_STATE = {"values": {"text": {"value": {"type": "plain_text_input", "value": "x"}}}}
_VIEW = {"id": "V1", "callback_id": "relais_form", "private_metadata": '{"form": "f"}', "hash": "1", "state": _STATE}
PAYLOADS: list[Json] = [
    {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": _MESSAGE | {"files": [{"id": "F1"}]}},
    {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": "Ev2",
        "event": {"type": "message", "subtype": "message_changed", "channel": "C1", "message": _MESSAGE},
    },
    {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": "Ev3",
        "event": {"type": "user_change", "user": {"id": "U1", "profile": {"email": "a@b.fr"}, "team_id": TEAM}},
    },
    {"command": "/desk", "text": "<@U2>", "user_id": "U1", "channel_id": "C1", "team_id": TEAM, "trigger_id": "2"},
    {"type": "block_actions", **_BASE, "actions": [{"action_id": "show#1", "value": "LYO-4", "action_ts": "1.1"}]},
    {"type": "message_action", "callback_id": "desk_from_message", "message_ts": "1.1", "message": _MESSAGE, **_BASE},
    {"type": "view_submission", **_BASE, "view": _VIEW},
]


def spoil(body: Json, chance: random.Random, junk: list[Any]) -> None:
    """Put something else in one part of a payload, however deep."""
    part: Any = body
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(part[key], dict | list) and part[key] and chance.random() < 0.7:
            part = part[key]
        else:
            part[key] = copy.deepcopy(chance.choice(junk))
            return
