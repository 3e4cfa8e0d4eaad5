"""The rules of what the desk sends (platform facts 2.4, 2.6): what Teams refuses, or splits, or shows badly."""

from __future__ import annotations

import json
import re
from typing import Any

from adapters.shapes import text_at
from tests.fakes.teams.cards import faults
from tests.fakes.teams.connector import Refused
from tests.fakes.teams.reading import malformed_dates, mentioned
from tests.fakes.teams.records import CARD, JSON
from tests.fakes.teams.tenant import Tenant

MESSAGE_BYTES = 100_000
"""A message as UTF-16, mentions included, after which Teams answers 413."""
SUMMARY = 500
"""Characters of a notification: more is cut there."""
FORMATS = ("plain", "markdown", "xml")
KNOWN = frozenset(
    "type id timestamp from recipient conversation text textFormat summary speak inputHint attachments "
    "attachmentLayout entities channelData channelId serviceUrl replyToId locale localTimestamp importance "
    "deliveryMode value name".split()
)
"""What an activity may say; the service drops the rest without a word, so that Relais must not count on it."""
_TYPED = {"text": str, "summary": str, "speak": str, "entities": list, "attachments": list, "channelData": dict}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def check(tenant: Tenant, activity: JSON) -> None:
    """Refuse what Teams refuses. Stricter than it where it would show something badly: a card without `summary` is
    « sent a card » in a notification, a mention without its text pings nobody."""
    if activity.get("type") not in ("message", "typing"):
        raise Refused("BadSyntax", f"Activity type {activity.get('type')!r}")
    unknown = set(activity) - KNOWN
    if unknown:
        raise Refused("BadSyntax", f"Unknown properties: {sorted(unknown)}")
    for name, kind in _TYPED.items():
        if activity.get(name) is not None and not isinstance(activity[name], kind):
            raise Refused("BadSyntax", f"{name} is no {kind.__name__}")
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le", "surrogatepass")) > MESSAGE_BYTES:
        raise Refused("MessageSizeTooBig", "The size of the message is too big")
    if activity["type"] == "message":
        _message(activity)
        _mentions(tenant, activity.get("text") or "", activity.get("entities"))


def _message(activity: JSON) -> None:
    text, attached = activity.get("text") or "", activity.get("attachments") or []
    if not text.strip() and not attached:
        raise Refused("BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment")
    if text and attached:
        raise Refused("BadSyntax", "Text and a card are split into two messages: send them apart")
    if activity.get("textFormat") not in (None, *FORMATS):
        raise Refused("BadSyntax", f"textFormat {activity['textFormat']!r}")
    if malformed_dates(text) or "{{DATE(" in text or "{{TIME(" in text:
        raise Refused("BadSyntax", "Only a card renders dates")
    summary = activity.get("summary") or ""
    if attached and not summary.strip():
        raise Refused("BadSyntax", "A card without summary says nothing in a notification")
    if len(summary) > SUMMARY or _UNSEEN.search(summary + text):
        raise Refused("BadSyntax", f"The summary is {len(summary)} characters long, or holds what no text does")
    if len(attached) > 1:
        raise Refused("BadSyntax", "One card a message")
    for each in attached:
        _attachment(each)


def _attachment(each: Any) -> None:
    if not isinstance(each, dict) or each.get("contentType") != CARD or set(each) - {"contentType", "content"}:
        raise Refused("BadSyntax", "An attachment is an Adaptive Card, and nothing else")
    check_card(each.get("content"))


def check_card(card: Any) -> None:
    """Refuse a card with any fault; one too heavy with Teams' own code for it."""
    found = faults(card)
    if any("bytes, of" in each for each in found):
        raise Refused("MessageSizeTooBig", found[0])
    if found:
        raise Refused("BadArgument", "; ".join(found[:8]))
    for whom in _named(card):
        if not whom:
            raise Refused("BadArgument", "A mention of nobody")


def _named(card: JSON) -> list[str]:
    entities = (card.get("msteams") or {}).get("entities") or []
    return [str(each["mentioned"]["id"]) for each in entities]


def _mentions(tenant: Tenant, text: str, entities: Any) -> None:
    """Each entity is in the text, each is somebody's, by their 29: id alone outside cards (platform facts 2.4)."""
    told = [each for each in entities or () if isinstance(each, dict) and each.get("type") == "mention"]
    for each in told:
        whom = text_at(each, "mentioned", "id")
        if not whom.startswith("29:") or tenant.find(whom) is None:
            raise Refused("BadArgument", f"A mention of {whom}")
        if each.get("text") not in mentioned(text):
            raise Refused("BadArgument", f"{each.get('text')} is nowhere in the text")
