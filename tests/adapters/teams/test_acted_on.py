"""The message action, whose message is as the client gives it: what the desk heard itself is not told it anew."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from storage.rows import table_of
from storage.tables import Person, Request
from tests.adapters.teams.office import Office, read
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams.envelopes import payload
from tests.fakes.teams.records import JSON, Message

NEED = "Il faudrait un badge pour le nouveau"
CHAT = "Bonjour à tous, il fait beau"
PERSONAL = "Bonjour, je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"
FORGED = "Commander cent caisses pour demain"


async def acts_on(office: Office, who: str, message: Message, *, author: str = "", text: str = "") -> Any:
    """Somebody uses the action on a message whose author and text they give as they like."""
    tenant = office.teams.tenant
    room = tenant.rooms[message.room]
    told: JSON = payload(tenant, room, message)
    if author:
        told["from"]["user"]["id"] = author
    if text:
        told["body"]["content"] = f"<p>{text}</p>"
    value = {"commandId": "desk_from_message", "commandContext": "message", "messagePayload": told}
    answer = await office.told("invoke", who, room.id, message, name="composeExtension/fetchTask", value=value)
    await office.settled()
    return answer


def requests(office: Office) -> list[tuple[str, str]]:
    """Each request, and who asked it."""
    table, people = table_of(Request), table_of(Person)
    query = select(table.c.ref, people.c.name).join(people, people.c.id == table.c.requester_id).order_by(table.c.id)
    with office.app.database.read() as connection:
        return [(row.ref, row.name) for row in connection.execute(query)]


def an_hour_later(office: Office) -> None:
    clock = office.app.clock
    assert isinstance(clock, MovableClock)
    clock.move_to(clock.now() + timedelta(hours=1))


async def triage(office: Office) -> str:
    shown = await office.desk_in(TRIAGE)
    return re.sub(r"\s+", " ", " ".join(each.text for each in shown))


async def test_a_message_that_was_heard_keeps_its_author_and_its_words(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, CHAT)
    await office.settled()
    await acts_on(office, office.far.cast.colleague, said, author=office.far.cast.colleague, text=FORGED)
    assert requests(office) == [("LYO-1", "Zoé Petit")]
    shown = await triage(office)
    assert "il fait beau" in shown
    assert "caisses" not in shown


async def test_nobody_is_made_the_author_of_what_another_wrote(office: Office) -> None:
    karim = office.far.cast.colleague
    said = await office.people.post(office.zoe, LYON, CHAT)
    await office.settled()
    await acts_on(office, karim, said, author=karim, text=FORGED)
    an_hour_later(office)
    await office.settled()
    await acts_on(office, karim, said, author=karim, text=FORGED)
    assert [name for _, name in requests(office)] == ["Zoé Petit"]


async def test_what_was_forgotten_is_told_again_for_its_author_alone(office: Office) -> None:
    karim = office.far.cast.colleague
    said = await office.people.post(office.zoe, LYON, CHAT)
    await office.settled()
    an_hour_later(office)
    await asyncio.wrap_future(office.app.door.sweep())
    await acts_on(office, karim, said, author=karim, text=FORGED)
    assert requests(office) == []
    assert "caisses" not in await triage(office)
    await acts_on(office, karim, said)
    assert requests(office) == [("LYO-1", "Zoé Petit")]


async def test_a_personal_message_stays_its_author_s_to_confide(office: Office) -> None:
    karim = office.far.cast.colleague
    said = await office.people.post(office.zoe, LYON, PERSONAL)
    await office.settled()
    await acts_on(office, karim, said, author=karim, text=FORGED)
    assert requests(office) == []
    assert "caisses" not in await triage(office)
    offer = next(each for each in office.direct_to(office.zoe) if "semble personnel" in str(each.activity))
    seen = await office.people.press(office.zoe, offer.room, offer.id, "Oui, en privé")
    assert seen.ok
    await office.settled()
    assert [name for _, name in requests(office)] == ["Zoé Petit"]


@pytest.mark.parametrize("known", [True, False])
async def test_an_author_whom_the_desk_has_not_met_is_looked_up(office: Office, known: bool) -> None:
    tenant = office.teams.tenant
    new = tenant.person("Nina Neuve", email="nina@relais-office.example")
    if known:
        next(iter(tenant.teams.values())).members.append(new.id)
    chat = tenant.group("à trois", (new.id, office.zoe), there=False)
    said = await office.people.post(new.id, chat.id, "La clim est en panne à Lyon")
    answer = await acts_on(office, office.zoe, said)
    assert answer.ok
    assert [name for _, name in requests(office)] == (["Nina Neuve"] if known else [])
    told = read(answer.body) + read([each.activity for each in office.direct_to(office.zoe)])
    assert ("LYO-1" in told) is known, told
    assert known or "Écrivez la demande ici" in told, told
