"""What Slack would show of what it is sent, and what it might do with it: a reader stricter than Slack's own.

Whatever any Slack client might take for formatting counts, so that a text in which nothing is found is safe everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r"<([^<>\n]+)>")
_MARKS = {
    "formatting": re.compile(r"[*~`＊｀＿]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"),
    "quotation": re.compile("^(?:[^\\S\n]|[\u202a-\u202e\u2066-\u2069])*(?:&gt;|>|＞)", re.MULTILINE),
    "emoji": re.compile(r":[\w+＋'’-]+:"),
    "token": re.compile(r"[<>]"),
    "entity": re.compile(r"&(?!amp;|lt;|gt;)"),
}
_LOOKALIKES = str.maketrans(
    {"∗": "*", "∼": "~", "ˋ": "`", "｀": "`", "﹡": "＊", "⸏": "＿", "ˍ": "_"} | dict.fromkeys("\u2060\u00ad")
)


def found(mrkdwn: str) -> set[str]:
    """What Slack might make of a text besides showing it."""
    turned = {"direction"} if any(map(turns, mrkdwn.split("\n"))) else set()
    return turned | {name for name, mark in _MARKS.items() if mark.search(mrkdwn)}


def turns(line: str) -> bool:
    """Whether something in a line is left open, or ends what was opened before it (UAX #9, rules X5a to X7)."""
    left = ""
    for sign in line:
        if "\u202a" <= sign <= "\u202e" and sign != "\u202c":
            left += "e"
        elif "\u2066" <= sign <= "\u2068":
            left += "i"
        elif sign == "\u202c":
            if not left.endswith("e"):
                return True
            left = left[:-1]
        elif sign == "\u2069":
            if "i" not in left:
                return True
            left = left[: left.rindex("i")]
    return bool(left)


def straight(text: str) -> str:
    """A text without the signs that turn directions."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


def tokens(mrkdwn: str) -> list[str]:
    """The mentions, links and dates of a text."""
    return _TOKEN.findall(mrkdwn)


def shown(mrkdwn: str) -> str:
    """What is read: tokens as their words, escapes undone, bold as the text alone."""
    bare = re.sub(r"\*([^*\n]+)\*", r"\1", _TOKEN.sub(lambda token: token.group(1).rpartition("|")[2], mrkdwn))
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def alike(text: str) -> str:
    """A text with all that looks the same written the same, and without what is not seen."""
    return text.translate(_LOOKALIKES)


def texts_of(part: Any) -> Iterator[str]:
    """Every text that some blocks show, in order; tokens as their words."""
    if isinstance(part, list):
        for each in part:
            yield from texts_of(each)
    elif isinstance(part, dict) and part.get("type") == "mrkdwn":
        yield shown(part["text"])
    elif isinstance(part, dict) and part.get("type") in ("plain_text", "text", "link"):
        yield part["text"]
    elif isinstance(part, dict) and part.get("type") == "rich_text_quote":
        yield "".join("".join(texts_of(each)) for each in part["elements"])
    elif isinstance(part, dict) and part.get("type") == "date":
        yield part["fallback"]
    elif isinstance(part, dict):
        for each in part.values():
            yield from texts_of(each)


def mrkdwns_of(part: Any) -> Iterator[str]:
    """Every mrkdwn text of some blocks, as it is sent."""
    if isinstance(part, dict) and part.get("type") == "mrkdwn":
        yield part["text"]
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from mrkdwns_of(each)
