"""What Slack would take and show badly, read in every call that said something, moments that passed included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from adapters.slack import limits
from adapters.slack.markup import size
from tests.adapters.slack.reading import shown, texts_of
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.records import JSON, Call
from tests.fakes.slack.showing import oddities, pings

MESSAGES = ("chat.postMessage", "chat.update", "chat.postEphemeral", "response_url")
VIEWS = ("views.open", "views.push", "views.update", "views.publish")
KEYS = "|".join(sorted(each.stem for each in (Path(__file__).parents[2] / "bot" / "locales" / "fr").glob("*.toml")))
BAD = {
    "nothing, as a program says it": re.compile(r"\b(?:None|null|undefined|NaN|True|False)\b"),
    "a place left to fill": re.compile(r"\{\w*\}"),
    "a key of the catalogues": re.compile(rf"(?<![\w/.])(?:{KEYS})\.[a-z]\w*"),
    "a button or an option without a name": re.compile(r"\A[–\s]*\Z"),
    "spaces one after another": re.compile(r"  +|\n\n\n"),
    "one mark after another": re.compile(r"[,;:.] ?[,;:.](?<!\.\.)"),
    "an escape that stays": re.compile(r"&(?:amp|lt|gt);"),
}


def said_badly(slack: FakeSlack) -> list[str]:
    """What each thing that the desk said has against it, in the words of whoever mends it."""
    return [f"{call.method}: {fault}" for call in slack.log for fault in _faults(slack, call)]


def _faults(slack: FakeSlack, call: Call) -> Iterator[str]:
    if call.method in MESSAGES and ("text" in call.arguments or "blocks" in call.arguments):
        text, drawn = call.arguments.get("text", ""), call.arguments.get("blocks")
        if not text.strip() or not drawn:
            yield "nothing that notifications say, or nothing that is shown"
        if size(text) > limits.TEXT:
            yield f"a notification of {size(text)}"
        if pings(text, None):
            yield "a notification that pings"
        yield from _read(slack, [shown(text), *texts_of(drawn)], text, drawn)
    elif call.method in VIEWS:
        view: JSON = call.arguments["view"]
        yield from _read(slack, texts_of(view), "", view["blocks"])


def _read(slack: FakeSlack, texts: Iterable[str], text: str, drawn: Any) -> Iterator[str]:
    yield from oddities(text, drawn)
    strangers = pings(text, drawn) - set(slack.workspace.users)
    yield from (f"a ping of {each}" for each in strangers)
    for each in texts:
        yield from (f"{what}: {each}" for what, sign in BAD.items() if sign.search(each))
