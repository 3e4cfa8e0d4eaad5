"""The command line. Each file of relais/commands adds its own subcommands."""

import gc
import importlib
import pkgutil
import sys
from collections.abc import Callable
from typing import Any, cast

import typer
from typer.core import TyperGroup

from relais import commands

Register = Callable[[typer.Typer], None]

WRONG_USAGE = 2
GARBAGE_EVERY = 20_000
"""Objects made before Python looks for garbage among them: at its own 700, a tenth of a start goes into looking."""


class Helpful(TyperGroup):
    """The `relais` command, whose help is in the reader's language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As any group does; whatever help is asked for from here on is in the catalogue's words."""
        from relais.commands.charter import spoken_language

        tell(self, ctx, "cli", spoken_language())
        return super().parse_args(ctx, args)


def tell(command: Any, ctx: Any, key: str, language: str) -> None:
    """Put the catalogue's words on a command, on what it is given and on its own commands, where it has some.

    A parameter is told in the same words everywhere, unless its command has others for it.
    """
    from bot.locales import catalogue

    said = catalogue(language)
    command.help = said.get(f"{key}.about", command.help)
    for each in command.params:
        each.help = said.get(f"{key}.{each.name}", said.get(f"cli.{each.name}", each.help))
    command.get_help_option(ctx).help = said["cli.help"]
    for name, inner in getattr(command, "commands", {}).items():
        tell(inner, ctx, f"{key}.{name}", language)


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
        cls=Helpful,
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

    gc.set_threshold(GARBAGE_EVERY)
    try:
        build_app()()
    except SettingsError as error:
        from relais.commands.charter import spoken_language

        sys.stderr.write(f"{error.render(spoken_language())}\n")
        sys.exit(WRONG_USAGE)


def _relais() -> None:
    pass
