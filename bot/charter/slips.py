"""The slips of a pen that keep YAML from being read: which it is, and where it was made.

Source of the cases: what libyaml 0.2.5 and PyYAML 6 answer to each. They tell where the reading stopped, which is
often well after the slip; what is none of these keeps their own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_UNACCEPTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY = re.compile(r""":(?=\s|$)|^[{"'\[#]""")
_CLOSING = {"[": "]", "{": "}"}
_NO_BEGINNING = frozenset("@`%*&!|>?,")
_EXPECTED = ("did not find expected key", "did not find expected '-' indicator", "expected <block end>")


@dataclass(frozen=True)
class Slip:
    """`line` and `column` count from 1; `code` is a key of the catalogue, under `charter`."""

    line: int
    column: int
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)


def slip(text: str, error: yaml.YAMLError, last: Any) -> Slip:
    """The slip behind what YAML's reader says of a text. `last`: the event that it read before it stopped, if any."""
    if isinstance(error, yaml.MarkedYAMLError):
        return _Page(_BREAK.split(text)).slip(error, last)
    found = _UNACCEPTABLE.search(text)
    if found is None:
        return Slip(1, 1, "not_yaml", {"reason": str(error).split("\n")[0]})
    before = _BREAK.split(text[: found.start()])
    return Slip(len(before), len(before[-1]) + 1, "yaml_control", {"value": f"U+{ord(found[0]):04X}"})


class _Page:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def slip(self, error: yaml.MarkedYAMLError, last: Any) -> Slip:
        problem, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        opened = error.context_mark or mark
        sign = self._sign(mark)
        if sign == "\t" or "tab character" in problem:
            return _at(mark, "yaml_tab")
        if "quoted scalar" in context:
            closed = "escape" in problem or "hex" in problem
            return _at(mark, "yaml_escape") if closed else _at(opened, "yaml_quote")
        if "flow sequence" in context or "flow mapping" in context:
            return self._unclosed(opened, mark)
        if "could not find expected ':'" in problem:
            return _at(opened, "yaml_no_colon")
        if problem.startswith("mapping values"):
            return self._colon(mark, problem)
        if sign in _CLOSING.values():
            return _at(mark, "yaml_closing", value=sign)
        if problem.startswith(_EXPECTED):
            return self._astray(mark, last)
        for where in (opened, mark):
            if self._sign(where) in _NO_BEGINNING:
                return _at(where, "yaml_sign", value=self._sign(where))
        return _at(mark, "yaml_dash") if sign == "-" else _at(mark, "not_yaml", reason=problem or context)

    def _sign(self, mark: Any) -> str:
        """What stands at a mark; nothing at the end of a line."""
        line = self.lines[mark.line] if mark and mark.line < len(self.lines) else ""
        return line[mark.column : mark.column + 1] if mark else ""

    def _unclosed(self, opened: Any, mark: Any) -> Slip:
        """A bracket or a brace that stays open; where that is told on its own line, a comma may be what is missing."""
        sign = self._sign(opened)
        given = {"value": sign, "closing": _CLOSING.get(sign, "")}
        if mark.line == opened.line:
            return _at(mark, "yaml_comma", **given)
        return _at(opened, "yaml_open", **given, stopped=mark.line + 1)

    def _colon(self, mark: Any, problem: str) -> Slip:
        """A colon that makes no key: in a text, after a key that lacks its own, or on a line that stands too far in."""
        line = self.lines[mark.line]
        if _KEY.search(line[: mark.column].strip().removeprefix("- ")):
            return _at(mark, "yaml_colon")
        above = next((n for n in range(mark.line - 1, -1, -1) if _said(self.lines[n])), None)
        if above is None:
            return _at(mark, "not_yaml", reason=problem)
        if _KEY.search(_said(self.lines[above]).removeprefix("- ")):
            return Slip(mark.line + 1, _indent(line) + 1, "yaml_indent")
        return Slip(above + 1, _indent(self.lines[above]) + 1, "yaml_no_colon")

    def _astray(self, mark: Any, last: Any) -> Slip:
        """What belongs to nothing around it.

        It follows quotes that were closed too soon or too late, or a key of its rank that lacks its colon, or is out
        of line itself.
        """
        if not isinstance(last, yaml.ScalarEvent):
            return _at(mark, "yaml_indent")
        began: Any = last.start_mark
        ended: Any = last.end_mark
        if last.style in ("'", '"') and ended.line == mark.line:
            return _at(began, "yaml_quote") if began.line < mark.line else _at(mark, "yaml_quoted")
        alone = _indent(self.lines[began.line]) == began.column == mark.column
        return _at(began, "yaml_no_colon") if alone else _at(mark, "yaml_indent")


def _at(mark: Any, code: str, **arguments: object) -> Slip:
    return Slip(mark.line + 1, mark.column + 1, code, arguments) if mark else Slip(1, 1, code, arguments)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _said(line: str) -> str:
    """A line without its indent and what is noted after it."""
    return re.sub(r"(^|\s)#.*", "", line).strip()
