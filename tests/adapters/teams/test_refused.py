"""The desk blocked by somebody, or removed from a team: the coordinators are told, and whoever runs it."""

from __future__ import annotations

from typing import Any, cast

from adapters.platform import Complaining
from tests.adapters.teams.office import Office, until
from tests.contract.conftest import TRAIN
from tests.fakes.company import LYON, TRIAGE


async def told(office: Office) -> list[str]:
    """What is told of refusals to the coordinator."""
    await office.settled()
    return [each.text for each in await office.direct(office.far.user("coralie"), "post_refused")]


async def test_removed_from_a_team_it_is_told_directly_and_said_until_it_is_added_again(office: Office) -> None:
    room, coralie = office.teams.tenant.rooms[TRIAGE], office.far.user("coralie")
    platform = cast(Complaining, cast(Any, office.platform))
    assert platform.complaints() == []
    for each in (coralie, office.zoe):
        await office.people.install(each)
    await office.people.remove_from(room.team.id, coralie)
    lost = [each for each in office.far.charter.channels if office.teams.tenant.rooms[each.id].team is room.team]
    await until(lambda: [each.arguments for each in platform.complaints()] == [{"count": len(lost)}])
    assert [each.what for each in platform.complaints()] == ["serve.teams_absent"]

    await office.ask(f"{TRAIN} Je suis à Lyon", where=office.far.direct(office.zoe))
    said = [each for each in await told(office) if "n’est pas membre" in each]
    assert [each.startswith("Je n’ai pas pu écrire dans ") for each in said] == [True]

    await office.people.add_to(room.team.id, coralie)
    await until(lambda: platform.complaints() == [])


async def test_whoever_blocks_it_is_named_to_the_coordinator(office: Office) -> None:
    office.teams.tenant.people[office.zoe].blocked = True
    await office.ask(TRAIN, where=office.far.direct(office.zoe))
    await office.ask("@Relais mes demandes", where=LYON)
    (said,) = await told(office)
    assert "bloqué Relais" in said
