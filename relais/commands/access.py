"""`relais access`: who can read what today, and why; who left and still stands somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from relais.commands.charter import Lang, spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.platform import Finding
    from bot.access import Access, Opened, Sees
    from bot.charter import Charter
    from relais.settings import Settings
    from relais.standing import Attendance

_NO_CHARTER = 1


def register(app: typer.Typer) -> None:
    """Add `access` to the command line."""
    app.command("access")(access)


def access(as_json: Annotated[bool, typer.Option("--json")] = False, lang: Lang = None) -> None:
    """Say who can read what today, by which rule, and who left and still stands somewhere."""
    import json

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
    everybody, left = _looked(settings, charter)
    if as_json:
        typer.echo(json.dumps(_data(charter, everybody, left), ensure_ascii=False, indent=2))
        return
    for line in _lines(charter, everybody, left, language):
        typer.echo(line)


def _looked(settings: Settings, charter: Charter) -> tuple[list[Access], list[Finding]]:
    from datetime import UTC, datetime

    from sqlalchemy.exc import SQLAlchemyError

    from bot.access import by_charter_alone, everybody
    from relais import standing
    from storage.database import BadDatabaseUrl, open_database
    from storage.migrate import schema_is_current
    from storage.unit import Unit

    there = _attendance(settings, charter)
    try:
        database = open_database(settings.database_url)
    except BadDatabaseUrl:
        return (alone := by_charter_alone(charter)), standing.look(None, charter, alone, there)
    try:
        if not database.is_absent and schema_is_current(database):
            with database.read() as connection:
                unit = Unit(connection, datetime.now(UTC))
                found = everybody(unit, charter)
                return found, standing.look(unit, charter, found, there)
    except SQLAlchemyError:
        # What is wrong with it, `relais doctor` tells.
        pass
    finally:
        database.close()
    return (alone := by_charter_alone(charter)), standing.look(None, charter, alone, there)


def _attendance(settings: Settings, charter: Charter) -> Attendance:
    import asyncio

    from bot.clock import SystemClock
    from relais import standing
    from relais.platforms import factory, switches

    on = [factory(each.name) for each in switches(settings) if each.works]
    if not on:
        return {}
    from relais.app import App

    app = App(settings, charter, settings.database_url, SystemClock(), on)
    try:
        return asyncio.run(standing.attendance(charter, list(app.platforms.values())))
    finally:
        app.database.close()


def _lines(charter: Charter, everybody: Sequence[Access], left: Sequence[Finding], language: str) -> list[str]:
    from bot.locales import text
    from relais.diagnosis import told

    lines = [text(language, "access_list.everybody"), ""]
    for each in everybody:
        lines += [_heading(each, language), *(f"  {line}" for line in _person(charter, each, language)), ""]
    lines += [text(language, "access_list.confidential")]
    lines += [f"  {line}" for line in _confidential(charter, everybody, language)]
    own = _own(charter, language)
    lines += ["", text(language, "access_list.own"), *(f"  {line}" for line in own)] if own else []
    lines += [
        "",
        text(language, "access_list.left_behind" if left else "access_list.nobody_left"),
        *told(left, language),
    ]
    return lines


def _heading(each: Access, language: str) -> str:
    from bot.locales import text

    if each.named is None:
        return text(language, "access_list.unlisted", name=each.name)
    roles = ", ".join(text(language, f"own_data.role_{role}") for role in each.named.roles)
    return text(language, f"access_list.person_{each.named.employer}", name=each.name, id=each.named.id, roles=roles)


def _person(charter: Charter, each: Access, language: str) -> list[str]:
    from bot.locales import text

    lines = [_kind(charter, several, language) for several in _alike(each.sees)]
    lines += [_grant(charter, opened, language) for opened in each.grants]
    if each.named_in:
        lines.append(text(language, "access_list.named_in", count=each.named_in))
    return lines or [text(language, "access_list.nothing")]


def _grant(charter: Charter, opened: Opened, language: str) -> str:
    from bot.locales import text

    grant, executive = opened.grant, charter.person(opened.executive)
    what = opened.ref or _opened_service(charter, opened, language)
    if executive is not None:
        what = text(language, "access_list.own_request", ref=opened.ref, name=executive.name)
    return text(language, f"access_list.grant_{grant.kind}", what=what, until=_until(opened, language))


def _opened_service(charter: Charter, opened: Opened, language: str) -> str:
    from bot.locales import text

    service, site = _service(charter, opened.grant.service, language), charter.site(opened.grant.site)
    if site is None:
        return text(language, "access.service", service=service)
    return text(language, "access.service_at", service=service, site=site.name)


def _until(opened: Opened, language: str) -> str:
    """As the card says it: the last day of what ends with a day, the hour of an emergency."""
    from zoneinfo import ZoneInfo

    from bot.grants import EMERGENCY
    from bot.locales.dates import say_when
    from bot.views.access import until_of

    grant = opened.grant
    today = grant.at.astimezone(ZoneInfo(opened.zone)).date()
    if grant.kind == EMERGENCY:
        return say_when(grant.until.isoformat(), "minute", language, opened.zone, today)
    return say_when(until_of(grant.until, ZoneInfo(opened.zone)).value, "day", language, opened.zone, today)


def _alike(sees: Sequence[Sees]) -> list[list[Sees]]:
    """The kinds of requests of which as much is seen, at the same sites, for the same reason."""
    together: dict[tuple[object, ...], list[Sees]] = {}
    for each in sees:
        together.setdefault((each.level, each.part, each.sites, each.why), []).append(each)
    return list(together.values())


def _kind(charter: Charter, several: Sequence[Sees], language: str) -> str:
    from bot.locales import text

    one = several[0]
    everywhere = len(one.sites) == len(charter.sites)
    sites = ", ".join(each.name for each in charter.sites if each.id in one.sites)
    return text(
        language,
        f"access_list.{one.part}",
        level=text(language, f"access_list.level_{one.level.value}"),
        services=", ".join(_what(charter, each, language) for each in several),
        sites=text(language, "access_list.everywhere") if everywhere else sites,
        why=", ".join(_reason(each, language) for each in one.why),
    )


def _reason(why: str, language: str) -> str:
    from bot.access import CLEARED, GRANTED, NAMED
    from bot.locales import text

    return text(language, f"access_list.why_{why}" if why in (CLEARED, GRANTED, NAMED) else f"own_data.role_{why}")


def _what(charter: Charter, each: Sees, language: str) -> str:
    from bot.locales import text
    from storage.tables import Level

    confided = each.service is None and each.level is Level.CONFIDENTIAL
    return text(language, "access_list.confided") if confided else _service(charter, each.service, language)


def _service(charter: Charter, service: str | None, language: str) -> str:
    from bot.locales import text

    known = charter.service(service)
    return known.name.in_language(language) if known is not None else text(language, "access_list.no_service")


def _confidential(charter: Charter, everybody: Sequence[Access], language: str) -> list[str]:
    from bot.access import kinds, readers_of
    from bot.locales import text
    from storage.tables import Level

    lines: list[str] = []
    for service, level in kinds(charter):
        if level is Level.CONFIDENTIAL:
            name = _service(charter, service, language) if service else text(language, "access_list.confided")
            names = ", ".join(each.name for each in readers_of(everybody, service, level))
            lines.append(
                text(language, "access_list.read_by" if names else "access_list.read_by_nobody", what=name, names=names)
            )
    return lines


def _own(charter: Charter, language: str) -> list[str]:
    """Who reads what each executive asks for themself; of which services, where that is not the same of all."""
    from bot.access import own_of_executives
    from bot.locales import text

    lines: list[str] = []
    found = own_of_executives(charter)
    for each in found:
        name = each.executive.name
        if sum(1 for one in found if one.executive.id == each.executive.id) > 1:
            services = ", ".join(dict.fromkeys(_service(charter, service, language) for service, _ in each.kinds))
            name = f"{name}, {services}"
        names = ", ".join(one.name for one in each.readers)
        lines.append(
            text(language, "access_list.read_by" if names else "access_list.read_by_nobody", what=name, names=names)
        )
    return lines


def _data(charter: Charter, everybody: Sequence[Access], left: Sequence[Finding]) -> dict[str, Any]:
    from bot.access import kinds, own_of_executives, readers_of
    from storage.tables import Level

    private = [(service, level) for service, level in kinds(charter) if level is Level.CONFIDENTIAL]
    return {
        "people": [_datum(each) for each in everybody],
        "confidential": [
            {"service": service, "readers": [each.name for each in readers_of(everybody, service, level)]}
            for service, level in private
        ],
        "executives": [
            {
                "executive": one.executive.id,
                "kinds": [{"service": service, "level": level.value} for service, level in one.kinds],
                "readers": [each.name for each in one.readers],
            }
            for one in own_of_executives(charter)
        ],
        "left": [{"what": each.what.partition(".")[2], **(each.arguments or {})} for each in left if not each.ok],
    }


def _datum(each: Access) -> dict[str, Any]:
    named = each.named
    return {
        "id": named.id if named is not None else None,
        "name": each.name,
        "employer": named.employer if named is not None else None,
        "roles": list(named.roles) if named is not None else ["employee"],
        "cleared": list(named.cleared) if named is not None else [],
        "accounts": [
            {"platform": one.platform, "user": one.user, "active": one.active, "outsider": one.outsider}
            for one in each.accounts
        ],
        "reads": [
            {
                "service": one.service,
                "level": one.level.value,
                "part": one.part,
                "sites": list(one.sites),
                "why": list(one.why),
            }
            for one in each.sees
        ],
        "grants": [
            {
                "kind": one.grant.kind,
                "request": one.ref or None,
                "executive": one.executive or None,
                "service": one.grant.service,
                "site": one.grant.site,
                "until": one.grant.until.isoformat(),
            }
            for one in each.grants
        ],
        "named_in": each.named_in,
    }
