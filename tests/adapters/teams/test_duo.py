"""Where the desk may speak to somebody alone: never in a chat that two people share, whatever Teams calls it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from adapters.platform import Someone
from adapters.teams.platform import Teams
from relais.diagnosis import look_at_queues
from storage.rows import table_of
from storage.tables import Conversation, Identity, Place
from storage.unit import Unit
from tests.adapters.teams.office import Office, at_work
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams.records import TENANT

BROKEN = "La clim est en panne à Lyon"
PERSONAL = "Bonjour, je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"


def platform_of(office: Office) -> Teams:
    found = office.app.platforms["teams"]
    assert isinstance(found, Teams)
    return found


def read_in(office: Office, room: str) -> list[str]:
    """What the desk shows in a conversation, in order, in plain spaces."""
    shown = [office.far._shown(each).text for each in office.teams.tenant.standing(room) if each.author is None]
    return [re.sub(r"\s+", " ", each) for each in shown]


def own(office: Office, who: str) -> list[str]:
    return read_in(office, office.far.direct(who))


@pytest.fixture(params=["named", "as one's own"])
def _named(request: pytest.FixtureRequest, office: Office) -> None:
    office.teams.tenant.names_duos = request.param == "named"


async def raised(office: Office, *, there: bool, text: str = BROKEN) -> str:
    """Karim writes that to Zoé, and she uses the message action on it; their chat."""
    karim = office.far.cast.colleague
    duo: str = office.teams.tenant.duo(office.zoe, karim, there=there).id
    said = await office.people.post(karim, duo, text)
    assert (await office.people.message_action(office.zoe, duo, said.id)).ok
    await office.settled()
    return duo


@pytest.mark.usefixtures("_named")
@pytest.mark.parametrize("known", [True, False])
async def test_what_a_colleague_wrote_to_one_is_answered_to_them_directly(office: Office, known: bool) -> None:
    if known:
        await office.people.post(office.zoe, office.far.direct(office.zoe), "bonjour")
        await office.settled()
    before = own(office, office.zoe)
    duo = await raised(office, there=False)
    card, *_ = own(office, office.far.cast.colleague)
    assert "LYO-1" in card
    assert "La clim est en panne" in card
    told = own(office, office.zoe)[len(before) :]
    assert ["C’est la demande LYO-1" in each for each in told] == [True]
    assert read_in(office, duo) == []
    found = look_at_queues(office.app.database, office.app.charter)
    assert [each for each in found if not each.ok] == [], "nobody could mend it, and nothing is lost"


@pytest.mark.usefixtures("_named")
@pytest.mark.parametrize("there", [True, False])
async def test_nothing_for_one_alone_is_shown_there_afterwards(office: Office, there: bool) -> None:
    duo = await raised(office, there=there)
    before = read_in(office, duo)
    await office.people.post(office.zoe, LYON, PERSONAL)
    await office.people.post(office.zoe, LYON, "Il faudrait aussi réserver une salle jeudi à 14 h")
    await office.settled()
    assert any("Votre message semble personnel" in each for each in own(office, office.zoe))
    assert read_in(office, duo) == before


async def test_what_is_said_to_the_desk_there_is_said_before_two(office: Office) -> None:
    karim = office.far.cast.colleague
    duo = office.teams.tenant.duo(office.zoe, karim, there=True).id
    await office.far.post(office.zoe, duo, f"@Relais {PERSONAL}")
    await office.settled()
    assert read_in(office, duo) == []
    assert any("Votre message semble personnel" in each for each in own(office, office.zoe))


@pytest.mark.usefixtures("_named")
async def test_one_message_raised_by_both_is_one_request(office: Office) -> None:
    zoe, karim = office.zoe, office.far.cast.colleague
    duo = office.teams.tenant.duo(zoe, karim).id
    said = await office.people.post(karim, duo, BROKEN)
    for who in (karim, zoe):
        assert (await office.people.message_action(who, duo, said.id)).ok
        await office.settled()
    assert [each.split(",")[0] for each in own(office, karim) if "clim" in each] == ["LYO-1"]


async def test_a_chat_that_was_taken_for_somebody_s_own_is_not_once_they_write_alone(office: Office) -> None:
    teams, zoe = platform_of(office), Someone(TENANT, office.zoe)
    right = office.far.direct(office.zoe)
    await office.people.post(office.zoe, right, "bonjour")
    await office.settled()
    await teams.references.opened(office.zoe, "a:wrong", teams.references.service_url)
    assert await teams.direct(zoe) == "a:wrong"
    await office.people.post(office.zoe, right, "bonsoir")
    await office.settled()
    assert await teams.direct(zoe) == right
    await teams.references.load()
    assert await teams.direct(zoe) == right


async def test_a_chat_of_two_that_an_earlier_release_kept_as_one_s_own_is_not(office: Office) -> None:
    teams, duo = platform_of(office), office.teams.tenant.duo(office.zoe, office.far.cast.colleague, there=True).id
    kept: dict[str, Any] = {"service_url": office.teams.tenant.service_url, "user": office.zoe, "home": "1"}

    def keep(unit: Unit) -> None:
        row = {"platform": "teams", "conversation": duo, "kind": "direct", "data": {"teams": kept}}
        unit.connection.execute(
            table_of(Conversation).insert().values(**row, name="", shared=False, member=True, updated_at=unit.now)
        )

    await asyncio.wrap_future(office.app.writer.run(keep))
    await teams.references.load()
    assert await teams.direct(Someone(TENANT, office.zoe)) == office.far.direct(office.zoe)
    assert (await teams.references.of(duo)).kind == "group"


async def taken_for_own(office: Office, duo: str) -> None:
    """An earlier release took a chat of two for Zoé's own with the desk, and put there what is hers alone."""
    kept: dict[str, Any] = {"service_url": office.teams.tenant.service_url, "user": office.zoe}

    def take_for_it(unit: Unit) -> None:
        people, spots, known = (table_of(each) for each in (Identity, Place, Conversation))
        where = people.c.user == office.zoe
        unit.execute(people.update().where(where).values(direct=duo))
        unit.execute(spots.update().where(spots.c.identity_id.is_not(None)).values(conversation=duo))
        row = {"platform": "teams", "conversation": duo, "kind": "direct", "data": {"teams": kept}}
        unit.execute(known.insert().values(**row, name="", shared=False, member=True, updated_at=unit.now))

    await asyncio.wrap_future(office.app.writer.run(take_for_it))


async def test_a_desk_that_starts_lets_it_go_before_anything_more_is_said_there(
    migrated_file: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}"
    async with at_work(url) as before:
        await before.people.post(before.zoe, before.far.direct(before.zoe), BROKEN)
        await before.settled()
        duo = before.teams.tenant.duo(before.zoe, before.far.cast.colleague).id
        await taken_for_own(before, duo)
    async with at_work(url) as after:
        after.teams.tenant.duo(after.zoe, after.far.cast.colleague, there=True)
        await after.settled()
        assert ["LYO-1" in each for each in own(after, after.zoe)] == [True]
        assert read_in(after, duo) == []


async def test_what_an_earlier_release_showed_one_there_goes_to_their_own_chat_from_the_start_on(
    office: Office,
) -> None:
    teams, duo = platform_of(office), office.teams.tenant.duo(office.zoe, office.far.cast.colleague, there=True).id
    await office.people.post(office.zoe, office.far.direct(office.zoe), BROKEN)
    await office.settled()
    before = own(office, office.zoe)
    await taken_for_own(office, duo)
    await teams.references.load()
    await teams.introducing.disown()
    await office.settled()
    triage = next(each for each in await office.far.seen(TRIAGE) if each.subject == "LYO-1")
    await office.far.press(office.far.user("ines"), TRIAGE, triage, triage.button("claim"))
    await office.people.post(office.zoe, LYON, PERSONAL)
    await office.settled()
    told = own(office, office.zoe)[len(before) :]
    assert "LYO-1" in told[0]
    assert any("Votre message semble personnel" in each for each in told)
    assert any("Inès Caron" in each for each in told)
    assert read_in(office, duo) == []


async def test_what_is_written_to_the_desk_alone_tells_where_that_is_though_it_is_an_order(office: Office) -> None:
    duo = office.teams.tenant.duo(office.zoe, office.far.cast.colleague, there=True).id
    people = table_of(Identity)

    def take_for_it(unit: Unit) -> None:
        unit.connection.execute(people.update().where(people.c.user == office.zoe).values(direct=duo))

    await asyncio.wrap_future(office.app.writer.run(take_for_it))
    await office.people.post(office.zoe, office.far.direct(office.zoe), "liste")
    await office.settled()
    await office.people.post(office.zoe, LYON, PERSONAL)
    await office.settled()
    assert read_in(office, duo) == []
    assert any("Votre message semble personnel" in each for each in own(office, office.zoe))
