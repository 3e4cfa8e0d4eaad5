"""What keeps a desk from running, said in a sentence to whoever starts it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from relais.settings import Settings

REFUSED = 1
WRONG_USAGE = 2
_CANNOT_LISTEN = (errno.EADDRNOTAVAIL, errno.EACCES)


@contextmanager
def explained(settings: Settings, language: str) -> Iterator[None]:
    """Run the desk inside: a database that cannot serve it, an address where it cannot listen, is said; so is a charter
    that gives to somebody the id of another in that database."""
    import socket

    from bot.charter import CharterError
    from storage.database import BadDatabaseUrl
    from storage.faults import StorageUnavailable, is_outage
    from storage.migrate import DatabaseTooNew
    from storage.sealing import KeysMissing, KeysWrong

    try:
        yield
    except CharterError as error:
        typer.echo(error.render(language), err=True)
        raise typer.Exit(REFUSED) from None
    except BadDatabaseUrl:
        refuse(language, "serve.bad_database", WRONG_USAGE)
    except DatabaseTooNew as error:
        refuse(language, "serve.newer", revision=error.revision)
    except KeysWrong as error:
        refuse(language, "serve.keys_wrong", keys=", ".join(error.ids), count=len(error.ids))
    except KeysMissing as error:
        refuse(language, "serve.keys_missing", keys=", ".join(error.ids), count=len(error.ids))
    except StorageUnavailable as error:
        refuse(language, "serve.no_database", why=type(error.__cause__ or error).__name__)
    except OSError as error:
        if error.filename is not None:
            refuse(language, "serve.no_database", why=f"{type(error).__name__}, {error.filename}")
        if error.errno == errno.EADDRINUSE:
            refuse(language, "serve.port_taken", host=settings.host, port=settings.port)
        if error.errno in _CANNOT_LISTEN or isinstance(error, socket.gaierror):
            refuse(language, "serve.cannot_listen", host=settings.host, port=settings.port)
        raise
    except Exception as error:
        if not is_outage(error):
            raise
        refuse(language, "serve.no_database", why=type(error).__name__)


@contextmanager
def in_use(settings: Settings, language: str) -> Iterator[None]:
    """Serve inside: a file of SQLite's that may not be written, or that another process serves, is said.

    PostgreSQL serves several at once.
    """
    from storage.database import open_database
    from storage.hold import hold

    database = open_database(settings.database_url)
    if trouble := database.unwritable:
        refuse(language, "serve.unwritable", file=str(trouble))
    if database.file is None:
        yield
        return
    with hold(database.file) as alone:
        if not alone:
            refuse(language, "serve.already", file=str(database.file))
        yield


def say(language: str, key: str, **arguments: object) -> None:
    """A sentence of the catalogue, on the standard error."""
    from bot.locales import text

    typer.echo(text(language, key, **arguments), err=True)


def refuse(language: str, key: str, status: int = REFUSED, **arguments: object) -> NoReturn:
    """Say why, and end with that status."""
    say(language, key, **arguments)
    raise typer.Exit(status)
