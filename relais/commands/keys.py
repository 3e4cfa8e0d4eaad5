"""`relais keys`: what seals the confidential words, and what is sealed by which key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from relais.commands._refusal import WRONG_USAGE, explained, refuse, say

if TYPE_CHECKING:
    from storage.database import Database

_SOMETHING_TO_DO = 1
Name = Annotated[str | None, typer.Argument(metavar="ID", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add `keys new`, `keys status` and `keys rotate` to the command line."""
    commands = typer.Typer(no_args_is_help=True)
    commands.command("new")(new)
    commands.command("status")(status)
    commands.command("rotate")(rotate)
    app.add_typer(commands, name="keys")


def new(name: Name = None) -> None:
    """Print a key that nobody has, as RELAIS_WORDS_KEYS or its file takes it."""
    import secrets
    from datetime import UTC, datetime

    from relais.commands.charter import spoken_language
    from storage.sealing import BadKeys, new_key

    # Two made on one day are two keys: what one sealed is never looked for under the other.
    made = f"k{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"
    try:
        typer.echo(new_key(name or made))
    except BadKeys:
        refuse(spoken_language(), "keys.bad_id", WRONG_USAGE)
    say(spoken_language(), "keys.keep_it")


def status() -> None:
    """Say how much is sealed by which key; exit 1 where there is none, one is missing or another, or not all is so."""
    from relais.commands.charter import spoken_language
    from storage.resealing import counts, places, wrong_keys

    language = spoken_language()
    with _opened() as database:
        with database.read() as connection:
            keys = database.keys
            found = counts(connection)
            wrong = {each.name: wrong_keys(connection, keys, (each.name,)) for each in places()}
        _tell(language, "keys.first" if keys.first else "keys.none", which=keys.first)
        for table in places():
            its = {key_id: count for (name, key_id), count in found.items() if name == table.name}
            for key_id, count in sorted(its.items(), key=lambda each: each[0] or ""):
                given = "keys.wrong" if key_id in wrong[table.name] else "keys.sealed"
                what = "keys.plain" if key_id is None else given if key_id in keys.ids else "keys.missing"
                _tell(language, what, place=_place(language, table.name), which=key_id, count=count)
    if keys.first is None or any(wrong.values()) or any(key_id != keys.first for _, key_id in found):
        raise typer.Exit(_SOMETHING_TO_DO)


def rotate() -> None:
    """Seal by the first key all that is not; the desk may be open meanwhile."""
    from datetime import UTC, datetime

    from relais.commands.charter import spoken_language
    from storage.resealing import reseal_all
    from storage.writer import make_writer

    language = spoken_language()
    with _opened() as database:
        if database.keys.first is None:
            refuse(language, "keys.none")
        writer = make_writer(database, lambda: datetime.now(UTC), lambda: "", lambda _: None)
        writer.start()
        try:
            done = reseal_all(database, writer)
        finally:
            writer.stop()
        database.fold()
    _tell(language, "keys.rotated", count=done.done, which=database.keys.first)
    if done.unreadable:
        refuse(language, "keys.unreadable", _SOMETHING_TO_DO, count=done.unreadable)


@contextmanager
def _opened() -> Iterator[Database]:
    """The desk's database, with its keys; one that is not of this release is said, and left alone."""
    from relais.commands.charter import spoken_language
    from relais.keys import keys_in
    from relais.settings import Settings
    from storage.database import open_database
    from storage.migrate import schema_is_current

    settings, language = Settings.load(), spoken_language()
    with explained(settings, language):
        database = open_database(settings.database_url, keys_in(settings))
        try:
            if database.is_absent or not schema_is_current(database):
                refuse(language, "keys.no_database")
            yield database
        finally:
            database.close()


def _place(language: str, table: str) -> str:
    from bot.locales import text

    return text(language, f"keys.in_{table}")


def _tell(language: str, key: str, **arguments: object) -> None:
    from bot.locales import text

    typer.echo(text(language, key, **arguments))
