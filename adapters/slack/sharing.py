"""Whether another company reads in a channel: every event of a channel says so, heard or not of its being shared.

`is_ext_shared_channel` stands beside each event (platform facts 1.7); channel_shared comes only to who subscribed, and
not to a desk that was down. Events come in any order, so that an old one may say what is no longer so.
"""

from __future__ import annotations

from datetime import datetime

from adapters.shapes import Json, object_at, text_at
from adapters.slack.own import Own
from adapters.slack.shapes import instant
from adapters.slack.translate import NAME, is_ours
from bot.events import ConversationSeen, Where, storable


class Sharing:
    """What the desk was told of each channel since it started."""

    def __init__(self) -> None:
        self._shared: dict[str, bool] = {}

    def news(self, body: Json, own: Own, now: datetime) -> ConversationSeen | None:
        """A channel whose event says other than the desk was told; none when nothing is new. `now`: aware."""
        flag, key, channel = body.get("is_ext_shared_channel"), text_at(body, "event_id"), _channel_of(body)
        if not isinstance(flag, bool) or not key or not channel or not is_ours(body, own):
            return None
        if self._shared.get(channel, False) is flag:
            return None
        where = Where(platform=NAME, conversation=channel)
        at = instant(text_at(body, "event", "event_ts"), now)
        return ConversationSeen(key=f"{NAME}:sharing:{storable(key)}", at=at, where=where, shared=flag)

    def told(self, seen: ConversationSeen) -> None:
        """The desk was told so."""
        self._shared[seen.where.conversation] = seen.shared


def _channel_of(body: Json) -> str:
    """The channel that an event is of; empty for a direct conversation, which is nobody's to share."""
    event = object_at(body, "event")
    found = text_at(event, "channel") or text_at(event, "channel", "id") or text_at(event, "item", "channel")
    return "" if found.startswith("D") else storable(found)
