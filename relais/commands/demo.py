"""`relais demo`."""

from __future__ import annotations

import errno
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

from relais.commands._refusal import REFUSED, WRONG_USAGE, explained, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from bot.charter import Charter
    from relais.settings import Settings

PAST = timedelta(days=30)
"""How long the sample company has had its desk when the page opens."""


def register(app: typer.Typer) -> None:
    """Add `demo` to the command line."""
    app.command("demo")(demo)


def demo() -> None:
    """Open a desk in the browser, with a sample company and no account anywhere.

    RELAIS_CHARTER, RELAIS_DATABASE_URL and RELAIS_PORT choose another company, database and port; `.env` is not read.
    """
    from relais.demo import CHARTER, DATABASE, forget
    from relais.logs import configure
    from relais.settings import Settings, normalise_database_url
    from storage.hold import hold

    # A demo never opens the database of a desk that serves people because its settings lie there.
    settings = Settings.load(env_file=None)
    configure("warning")
    charter = _charter(settings.charter if "charter" in settings.model_fields_set else CHARTER)
    # Asked before anything is forgotten: an earlier demo may still be using what it left.
    if not _is_free(settings.host, settings.port):
        refuse("fr", "serve.port_taken", host=settings.host, port=settings.port)
    if "database_url" in settings.model_fields_set:
        _open(settings, charter, settings.database_url)
        return
    with explained(settings, "fr"), hold(DATABASE) as alone:
        if not alone:
            typer.echo(
                "Une démonstration tourne déjà dans ce dossier. "
                "Arrêtez-la, ou donnez à celle-ci une autre base avec RELAIS_DATABASE_URL.",
                err=True,
            )
            raise typer.Exit(REFUSED)
        forget()
        _open(settings, charter, normalise_database_url(f"sqlite:///{DATABASE}"))


def _open(settings: Settings, charter: Charter, database_url: str) -> None:
    import asyncio

    from relais.demo import Demo, NotADemo

    with explained(settings, "fr"):
        try:
            desk = Demo(settings, charter, database_url, PAST)
        except NotADemo:
            typer.echo(
                "RELAIS_DATABASE_URL : cette base sert un vrai pôle. Donnez-en une autre à la démonstration.", err=True
            )
            raise typer.Exit(WRONG_USAGE) from None

        def opened(address: str) -> None:
            typer.echo(f"Relais : {address}")
            if desk.past:
                typer.echo("La page s’ouvre déjà ; un mois de demandes s’y prépare, quelques secondes.")

        asyncio.run(desk.serve(opened))


def _charter(file: Path) -> Charter:
    from bot.charter import CharterError, load
    from relais.diagnosis import charter_trouble

    try:
        return load(file)
    except CharterError as error:
        typer.echo(error.render("fr"), err=True)
    except OSError as error:
        refuse("fr", f"serve.{charter_trouble(error)}", file=str(file))
    raise typer.Exit(REFUSED)


def _is_free(host: str, port: int) -> bool:
    """Whether one can listen there. An address that is not this machine's is left for the server to refuse."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True
