"""`relais serve`: the desk, on the platforms that have their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from bot.charter import Charter
    from relais.platforms import Switch
    from relais.settings import Settings

_REFUSED = 1
_WRONG_USAGE = 2


def register(app: typer.Typer) -> None:
    """Add `serve` to the command line."""
    app.command("serve")(serve)


def serve() -> None:
    """Run the desk until it is told to stop (SIGTERM). SIGHUP reads the charter again."""
    from relais import logs
    from relais.platforms import switches
    from relais.settings import Settings

    settings = Settings.load()
    logs.configure(settings.log_level)
    # Both are looked at before either refuses: whoever starts the desk learns everything at once.
    charter = _charter(settings)
    on = _turned_on(switches(settings))
    if charter is None or not on:
        raise typer.Exit(_REFUSED)
    _open(settings, charter, on)


def _charter(settings: Settings) -> Charter | None:
    """The charter; none, and every error in it said as FILE:LINE: key: what, when it cannot be used."""
    from bot.charter import CharterError, load
    from relais.commands.charter import spoken_language

    try:
        return load(settings.charter)
    except OSError:
        _say("serve.no_charter", file=str(settings.charter))
    except CharterError as error:
        typer.echo(error.render(spoken_language()), err=True)
    return None


def _turned_on(found: list[Switch]) -> list[Switch]:
    """The platforms that are on; says which are off, and what to do when none is left."""
    for switch in found:
        if not switch.works:
            key = "serve.absent" if switch.on else "serve.off"
            _say(key, platform=switch.label, settings=", ".join(switch.lacks))
    on = [switch for switch in found if switch.works]
    if not on:
        _say("serve.none_on", settings=" ; ".join(", ".join(each.lacks) for each in found if each.lacks))
    return on


def _open(settings: Settings, charter: Charter, on: list[Switch]) -> None:
    import asyncio

    from bot.clock import SystemClock
    from relais.app import App
    from relais.platforms import factory
    from storage.database import BadDatabaseUrl
    from storage.faults import StorageUnavailable, is_outage
    from storage.migrate import DatabaseTooNew

    async def run() -> None:
        # Made inside the loop: what it holds belongs to it.
        app = App(settings, charter, settings.database_url, SystemClock(), [factory(each.name) for each in on])
        named = ", ".join(each.label for each in on)
        await app.run(on_started=lambda: _say("serve.open", url=settings.page_url, platforms=named))

    try:
        asyncio.run(run())
    except BadDatabaseUrl as error:
        _refuse("serve.bad_database", _WRONG_USAGE, why=str(error))
    except DatabaseTooNew as error:
        _refuse("serve.newer", revision=error.revision)
    except StorageUnavailable as error:
        _refuse("serve.no_database", why=type(error.__cause__ or error).__name__)
    except OSError as error:
        import errno

        if error.errno != errno.EADDRINUSE:
            raise
        _refuse("serve.port_taken", host=settings.host, port=settings.port)
    except Exception as error:
        if not is_outage(error):
            raise
        _refuse("serve.no_database", why=type(error).__name__)


def _say(key: str, **arguments: object) -> None:
    from bot.locales import text
    from relais.commands.charter import spoken_language

    typer.echo(text(spoken_language(), key, **arguments), err=True)


def _refuse(key: str, status: int = _REFUSED, **arguments: object) -> NoReturn:
    _say(key, **arguments)
    raise typer.Exit(status)
