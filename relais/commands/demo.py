"""`relais demo`."""

from __future__ import annotations

import errno
import socket
from datetime import timedelta

import typer

PAST = timedelta(days=30)
"""How long the sample company has had its desk when the page opens."""
_REFUSED, _WRONG = 1, 2


def register(app: typer.Typer) -> None:
    """Add `demo` to the command line."""
    app.command("demo")(demo)


def demo() -> None:
    """Open a desk in the browser, with a sample company and no account anywhere.

    RELAIS_CHARTER, RELAIS_DATABASE_URL and RELAIS_PORT choose another company, database and port; `.env` is not read.
    """
    import asyncio

    from bot.charter import CharterError, load
    from bot.locales import text
    from relais.demo import CHARTER, DATABASE, Demo, NotADemo, forget
    from relais.logs import configure
    from relais.settings import Settings, normalise_database_url

    # A demo never opens the database of a desk that serves people because its settings lie there.
    settings = Settings.load(env_file=None)
    configure("warning")
    file = settings.charter if "charter" in settings.model_fields_set else CHARTER
    own = "database_url" not in settings.model_fields_set
    # Asked before anything is forgotten: where the port is taken, an earlier demo may still be using what it left.
    if not _is_free(settings.host, settings.port):
        typer.echo(text("fr", "serve.port_taken", host=settings.host, port=settings.port), err=True)
        raise typer.Exit(_REFUSED)
    if own:
        forget()
    url = normalise_database_url(f"sqlite:///{DATABASE}") if own else settings.database_url
    try:
        desk = Demo(settings, load(file), url, PAST)
    except CharterError as error:
        for problem in error.problems:
            typer.echo(problem.render("fr"), err=True)
        raise typer.Exit(_REFUSED) from None
    except OSError as error:
        typer.echo(f"{file} : {error.strerror}", err=True)
        raise typer.Exit(_REFUSED) from None
    except NotADemo:
        typer.echo(
            "RELAIS_DATABASE_URL : cette base sert un vrai pôle. Donnez-en une autre à la démonstration.", err=True
        )
        raise typer.Exit(_WRONG) from None
    typer.echo("Un mois de demandes se prépare, quelques secondes…", err=True)
    asyncio.run(desk.serve(lambda address: typer.echo(f"Relais : {address}")))


def _is_free(host: str, port: int) -> bool:
    """Whether one can listen there. An address that is not this machine's is left for the server to refuse."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True
