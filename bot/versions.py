"""Charters that were in force: what a new one no longer lists is still known to the requests that name it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from bot.charter import Charter, CharterError, Service, Site, parse
from storage.rows import table_of
from storage.tables import CharterVersion, Request, Setting
from storage.unit import Unit

IN_FORCE = "charter"
"""The setting that names the charter in force, by hash."""


def remember(unit: Unit, charter: Charter) -> Charter:
    """The charter with the last definition of each site and service that an open request names and it does not list."""
    table = table_of(Request)
    named = unit.execute(select(table.c.site, table.c.service).where(table.c.open).distinct()).all()
    sites = {site for site, _ in named if not charter.lists_site(site)}
    services = {service for _, service in named if service is not None and not charter.lists_service(service)}
    found_sites: dict[str, Site] = {}
    found_services: dict[str, Service] = {}
    if sites or services:
        for earlier in _earlier(unit):
            found_sites = {each.id: each for each in earlier.sites if each.id in sites} | found_sites
            found_services = {each.id: each for each in earlier.services if each.id in services} | found_services
    return charter.remembering(found_sites.values(), found_services.values())


def previous(unit: Unit) -> Charter | None:
    """The charter that was in force until now, if one was and can still be read."""
    setting = unit.get(Setting, IN_FORCE)
    version = unit.get(CharterVersion, setting.value) if setting else None
    return _read(version) if version else None


def put_in_force(unit: Unit, charter: Charter) -> None:
    """Name this charter as the one in force."""
    setting = unit.get(Setting, IN_FORCE)
    if setting is None:
        unit.add(Setting(key=IN_FORCE, value=charter.hash))
    elif setting.value != charter.hash:
        unit.change(setting, value=charter.hash)


def _earlier(unit: Unit) -> Iterator[Charter]:
    """Every charter ever used, the latest first."""
    table = table_of(CharterVersion)
    for version in unit.all(CharterVersion, select(table).order_by(table.c.first_used_at.desc())):
        charter = _read(version)
        if charter is not None:
            yield charter


def _read(version: CharterVersion) -> Charter | None:
    try:
        return parse(version.source, version.hash)
    except CharterError:
        return None
