"""What is shown beside an answer, and Slack takes nowhere at first, is shown all the same, once."""

from __future__ import annotations

import pytest

from tests.adapters.slack.attacking import Scene
from tests.fakes.company import LYON
from tests.fakes.slack import CallFault

BROKEN = "La clim est en panne à Lyon"


async def seen(scene: Scene, user: str, kind: str) -> list[str]:
    """What somebody alone was shown of a kind, wherever that was."""
    shown = [*await scene.far.whispers(user), *await scene.direct(user)]
    return [each.text for each in shown if each.kind == kind]


@pytest.mark.parametrize("how", ["service_unavailable", "limit"])
async def test_why_a_press_in_a_thread_is_refused_comes_with_its_buttons(scene: Scene, how: str) -> None:
    ts = await scene.ask(BROKEN)
    card = await scene.card(ts)
    for method in ("chat.postEphemeral", "chat.postMessage"):
        scene.slack.fault(CallFault(method, how, 1, after=0.2))
    assert (await scene.far.press(scene.far.cast.colleague, LYON, card, card.button("cancel"))).kind
    await scene.settle()
    assert len(await seen(scene, scene.far.cast.colleague, "refusal")) == 1
