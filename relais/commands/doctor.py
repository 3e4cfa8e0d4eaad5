"""`relais doctor`: what is well, what is not, and what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from adapters.platform import Finding
    from relais.settings import Settings

_SOMETHING_TO_DO = 1


def register(app: typer.Typer) -> None:
    """Add `doctor` to the command line."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Look at the charter, the database, the platforms and what is stuck; exit 1 where something is to be done."""
    from bot.locales import text
    from relais import diagnosis, logs
    from relais.commands.charter import spoken_language
    from relais.settings import Settings

    # What a platform logs on the way is told by its findings, in a sentence.
    logs.configure("error")
    language = spoken_language()
    found = _findings(Settings.load(), language)
    for line in diagnosis.told(found, language):
        typer.echo(line)
    if any(not each.ok for each in found):
        raise typer.Exit(_SOMETHING_TO_DO)
    typer.echo(text(language, "doctor.nothing_to_do"))


def _findings(settings: Settings, language: str) -> list[Finding]:
    import asyncio

    from relais import diagnosis
    from relais.keys import keys_in
    from relais.platforms import switches
    from storage.database import BadDatabaseUrl, open_database

    charter, found = diagnosis.look_at_charter(settings, language)
    turned = switches(settings)
    try:
        database = open_database(settings.database_url, keys_in(settings))
    except BadDatabaseUrl:
        from adapters.platform import Finding

        found.append(Finding(False, "serve.bad_database"))
        return [*found, *diagnosis.look_at_switches(turned)]
    try:
        readable, seen = diagnosis.look_at_database(database)
        found += [*seen, *diagnosis.look_at_switches(turned)]
        if charter is not None:
            found += asyncio.run(diagnosis.look_at_platforms(settings, charter, turned))
        if readable:
            found += diagnosis.look_at_people(database, charter, language) if charter is not None else []
            found += diagnosis.look_at_keys(database)
            found += diagnosis.look_at_queues(database, charter)
            found += diagnosis.look_at_steps(database, charter) if charter is not None else []
            found += diagnosis.look_at_rituals(database, charter) if charter is not None else []
    finally:
        database.close()
    return found
