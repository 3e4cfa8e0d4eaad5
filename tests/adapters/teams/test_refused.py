"""The desk blocked by somebody, or removed from a team: the coordinators are told, and whoever runs it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from sqlalchemy import select

from adapters.platform import Complaining
from storage.rows import table_of
from storage.tables import Conversation
from tests.adapters.teams.office import Office, read, until
from tests.contract.conftest import TRAIN
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import CallFault
from tests.fakes.teams.records import Message

PERSONAL = "Je suis en arrêt maladie à Lyon jusqu'à lundi, à qui envoyer mon certificat ?"


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


async def where_others_read(office: Office) -> list[str]:
    """All that the desk says in Lyon's channel and in triage, but to one person alone."""
    rooms = [office.teams.tenant.standing(room) for room in (LYON, TRIAGE)]
    return [read(each.activity) for room in rooms for each in room if each.author is None and each.only is None]


def never_added(office: Office, user: str) -> None:
    """Their tenant's administrator lets them have no such app."""
    office.teams.fault(CallFault("create", "ForbiddenOperationException", times=100, conversation=user))


async def confided(office: Office) -> set[str]:
    """The requests of which whoever is cleared for what is personal was told."""
    shown = await office.direct(office.far.user("nadia"))
    return {each.subject for each in shown if each.subject is not None}


async def offers(office: Office) -> list[Message]:
    """Where Zoé is asked, alone, whether to confide something."""
    await office.settled()
    tenant = office.teams.tenant
    shown = [*tenant.standing(tenant.direct(office.zoe).id), *tenant.standing(LYON)]
    return [each for each in shown if each.author is None and "semble personnel" in read(each.activity)]


async def test_whoever_blocks_it_is_asked_about_what_is_personal_where_they_alone_see_it(office: Office) -> None:
    await office.people.slash(office.zoe, LYON, "aide")
    await office.settled()
    office.teams.tenant.people[office.zoe].blocked = True
    await office.ask(PERSONAL, where=LYON)
    (offer,) = await offers(office)
    assert (offer.only, offer.root) == (office.zoe, None)
    assert await where_others_read(office) == []
    seen = await office.people.press(office.zoe, LYON, offer.id, "Oui, en privé")
    assert seen.ok, seen
    await office.settled()
    assert await where_others_read(office) == []
    assert await confided(office) == {"LYO-1"}


@pytest.mark.parametrize("how", ["blocked", "never added"])
async def test_whoever_cannot_be_written_to_is_told_of_without_a_word_of_theirs_and_asked_once_they_can_be(
    office: Office, how: str
) -> None:
    tenant = office.teams.tenant
    tenant.people[office.zoe].blocked = how == "blocked"
    if how == "never added":
        never_added(office, office.zoe)
    for text in (PERSONAL, "Je souhaite parler de mon salaire, je suis à Lyon"):
        await office.ask(text, where=LYON)
    assert await offers(office) == []
    assert await where_others_read(office) == []
    (said,) = await told(office)
    assert said.startswith("Je n’ai pas pu écrire à ")
    assert "maladie" not in said
    assert "salaire" not in said

    office.teams.faults.clear()
    await office.people.install(office.zoe)
    asked = await offers(office)
    assert [each.only or tenant.direct(office.zoe).id for each in asked] == [tenant.direct(office.zoe).id] * 2
    await office.people.post(office.zoe, tenant.direct(office.zoe).id, "bonjour")
    assert len(await offers(office)) == 2
    await office.people.press(office.zoe, tenant.direct(office.zoe).id, asked[0].id, "Oui, en privé")
    await office.settled()
    assert await confided(office) == {"LYO-1"}


async def test_what_they_write_before_they_are_asked_answers_nothing(office: Office) -> None:
    """Teams tells of no unblocking: what they write shows it."""
    zoe = office.teams.tenant.people[office.zoe]
    zoe.blocked = True
    await office.ask(PERSONAL, where=LYON)
    zoe.blocked = False
    await office.people.post(office.zoe, office.far.direct(office.zoe), "oui")
    (offer,) = await offers(office)
    assert offer.only is None
    assert await confided(office) == set()


async def test_each_who_never_added_it_is_told_of(office: Office) -> None:
    """What is amiss with one person is not amiss with the tenant."""
    for each in (office.zoe, office.far.cast.colleague):
        never_added(office, each)
        await office.ask(PERSONAL, each, LYON)
    said = await told(office)
    assert len(said) == 2
    assert all("n’y est pas installé" in each for each in said)


async def test_a_message_that_was_deleted_above_is_no_channel_that_the_desk_left(office: Office) -> None:
    ines, teams = office.far.user("ines"), office.teams
    asked = await office.people.post(office.zoe, LYON, "La clim est en panne à Lyon")
    await office.settled()
    await office.people.post(ines, office.far.direct(ines), "prendre LYO-1")
    await office.settled()
    await teams.people.delete(office.zoe, LYON, asked.id)
    await office.settled()
    await office.people.post(ines, office.far.direct(ines), "répondre LYO-1 Le dépanneur passe à 15 h.")
    await office.settled()
    own = [each.text for each in await office.far.seen(office.far.direct(office.zoe)) if each.author is None]
    assert [each for each in own if "Le dépanneur passe" in each]
    known = table_of(Conversation).c
    with office.app.database.read() as connection:
        there = select(known.member).where(known.platform == "teams", known.conversation == LYON)
        assert connection.execute(there).scalar_one()
    assert await told(office) == []
