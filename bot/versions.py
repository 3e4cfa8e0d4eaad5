"""Charters that were in force: what a new one no longer lists is still known to the requests that name it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import select

from bot.charter import Charter, CharterError, parse
from storage.rows import table_of
from storage.tables import CharterVersion, Setting
from storage.unit import Unit

IN_FORCE = "charter"
"""The setting that names the charter in force, by hash."""
LAST_LISTED = "last_listed:"
"""How the settings begin that name, by hash, the last charter in force to list a site or a service."""
KEPT_READ = 16
"""How many earlier charters are kept as they were read."""
_EARLIER: dict[str, Charter | None] = {}
_SITE, _SERVICE = f"{LAST_LISTED}site:", f"{LAST_LISTED}service:"


def remember(unit: Unit, charter: Charter) -> Charter:
    """The charter with the last definition in force of each site and service that it does not list, of all ever listed.

    Not of those alone that a request names: to ask that of a million requests would cost more than it spares.
    """
    listed = set(_keys(charter))
    gone = {key: name for key, name in _last_listed(unit).items() if key not in listed}
    earlier = [found for name in set(gone.values()) if (found := _version(unit, name)) is not None]
    sites = [site for each in earlier for site in each.sites if gone.get(_SITE + site.id) == each.hash]
    services = [one for each in earlier for one in each.services if gone.get(_SERVICE + one.id) == each.hash]
    return charter.remembering(sites, services)


def previous(unit: Unit) -> Charter | None:
    """The charter that was in force until now, if one was and can still be read."""
    setting = unit.get(Setting, IN_FORCE)
    return _version(unit, setting.value) if setting else None


def in_force_then(unit: Unit, charter: Charter, name: str) -> Charter:
    """The charter of that hash, by which something was decided; the one in force where it cannot be read."""
    if name == charter.hash:
        return charter
    if name not in _EARLIER:
        if len(_EARLIER) >= KEPT_READ:
            _EARLIER.clear()
        _EARLIER[name] = _version(unit, name)
    return _EARLIER[name] or charter


def put_in_force(unit: Unit, charter: Charter) -> None:
    """Name this charter as the one in force, and as the last to list what it lists."""
    settings = _last_listed(unit) | dict.fromkeys(_keys(charter), charter.hash) | {IN_FORCE: charter.hash}
    for key, value in settings.items():
        setting = unit.get(Setting, key)
        if setting is None:
            unit.add(Setting(key=key, value=value))
        elif setting.value != value:
            unit.change(setting, value=value)


def _last_listed(unit: Unit) -> dict[str, str]:
    """The settings that name the last charter to list each site and service.

    Where an earlier release left none, the order in which charters were first used is all that is known of them.
    """
    table = table_of(Setting)
    kept = unit.all(Setting, select(table).where(table.c.key.startswith(LAST_LISTED)))
    last = {each.key: each.value for each in kept}
    before = previous(unit)
    for earlier in (*(() if last else _by_first_use(unit)), *((before,) if before else ())):
        last |= dict.fromkeys(_keys(earlier), earlier.hash)
    return last


def _keys(charter: Charter) -> Iterator[str]:
    yield from (_SITE + each.id for each in charter.sites)
    yield from (_SERVICE + each.id for each in charter.services)


def _by_first_use(unit: Unit) -> Iterator[Charter]:
    """Every charter ever used that can still be read."""
    table = table_of(CharterVersion)
    for version in unit.all(CharterVersion, select(table).order_by(table.c.first_used_at)):
        charter = _read(version)
        if charter is not None:
            yield charter


def _version(unit: Unit, name: str) -> Charter | None:
    version = unit.get(CharterVersion, name)
    return _read(version) if version is not None else None


def _read(version: CharterVersion) -> Charter | None:
    return _parsed(version.source, version.hash)


@lru_cache(KEPT_READ)
def _parsed(source: str, name: str) -> Charter | None:
    """Kept, for each thing that a change of charter does asks anew what was in force before."""
    try:
        return parse(source, name)
    except CharterError:
        return None
