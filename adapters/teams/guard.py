"""Before anything reads it: whether a request is Teams', for this desk, of a size and a shape that can be taken.

Nothing of a stranger's body is read: the token is checked first. What comes with a good one is read to its limit, as
plain JSON of a depth that every later reader can bear, and held against its token. Nothing of either is ever logged.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from aiohttp import web

from adapters.bodies import Unread, read_body
from adapters.shapes import Json, object_at, text_at
from adapters.teams.references import LONGEST_ID
from adapters.teams.tokens import Checker, Refused

LARGEST = 1_000_000
"""Bytes of one request: a message is about 100 KB, a message action brings one along (platform facts 2.6)."""
DEEPEST = 60
"""Objects and lists one in another."""
_OBJECTS = ("channelData", "conversation", "from", "recipient")
_IDS = (
    ("id",),
    ("replyToId",),
    ("conversation", "id"),
    ("from", "id"),
    ("from", "aadObjectId"),
    ("channelData", "channel", "id"),
    ("channelData", "team", "id"),
    ("value", "messagePayload", "id"),
    ("value", "messagePayload", "replyToId"),
    ("value", "messagePayload", "from", "user", "id"),
)
"""The ids by which the desk keeps what an activity is about."""


async def read(request: web.Request, checker: Checker) -> Json:
    """The activity of a request, checked.

    Raises:
        Refused: it is not taken; with the status to answer.
    """
    told = request.headers.getall("Authorization", [])
    verified = await checker.verify(told[0] if len(told) == 1 else None)
    if request.content_type != "application/json":
        raise Refused(400, "content_type")
    try:
        raw = await read_body(request, LARGEST)
    except Unread as unread:
        raise Refused(unread.status, unread.code) from None
    activity = _object(raw)
    checker.match(verified, activity)
    _shaped(activity)
    return activity


def _object(raw: bytes) -> Json:
    try:
        found: Any = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, "not_json") from None
    if not isinstance(found, dict):
        raise Refused(400, "not_an_object")
    _bearable(found)
    return found


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _bearable(value: Json) -> None:
    """Raises Refused where it is nested so deep that what reads it by recursion could break."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [inner for each in level for inner in _inside(each) if isinstance(inner, dict | list)]
        if not level:
            return
    raise Refused(400, "too_deep")


def _inside(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _shaped(activity: Json) -> None:
    """Raises Refused where it lacks what every activity has, its kind and the conversation it is of, or where an id in
    it is longer than Teams makes any."""
    if not text_at(activity, "type"):
        raise Refused(400, "no_type")
    if any(not isinstance(activity.get(name) or {}, dict) for name in _OBJECTS):
        raise Refused(400, "shape")
    if not text_at(object_at(activity, "conversation"), "id"):
        raise Refused(400, "no_conversation")
    if any(len(text_at(activity, *path).encode("utf-8", "surrogatepass")) > LONGEST_ID for path in _IDS):
        raise Refused(400, "long_id")
