"""`relais teams`: what a tenant is given so that the desk can work in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from relais.commands._refusal import WRONG_USAGE, refuse
from relais.commands.charter import Lang, spoken_language

Output = Annotated[Path, typer.Option("--output", "-o", dir_okay=False)]
Slash = Annotated[bool, typer.Option("--slash")]


def register(app: typer.Typer) -> None:
    """Add `teams package` to the command line."""
    commands = typer.Typer(no_args_is_help=True)
    commands.command("package")(package)
    # Alone in its group, a command would otherwise take the group's place.
    commands.callback()(_teams)
    app.add_typer(commands, name="teams")


def package(output: Output, slash: Slash = False, lang: Lang = None) -> None:
    """Write the app's package (zip), to be uploaded in Teams' admin center; `lang`: of what is said here alone."""
    from adapters.teams import package as teams
    from bot.locales import text
    from relais.settings import Settings

    language = lang or spoken_language()
    settings = Settings.load()
    app, url = settings.teams_app_id, settings.public_url
    if app is None:
        refuse(language, "serve.teams_no_app", WRONG_USAGE)
    if not teams.is_guid(app):
        refuse(language, "serve.teams_bad_app", WRONG_USAGE)
    if url is None:
        refuse(language, "serve.teams_no_public_url", WRONG_USAGE)
    if not url.startswith("https://"):
        refuse(language, "serve.teams_not_https", WRONG_USAGE, url=url)
    try:
        output.write_bytes(teams.package(app, url, slash=slash))
    except OSError as error:
        refuse(language, "serve.teams_package_unwritable", file=str(output), why=error.strerror or type(error).__name__)
    typer.echo(text(language, "serve.teams_package_written", file=str(output)))


def _teams() -> None:
    pass
