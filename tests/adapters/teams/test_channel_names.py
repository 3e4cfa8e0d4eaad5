"""What a channel is called where activities do not say it: whoever coordinates is told of it by its name."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from adapters.teams import introducing
from storage.rows import table_of
from storage.tables import Conversation
from tests.adapters.teams.office import Office, until
from tests.fakes.company import LYON


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(introducing, "NAMES_EVERY", 0.05)


def name_of(office: Office, channel: str) -> str:
    table = table_of(Conversation).c
    with office.app.database.read() as connection:
        return str(connection.execute(select(table.name).where(table.conversation == channel)).scalar())


async def test_its_team_tells_it_once_a_message_said_which_that_is(office: Office) -> None:
    assert name_of(office, LYON) == ""
    await office.asked()
    await until(lambda: name_of(office, LYON) == "requests-lyon")
    await office.settled()
    asked = [each for each in office.teams.log if each.verb == "channels"]
    assert 1 <= len(asked) <= 2, "once for each channel that spoke"


async def test_who_coordinates_is_told_of_a_channel_by_that_name(office: Office) -> None:
    await office.asked()
    await until(lambda: name_of(office, LYON) == "requests-lyon")
    await office.far.send_out(LYON)
    triage = await office.triage("LYO-1")
    await office.presses(office.ines, triage, "claim")
    await office.settled()
    (said,) = await office.direct(office.far.user("coralie"), "post_refused")
    assert "#requests-lyon, sur Teams" in re.sub(r"\s+", " ", said.text)
    assert name_of(office, LYON) == "requests-lyon"
