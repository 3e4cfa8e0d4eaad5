"""One call after another for one row, on a platform in another process: what is a doubt, and what settles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from adapters.carrying import Carrier
from adapters.drawing import Work
from adapters.healing import Again, Failed, Sent, Verdict, doubts, looks_first
from adapters.platform import Address, Someone
from adapters.rendering import Facts, Reader, draw
from storage.tables import Outbox, OutboxKind, OutboxState
from tests.adapters.conftest import OpensStages
from tests.fakes.stage import Stage, card
from tests.fakes.tiny import CAPABILITIES, TEAM


class Row:
    """A post, tried again and again as the pump would, without its waits."""

    def __init__(self, stage: Stage, *, direct: bool = False) -> None:
        self.stage = stage
        now = datetime.now(UTC)
        self.row = Outbox(
            id=7, lane="L", seq=1, channel="tiny:C1", platform="tiny", kind=OutboxKind.SEND, subject="s",
            state=OutboxState.SENDING, attempts=0, created_at=now,
        )  # fmt: skip
        drawn = draw(card("bonjour"), Facts(), Reader("fr", "Europe/Paris", now.date()))
        self.work = Work(self.row, card=drawn, to=None if direct else Address("C1"), who=Someone(TEAM, "U1"))
        self.carrier = Carrier(lambda: datetime.now(UTC), lambda: 0.5, patience=0.3)

    async def tried(self) -> Verdict:
        self.row.attempts += 1
        count = doubts(self.row.error)
        work = replace(self.work, look_first=looks_first(OutboxKind.SEND, CAPABILITIES, count))
        verdict = (await self.carrier.carry(self.stage.tiny, work)).verdict
        if isinstance(verdict, Again | Failed):
            self.row.error = verdict.error
        return verdict


async def test_a_post_that_is_seen_not_to_stand_is_tried_for_as_long_as_an_outage_lasts(
    open_stage: OpensStages,
) -> None:
    stage = await open_stage(deliver=False)
    await stage.faults({"verb": "post", "how": "error", "times": 12}, {"verb": "post", "how": "busy", "times": 1})
    row = Row(stage)
    for _ in range(13):
        assert isinstance(await row.tried(), Again)
        assert doubts(row.row.error) == 1, "it is looked for each time"
    assert isinstance(await row.tried(), Sent)
    assert len(await stage.log("post")) == 1


async def test_a_look_that_fails_is_no_send(open_stage: OpensStages) -> None:
    stage = await open_stage(deliver=False)
    await stage.faults({"verb": "post", "how": "lost"})
    row = Row(stage)
    assert isinstance(await row.tried(), Again)
    await stage.faults({"verb": "find", "how": "error", "times": 9}, {"verb": "find", "how": "slow", "after": 0.5})
    for _ in range(10):
        assert isinstance(await row.tried(), Again)
        assert doubts(row.row.error) == 1
    verdict = await row.tried()
    assert isinstance(verdict, Sent)
    assert verdict.found
    assert len(await stage.log("post")) == 1


async def test_a_conversation_that_does_not_open_leaves_no_doubt(open_stage: OpensStages) -> None:
    stage = await open_stage(deliver=False)
    await stage.faults({"verb": "direct", "how": "error", "times": 7})
    row = Row(stage, direct=True)
    for _ in range(7):
        assert isinstance(await row.tried(), Again)
        assert doubts(row.row.error) == 0
    assert isinstance(await row.tried(), Sent)


async def test_a_post_whose_outcome_is_never_seen_is_given_up_after_five(open_stage: OpensStages) -> None:
    stage = await open_stage(deliver=False, capabilities=replace(CAPABILITIES, finds_sent=False))
    await stage.faults({"verb": "post", "how": "error", "times": 9})
    row = Row(stage)
    verdicts: list[Verdict] = []
    for _ in range(6):
        row.work = replace(row.work, look_first=False)
        row.row.attempts += 1
        verdict = (await row.carrier.carry(stage.tiny, row.work)).verdict
        assert isinstance(verdict, Again | Failed)
        row.row.error = verdict.error
        verdicts.append(verdict)
    assert [type(each) for each in verdicts] == [Again] * 5 + [Failed]
