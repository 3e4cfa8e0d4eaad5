"""From a file to a charter, or to every error in it at once, each with its line and what was probably meant."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.charter.eligibility import obstacle
from bot.charter.model import Charter
from bot.charter.parts import Coverage, ExecutiveDesk, Part, Person, Service
from bot.charter.problems import CharterError, Findings, Origin, Path, Problem, nearest
from bot.charter.references import check_references, each
from bot.charter.tree import LARGEST_BYTES, decoded, read_tree
from bot.charter.values import BadValueError

P = TypeVar("P", bound=Part)

_CODES = {
    "missing": "missing_key",
    "string_type": "wanted_text",
    "tuple_type": "wanted_list",
    "string_pattern_mismatch": "bad_currency",
    "model_type": "wanted_keys",
    "model_attributes_type": "wanted_keys",
    "dict_type": "wanted_keys",
}
_NUMBERS = ("float", "decimal", "greater", "less", "finite")
_SHARES = {("desk", "warn_at")}


def load(path: str | FilePath) -> Charter:
    """Read a charter's file. Raises CharterError with every error found; OSError where the file cannot be read."""
    with FilePath(path).open("rb") as file:
        raw = file.read(LARGEST_BYTES + 1)
    return parse(decoded(raw, str(path)), str(path))


def parse(text: str, name: str = "charter.yaml") -> Charter:
    """Read a charter's text; `name` is what its errors call the file. Raises CharterError with every error found."""
    tree = read_tree(text, name)
    origin = Origin(name, text, tree.lines, _names(tree.data))
    if not isinstance(tree.data, dict):
        raise CharterError([Problem(name, origin.line(()), "", "not_a_charter")])
    findings = Findings(origin)
    for path, line, first in tree.twice:
        _at_line(findings, path, line, "key_twice", {"value": path[-1], "first": first})
    for path, line in tree.odd_keys:
        _at_line(findings, path, line, "odd_key", {})
    charter = _modelled(tree.data, findings)
    check_references(tree.data, findings)
    _check_coverage(tree.data, findings)
    _check_executives(tree.data, findings)
    _check_confidential(tree.data, findings)
    if findings.problems or charter is None:
        raise CharterError(findings.all())
    return charter._comes_from(origin)


def _names(data: Any) -> dict[Path, str]:
    keys = ("sites", "services", "people", "channels", "rituals")
    found = (pair for key in keys for pair in each(data, (key, "*", "id")))
    return {path[:-1]: value for path, value in found if isinstance(value, str)}


def _at_line(findings: Findings, path: Path, line: int, code: str, arguments: Mapping[str, object]) -> None:
    if not findings.full:
        origin = findings.origin
        findings.problems.append(Problem(origin.file, line, origin.key(path), code, arguments))


def _modelled(data: Mapping[str, Any], findings: Findings) -> Charter | None:
    try:
        return Charter.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {_meant(detail) for detail in details if detail["type"] == "extra_forbidden" and not findings.full}
        for detail in details:
            if detail["type"] != "missing" or detail["loc"] not in misspelt:
                _explain(detail, data, findings)
        return None


def _meant(detail: ErrorDetails) -> Path | None:
    """The key that an unknown one probably stands for, which need not be called missing."""
    path: Path = detail["loc"]
    key = nearest(path[-1], _keys_at(path[:-1]))
    return (*path[:-1], key) if key else None


def _explain(detail: ErrorDetails, data: Any, findings: Findings) -> None:
    """One of pydantic's errors in the charter's words, where it stands in the file."""
    path: Path = detail["loc"]
    kind = detail["type"]
    cause = detail.get("ctx", {}).get("error")
    value = _dig(data, path)
    if isinstance(cause, BadValueError):
        findings.add((*path, *cause.where), cause.code, cause.arguments, suggestion=cause.suggestion)
    elif kind == "extra_forbidden":
        meant = None if findings.full else _meant(detail)
        findings.add(path, "unknown_key", {"value": path[-1]}, suggestion=str(meant[-1]) if meant else None)
    elif kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
        near = nearest(value, allowed) or next((one for one in allowed if f"{one}s" == value), None)
        findings.add(path, "bad_choice", {"value": value, "allowed": ", ".join(allowed)}, suggestion=near)
    elif kind.startswith("bool"):
        findings.add(path, "wanted_bool", {"value": value})
    elif kind.startswith(_NUMBERS):
        findings.add(path, "bad_share" if path in _SHARES else "bad_number", {"value": value})
    else:
        findings.add(path, _CODES.get(kind, "wrong_type"), {"value": value})


def _dig(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return data
    return data


def _keys_at(path: Path) -> list[str]:
    """The keys that the model knows at a path."""
    model: type[BaseModel] | None = Charter
    for step in path:
        if model is None:
            return []
        if isinstance(step, str):
            field = model.model_fields.get(step)
            model = next(_models_in(field.annotation), None) if field else None
    return list(model.model_fields) if model else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, Union, types.UnionType, Annotated):
        for inner in get_args(annotation):
            yield from _models_in(inner)


def _valid(data: Mapping[str, Any], key: str, model: type[P]) -> dict[int, P]:
    """The items of a list that can be read, whatever the others are, by their place in it."""
    found: dict[int, P] = {}
    for path, item in each(data, (key, "*")):
        try:
            found[int(path[-1])] = model.model_validate(item)
        except (ValidationError, ValueError):
            continue
    return found


def _check_coverage(data: Mapping[str, Any], findings: Findings) -> None:
    """Whoever a rule names must be able to serve what the rule is about."""
    people = {person.id: person for person in _valid(data, "people", Person).values()}
    services = {service.id: service for service in _valid(data, "services", Service).values()}
    sites = {value for _, value in each(data, ("sites", "*", "id")) if isinstance(value, str)}
    for number, rule in _valid(data, "coverage", Coverage).items():
        for key in ("assistant", "backup") if rule.site is None or rule.site in sites else ():
            person = people.get(getattr(rule, key) or "")
            if person is not None:
                code = _unfit(person, rule, services)
                named = {"name": person.name, "site": rule.site or "", "service": rule.service or ""}
                if code is not None:
                    findings.add(("coverage", number, key), code, named)


def _unfit(person: Person, rule: Coverage, services: Mapping[str, Service]) -> str | None:
    if rule.service is None:
        if "assistant" not in person.roles:
            return "not_assistant"
        return None if rule.site is None or person.serves_site(rule.site) else "not_that_site"
    service = services.get(rule.service)
    return None if service is None else obstacle(person, service, rule.site, rule)


def _check_executives(data: Mapping[str, Any], findings: Findings) -> None:
    """Whoever has people of their own is an executive, and these are assistants, and somebody else."""
    people = {person.id: person for person in _valid(data, "people", Person).values()}
    for number, desk in _valid(data, "executive_desk", ExecutiveDesk).items():
        executive = people.get(desk.executive)
        if executive is not None and "executive" not in executive.roles:
            findings.add(("executive_desk", number, "executive"), "not_executive", {"name": executive.name})
        for key in ("assistant", "backup"):
            person = people.get(getattr(desk, key) or "")
            if person is None:
                continue
            path = ("executive_desk", number, key)
            if person.id == desk.executive:
                findings.add(path, "own_assistant", {"name": person.name})
            elif "assistant" not in person.roles:
                findings.add(path, "not_assistant", {"name": person.name, "site": "", "service": ""})


def _check_confidential(data: Mapping[str, Any], findings: Findings) -> None:
    if data.get("escalation_confidential"):
        return
    for number, service in _valid(data, "services", Service).items():
        if service.confidential:
            path = ("services", number, "confidential")
            findings.add(path, "confidential_without_escalation", {"value": service.id})
