"""The French and English catalogues: every text that a person reads.

A catalogue is a folder of TOML files; `[claim] taken = "…"` is the key `claim.taken`. An entry with plurals is a table
of forms (`one`, `other`) chosen by the argument `count`, by the rules of the language (Unicode CLDR, through Babel).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("fr", "en")
Entry = str | dict[str, str]


@cache
def catalogue(language: str) -> dict[str, Entry]:
    """All the entries of a language, by key. `KeyError` for a language that has no catalogue."""
    if language not in LANGUAGES:
        raise KeyError(language)
    entries: dict[str, Entry] = {}
    for file in sorted(files(__package__).joinpath(language).iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            for key, entry in _flatten("", tomllib.loads(file.read_text(encoding="utf-8"))):
                if key in entries:
                    raise ValueError(f"{language}/{file.name}: {key} is already said elsewhere")
                entries[key] = entry
    return entries


def template(language: str, key: str, count: int | None = None) -> str:
    """The text of a key with its {placeholders}; `count` chooses the plural. `KeyError` when the key is missing."""
    entry = catalogue(language)[key]
    if isinstance(entry, str):
        return entry
    return entry.get(_plural(language, count or 0), entry["other"])


def text(language: str, key: str, **arguments: object) -> str:
    """The text of a key with its placeholders filled."""
    count = arguments.get("count")
    return template(language, key, count if isinstance(count, int) else None).format(**arguments)


def _plural(language: str, count: int) -> str:
    from babel import Locale

    return str(Locale.parse(language).plural_form(count))


def _flatten(prefix: str, table: dict[str, Any]) -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for name, value in table.items():
        if isinstance(value, dict) and not set(value) <= {"one", "other", "many", "few", "zero"}:
            found += _flatten(f"{prefix}{name}.", value)
        else:
            found.append((f"{prefix}{name}", value))
    return found
