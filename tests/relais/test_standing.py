"""Who left and still stands somewhere: told of the people the desk knows, and of who is in its channels."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from adapters.platform import Finding, Forbidden
from bot.access import Access, by_charter_alone, everybody
from bot.clock import SystemClock
from bot.events import Profile, Who
from relais import standing
from relais.app import App
from relais.settings import Settings
from storage.database import open_database
from storage.tables import Grant, Identity, Person
from storage.unit import Unit
from tests.bot.desk_harness import company
from tests.contract.harness import harness_of

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TRIAGE, LYON = ("slack", "C0DESK"), ("slack", "C0LYON")


def account(**more: Any) -> Identity:
    facts: dict[str, Any] = {"platform": "slack", "team": "T", "user": "U1", "person_id": 1, "name": "X"}
    return Identity(**(facts | {"created_at": NOW, "updated_at": NOW} | more))


def one(**more: Any) -> Access:
    facts: dict[str, Any] = {"name": "Marc Vidal", "named": company().person("marc"), "row": None, "sees": ()}
    return Access(**(facts | {"accounts": (), "grants": (), "named_in": 0} | more))


def member(name: str, email: str | None = None, **more: Any) -> Profile:
    return Profile(who=Who(platform="slack", team="T", user=name), name=name, email=email, **more)


def codes(found: list[Finding]) -> dict[str, Any]:
    return {each.what.partition(".")[2]: (each.arguments or {}).get("names") for each in found}


@pytest.mark.parametrize(
    ("access", "expected"),
    [
        (one(), ["unseen"]),
        (one(accounts=(account(),)), []),
        (one(accounts=(account(active=False),)), ["left"]),
        (one(accounts=(account(active=False), account(platform="teams"))), []),
        (
            one(
                named=None,
                row=Person(id=1, name="Zoé", created_at=NOW),
                grants=((Grant(person_id=1, kind="access", service="travel", until=NOW, by_id=1, at=NOW), ""),),
            ),
            ["grant_left"],
        ),
    ],
)
def test_who_left_is_told(access: Access, expected: list[str]) -> None:
    assert list(codes(standing.look(None, company(), [access], {}))) == expected


def test_who_is_in_a_channel_and_has_no_business_there_is_told() -> None:
    there = [
        member("Claire Morel", "claire.morel@relais-office.example"),
        member("Marc Vidal", "marc.vidal@ateliers-durance.example"),
        member("Karim Diallo", "karim@ateliers-durance.example"),
        member("Parti", active=False),
        member("Relais", bot=True),
        member("Client", outsider=True),
    ]
    found = codes(standing.look(None, company(), [], {TRIAGE: there}))
    assert found == {"guests": "Client", "stray": "Karim Diallo"}
    found = codes(standing.look(None, company(), [], {LYON: there}))
    assert found == {"provider": "Claire Morel", "guests": "Client"}
    assert codes(standing.look(None, company(), [], {TRIAGE: Forbidden("missing_scope")})) == {"unread": None}


def test_who_the_desk_knows_by_another_address_is_known_in_a_channel(migrated_file: Path, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}")
    with database.engine.begin() as connection:
        unit = Unit(connection, NOW)
        person = unit.add(Person(name="Claire Morel", charter_id="claire", created_at=NOW))
        unit.add(account(user="U7", person_id=person.id))
    with database.read() as connection:
        unit = Unit(connection, NOW)
        known = Profile(who=Who(platform="slack", team="T", user="U7"), name="C.", email="c@perso.example")
        found = standing.look(unit, company(), everybody(unit, company()), {TRIAGE: [known]})
    database.close()
    assert "stray" not in codes(found)


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_each_platform_says_who_is_where_though_the_desk_is_stopped(
    platform: str, migrated_file: Path, tmp_path: Path
) -> None:
    """As the desk left it: what Teams must know of a conversation was met while it ran."""
    url = f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}"
    async with harness_of(platform) as far:
        app = App(Settings(port=0), far.charter, url, SystemClock(), [far.factory])
        await app.start()
        await far.opened(app)
        await app.idle()
        await app.stop()
        stopped = App(Settings(port=0), far.charter, url, SystemClock(), [far.factory])
        there = await standing.attendance(far.charter, list(stopped.platforms.values()))
        stopped.database.close()
    triage = there[(platform, "C0DESK")]
    assert not isinstance(triage, Exception)
    assert {"Claire Morel", "Karim Diallo"} <= {each.name for each in triage}
    found = standing.look(None, far.charter, by_charter_alone(far.charter), there)
    told = {(each.what, (each.arguments or {}).get("channel")): each.arguments or {} for each in found}
    assert "Karim Diallo" in str(told[("access_list.stray", "C0DESK")]["names"])
    assert ("access_list.provider", "C0DESK") not in told
