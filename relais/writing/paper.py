"""A draft as a charter's file: readable, with a remark a section, in the language of whoever answered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.locales import text
from relais.writing.draft import Draft, Heard, Place, Somebody, hours_as_written, visible

_PLAIN = re.compile(r"[^\W\d_](?:[\w .@+'’/()-]*[\w.)+])?|[0-9]+[mhd]?")
_ANOTHER_KIND = frozenset("null yes no on off true false y n".split())
_FLAGS = ("restricted", "confidential", "in_house_only")
_LINE = 120


def written(draft: Draft) -> str:
    """The whole file."""
    parts = (
        _title(draft),
        _desk(draft),
        _sites(draft),
        _services(draft),
        _coverage(draft),
        _people(draft),
        _channels(draft),
        _reactions(draft),
        _escalations(draft),
        _rituals(draft),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def scalar(said: str) -> str:
    """A text as YAML reads it back, whatever it holds; in quotes only where it must be."""
    if _PLAIN.fullmatch(said) and said.casefold() not in _ANOTHER_KIND:
        return said
    return json.dumps(said, ensure_ascii=False)


def flow(value: Any) -> str:
    """A value on one line: {key: value}, [item], or a text."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return scalar(str(value))


def _remarks(draft: Draft, key: str, **arguments: object) -> Iterator[str]:
    line = ""
    for word in text(draft.language, f"writing.paper.{key}", **arguments).split(" "):
        if line and len(line) + len(word) + 3 > _LINE:
            yield f"# {line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield f"# {line}"


def _title(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "title", company=visible(draft.company))


def _desk(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "desk")
    yield "desk:"
    yield f"  name: {scalar(draft.company)}"
    yield f"  language: {draft.language}"
    yield f"  timezone: {scalar(draft.timezone)}"
    yield f"  holidays: {scalar(draft.holidays)}"
    if draft.provider is not None:
        yield f"  provider: {scalar(draft.provider)}"
    if draft.pilot is not None:
        yield f"  pilot: {draft.pilot}"
    if draft.private and draft.cleared:
        yield f"  contact: {draft.cleared[0].id}"


def _sites(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "sites", hours='fri: "09:00-12:30"', closed="closed: [2026-12-24..2026-12-31]")
    yield "sites:"
    for site in draft.sites:
        yield from _site(site)


def _site(site: Place) -> Iterator[str]:
    yield f"  - id: {site.id}"
    yield f"    code: {site.code}"
    yield f"    name: {scalar(site.name)}"
    if site.timezone is not None:
        yield f"    timezone: {scalar(site.timezone)}"
    if site.holidays is not None:
        yield f"    holidays: {scalar(site.holidays)}"
    yield f"    hours: {flow(hours_as_written(site.hours))}"


def _services(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "services")
    yield "services:"
    for service in draft.services:
        yield f"  - id: {service['id']}"
        for key in (key for key in service if key != "id"):
            yield f"    {key}: {service[key] if key in _FLAGS else flow(service[key])}"


def _coverage(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "coverage")
    yield "coverage:"
    for site in draft.sites:
        yield f"  - {{site: {site.id}, model: pool}}"
    for service in draft.private:
        cleared = [one for one in draft.cleared if service in one.cleared]
        if cleared:
            backup = f", backup: {cleared[1].id}" if len(cleared) > 1 else ""
            yield f"  - {{service: {service}, model: dedicated, assistant: {cleared[0].id}{backup}}}"


def _people(draft: Draft) -> Iterator[str]:
    teams = {each.platform for each in draft.channels} == {"teams"}
    yield from _remarks(draft, "people", hidden="teams: 11111111-2222-…" if teams else "slack: U0123")
    yield f"people:{'' if draft.people else ' []'}"
    yield from _aligned([_person(one) for one in draft.people.values()])


def _person(one: Somebody) -> list[str]:
    said = [f"id: {one.id}", f"name: {scalar(one.name)}", f"email: {scalar(one.email)}"]
    rest = [f"roles: {flow(one.roles or ('employee',))}"]
    if one.of_provider:
        rest.append("employer: provider")
    limits = {"sites": one.sites, "services": one.services}
    rest += [f"{key}: {flow(ids)}" for key, ids in limits.items() if ids is not None]
    if one.cleared:
        rest.append(f"cleared: {flow(one.cleared)}")
    rest += [f"{platform}: {scalar(user)}" for platform, user in one.accounts]
    return [*said, ", ".join(rest)]


def _channels(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "channels", shared="shared_with: provider")
    yield f"channels:{'' if draft.channels else ' []'}"
    lines = _aligned([_channel(each) for each in draft.channels])
    for line, each in zip(lines, draft.channels, strict=True):
        yield f"{line}  # {visible(each.label)}" if each.label != each.id else line


def _channel(channel: Heard) -> list[str]:
    rest = [f"purpose: {channel.purpose}"]
    if channel.site is not None:
        rest.append(f"site: {channel.site}")
    if channel.of_provider:
        rest.append("shared_with: provider")
    return [f"platform: {channel.platform}", f"id: {scalar(channel.id)}", ", ".join(rest)]


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Each row as `  - {…}`; all cells but the last as wide as their column."""
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [f"{cell + ',':<{width + 1}}" for cell, width in zip(row, widths, strict=False)]
        yield f"  - {{{' '.join([*cells, row[-1]])}}}"


def _reactions(draft: Draft) -> Iterator[str]:
    yield from _remarks(draft, "reactions")
    yield "reactions:"
    yield "  create: [ticket]"
    yield "  claim: [eyes, raised_hand]"
    yield "  done: [white_check_mark]"
    yield "  urgent: [rotating_light]"


def _escalations(draft: Draft) -> Iterator[str]:
    coordinated, managed = bool(draft.having("coordinator")), bool(draft.having("manager"))
    steps = [("0m", "assignee")]
    steps += [("30m", "coordinator")] if coordinated else []
    steps += [("2h", "site_manager")] if managed else []
    steps += [("1d", "executive")] if draft.having("executive") else []
    yield from _remarks(draft, "escalation")
    yield from _chain("escalation", steps)
    urgent = [("10m", "coordinator")] if coordinated else []
    urgent += [("30m", "site_manager")] if managed else []
    yield from _chain("escalation_urgent", urgent)
    if draft.private:
        private = [("0m", "assignee")] + ([("2h", "contact")] if draft.cleared else [])
        yield from _chain("escalation_confidential", private)


def _chain(name: str, steps: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [f"  - {{after: {after}, notify: [{who}]}}" for after, who in steps]
    yield f"{name}:{'' if lines else ' []'}"
    yield from lines


def _rituals(draft: Draft) -> Iterator[str]:
    example = "relais/charters/demo.yaml"
    yield from _remarks(draft, "rituals", example=example)
