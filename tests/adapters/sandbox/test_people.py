"""The sandbox's town: any company gets one, always the same, and sees it where its charter says."""

from __future__ import annotations

from adapters.sandbox.people import EMPLOYEES_A_SITE, on_sandbox, town
from bot.charter import Charter, parse

SMALL = """
desk: {name: Petite, language: en, timezone: Europe/London}
sites:
  - {id: hq, code: HQ, name: HQ, hours: {mon-fri: "09:00-17:00"}}
services:
  - {id: office, name: Office}
people:
  - {id: lea, name: Léa Girard, email: lea@petite.example, roles: [assistant]}
"""


def test_each_site_has_its_employees_and_no_two_people_are_the_same(company: Charter) -> None:
    here = town(company)
    assert here == town(company)
    everyone = list(here.inhabitants.values())
    for site in company.sites:
        invented = [one for one in everyone if one.site == site.id and one.roles == {"employee"}]
        assert len(invented) == EMPLOYEES_A_SITE
        assert all(one.timezone == site.timezone for one in invented)
    assert [one.outsider for one in everyone].count(True) == 1
    for part in ("id", "name", "email"):
        assert len({getattr(one, part) for one in everyone}) == len(everyone)
    assert {person.id for person in company.people} <= here.inhabitants.keys()


def test_an_invented_person_takes_nobody_s_place() -> None:
    small = parse(SMALL)
    here = town(small)
    assert here.inhabitants["lea"].email == "lea@petite.example"
    assert "Léa Girard" not in [one.name for one in here.inhabitants.values() if one.id != "lea"]
    assert {room.kind for room in here.rooms.values()} == {"direct"}


def test_a_charter_on_the_sandbox_is_the_same_charter_with_its_channels_there(company: Charter) -> None:
    original = parse(company.source)
    moved = on_sandbox(original)
    assert moved.hash == original.hash
    assert original.channel("slack", "C0LYON") is not None
    assert moved.channel("slack", "C0LYON") is None
    assert [(one.id, one.purpose) for one in moved.channels] == [(one.id, one.purpose) for one in original.channels]
    for channel in moved.channels:
        assert moved.channel("sandbox", channel.id) is channel
        assert channel in moved.channels_for(channel.purpose, channel.site)
        assert all(other.platform == "sandbox" for other in moved.channels_for(channel.purpose, channel.site))
