"""A tenant that throttles as Teams does, and one that fails: nothing is lost, and what may stand twice is told."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from adapters import healing
from adapters.teams.limits import WRITES
from adapters.teams.pace import Pace
from relais.diagnosis import look_at_queues
from storage.rows import table_of
from storage.tables import Outbox, OutboxState
from tests.adapters.teams.office import Office, until
from tests.fakes.company import TRIAGE
from tests.fakes.teams import CallFault
from tests.fakes.teams.records import Call

TRAIN = "Pouvez-vous réserver un train pour Paris le {day} décembre ?"
WRITING = ("create", "send", "update", "delete")


def paced(office: Office) -> None:
    """From now on the desk keeps to Teams' limits, and so does Teams."""
    office.teams.limits.unlimited = False
    office.platform.calls._writes = Pace(WRITES)  # type: ignore[attr-defined]  # of Teams


def written(office: Office) -> list[Call]:
    """What the desk did in triage, in order, refused or not."""
    return [each for each in office.teams.calls(*WRITING) if each.conversation.partition(";")[0] == TRIAGE]


async def asks(office: Office, many: int) -> list[str]:
    """Zoé asks that many things at once; the references of her requests."""
    before = len(office.teams.tenant.standing(TRIAGE))
    await asyncio.gather(*(office.far.post(office.zoe, "C0LYON", TRAIN.format(day=day + 1)) for day in range(many)))
    await until(lambda: len(office.teams.tenant.standing(TRIAGE)) >= before + many, 30)
    return [f"LYO-{number}" for number in range(before + 1, before + many + 1)]


async def test_a_busy_channel_is_written_to_no_faster_than_it_takes(office: Office) -> None:
    paced(office)
    refs = await asks(office, 5)
    for ref in refs:
        await office.presses(office.ines, await office.triage(ref), "claim")
    await office.app.idle()
    assert len(written(office)) >= 10
    assert not [each for each in office.teams.log if each.status == 429]
    assert all(["Inès Caron" in (await office.triage(ref)).text for ref in refs])


async def test_what_is_new_goes_before_what_only_changes(office: Office) -> None:
    refs = await asks(office, 5)
    await office.app.idle()
    shown = [await office.triage(ref) for ref in refs]
    paced(office)
    office.platform.calls._writes = Pace(((4, 1.0),))  # type: ignore[attr-defined]  # of Teams
    office.teams.fault(CallFault("update", "429", after=1, conversation=TRIAGE))
    before = len(written(office))
    for each in shown:
        await office.presses(office.ines, each, "claim")
    await asyncio.gather(*(office.far.post(office.zoe, "C0LYON", TRAIN.format(day=day)) for day in (20, 21, 22)))
    await until(lambda: len(office.teams.tenant.standing(TRIAGE)) == 8)
    await office.app.idle()
    refused, *then = written(office)[before:]
    assert refused.fault == "429"
    verbs = [each.verb for each in then]
    assert (verbs.count("create"), verbs.count("update")) == (3, 5)
    # One change may have gone when the pause was over, before the first of the new cards was drawn.
    assert verbs[:4].count("create") == 3, verbs


async def test_what_the_tenant_gave_another_replica_is_waited_for_and_each_thing_stands_once(office: Office) -> None:
    """Each replica keeps to the tenant's limit by itself: together they may meet it."""
    office.teams.limits.tenant = 3
    office.teams.limits.unlimited = False
    await asks(office, 3)
    await office.app.idle()
    assert [each for each in office.teams.log if each.status == 429]
    assert len(office.teams.tenant.standing(TRIAGE)) == 3
    assert len([each for each in office.teams.tenant.standing("C0LYON") if each.author is None]) == 3
    assert states(office) <= {OutboxState.SENT, OutboxState.DROPPED}
    assert told_twice(office) == []


def states(office: Office) -> set[OutboxState]:
    with office.app.database.read() as connection:
        return set(connection.execute(select(table_of(Outbox).c.state)).scalars())


def told_twice(office: Office) -> list[int]:
    """What `relais doctor` says may stand twice."""
    found = [each for each in look_at_queues(office.app.database) if each.what == "doctor.doubled"]
    return [int((each.arguments or {})["count"]) for each in found]


async def counted(office: Office) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{office.app.port}/metrics") as answer:
        said = await answer.text()
    found = re.findall(r'^relais_outbox_may_double_total\{platform="teams"\} (\d+)', said, re.MULTILINE)
    return int(found[0]) if found else 0


@pytest.mark.parametrize("how", ["done500", "done502", "done504", "lost", "garbled"])
async def test_a_post_of_unknown_outcome_is_sent_again_and_counted(office: Office, how: str) -> None:
    before = await counted(office)
    office.teams.fault(CallFault("create", how, conversation=TRIAGE))
    await office.ask()
    assert len(office.teams.tenant.standing(TRIAGE)) == 2
    assert await counted(office) == before + 1
    assert told_twice(office) == [1]


@pytest.mark.parametrize("how", ["503", "409", "412", "429"])
async def test_a_post_that_was_not_taken_is_sent_again_and_stands_once(office: Office, how: str) -> None:
    before = await counted(office)
    office.teams.fault(CallFault("create", how, conversation=TRIAGE))
    await office.ask()
    assert len(office.teams.tenant.standing(TRIAGE)) == 1
    assert (await counted(office), told_twice(office)) == (before, [])


async def test_an_outage_that_answers_is_outlived_and_tried_ever_less(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(healing, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(healing, "LONGEST_WAIT", 0.2)
    office.teams.fault(CallFault("create", "502", times=12, conversation=TRIAGE))
    await office.ask()
    assert len(office.teams.tenant.standing(TRIAGE)) == 1
    assert states(office) <= {OutboxState.SENT, OutboxState.DROPPED}


async def test_an_outage_without_any_answer_is_one_doubt_however_long_it_lasts(
    office: Office, monkeypatch: Any
) -> None:
    before = await counted(office)
    monkeypatch.setattr(healing, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(healing, "LONGEST_WAIT", 0.05)
    office.teams.fault(CallFault("*", "timeout", times=20, after=0, conversation=TRIAGE))
    await office.ask()
    assert len(office.teams.tenant.standing(TRIAGE)) == 1
    assert [each.verb for each in written(office) if each.fault == "timeout"] == ["create"]
    assert states(office) <= {OutboxState.SENT, OutboxState.DROPPED}
    assert (await counted(office), told_twice(office)) == (before + 1, [1])
