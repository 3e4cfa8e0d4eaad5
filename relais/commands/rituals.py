"""`relais rituals next`: what the desk will say on its own in the coming weeks, when, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from relais.commands.charter import Lang, spoken_language

if TYPE_CHECKING:
    from datetime import datetime

    from bot.charter import Charter
    from bot.coming import Coming
    from relais.settings import Settings

_NO_CHARTER = 1


def register(app: typer.Typer) -> None:
    """Add `rituals` to the command line."""
    rituals = typer.Typer(no_args_is_help=True)
    rituals.command("next")(following)
    app.add_typer(rituals, name="rituals")


def following(weeks: Annotated[int, typer.Option("--weeks", min=1, max=52)] = 4, lang: Lang = None) -> None:
    """Say what will be said, when and to whom, holidays and pauses included."""
    from datetime import UTC, datetime

    from relais import diagnosis, logs
    from relais.settings import Settings

    logs.configure("error")
    language = lang or spoken_language()
    settings = Settings.load()
    charter, found = diagnosis.look_at_charter(settings, language)
    if charter is None:
        for line in diagnosis.told(found, language):
            typer.echo(line, err=True)
        raise typer.Exit(_NO_CHARTER)
    now = datetime.now(UTC)
    for line in _lines(charter, _coming(settings, charter, now, weeks), language, now):
        typer.echo(line)


def _coming(settings: Settings, charter: Charter, now: datetime, weeks: int) -> list[Coming]:
    from datetime import timedelta

    from sqlalchemy.exc import SQLAlchemyError

    from bot.coming import coming
    from bot.occasions import SKIPPED, since
    from bot.rituals import discover
    from storage.database import BadDatabaseUrl, open_database
    from storage.migrate import schema_is_current
    from storage.unit import Unit

    discover()
    ahead = timedelta(weeks=weeks)
    try:
        database = open_database(settings.database_url)
    except BadDatabaseUrl:
        return coming(None, charter, now, ahead)
    try:
        if not database.is_absent and schema_is_current(database):
            with database.read() as connection:
                unit = Unit(connection, now)
                rows = [each for each in since(unit, now) if each.state == SKIPPED]
                skipped = {(each.ritual, each.member, each.scheduled) for each in rows}
                return coming(unit, charter, now, ahead, skipped)
    except SQLAlchemyError:
        # What is wrong with it, `relais doctor` tells.
        pass
    finally:
        database.close()
    return coming(None, charter, now, ahead)


def _lines(charter: Charter, found: list[Coming], language: str, now: datetime) -> list[str]:
    from bot.locales import text

    return [_line(charter, each, language, now) for each in found] or [text(language, "rituals.none_at_all")]


def _line(charter: Charter, each: Coming, language: str, now: datetime) -> str:
    from zoneinfo import ZoneInfo

    from bot.locales import text
    from bot.locales.dates import say_when

    firing, today = each.firing, now.astimezone(ZoneInfo(each.zone)).date()
    name = text(language, f"rituals.kind_{each.ritual.kind}")
    scheduled = say_when(firing.scheduled.isoformat(), "day", language, each.zone, today)
    whom = ", ".join(_name(member.person, member.channel, charter, language) for member in each.members)
    if firing.at is None or each.skipped:
        why = text(language, f"rituals.why_{'skipped' if each.skipped else firing.why}")
        return text(language, "rituals.line_left_out", ritual=name, day=scheduled, why=why, whom=whom)
    when = say_when(firing.at.isoformat(), "minute", language, each.zone, today)
    line = text(language, "rituals.line", ritual=name, when=when, zone=each.zone, whom=whom)
    return f"{line} {text(language, 'rituals.moved', day=scheduled)}" if firing.why is not None else line


def _name(person: object, channel: object, charter: Charter, language: str) -> str:
    from bot.charter import Channel, Person
    from bot.locales import text

    if isinstance(person, Person):
        return person.name
    assert isinstance(channel, Channel)
    site = charter.site(channel.site)
    where = text(language, f"charter.show.purpose_{channel.purpose}")
    return f"{where} ({site.name if site is not None else channel.id})"
