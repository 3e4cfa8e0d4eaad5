"""Who may do what, cell by cell of docs/rights.csv, as people press on each platform; never through the rules' code."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from shutil import copyfile

import pytest

from bot.clock import MovableClock
from bot.conversations.hasty import Hasty
from relais.app import App
from relais.settings import Settings
from tests.contract.harness import harness_of, platforms
from tests.contract.rights import WAYS, Play, cells, company, playable, wrong
from tests.contract.rights_ways import EMOJI, wrong_by_emoji
from tests.fakes.company import a_working_morning
from tests.soaking import Soak

SAMPLE = 60
"""How many cells are played in each way on each platform in an ordinary run; `make soak` plays them all there."""
CHEAPEST = "tiny"


@pytest.fixture
async def play(request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """A desk on the platform of that name, and everybody that the table speaks of."""
    file = tmp_path / "desk.db"
    copyfile(migrated_file, file)
    async with AsyncExitStack() as stack:
        far = await stack.enter_async_context(harness_of(request.param))
        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), company(request.param), f"sqlite:///{file}", clock, [far.factory])
        # Cells are played faster than anybody types: what is too fast would be answered alike, whatever was asked.
        app.desk.hasty = Hasty(*[10**9] * 4)
        stack.push_async_callback(app.stop)
        await app.start()
        await far.opened(app)
        await app.idle()
        found = Play(app, far)
        await found.begin()
        yield found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
@pytest.mark.parametrize("way", WAYS)
async def test_every_cell_of_the_table_holds(play: Play, way: str) -> None:
    found = await wrong(play, playable(way), way)
    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_an_emoji_does_what_the_table_says(play: Play) -> None:
    found = await wrong_by_emoji(play, (each for each in cells() if each.act in EMOJI))
    assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("play", [each for each in platforms() if each != CHEAPEST], indirect=True)
async def test_the_table_holds_on_each_platform(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        for way in WAYS:
            every = playable(way)
            some = every if soak.full else each.random.sample(every, SAMPLE)
            found = await wrong(play, some, way)
            assert not found, "\n".join(found)
