"""A charter's YAML as plain data, with the line of every value; what would cost too much is refused once met.

Every scalar stays the text that was written (`NO`, `08:30`, `069` are texts, not a boolean, a number of seconds, an
octal); the model, which knows what each key wants, reads it. A plain `null`, `~` or nothing is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.charter.problems import CharterError, Path, Problem
from bot.charter.slips import slip

LARGEST_BYTES = 256 * 1024
DEEPEST = 20
MOST_NODES = 50_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Tree:
    """Plain data (texts, None, lists, dicts with text keys), where each value stands, and which keys came twice."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    twice: list[tuple[Path, int, int]] = field(default_factory=list)
    """A key's path, the line of its second writing, and of its first, which is the one kept."""
    odd_keys: list[tuple[Path, int]] = field(default_factory=list)
    """Mappings that have a list or a mapping for a key, and its line."""


def decoded(raw: bytes, file: str) -> str:
    """The text of a charter's bytes. Raises CharterError where it is too large, not UTF-8, or binary."""
    if len(raw) > LARGEST_BYTES:
        raise _refused(file, 1, "too_large", most=LARGEST_BYTES // 1024)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(file, raw.count(b"\n", 0, error.start) + 1, "not_utf8") from error


def read_tree(text: str, file: str) -> Tree:
    """The plain data of a YAML text. Raises CharterError, at once, for bombs and for what is not YAML."""
    _guard(text, file)
    builder = _Builder(Tree(), file)
    try:
        builder.run(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        found = slip(text, error, builder.last)
        raise _refused(file, found.line, found.code, column=found.column, **found.arguments) from error
    return builder.tree


def _refused(file: str, line: int, code: str, **arguments: object) -> CharterError:
    return CharterError([Problem(file, line, "", code, arguments)])


def _guard(text: str, file: str) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise _refused(file, text.count("\n", 0, error.start) + 1, "not_utf8") from error
    if size > LARGEST_BYTES:
        raise _refused(file, 1, "too_large", most=LARGEST_BYTES // 1024)
    if "\0" in text:
        raise _refused(file, text[: text.index("\0")].count("\n") + 1, "binary")
    if not text.strip():
        raise _refused(file, 1, "empty")


@dataclass
class _Open:
    """A list or a mapping not yet closed. `key` is the mapping's key that waits for its value."""

    path: Path
    value: list[Any] | dict[str, Any]
    key: str | None = None
    ignoring: bool = False


class _Builder:
    """Puts events together without recursion, and measures as it goes."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file
        self.open: list[_Open] = []
        self.nodes = 0
        self.documents = 0
        self.last: Any = None
        """The event read last."""

    def run(self, events: Iterator[Any]) -> None:
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.NodeEvent):
                self._measure(event, line)
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise _refused(self.file, line, "two_documents")
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(None if event.implicit[0] and event.value in _NULLS else event.value, line)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self._enter([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                self._leave()
            self.last = event

    def _measure(self, event: Any, line: int) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _refused(self.file, line, "alias")
        if event.tag is not None:
            raise _refused(self.file, line, "tag", value=event.tag)
        if self.nodes > MOST_NODES:
            raise _refused(self.file, line, "too_many_values", most=MOST_NODES)
        if len(self.open) + 1 > DEEPEST:
            raise _refused(self.file, line, "too_deep", most=DEEPEST)

    def _awaits_key(self) -> bool:
        top = self.open[-1] if self.open else None
        return top is not None and isinstance(top.value, dict) and top.key is None and not top.ignoring

    def _scalar(self, value: str | None, line: int) -> None:
        if self._awaits_key():
            self._take_key("null" if value is None else value, line)
        else:
            self._place(value, line)

    def _take_key(self, key: str, line: int) -> None:
        top = self.open[-1]
        path = (*top.path, key)
        if key in top.value:
            self.tree.twice.append((path, line, self.tree.lines[path]))
            top.ignoring = True
            return
        top.key = key
        self.tree.lines[path] = line

    def _place(self, value: Any, line: int) -> Path:
        """Put a value where it belongs, and say where that is; under a key written twice it belongs nowhere."""
        if not self.open:
            self.tree.data = value
            self.tree.lines[()] = line
            return ()
        top = self.open[-1]
        if top.ignoring:
            top.ignoring = False
            return (*top.path, "")
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            self.tree.lines[path] = line
            top.value.append(value)
            return path
        path = (*top.path, top.key or "")
        top.value[top.key or ""] = value
        top.key = None
        return path

    def _enter(self, value: list[Any] | dict[str, Any], line: int) -> None:
        if self._awaits_key():
            top = self.open[-1]
            self.tree.odd_keys.append((top.path, line))
            top.ignoring = True
            self.open.append(_Open((*top.path, ""), value))
            return
        self.open.append(_Open(self._place(value, line), value))

    def _leave(self) -> None:
        self.open.pop()
