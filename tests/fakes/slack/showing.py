"""What Slack makes of a message's texts: whom they ping, and what it would show badly though it accepts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.slack.records import JSON

_TOKEN = re.compile(r"<([^<>]*)>")
_KNOWN = re.compile(
    r"@[UW][A-Z0-9]+(\|[^|]*)?|#C[A-Z0-9]+(\|[^|]*)?|!subteam\^S[A-Z0-9]+(\|[^|]*)?|!(here|channel|everyone)(\|[^|]*)?"
    r"|!date\^\d+\^[^^|]*\{[a-z_]+\}[^^|]*(\^https?://[^|]+)?\|.+|(https?://|mailto:|tel:)[^|]+(\|[^|]+)?",
    re.S,
)
_ENTITY = re.compile(r"&(?!(amp|lt|gt);)")
_PING = re.compile(r"<(?:@([UW][A-Z0-9]+)|!subteam\^(S[A-Z0-9]+)|!(here|channel|everyone))(?:\|[^<>]*)?>")
_RICH_PING = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}


def pings(text: str, blocks: list[JSON] | None) -> set[str]:
    """Whom it notifies: user ids, group ids, here, channel or everyone."""
    found = {next(filter(None, ping.groups())) for each in _mrkdwn(text, blocks) for ping in _PING.finditer(each)}
    rich = (each for each in _things(blocks) if each.get("type") in _RICH_PING)
    return found | {str(each[key]) for each in rich if (key := _RICH_PING[each["type"]]) in each}


def oddities(text: str, blocks: list[JSON] | None) -> list[str]:
    """What would not show as it was meant: an angle bracket that is no token of Slack's, a bare ampersand."""
    odd = []
    for each in _mrkdwn(text, blocks):
        odd += [f"<{token[1]}>" for token in _TOKEN.finditer(each) if not _KNOWN.fullmatch(token[1])]
        left = _TOKEN.sub("", each)
        if "<" in left or ">" in left.replace("\n>", "\n").removeprefix(">"):
            odd.append("an angle bracket")
        if _ENTITY.search(left):
            odd.append("an ampersand")
    return odd


def _mrkdwn(text: str, blocks: list[JSON] | None) -> Iterator[str]:
    yield text
    yield from (str(each["text"]) for each in _things(blocks) if each.get("type") == "mrkdwn")


def _things(thing: Any) -> Iterator[JSON]:
    """Every object within."""
    if isinstance(thing, dict):
        yield thing
    for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from _things(each)
