"""The message above a thread is gone, and Teams said nothing of it: that is not the desk's being sent out."""

from __future__ import annotations

from sqlalchemy import select

from storage.rows import table_of
from storage.tables import Conversation
from tests.adapters.teams.office import Office
from tests.contract.harness import Shown
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import CallFault

BROKEN = "La clim est en panne à Lyon"
AT_THREE = "Le dépanneur passe à 15 h."


async def is_known_there(office: Office, conversation: str) -> bool:
    """Whether the desk takes itself for a member, and nobody was told otherwise."""
    known = table_of(Conversation).c
    with office.app.database.read() as connection:
        there = select(known.member).where(known.platform == "teams", known.conversation == conversation)
        member: bool = connection.execute(there).scalar_one()
    return member and await office.direct(office.far.user("coralie"), "post_refused") == []


async def replies(office: Office, text: str) -> None:
    """Inès, who has the request, answers its requester."""
    await office.people.post(office.ines, office.far.direct(office.ines), f"répondre LYO-1 {text}")
    await office.settled()


async def claimed(office: Office) -> str:
    """A request of Lyon's channel that Inès has; the message's id."""
    ts = await office.ask(BROKEN)
    assert (await office.presses(office.ines, await office.triage("LYO-1"), "claim")).ok
    await office.settled()
    return ts


async def shown(office: Office) -> list[Shown]:
    """What triage reads, what is in a thread that is gone left out."""
    there = await office.desk_in(TRIAGE)
    standing = {each.ts for each in there}
    return [each for each in there if each.root is None or each.root in standing]


async def test_a_requester_whose_own_message_is_gone_is_answered_directly(office: Office) -> None:
    ts = await claimed(office)
    office.message(ts, LYON).gone = True
    for each in (AT_THREE, "Finalement 16 h."):
        await replies(office, each)
    told = [each.text for each in await office.direct(office.zoe)]
    assert [sum(line in each for each in told) for line in (AT_THREE, "Finalement")] == [1, 1]
    assert [each for each in await office.desk_in(LYON) if AT_THREE in each.text] == []
    assert await is_known_there(office, LYON)
    again = await office.ask("Le badge de Lyon ne marche plus", office.far.cast.colleague)
    assert (await office.card(again)).subject == "LYO-2"


async def test_a_request_whose_message_is_gone_before_its_card_has_it_directly(office: Office) -> None:
    asked = await office.people.post(office.zoe, LYON, BROKEN)
    asked.gone = True
    await office.settled()
    assert [each.subject for each in await office.direct(office.zoe, "request")] == ["LYO-1"]
    assert await is_known_there(office, LYON)


async def test_a_card_of_triage_that_is_gone_is_posted_anew_with_what_was_said_under_it(office: Office) -> None:
    ts = await claimed(office)
    first = await office.triage("LYO-1")
    office.message(first.ts).gone = True
    for line in ("C'est au deuxième étage", "au fond du couloir"):
        await office.people.post(office.zoe, LYON, line, root=ts)
    await office.settled()
    card, *said = await shown(office)
    assert (card.subject, card.kind) == ("LYO-1", "triage")
    assert [each.root for each in said] == [card.ts] * len(said)
    assert [sum(line in each.text for each in said) for line in ("deuxième étage", "fond du couloir")] == [1, 1]
    assert await is_known_there(office, TRIAGE)

    assert (await office.presses(office.ines, await office.triage("LYO-1"), "resolve")).ok
    await office.settled()
    assert "Demande traitée" in (await office.card(ts)).text
    said_there = await office.people.post(office.ines, TRIAGE, "clé rendue", root=card.ts)
    await office.settled()
    assert said_there.id
    assert [each.subject for each in await shown(office) if each.kind == "triage"] == ["LYO-1"]


async def test_where_teams_tells_of_nobody_either_the_desk_is_absent(office: Office) -> None:
    await claimed(office)
    for verb in ("send", "members"):
        office.teams.fault(CallFault(verb, "ConversationNotFound", times=9, conversation=LYON))
    await replies(office, AT_THREE)
    assert not await is_known_there(office, LYON)
