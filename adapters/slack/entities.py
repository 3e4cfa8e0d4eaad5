"""Slack's own writing of a message, back into what its author sees: entities named, escapes undone.

Source: « Formatting message text » (platform facts 1.5) for `<@U…>`, `<#C…>`, `<!…>`, `<url|label>` and the three
escapes; commands carry the same when `should_escape` is on (1.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ENTITY = re.compile(r"<([@#!][^<>\n]{1,4000}|[A-Za-z][A-Za-z0-9+.-]{1,20}:[^<>\n]{1,4000})>")
_PERSON = re.compile(r"<@([A-Za-z0-9]{1,100})(?:\|[^<>\n]*)?>")
_CHANNEL = re.compile(r"<#([A-Za-z0-9]{1,100})(?:\|[^<>\n]*)?>")
_SCHEME = re.compile(r"(?:mailto:|tel:|https?://)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What Slack's ids are called: people's and channels' names, where the desk knows them."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)


NOBODY = Names()


def people_in(text: str) -> tuple[str, ...]:
    """The ids of those whom a text mentions, each once, in order."""
    return tuple(dict.fromkeys(_PERSON.findall(text)))


def channels_in(text: str) -> tuple[str, ...]:
    """The ids of the channels that a text names, each once, in order."""
    return tuple(dict.fromkeys(_CHANNEL.findall(text)))


def plain_text(text: str, desk: str, names: Names = NOBODY) -> str:
    """A text as it reads. The desk's own mention is left out; somebody unknown stays « <@U7> », as the desk marks them.

    `desk`: the user id of the desk.
    """
    said = "".join(_stretches(text, desk, names))
    return said.strip(" \t,:") if desk in people_in(text) else said


def _stretches(text: str, desk: str, names: Names) -> list[str]:
    found: list[str] = []
    end = 0
    for entity in _ENTITY.finditer(text):
        found += [_unescaped(text[end : entity.start()]), _said(entity.group(1), desk, names)]
        end = entity.end()
    return [*found, _unescaped(text[end:])]


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _said(entity: str, desk: str, names: Names) -> str:
    inside, _, label = entity.partition("|")
    label = _unescaped(label)
    match inside[0:1]:
        case "@":
            user = inside[1:]
            if user == desk:
                return ""
            return f"@{names.people[user]}" if user in names.people else f"<@{user}>"
        case "#":
            return "#" + (label or names.channels.get(inside[1:], inside[1:]))
        case "!":
            return _announced(inside[1:], label)
        case _:
            return _linked(_unescaped(inside), label)


def _announced(what: str, label: str) -> str:
    if what in ("here", "channel", "everyone"):
        return f"@{what}"
    if what.startswith("subteam^"):
        return "@" + (label.removeprefix("@") or what.removeprefix("subteam^"))
    return label or what.partition("^")[0]


def _linked(url: str, label: str) -> str:
    bare = _SCHEME.sub("", url, count=1) if url.lower().startswith(("mailto:", "tel:")) else url
    if not label or label == bare:
        return bare
    # A label that is the address itself, as Slack writes what was typed without its scheme, is said as it was typed.
    return label if _SCHEME.sub("", url, count=1).rstrip("/") == label.rstrip("/") else f"{label} ({bare})"
