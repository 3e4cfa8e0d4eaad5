"""Somebody forwards or quotes a confidential card: what they write beside it is read, and the desk adds nothing."""

from __future__ import annotations

import pytest

from tests.adapters.teams.office import Office
from tests.contract.harness import Shown
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import BOT
from tests.fakes.teams.envelopes import quoted, written

CERTIFICATE = "J'ai besoin d'une attestation employeur pour mon congé maternité"
ROOM = "Pouvez-vous réserver une salle jeudi à 14 h à Lyon ?"


@pytest.fixture
async def card(office: Office) -> Shown:
    """What Nadia reads of something that Zoé confided."""
    await office.ask(CERTIFICATE)
    (offer,) = await office.direct(office.zoe, "sensitive_offer")
    await office.presses(office.zoe, offer, "confide", office.far.direct(office.zoe))
    await office.settled()
    (found,) = await office.direct(office.far.user("nadia"), "triage")
    assert (found.subject, "attestation" in found.text) == ("LYO-1", True)
    return found


async def told(office: Office, *rooms: str) -> str:
    return "\n".join([each.text for room in rooms for each in await office.desk_in(room)])


async def test_what_is_forwarded_of_it_is_read_by_nobody_more(office: Office, card: Shown) -> None:
    nadia = office.far.user("nadia")
    there = office.message(card.ts, office.far.direct(nadia))
    for room in (LYON, TRIAGE):
        bare = await office.people.post(nadia, room, "", forwarding=there)
        await office.settled()
        await office.far.raise_message(office.ines, room, bare.id)
        await office.settled()
    asked = await office.people.post(office.ines, LYON, f"@Relais {ROOM}", mentions=(BOT,), forwarding=there)
    await office.settled()
    read = await told(
        office, LYON, TRIAGE, office.far.direct(office.ines), office.far.direct(office.far.cast.colleague)
    )
    assert not [each for each in ("attestation", "LYO-1") if each in read]
    (made,) = await office.desk_in(LYON, asked.id, "request")
    assert (made.subject, ROOM in made.text) == ("LYO-2", True)


async def test_what_quotes_it_in_a_chat_of_others_is_not_said_of_it(office: Office, card: Shown) -> None:
    """Its id in the page of a message is only what a client wrote there."""
    tenant, nadia, karim = office.teams.tenant, office.far.user("nadia"), office.far.cast.colleague
    chat = tenant.group("projet", (office.zoe, karim, office.ines, nadia)).id
    there = office.message(card.ts, office.far.direct(nadia))
    for who in (karim, office.ines, nadia):
        said = written(tenant, "@Relais prendre", (BOT,))
        said["attachments"] = quoted(tenant, there, said["attachments"])
        message = tenant.put(chat, {"type": "message"} | said, author=who, root=None)
        await office.told("message", who, chat, message, id=message.id, **said)
        await office.settled()
    read = await told(office, chat, LYON, TRIAGE, *map(office.far.direct, (karim, office.ines)))
    assert not [each for each in ("attestation", "LYO-1") if each in read]
    (still,) = await office.direct(nadia, "triage")
    assert still.button("claim").enabled
