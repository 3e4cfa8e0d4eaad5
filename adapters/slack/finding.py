"""What stands in a conversation: one message by its timestamp, and the desk's own by the outbox id that it carries.

A message of a thread is in no channel's history, and a thread's replies always begin with its root (platform facts 1.3,
1.5).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.platform import Address, Gone, Ref, Transient
from adapters.rendering import Drawn
from adapters.slack.calls import PAGE, Calls
from adapters.slack.own import Own
from adapters.slack.shapes import instant

OUTBOX = "relais_outbox"
"""The event type of the metadata of each message that the desk posts."""
MOST_PAGES = 10
"""Pages looked through for one of the desk's messages."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mark(outbox_id: int, card: Drawn) -> dict[str, Any]:
    """The metadata of a posted message: ids and codes alone, for any app of the workspace may read them."""
    payload: dict[str, Any] = {"id": outbox_id, "kind": card.kind}
    return {"event_type": OUTBOX, "event_payload": payload | ({"subject": card.subject} if card.subject else {})}


def slack_time(at: datetime) -> str:
    """An instant (aware) as Slack writes it: seconds and six digits of microseconds, never a float."""
    passed = (at.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
    return f"{passed // 1_000_000}.{passed % 1_000_000:06d}"


async def message_at(calls: Calls, ref: Ref, root: str | None) -> Mapping[str, Any]:
    """A message as it stands now. `Gone` when it does not."""
    at = {"channel": ref.conversation, "oldest": ref.ts, "latest": ref.ts, "inclusive": True}
    if root in (None, ref.ts):
        found = _of(await calls.ask("conversations.history", **at, limit=1), ref.ts)
        if found is not None:
            return found
    found = _of(await calls.ask("conversations.replies", **at, ts=root or ref.ts, limit=PAGE), ref.ts)
    if found is None:
        raise Gone("message_not_found")
    return found


async def sent_message(calls: Calls, own: Own, outbox_id: int, to: Address, since: datetime) -> Ref | None:
    """The desk's message that carries this outbox id, posted since then (Slack's time, aware).

    Raises:
        Transient: when so much was said since that it cannot be told.
    """
    oldest = slack_time(since)
    last: list[Any] = []
    seen = 0
    async for last in _said(calls, to, oldest):
        seen += 1
        for each in last:
            if _carries(each, own, outbox_id) and _later(str(each.get("ts")), since):
                return Ref(to.conversation, str(each["ts"]))
    if seen == MOST_PAGES and len(last) >= PAGE:
        raise Transient("too_much_to_look_through")
    return None


def _said(calls: Calls, to: Address, oldest: str) -> AsyncIterator[list[Any]]:
    given = {"channel": to.conversation, "oldest": oldest, "inclusive": True, "include_all_metadata": True}
    if to.root is None:
        return calls.pages("conversations.history", "messages", MOST_PAGES, **given)
    return calls.pages("conversations.replies", "messages", MOST_PAGES, **given, ts=to.root)


def _carries(message: Any, own: Own, outbox_id: int) -> bool:
    """Whether it is the desk's own: another app's may carry any metadata."""
    if not isinstance(message, dict) or own.bot_user != message.get("user"):
        return False
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == OUTBOX and (metadata.get("event_payload") or {}).get("id") == outbox_id


def _later(ts: str, since: datetime) -> bool:
    return instant(ts, _EPOCH) >= since


def _of(answer: Mapping[str, Any], ts: str) -> Mapping[str, Any] | None:
    said = (each for each in answer.get("messages") or () if isinstance(each, dict))
    return next((each for each in said if each.get("ts") == ts and each.get("subtype") != "tombstone"), None)
