"""The desk is new to somebody, or somewhere: it says once what it is, and not to those who were given it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams import crowd
from adapters.teams.crowd import Crowd
from tests.adapters.teams.office import Office
from tests.contract.conftest import TRAIN
from tests.contract.harness import Shown
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import DeliveryFault
from tests.fakes.teams.records import BOT, JSON


def newcomer(office: Office, name: str, **more: Any) -> str:
    """Somebody of the tenant of whom the desk knows nothing yet."""
    email = f"{name.partition(' ')[0].lower()}@relais-office.example"
    user: str = office.teams.tenant.person(name, email=email, **more).id
    return user


async def greetings(office: Office, user: str) -> list[Shown]:
    await office.settled()
    return await office.direct(user, "greeting")


async def lines_in(office: Office, conversation: str) -> list[str]:
    """What the desk says of itself in a conversation of several."""
    await office.settled()
    return [each.text for each in await office.desk_in(conversation, kind="greeting")]


async def test_whoever_adds_it_is_told_once_what_it_is_and_how_to_ask(office: Office) -> None:
    nina = newcomer(office, "Nina Neuve")
    office.teams.fault(DeliveryFault(how="double", kind="*", times=2))
    await office.people.install(nina)
    (said,) = await greetings(office, nina)
    assert said.text.startswith("Bonjour, ici Relais.")
    assert "Dites-moi ce qu’il vous faut" in said.text
    assert [each.label for each in said.buttons] == ["Nouvelle demande", "Mes demandes"]
    room = office.far.direct(nina)
    assert (await office.people.press(nina, room, said.ts, "Mes demandes")).ok
    assert (await office.people.press(nina, room, said.ts, "Nouvelle demande")).dialog is not None

    await office.people.uninstall(nina)
    await office.people.install(nina)
    assert len(await greetings(office, nina)) == 1


async def test_it_speaks_their_language(office: Office) -> None:
    john = newcomer(office, "John Newman", locale="en-GB")
    await office.people.install(john)
    (said,) = await greetings(office, john)
    assert said.text.startswith("Hello, this is Relais.")


async def test_whoever_was_spoken_to_is_no_stranger_to_it(office: Office) -> None:
    await office.people.post(office.zoe, office.far.direct(office.zoe), TRAIN)
    await office.settled()
    await office.people.install(office.zoe)
    assert await greetings(office, office.zoe) == []


async def test_a_guest_is_not_greeted_and_is_told_when_they_write(office: Office) -> None:
    guest = newcomer(office, "Gus Lointain", guest=True)
    await office.people.install(guest)
    await office.settled()
    assert await office.direct(guest) == []
    await office.people.post(guest, office.far.direct(guest), TRAIN)
    await office.settled()
    assert len(await office.direct(guest)) == 1


async def test_many_to_whom_it_is_given_are_left_alone_until_they_write(office: Office) -> None:
    people = [newcomer(office, f"Nina{number} Neuve") for number in range(crowd.BY_HAND + 4)]
    for each in people:
        await office.people.install(each)
        await office.teams.idle()
    greeted = [each for each in people if await greetings(office, each)]
    assert greeted == people[: crowd.BY_HAND]
    last = people[-1]
    assert await office.direct(last) == []
    await office.people.post(last, office.far.direct(last), "bonjour")
    await office.settled()
    assert "Dites-moi ce qu’il vous faut" in (await office.direct(last))[-1].text


def test_a_few_in_an_hour_are_no_crowd() -> None:
    now = [0.0]
    some = Crowd(lambda: now[0])
    for number in range(5 * crowd.BY_HAND):
        now[0] = number * crowd.WITHIN / (crowd.BY_HAND - 1)
        assert not some.is_joined_by(f"user {number}")
        assert not some.is_joined_by(f"user {number}")


async def test_a_team_hears_one_line_of_it_once(office: Office) -> None:
    tenant = office.teams.tenant
    coralie, team = office.far.user("coralie"), tenant.team("Logistique", [office.zoe, office.far.user("coralie")])
    for _ in range(2):
        await office.people.add_to(team.id, coralie)
        assert [each.partition(":")[0] for each in await lines_in(office, team.id)] == [
            "Bonjour, ici Relais. Dans cette conversation, je réponds à qui me nomme\N{NO-BREAK SPACE}"
        ]
        await office.people.remove_from(team.id, coralie)
    assert await office.direct(coralie, "greeting") == []


async def test_a_group_chat_hears_one_line_of_it(office: Office) -> None:
    room = office.teams.tenant.group("Projet", [office.zoe, office.ines])
    assert (await office.told("installationUpdate", office.zoe, room.id, action="add")).ok
    assert (await office.told("conversationUpdate", office.zoe, room.id, membersAdded=[{"id": BOT}])).ok
    (said,) = await lines_in(office, room.id)
    assert "je réponds à qui me nomme" in said


@pytest.mark.parametrize(("room", "said"), [(LYON, ["Écrivez ici ce qu’il vous faut"]), (TRIAGE, [])])
async def test_a_channel_of_the_charter_hears_what_it_is_for(office: Office, room: str, said: list[str]) -> None:
    await office.told("conversationUpdate", office.zoe, room, membersAdded=[{"id": BOT}])
    found = await lines_in(office, room)
    assert len(found) == len(said)
    assert all(part in each for part, each in zip(said, found, strict=True))


async def test_a_channel_that_is_made_in_its_team_hears_nothing(office: Office) -> None:
    made: JSON = {"channelData": {"eventType": "channelCreated"}}
    await office.told("conversationUpdate", office.zoe, LYON, **made)
    assert await lines_in(office, LYON) == []
