"""`relais understand`: how the desk would read messages, as JSON lines, one answer at once for each line."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from bot.charter import Charter
    from bot.understanding import Part, Reading, When

_ERRORS = 1


def register(app: typer.Typer) -> None:
    """Add `understand` to the command line."""
    app.command("understand")(understand)


def understand(
    charter: Annotated[Path | None, typer.Option("--charter")] = None,
) -> None:
    """Read JSON lines of messages on the standard input; write what each means, a line for each, at once."""
    loaded = _loaded(charter)
    _warm(loaded)
    stream = sys.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    for line in stream:
        if line.strip():
            sys.stdout.write(_answer(line, loaded) + "\n")
            sys.stdout.flush()


def _loaded(file: Path | None) -> Charter:
    from bot.charter import CharterError, load
    from relais.settings import Settings

    path = file or Settings.load().charter
    if path is None:
        raise typer.BadParameter("say which charter: --charter FILE, or RELAIS_CHARTER", param_hint="--charter")
    try:
        return load(path)
    except CharterError as error:
        for problem in error.problems:
            typer.echo(problem.render("en"), err=True)
    except OSError as error:
        typer.echo(f"{path}: {error.strerror}", err=True)
    raise typer.Exit(_ERRORS)


def _answer(line: str, charter: Charter) -> str:
    try:
        given = json.loads(line)
        if not isinstance(given, dict):
            raise TypeError("a line is an object")
        answer = _read(given, charter)
    except Exception as error:
        # Whatever a line holds, the next one is read.
        answer = {"error": f"{type(error).__name__}: {error}"}
    return json.dumps(answer, ensure_ascii=True)


def _read(given: dict[str, Any], charter: Charter) -> dict[str, Any]:
    from bot.understanding import Context, read

    timezone = str(given.get("timezone") or charter.desk.timezone)
    written_at = datetime.fromisoformat(given["reference_time"]) if given.get("reference_time") else None
    if written_at is None:
        raise ValueError("reference_time: an ISO 8601 date and time is missing")
    if written_at.tzinfo is None:
        written_at = written_at.replace(tzinfo=ZoneInfo(timezone))
    context = Context(
        charter=charter,
        language=given.get("lang"),
        channel_site=_site(given.get("channel_site"), charter),
        author_site=_site(given.get("author_site"), charter),
        written_at=written_at,
        timezone=timezone,
    )
    return _told(read(str(given["text"]), context))


def _warm(charter: Charter) -> None:
    """Compile the vocabulary before the first line waits for it."""
    _read({"text": "sous 1 jour ouvré", "reference_time": "2026-01-05T09:00:00+01:00"}, charter)


def _site(named: object, charter: Charter) -> str | None:
    if named is None or any(site.id == named for site in charter.sites):
        return None if named is None else str(named)
    raise ValueError(f"no site of the charter has the id {named!r}")


def _told(reading: Reading) -> dict[str, Any]:
    from bot.understanding import RequestKind

    kind = reading.request.value
    asking = {"ask": True} if kind is RequestKind.ASK else {}
    timed = reading.due.value or reading.event_start.value
    return {
        "request": kind is not RequestKind.NO,
        **asking,
        "service": reading.service.value,
        "site": reading.site.value,
        "urgent": reading.urgent.value,
        "sensitive": reading.sensitive.value,
        "due": _iso(reading.due.value),
        "event_start": _iso(reading.event_start.value),
        "event_end": _iso(reading.event_end.value),
        "grain": None if timed is None else timed.grain.value,
        "language": reading.language.value,
        "why": _why(reading),
    }


def _iso(when: When | None) -> str | None:
    return None if when is None else when.value.isoformat()


def _why(reading: Reading) -> dict[str, list[str]]:
    parts: dict[str, Part[Any]] = {
        "request": reading.request, "service": reading.service, "site": reading.site, "urgent": reading.urgent,
        "sensitive": reading.sensitive, "due": reading.due, "event_start": reading.event_start,
        "language": reading.language, "amounts": reading.amounts,
    }  # fmt: skip
    return {name: list(part.words) for name, part in parts.items() if part.words}
