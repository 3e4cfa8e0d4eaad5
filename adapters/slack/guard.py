"""Before bolt: whether a request is Slack's, fresh, of a size and a shape that can be taken.

Bolt answers 500 to a timestamp that is no number and to a signature that is not ASCII, logs the whole body of a badly
signed request (design part 6), and reads a command whose text holds « payload » as an empty one. So it is given what
was checked and parsed here, as an object, and nothing of a body is ever logged. Sources: platform facts 1.2 (five
minutes); « Verifying requests from Slack » for the signature.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiMapping

from adapters.bodies import Unread, read_body
from adapters.shapes import Json

LARGEST = 1_000_000
"""Bytes of one request: more than Slack sends."""
OLDEST = 300
"""Seconds that a request's timestamp may be off, either way."""
MOST_FIELDS = 100
_INTEGER = re.compile(r"\d{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Refused(Exception):
    """A request that is not taken. `status`: 400, 401, 413 or 415; `code`: why, for the log."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Checked:
    """A request of Slack's. `kind`: what to do with it; `body`: its object."""

    kind: str
    """`url_verification`, `ssl_check`, `command`, or the payload's own `type`."""
    body: Json


async def read(request: web.Request, secret: str, now: float) -> Checked:
    """The request, checked; `now` is the machine's time (seconds since 1970).

    Raises:
        Refused: it is not taken; with the status to answer.
    """
    try:
        raw = await read_body(request, LARGEST)
    except Unread as unread:
        raise Refused(unread.status, unread.code) from None
    return check(request.headers, raw, request.content_type, secret, now)


def check(headers: MultiMapping[str], raw: bytes, content_type: str, secret: str, now: float) -> Checked:
    """A body that was read, checked by its headers: signature, age, content type, shape."""
    if len(raw) > LARGEST:
        raise Refused(413, "too_large")
    _verify(headers, raw, secret, now)
    match content_type:
        case "application/json":
            return _event(_object(_text(raw)))
        case "application/x-www-form-urlencoded":
            return _form(_text(raw))
        case _:
            raise Refused(415, "content_type")


def signature(secret: str, timestamp: str, raw: bytes) -> str:
    """What Slack signs a body with at a time (whole seconds since 1970, as text)."""
    signed = b"v0:" + timestamp.encode("ascii") + b":" + raw
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _verify(headers: MultiMapping[str], raw: bytes, secret: str, now: float) -> None:
    timestamp = _single(headers, "X-Slack-Request-Timestamp")
    given = _single(headers, "X-Slack-Signature")
    if not secret or _INTEGER.fullmatch(timestamp) is None or _SIGNATURE.fullmatch(given) is None:
        raise Refused(401, "unsigned")
    if abs(now - int(timestamp)) > OLDEST:
        raise Refused(401, "stale")
    if not hmac.compare_digest(signature(secret, timestamp, raw), given):
        raise Refused(401, "forged")


def _single(headers: MultiMapping[str], name: str) -> str:
    """A header that is said once; empty when it is not said, or more than once."""
    found = headers.getall(name, [])
    return found[0] if len(found) == 1 else ""


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "not_utf8") from None


def _object(text: str) -> Json:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(400, "not_json") from None
    if not isinstance(found, dict):
        raise Refused(400, "not_an_object")
    return found


def _event(body: Json) -> Checked:
    kind = _kind(body)
    if kind == "url_verification" and not isinstance(body.get("challenge"), str):
        raise Refused(400, "no_challenge")
    if kind == "event_callback":
        event = body.get("event")
        named = isinstance(event, dict) and isinstance(event.get("type"), str)
        if not named or not isinstance(body.get("event_id"), str):
            raise Refused(400, "no_event")
    return Checked(kind, body)


def _form(text: str) -> Checked:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise Refused(400, "not_a_form") from None
    fields: Mapping[str, str] = dict(pairs)
    if len(fields) != len(pairs):
        raise Refused(400, "said_twice")
    if "payload" in fields:
        body = _object(fields["payload"])
        return Checked(_kind(body), body)
    if fields.get("command", "").startswith("/") and fields.get("trigger_id") and fields.get("user_id"):
        return Checked("command", dict(fields))
    if "ssl_check" in fields:
        return Checked("ssl_check", dict(fields))
    raise Refused(400, "no_command")


def _kind(body: Json) -> str:
    kind = body.get("type")
    if not isinstance(kind, str) or not kind:
        raise Refused(400, "no_type")
    return kind
