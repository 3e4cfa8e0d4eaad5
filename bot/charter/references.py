"""What one part of a charter says of another: ids that exist, ids that are alone to bear their name.

These rules read the file's plain data rather than the model, so that they are told along with every other error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.charter.fields import PLURALS, PURPOSES, ROLES, SPECIAL_NAMES
from bot.charter.problems import Findings, Path, nearest

_ESCALATIONS = ("escalation", "escalation_confidential", "escalation_urgent")
_AUDIENCES = frozenset({*ROLES, *SPECIAL_NAMES, *PLURALS})

_REFERENCES: tuple[tuple[Path, str], ...] = (
    *((("desk", key), "person") for key in ("pilot", "contact", "health_contact", "whistle_contact")),
    (("services", "*", "approval", "by", "*"), "audience"),
    (("coverage", "*", "site"), "site"),
    (("coverage", "*", "service"), "service"),
    (("coverage", "*", "assistant"), "person"),
    (("coverage", "*", "backup"), "person"),
    *((("executive_desk", "*", key), "person") for key in ("executive", "assistant", "backup")),
    (("people", "*", "sites", "*"), "site"),
    (("people", "*", "services", "*"), "service"),
    (("people", "*", "cleared", "*"), "service"),
    (("people", "*", "backup"), "person"),
    (("people", "*", "buddy"), "person"),
    (("channels", "*", "site"), "site"),
    *(((chain, "*", "notify", "*"), "audience") for chain in _ESCALATIONS),
    *(((chain, "*", "channel"), "channel") for chain in _ESCALATIONS),
    (("rituals", "*", "channel"), "channel"),
    (("rituals", "*", "audience", "*"), "audience"),
)
_MAY_BE_ALL = {("people", "sites"), ("people", "services")}

_ALONE: tuple[tuple[Path, bool], ...] = (
    (("sites", "*", "id"), False),
    (("sites", "*", "code"), True),
    (("services", "*", "id"), False),
    (("people", "*", "id"), False),
    (("people", "*", "email"), True),
    (("people", "*", "slack"), False),
    (("people", "*", "teams"), False),
    (("rituals", "*", "id"), False),
    (("executive_desk", "*", "executive"), False),
)
"""What must differ from one item to the next, and whether its case is told apart from its letters."""


def check_references(data: Mapping[str, Any], findings: Findings) -> None:
    """Add to `findings` every unknown id and every id, code, e-mail, channel, coverage or emoji that comes twice."""
    known = _Known.of(data)
    for pattern, kind in _REFERENCES:
        for path, value in each(data, pattern):
            if (pattern[0], pattern[2] if len(pattern) > 2 else "") in _MAY_BE_ALL and value == "all":
                continue
            if isinstance(value, str) and not known.has(kind, value.strip()):
                _unknown(path, kind, value.strip(), known, findings)
    for pattern, folded in _ALONE:
        values = ((path, value) for path, value in each(data, pattern) if isinstance(value, str))
        _alone(((path, value.strip().casefold() if folded else value.strip()) for path, value in values), findings)
    _alone(_pairs(data, "channels", ("platform", "id"), "id"), findings)
    _alone(_pairs(data, "coverage", ("site", "service"), ""), findings)
    emoji = (found for verb in ("create", "claim", "done", "urgent") for found in each(data, ("reactions", verb, "*")))
    _alone(((path, value.strip(" :")) for path, value in emoji if isinstance(value, str)), findings)


def each(data: Any, pattern: Path) -> Iterator[tuple[Path, Any]]:
    """Every value that a pattern leads to, with its path. `*` is each item of a list, or a text in its place."""
    found: list[tuple[Path, Any]] = [((), data)]
    for step in pattern:
        further: list[tuple[Path, Any]] = []
        for path, value in found:
            if step == "*" and isinstance(value, list):
                further.extend(((*path, number), item) for number, item in enumerate(value))
            elif step == "*" and isinstance(value, str):
                further.append((path, value))
            elif isinstance(value, dict) and value.get(step) is not None:
                further.append(((*path, step), value[step]))
        found = further
    yield from found


@dataclass(frozen=True)
class _Known:
    """By kind, what may be referred to: each id and, to guess what was meant, the names that lead to it."""

    ids: Mapping[str, frozenset[str]]
    labels: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> _Known:
        labels = {
            "site": {**_labels(data, "sites", "name"), **_labels(data, "sites", "id")},
            "service": {**_labels(data, "services", "id")},
            "person": {**_labels(data, "people", "name"), **_labels(data, "people", "id")},
            "channel": {**_labels(data, "channels", "id"), **_labels(data, "channels", "purpose", to="purpose")},
        }
        labels["audience"] = {**labels["person"], **{name: name for name in _AUDIENCES}}
        return cls({kind: frozenset(names.values()) for kind, names in labels.items()}, labels)

    def has(self, kind: str, value: str) -> bool:
        """Whether it exists. Where a whole list is missing, that alone is told, not each of its ids."""
        return value in self.ids[kind] or not self.ids[kind]


def _labels(data: Mapping[str, Any], key: str, label: str, to: str = "id") -> dict[str, str]:
    items = (item for _, item in each(data, (key, "*")) if isinstance(item, dict))
    both = ((item.get(label), item.get(to)) for item in items)
    return {said: meant for said, meant in both if isinstance(said, str) and isinstance(meant, str)}


def _unknown(path: Path, kind: str, value: str, known: _Known, findings: Findings) -> None:
    if kind == "channel" and value in PURPOSES:
        findings.add(path, "no_channel_of_purpose", {"value": value})
        return
    labels = known.labels[kind]
    meant = None if findings.full else nearest(value, labels.keys())
    findings.add(path, f"unknown_{kind}", {"value": value}, suggestion=labels[meant] if meant else None)


def _pairs(data: Mapping[str, Any], key: str, parts: tuple[str, str], pointed: str) -> Iterator[tuple[Path, str]]:
    for path, item in each(data, (key, "*")):
        if isinstance(item, dict) and any(isinstance(item.get(part), str) for part in parts):
            both = [said for part in parts if isinstance(said := item.get(part), str)]
            where = (*path, pointed) if pointed else path
            if key == "coverage" or len(both) == len(parts):
                yield where, ", ".join(f"{part}: {item.get(part)}" for part in parts if item.get(part))


def _alone(values: Iterator[tuple[Path, str]], findings: Findings) -> None:
    first: dict[str, Path] = {}
    for path, value in values:
        if value in first:
            findings.add(path, "twice", {"value": value, "first": findings.origin.line(first[value])})
        else:
            first[value] = path
