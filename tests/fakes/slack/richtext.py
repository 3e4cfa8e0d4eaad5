"""The rules of rich_text blocks, in which nothing is markup (docs.slack.dev, « Rich text block » and its elements)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HOLDERS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}
NEEDED = {
    "text": {"text"},
    "link": {"url"},
    "user": {"user_id"},
    "channel": {"channel_id"},
    "usergroup": {"usergroup_id"},
    "emoji": {"name"},
    "broadcast": {"range"},
    "date": {"timestamp", "format"},
    "color": {"value"},
}
ALLOWED = {
    "text": {"style"},
    "link": {"text", "style", "unsafe"},
    "user": {"style"},
    "channel": {"style"},
    "usergroup": {"style"},
    "emoji": {"style", "unicode", "skin_tone"},
    "broadcast": set[str](),
    "date": {"url", "fallback", "style"},
    "color": set[str](),
}
STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}


def rich_faults(elements: Any, at: str) -> Iterator[tuple[str, str]]:
    """(what is wrong, where) for each fault of a rich_text block's `elements`."""
    if not isinstance(elements, list) or not elements:
        yield "must be an array with at least 1 item", at
        return
    for index, each in enumerate(elements):
        here = f"{at}/{index}"
        kind = _kind(each)
        if kind == "rich_text_list":
            if each.get("style") not in ("bullet", "ordered"):
                yield "must be one of the allowed values: bullet, ordered", f"{here}/style"
            yield from rich_faults(each.get("elements"), f"{here}/elements")
        elif kind in HOLDERS:
            yield from _spans(each.get("elements"), f"{here}/elements")
        else:
            yield f"unsupported rich text element: {kind}", here


def rich_size(elements: Any) -> int:
    """How many characters it says."""
    if isinstance(elements, list):
        return sum(map(rich_size, elements))
    return len(str(elements.get("text", ""))) + rich_size(elements.get("elements", []))


def _spans(spans: Any, at: str) -> Iterator[tuple[str, str]]:
    if not isinstance(spans, list):
        yield "must be an array", at
        return
    for index, each in enumerate(spans):
        here, kind = f"{at}/{index}", _kind(each)
        if kind not in NEEDED:
            yield f"unsupported rich text element: {kind}", here
            continue
        given = set(each) - {"type"}
        for key in sorted(NEEDED[kind] - given):
            yield f"missing required field: {key}", here
        for key in sorted(given - NEEDED[kind] - ALLOWED[kind]):
            yield f"invalid additional property: {key}", here
        for key in sorted(NEEDED[kind] & given):
            wanted = int if key == "timestamp" else str
            if not isinstance(each[key], wanted) or (wanted is str and not each[key]):
                yield f"must be a non-empty {wanted.__name__}", f"{here}/{key}"
        style = each.get("style", {})
        if not isinstance(style, dict) or set(style) - STYLES or not all(isinstance(on, bool) for on in style.values()):
            yield "invalid style", f"{here}/style"


def _kind(thing: Any) -> str:
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""
