"""Signs that turn the direction of what follows them, kept to the line in which somebody wrote them.

Unicode's bidirectional algorithm (UAX #9, rules X1 to X8) lets an embedding, an override or an isolate act until the
sign that ends it, or the end of its paragraph. Whoever leaves one open would have what stands after their words, ours
included, read backwards.
"""

from __future__ import annotations

import re

EMBEDDINGS, ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
END, END_ISOLATE = "\u202c", "\u2069"
SIGNS = f"{EMBEDDINGS}{ISOLATES}{END}{END_ISOLATE}"
DEEPEST = 60
"""Signs kept open at once; deeper than 125 levels, of which each takes two at most, they do nothing (rule BD2)."""
_SIGN = re.compile(f"[{SIGNS}]")


def closed(line: str) -> str:
    """A line in which each such sign is ended. One that ends nothing, or turns nothing that is seen, is left out."""
    return _Line().read(line) if _SIGN.search(line) else line


class _Line:
    def __init__(self) -> None:
        self._kept: list[str] = []
        self._open: list[tuple[int, str]] = []
        """Where each stands in what is kept (-1: too deep to be kept), and what ends it."""
        self._isolates = 0

    def read(self, line: str) -> str:
        for sign in line:
            self._take(sign)
        while self._isolates:
            self._end_isolate()
        while self._open:
            self._end(said=True)
        return "".join(self._kept)

    def _take(self, sign: str) -> None:
        if sign in EMBEDDINGS:
            self._begin(sign, END)
        elif sign in ISOLATES:
            self._begin(sign, END_ISOLATE)
            self._isolates += 1
        elif sign == END:
            if self._open and self._open[-1][1] == END:
                self._end(said=True)
        elif sign == END_ISOLATE:
            if self._isolates:
                self._end_isolate()
        else:
            self._kept.append(sign)

    def _begin(self, sign: str, ended_by: str) -> None:
        deep = len(self._open) >= DEEPEST
        self._open.append((-1 if deep else len(self._kept), ended_by))
        if not deep:
            self._kept.append(sign)

    def _end_isolate(self) -> None:
        """The isolate opened last, and with it what was opened inside."""
        while self._open[-1][1] == END:
            self._end(said=False)
        self._end(said=True)
        self._isolates -= 1

    def _end(self, *, said: bool) -> None:
        at, sign = self._open.pop()
        if at < 0:
            return
        if all(self._kept[each].isspace() for each in range(at + 1, len(self._kept))):
            del self._kept[at]
        elif said:
            self._kept.append(sign)
