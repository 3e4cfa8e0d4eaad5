"""What Teams says of a message after it: that its deletion was taken back, or that another has edited it."""

from __future__ import annotations

from bot.events import MessageEdited
from tests.adapters.teams.office import Office
from tests.contract.conftest import TRAIN
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams.envelopes import written


async def in_triage(office: Office) -> str:
    return " ".join(each.text for each in await office.desk_in(TRIAGE)).replace("\N{NO-BREAK SPACE}", " ")


async def test_a_deletion_that_is_taken_back_opens_the_request_again(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    assert TRAIN in await in_triage(office)
    await office.people.delete(office.zoe, LYON, said.id)
    await office.settled()
    assert TRAIN not in await in_triage(office)
    await office.people.undelete(office.zoe, LYON, said.id)
    await office.settled()
    assert [each.restored for each in office.heard(MessageEdited)] == [True]
    assert TRAIN in await in_triage(office)
    assert "Annulée" not in await in_triage(office)
    own = " ".join(str(each.activity) for each in office.direct_to(office.zoe))
    assert "rouverte" in own


async def test_an_edit_by_another_changes_nothing(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    before = await in_triage(office)
    forged = written(office.teams.tenant, "Deux cents caisses pour demain", ())
    answer = await office.told("messageUpdate", office.far.cast.colleague, LYON, said, id=said.id, **forged)
    assert answer.status == 200
    await office.settled()
    assert await in_triage(office) == before
