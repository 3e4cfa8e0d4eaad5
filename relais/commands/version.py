"""`relais version`."""

import typer


def register(app: typer.Typer) -> None:
    """Add `version` to the command line."""
    app.command("version")(version)


def version() -> None:
    """Print which Relais this is."""
    from importlib.metadata import version as installed_version

    typer.echo(installed_version("relais"))
