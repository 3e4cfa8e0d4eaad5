"""What is wrong in a charter, where, and what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from bot.charter.values import clipped
from bot.locales import text

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""The way from the charter's root to a value: ("sites", 0, "hours", "fri")."""

MOST_PROBLEMS = 200
_NEAR = 60


@dataclass(frozen=True)
class Problem:
    """One thing to repair (error) or to think about (warning). Lines count from 1."""

    file: str
    line: int
    key: str
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    severity: Severity = "error"

    def sentence(self, language: str) -> str:
        """What is wrong, in `fr` or `en`."""
        return text(language, f"charter.{self.code}", **self.arguments)

    def render(self, language: str) -> str:
        """One line, `FILE:LINE: key: what (did you mean …)`, in `fr` or `en`."""
        meant = text(language, "charter.did_you_mean", value=self.suggestion) if self.suggestion else ""
        place = f"{self.file}:{self.line}: {self.key}: " if self.key else f"{self.file}:{self.line}: "
        return f"{place}{self.sentence(language)}{meant and f' {meant}'}"

    def __str__(self) -> str:
        return self.render("fr")


class CharterError(Exception):
    """A charter that cannot be used. `problems` holds every error found, by line; at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def render(self, language: str) -> str:
        """Every problem, a line each, in `fr` or `en`."""
        return "\n".join(problem.render(language) for problem in self.problems)

    def __str__(self) -> str:
        return self.render("fr")


@dataclass(frozen=True)
class Origin:
    """Where a charter comes from: its file's name, its text, and the line of each of its values."""

    file: str = ""
    text: str = ""
    lines: Mapping[Path, int] = field(default_factory=dict)
    names: Mapping[Path, str] = field(default_factory=dict)
    """The id of each item that has one: {("sites", 0): "aix"}."""

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def key(self, path: Path) -> str:
        """A path as a person reads it: `sites[aix].hours.fri`."""
        said = ""
        for depth, step in enumerate(path, 1):
            if isinstance(step, int):
                said += f"[{self.names.get(path[:depth], step)}]"
            else:
                said += f".{clipped(step)}" if said else clipped(step)
        return said


class Findings:
    """The problems found so far; past MOST_PROBLEMS they are only counted, so that a hostile file costs little."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.problems: list[Problem] = []
        self._seen: set[tuple[Path, str]] = set()
        self._uncounted = 0

    @property
    def full(self) -> bool:
        """Whether what is still found will only be counted."""
        return len(self.problems) >= MOST_PROBLEMS

    def add(
        self,
        path: Path,
        code: str,
        arguments: Mapping[str, object] | None = None,
        *,
        suggestion: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem with the value at `path`, once for each code."""
        if (path, code) in self._seen and severity == "error":
            return
        if self.full:
            self._uncounted += 1
            return
        self._seen.add((path, code))
        said = {
            name: value if isinstance(value, int) else clipped(value, 200) for name, value in (arguments or {}).items()
        }
        meant = suggestion if suggestion is None else clipped(suggestion, 200)
        origin = self.origin
        self.problems.append(Problem(origin.file, origin.line(path), origin.key(path), code, said, meant, severity))

    def all(self) -> list[Problem]:
        """What was found, by line; a last one tells how many more there are."""
        found = sorted(self.problems, key=lambda problem: (problem.line, problem.key))
        if self._uncounted:
            last = found[-1]
            more = {"count": self._uncounted}
            found.append(Problem(self.origin.file, last.line, "", "and_more", more, severity=last.severity))
        return found


def nearest(said: object, candidates: Collection[str]) -> str | None:
    """The candidate that was probably meant, case and accents of typing apart; none when nothing is near."""
    if not isinstance(said, str) or not said or len(said) > 100:
        return None
    found = process.extractOne(said, candidates, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR)
    return found[0] if found else None
