"""In a chat, which has no threads, what quotes anything that the desk said of a request is said of that request."""

from __future__ import annotations

import pytest

from tests.adapters.teams.office import Office
from tests.contract.conftest import TRAIN
from tests.contract.harness import Shown
from tests.fakes.company import TRIAGE
from tests.fakes.teams import BOT
from tests.fakes.teams.envelopes import quoted, written


async def taken(office: Office) -> Shown:
    """The card in triage of something that Zoé asked the desk alone, and that Inès took and answered; since then Zoé
    has asked for something else."""
    await office.ask(f"{TRAIN} Je suis à Lyon", where=office.far.direct(office.zoe))
    triage = await office.triage("LYO-1")
    assert (await office.presses(office.ines, triage, "claim")).ok
    await office.settled()
    chat = office.far.direct(office.ines)
    await office.people.post(office.ines, chat, "répondre LYO-1 Le train de 13 h est plein.")
    await office.settled()
    await office.ask("Pouvez-vous créer un badge visiteur pour Lyon ?", where=office.far.direct(office.zoe))
    assert (await office.triage("LYO-2")).subject == "LYO-2"
    return triage


async def quotes(office: Office, told: Shown, text: str) -> None:
    """Zoé answers what the desk told her, as one does on a phone."""
    await office.people.post(office.zoe, office.far.direct(office.zoe), text, quoting=told.ts)
    await office.settled()


async def said_under(office: Office, card: Shown) -> list[str]:
    return [each.text for each in await office.desk_in(TRIAGE, card.root or card.ts)]


@pytest.mark.parametrize("kind", ["claimed", "relay_reply"])
async def test_what_quotes_a_notice_is_said_of_its_request(office: Office, kind: str) -> None:
    triage = await taken(office)
    (told,) = await office.direct(office.zoe, kind)
    await quotes(office, told, "plutôt celui de 15 h alors")
    assert [each for each in await said_under(office, triage) if "plutôt celui de 15 h" in each]
    assert "plutôt celui de 15 h" not in (await office.triage("LYO-2")).text


async def test_what_quotes_that_it_is_done_opens_it_again(office: Office) -> None:
    await taken(office)
    assert (await office.presses(office.ines, await office.triage("LYO-1"), "resolve")).ok
    await office.settled()
    (told,) = [each for each in await office.direct(office.zoe, "resolved") if each.subject == "LYO-1"]
    await quotes(office, told, "le billet n'est jamais arrivé")
    assert "LYO-1" in (await office.direct(office.zoe))[-1].text
    assert "LYO-2" not in (await office.direct(office.zoe))[-1].text


async def test_an_order_that_quotes_a_notice_is_of_its_request(office: Office) -> None:
    await taken(office)
    (told,) = await office.direct(office.zoe, "claimed")
    await quotes(office, told, "annuler")
    assert "LYO-1" in (await office.direct(office.zoe))[-1].text


async def test_what_quotes_a_word_for_somebody_else_finds_nothing(office: Office) -> None:
    """Its id is known; what was said in another's conversation is not theirs to speak of."""
    triage = await taken(office)
    (told,) = await office.direct(office.zoe, "claimed")
    before = await said_under(office, triage)
    tenant = office.teams.tenant
    karim = tenant.people[office.far.cast.colleague]
    said = written(tenant, "plutôt celui de 15 h alors", ())
    message = office.message(told.ts, office.far.direct(office.zoe))
    said["attachments"] = quoted(tenant, message, said["attachments"])
    own = tenant.put(tenant.direct(karim.id).id, {"type": "message"} | said, author=karim.id, root=None)
    await office.told("message", karim.id, own.room, own, id=own.id, **said)
    await office.settled()
    assert await said_under(office, triage) == before


async def test_in_a_group_chat_too_it_is_of_what_the_notice_is_of(office: Office) -> None:
    """There nobody is asked which of their requests they mean: the notice says it. An emoji on it is of that too."""
    karim = office.far.cast.colleague
    chat = office.teams.tenant.group("projet", (office.zoe, karim, office.ines)).id
    for asked in (f"@Relais {TRAIN}", "@Relais Pouvez-vous créer un badge visiteur pour Lyon ?"):
        await office.people.post(office.zoe, chat, f"{asked} Je suis à Lyon", mentions=(BOT,))
        await office.settled()
    triage = await office.triage("LYO-1")
    assert (await office.presses(office.ines, triage, "claim")).ok
    await office.settled()
    (told,) = [each for each in await office.desk_in(chat) if each.kind == "claimed"]
    said = {"mentions": (BOT,), "quoting": told.ts}
    await office.people.post(office.zoe, chat, "@Relais plutôt celui de 15 h alors", **said)
    await office.settled()
    assert [each for each in await said_under(office, triage) if "plutôt celui de 15 h" in each]
    await office.far.react(office.ines, chat, told.ts, "white_check_mark")
    await office.settled()
    assert "Traitée" in (await office.triage("LYO-1")).text
