"""What is shown beside an answer and met a trouble of Teams' is shown all the same, once, while it is of use."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.teams.pace import Pace
from adapters.teams.platform import Teams
from adapters.teams.translate import EXECUTE
from bot.clock import MovableClock
from bot.locales import text
from bot.outgoing import OF_USE
from tests.adapters.teams.office import Office, press
from tests.contract.harness_teams import form_in
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import CallFault

IN_CHAT = text("fr", "receiving.form_in_chat")
PASSING = ("502", "503", "429", "412", "timeout", "500")


def trouble(office: Office, how: str, times: int = 1, after: float = 0.2) -> None:
    """What the next posts meet, wherever they go."""
    for verb in ("send", "targeted"):
        office.teams.fault(CallFault(verb, how, times, after=after))


async def all_shown(office: Office) -> None:
    """Everything is sent, and what is beside an answer too."""
    await office.teams.idle()
    await asyncio.sleep(0.3)
    await office.settled()


async def lists(office: Office) -> list[str]:
    """The lists that Inès was shown, wherever that was."""
    shown = [*await office.direct(office.ines), *await office.far.whispers(office.ines)]
    return [each.text for each in shown if each.kind == "list"]


@pytest.mark.parametrize("how", PASSING)
async def test_a_list_typed_after_a_slash_comes_though_teams_failed_once(office: Office, how: str) -> None:
    await office.asked()
    trouble(office, how)
    await office.people.slash(office.ines, TRIAGE, "liste")
    await all_shown(office)
    assert ["LYO-1" in each for each in await lists(office)] == [True]


@pytest.mark.parametrize("how", ["502", "429"])
async def test_why_a_press_is_refused_comes_with_its_buttons(office: Office, how: str) -> None:
    triage = await office.asked()
    trouble(office, how)
    assert (await office.presses(office.zoe, triage, "claim")).told
    await all_shown(office)
    (refused,) = [each for each in await office.direct(office.zoe) if each.kind == "refusal"]
    assert refused.buttons


async def test_a_form_that_waits_in_the_personal_chat_is_there(office: Office) -> None:
    triage = await office.asked()
    trouble(office, "502")
    # No dialog opens by what an older client presses.
    assert (await office.acts(office.ines, EXECUTE, press("new", ""), triage.ts)).body["value"] == IN_CHAT
    await all_shown(office)
    assert [bool(form_in(each.card())) for each in office.direct_to(office.ines)].count(True) == 1


async def test_what_our_own_pace_holds_back_comes_a_moment_later(office: Office) -> None:
    for need in ("Le badge de Lyon ne marche plus", "La clim est en panne à Lyon", "Un taxi demain à 9 h à Lyon"):
        await office.ask(need)
    triage = [await office.triage(f"LYO-{number}") for number in (1, 2, 3)]
    assert isinstance(office.platform, Teams)
    office.platform.calls._writes = Pace(((1, 1.0),))
    for each in triage:
        assert (await office.presses(office.zoe, each, "claim")).ok
    await all_shown(office)
    assert len([each for each in await office.direct(office.zoe) if each.kind == "refusal"]) == 3


async def test_what_is_of_no_use_any_longer_is_not_shown(office: Office) -> None:
    await office.asked()
    trouble(office, "429", 2, after=1)
    await office.people.slash(office.ines, LYON, "liste")
    await office.teams.idle()
    assert isinstance(office.app.clock, MovableClock)
    office.app.clock.move_by(OF_USE + timedelta(seconds=1))
    await asyncio.sleep(1.5)
    await all_shown(office)
    assert await lists(office) == []
