"""`relais demo`."""

from __future__ import annotations

from datetime import timedelta

import typer

PAST = timedelta(days=30)
"""How long the sample company has had its desk when the page opens."""
_WRONG = 2


def register(app: typer.Typer) -> None:
    """Add `demo` to the command line."""
    app.command("demo")(demo)


def demo() -> None:
    """Open a desk in the browser, with a sample company and no account anywhere.

    RELAIS_CHARTER, RELAIS_DATABASE_URL and RELAIS_PORT choose another company, database and port; `.env` is not read.
    """
    import asyncio

    from bot.charter import CharterError, load
    from relais.demo import CHARTER, DATABASE, Demo, NotADemo, forget
    from relais.logs import configure
    from relais.settings import Settings, normalise_database_url

    # A demo never opens the database of a desk that serves people because its settings lie there.
    settings = Settings.load(env_file=None)
    configure("warning")
    file = settings.charter if "charter" in settings.model_fields_set else CHARTER
    own = "database_url" not in settings.model_fields_set
    if own:
        forget()
    url = normalise_database_url(f"sqlite:///{DATABASE}") if own else settings.database_url
    try:
        desk = Demo(settings, load(file), url, PAST)
    except CharterError as error:
        for problem in error.problems:
            typer.echo(problem.render("fr"), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"{file} : {error.strerror}", err=True)
        raise typer.Exit(1) from None
    except NotADemo:
        typer.echo(
            "RELAIS_DATABASE_URL : cette base sert un vrai pôle. Donnez-en une autre à la démonstration.", err=True
        )
        raise typer.Exit(_WRONG) from None
    asyncio.run(desk.serve(lambda address: typer.echo(f"Relais : {address}")))
