"""`relais slack`: what a workspace is given so that the desk can work in it."""

from __future__ import annotations

from typing import Annotated

import typer

from relais.commands._refusal import WRONG_USAGE, refuse, say
from relais.commands.charter import Lang, spoken_language

Socket = Annotated[bool, typer.Option("--socket")]


def register(app: typer.Typer) -> None:
    """Add `slack manifest` to the command line."""
    commands = typer.Typer(no_args_is_help=True)
    commands.command("manifest")(manifest)
    # Alone in its group, a command would otherwise take the group's place.
    commands.callback()(_slack)
    app.add_typer(commands, name="slack")


def manifest(socket: Socket = False, lang: Lang = None) -> None:
    """Print the app's manifest (YAML), to be pasted where Slack makes an app; over HTTP, RELAIS_PUBLIC_URL is in it."""
    import yaml

    from adapters.slack import manifest as slack
    from relais.settings import Settings

    language = lang or spoken_language()
    url = None if socket else Settings.load().public_url
    if url is None and not socket:
        refuse(language, "serve.no_public_url", WRONG_USAGE)
    if url is not None and not url.startswith("https://"):
        say(language, "serve.not_https", url=url)
    made = slack.manifest(language, url)
    typer.echo(yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120), nl=False)


def _slack() -> None:
    pass
