"""`relais charter`: the company's file is written, looked at, and shown as the desk understands it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from bot.charter import Charter, CharterError
    from storage.unit import Unit

T = TypeVar("T")
Language = Literal["fr", "en"]
File = Annotated[Path | None, typer.Argument()]
Lang = Annotated[Language | None, typer.Option("--lang")]

_ERRORS = 1
_WRONG_USAGE = 2


def register(app: typer.Typer) -> None:
    """Add `charter new`, `charter check` and `charter show` to the command line."""
    commands = typer.Typer(no_args_is_help=True)
    commands.command("new")(new)
    commands.command("check")(check)
    commands.command("show")(show)
    app.add_typer(commands, name="charter")


def new(
    file: File = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    lang: Lang = None,
) -> None:
    """Write a charter from the answers to ten questions.

    With SLACK_BOT_TOKEN, the channels that Relais was invited to and the people
    are read from the workspace, and named as you call them. With the settings of
    Teams, they are read by the link of a channel. With neither, they are typed.
    The charter is checked before it is written. Stopped before the end, nothing
    is.
    """
    from bot.versions import previous
    from relais.settings import Settings
    from relais.writing.dialogue import write_charter

    settings = Settings.load()
    write_charter(
        file or settings.charter, lang or spoken_language(), settings, force=force, before=_in_database(previous)
    )


def check(
    file: Annotated[Path, typer.Argument()],
    lang: Lang = None,
) -> None:
    """Say what is wrong in a charter (exit status 1), or what to think about in a valid one (0)."""
    from bot.charter import CharterError, not_yet, warnings
    from bot.locales import text
    from bot.other_people import given_to_others
    from bot.versions import previous

    language = lang or spoken_language()
    charter = _loaded(file, language)
    if problems := _in_database(lambda unit: given_to_others(unit, charter)):
        _refuse(CharterError(problems), language)
    found = warnings(charter, _in_database(previous))
    for problem in found:
        typer.echo(f"{problem.render(language)} [{text(language, 'charter.warning')}]")
    if found:
        typer.echo(text(language, "charter.warnings_found", count=len(found)))
    else:
        counts = {"sites": charter.sites, "services": charter.services, "people": charter.people}
        sizes = {name: len(parts) for name, parts in counts.items()}
        typer.echo(text(language, "charter.nothing_to_say", file=str(file), **sizes))
    if idle := not_yet(charter):
        named = ", ".join(text(language, f"charter.not_yet.{key}") for key in idle)
        typer.echo(text(language, "charter.not_yet.said", what=named))


def show(file: File = None, lang: Lang = None) -> None:
    """Print a charter as the desk understands it, the coming year's days off included."""
    from rich.console import Console

    from bot.charter.show import shown
    from relais.settings import Settings

    language = lang or spoken_language()
    charter = _loaded(file or Settings.load().charter, language)
    today = datetime.now(ZoneInfo(charter.desk.timezone)).date()
    Console(markup=False, emoji=False, highlight=False).print(shown(charter, language, today))


def spoken_language() -> Language:
    """English where the system's messages are in English, else French, which is the desk's first language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := os.environ.get(name):
            return "en" if locale.lower().startswith("en") else "fr"
    return "fr"


def _in_database(asked: Callable[[Unit], T]) -> T | None:
    """What these settings' desk knows, as its charter in force; none where there is no such desk, or none is read."""
    from sqlalchemy.exc import SQLAlchemyError

    from relais.settings import Settings, SettingsError
    from storage.database import BadDatabaseUrl, open_database
    from storage.faults import StorageUnavailable
    from storage.migrate import schema_is_current
    from storage.unit import Unit

    try:
        database = open_database(Settings.load().database_url)
    except (SettingsError, BadDatabaseUrl):
        return None
    try:
        if database.is_absent or not schema_is_current(database):
            return None
        with database.read() as connection:
            return asked(Unit(connection, datetime.now(UTC)))
    except (SQLAlchemyError, StorageUnavailable, OSError):
        return None
    finally:
        database.close()


def _loaded(file: Path, language: Language) -> Charter:
    from bot.charter import CharterError, load
    from bot.locales import text

    try:
        return load(file)
    except OSError as error:
        typer.echo(text(language, "charter.no_such_file", file=str(file)), err=True)
        raise typer.Exit(_WRONG_USAGE) from error
    except CharterError as error:
        _refuse(error, language)


def _refuse(error: CharterError, language: Language) -> NoReturn:
    from bot.locales import text

    typer.echo(error.render(language))
    typer.echo(text(language, "charter.errors_found", count=len(error.problems)))
    raise typer.Exit(_ERRORS) from error
