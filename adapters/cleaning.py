"""A text without what is never seen and does harm: the same for every platform, before its own escapes."""

from __future__ import annotations

import re

from adapters.directions import closed

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Control characters."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """A text without what is never seen: its lines end by a line feed, and none of them turns what follows around."""
    kept = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return "\n".join(map(closed, kept.split("\n")))


def one_line(text: str) -> str:
    """A text as one line."""
    return " ".join(clean(text).split("\n"))
