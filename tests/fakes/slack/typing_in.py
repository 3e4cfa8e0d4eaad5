"""What a person types, as Slack stores it: escaped, its links and mentions between angle brackets."""

from __future__ import annotations

import re

_KEPT = re.compile(r"<(?:@[UW]\w+(?:\|[^<>]*)?|#[CG]\w+(?:\|[^<>]*)?|![a-z]+(?:\^[^<>]*)?)>")
_LINK = re.compile(r"https?://[^\s<>]+|(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]*\w)")


def typed(text: str) -> str:
    """`R&D, voir https://x.fr` → `R&amp;D, voir <https://x.fr>`. A mention is written as Slack writes it, `<@U1>`."""
    out, at = [], 0
    for kept in _KEPT.finditer(text):
        out += [_plain(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*out, _plain(text[at:])])


def _plain(text: str) -> str:
    out, at = [], 0
    for link in _LINK.finditer(text):
        shown = _escaped(link[0])
        out += [_escaped(text[at : link.start()]), f"<mailto:{shown}|{shown}>" if link["mail"] else f"<{shown}>"]
        at = link.end()
    return "".join([*out, _escaped(text[at:])])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
