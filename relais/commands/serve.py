"""`relais serve`: the desk, on the platforms that have their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from relais.commands._refusal import REFUSED, explained, in_use, say

if TYPE_CHECKING:
    from bot.charter import Charter
    from relais.platforms import Switch
    from relais.settings import Settings


def register(app: typer.Typer) -> None:
    """Add `serve` to the command line."""
    app.command("serve")(serve)


def serve() -> None:
    """Run the desk until it is told to stop (SIGTERM). SIGHUP reads the charter and the file of keys again."""
    from relais import logs
    from relais.keys import keys_in
    from relais.platforms import switches
    from relais.settings import Settings

    settings = Settings.load()
    logs.configure(settings.log_level)
    # Both are looked at before either refuses: whoever starts the desk learns everything at once.
    charter = _charter(settings)
    on = _turned_on(switches(settings))
    if charter is None or not on:
        raise typer.Exit(REFUSED)
    if keys_in(settings).first is None:
        _say("serve.no_keys")
    _open(settings, charter, on)


def _charter(settings: Settings) -> Charter | None:
    """The charter; none, and every error in it said as FILE:LINE: key: what, when it cannot be used."""
    from bot.charter import CharterError, load
    from relais.commands.charter import spoken_language
    from relais.diagnosis import charter_trouble

    try:
        return load(settings.charter)
    except OSError as error:
        _say(f"serve.{charter_trouble(error)}", file=str(settings.charter))
    except CharterError as error:
        typer.echo(error.render(spoken_language()), err=True)
    return None


def _turned_on(found: list[Switch]) -> list[Switch]:
    """The platforms that are on; says which are off, and what to do when none is left."""
    for switch in found:
        if not switch.works and (switch.on or switch.present):
            key = "serve.absent" if switch.on else "serve.off"
            _say(key, platform=switch.label, settings=", ".join(switch.lacks))
        elif not switch.present:
            _say("serve.not_yet", platform=switch.label)
    on = [switch for switch in found if switch.works]
    if not on:
        _say(
            "serve.none_on", settings=" ; ".join(", ".join(each.lacks) for each in found if each.present and each.lacks)
        )
    return on


def _open(settings: Settings, charter: Charter, on: list[Switch]) -> None:
    import asyncio

    from bot.clock import SystemClock
    from relais.app import App
    from relais.commands.charter import spoken_language
    from relais.platforms import factory

    async def run() -> None:
        # Made inside the loop: what it holds belongs to it.
        app = App(settings, charter, settings.database_url, SystemClock(), [factory(each.name) for each in on])
        named = ", ".join(each.label for each in on)
        await app.run(
            on_started=lambda: _say("serve.open", url=settings.page_url, platforms=named),
            on_complaint=lambda found: _say(found.what, **(found.arguments or {})),
        )

    with explained(settings, spoken_language()), in_use(settings, spoken_language()):
        asyncio.run(run())


def _say(key: str, **arguments: object) -> None:
    from relais.commands.charter import spoken_language

    say(spoken_language(), key, **arguments)
