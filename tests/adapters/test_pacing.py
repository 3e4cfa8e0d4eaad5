"""What is held back, and until when, on a clock that the test holds."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.pacing import POSTS, Pace
from adapters.platform import Capabilities
from storage.outbox_queue import HeldBack
from storage.tables import Outbox, OutboxKind, OutboxState


class Hand:
    """A clock's hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def row(kind: OutboxKind, channel: str = "slow:C1") -> Outbox:
    return Outbox(
        lane="L",
        seq=1,
        channel=channel,
        platform=channel.partition(":")[0],
        kind=kind,
        subject="s",
        state=OutboxState.QUEUED,
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


def test_a_post_holds_back_the_next_one_of_its_conversation_for_the_platform_s_pace() -> None:
    hand = Hand()
    pace = Pace({"slow": Capabilities(post_every=1.0), "fast": Capabilities()}, hand)
    pace.posted(row(OutboxKind.UPDATE))
    pace.posted(row(OutboxKind.SEND, "fast:C1"))
    assert pace.held_back() == ()
    pace.posted(row(OutboxKind.SEND))
    assert pace.held_back() == (HeldBack("slow", ("slow:C1",), POSTS),)
    assert pace.wait("slow:C1") == 1.0
    assert pace.wait("slow:C2") is None
    hand.at += 1.0
    assert pace.held_back() == ()
    assert pace.wait("slow:C1") is None


def test_a_pause_holds_back_its_scope_alone_and_the_longer_one_wins() -> None:
    hand = Hand()
    pace = Pace({"slow": Capabilities()}, hand)
    wanted = {
        "*": HeldBack("slow"),
        "update": HeldBack("slow", kinds=(OutboxKind.UPDATE,)),
        "C1": HeldBack("slow", ("slow:C1",)),
        "send:C1": HeldBack("slow", ("slow:C1",), (OutboxKind.SEND,)),
        "19:desk@thread.tacv2": HeldBack("slow", ("slow:19:desk@thread.tacv2",)),
        "send:19:desk@thread.tacv2": HeldBack("slow", ("slow:19:desk@thread.tacv2",), (OutboxKind.SEND,)),
    }
    for scope, held in wanted.items():
        pace.pause("slow", scope, 5.0)
        pace.pause("slow", scope, 1.0)
        hand.at += 4.0
        assert pace.held_back() == (held,)
        hand.at += 1.0
        assert pace.held_back() == ()
