"""What a new charter no longer lists: ids are for ever, so open requests keep the last definition of each."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charter.model import Charter
from bot.charter.parts import Person, Service, Site


@dataclass(frozen=True)
class Retired:
    """The last definitions of what is no longer listed, in the old charter's order."""

    sites: tuple[Site, ...] = ()
    services: tuple[Service, ...] = ()
    people: tuple[Person, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sites or self.services or self.people)


def retired(old: Charter, new: Charter) -> Retired:
    """The sites, services and people of `old` that `new` does not list."""
    return Retired(
        sites=tuple(site for site in old.sites if not new.lists_site(site.id)),
        services=tuple(service for service in old.services if not new.lists_service(service.id)),
        people=tuple(person for person in old.people if new.person(person.id) is None),
    )
