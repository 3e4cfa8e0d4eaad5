"""The command line. Each file of relais/commands adds its own subcommands."""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from typing import cast

import typer

from relais import commands

Register = Callable[[typer.Typer], None]

WRONG_USAGE = 2


def discovered_commands() -> dict[str, Register]:
    """The `register` function of each file in relais/commands, by file name.

    Raises:
        AttributeError: when a file exports no `register`.
    """
    return {
        module.name: cast(Register, importlib.import_module(f"{commands.__name__}.{module.name}").register)
        for module in pkgutil.iter_modules(commands.__path__)
        if not module.name.startswith("_")
    }


def build_app() -> typer.Typer:
    """The `relais` command with every discovered subcommand."""
    app = typer.Typer(
        name="relais",
        help="The assistant desk of a multi-site company, inside Slack and Microsoft Teams.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_show_locals=False,
    )
    # A callback of its own keeps subcommands subcommands even while there is only one.
    app.callback()(_relais)
    for register in discovered_commands().values():
        register(app)
    return app


def main() -> None:
    """Run the command line; unusable settings end it with status 2 and a line for each."""
    from relais.settings import SettingsError

    try:
        build_app()()
    except SettingsError as error:
        from relais.commands.charter import spoken_language

        sys.stderr.write(f"{error.render(spoken_language())}\n")
        sys.exit(WRONG_USAGE)


def _relais() -> None:
    pass
