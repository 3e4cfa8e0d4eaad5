"""Who may do what, cell by cell of docs/rights.csv, as people press on each platform; never through the rules' code."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import TypeVar

import pytest

from tests.contract.harness import platforms
from tests.contract.rights import WAYS, Play, cells, playable, playing, wrong
from tests.contract.rights_alone import alone, wrong_alone
from tests.contract.rights_forms import (
    let_in,
    lost,
    opening,
    wrong_by_access_ended,
    wrong_by_leaving,
    wrong_by_losing,
    wrong_by_others,
)
from tests.contract.rights_help import helped, wrong_of_help
from tests.contract.rights_newcomers import by_newcomers, sent, wrong_by_newcomers
from tests.contract.rights_strangers import tries, wrong_by_strangers
from tests.contract.rights_ways import EMOJI, wrong_by_emoji
from tests.contract.rights_written import written, wrong_by_writing
from tests.soaking import Soak

T = TypeVar("T")
SAMPLE = 60
"""How many cells are played in each way on each platform in an ordinary run; `make soak` plays them all there."""
CHEAPEST = "tiny"


def _some(soak: Soak, chance: Random, every: Sequence[T], many: int) -> Sequence[T]:
    """All of it in the full form, else so many."""
    return every if soak.full else chance.sample(every, many)


@pytest.fixture
async def play(request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """A desk on the platform of that name, and everybody that the table speaks of."""
    async with playing(request.param, f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}") as found:
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
@pytest.mark.timeout(0)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_a_form_is_of_whom_it_was_opened_for_and_as_they_may_when_it_is_sent(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        found = await wrong_by_others(play, _some(soak, each.random, opening(), 30), each.random)
        found += await wrong_by_losing(play, _some(soak, each.random, lost(), 50))
        found += await wrong_by_leaving(play, _some(soak, each.random, opening(), 15))
        found += await wrong_by_access_ended(play, _some(soak, each.random, let_in(), 15))
        assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_who_is_nobody_here_any_longer_does_nothing_and_finds_nothing_out(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        found = await wrong_by_strangers(play, _some(soak, each.random, tries(), 100))
        assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_whom_a_refusal_names_may_do_it_and_is_told_by_a_press(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        found = await wrong_of_help(play, _some(soak, each.random, helped(), 40))
        assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_what_is_asked_of_no_request_is_whose_the_table_says(play: Play) -> None:
    found = await wrong_alone(play, alone())
    assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("play", [CHEAPEST], indirect=True)
async def test_what_is_written_in_its_threads_comes_to_what_the_table_says(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        found = await wrong_by_writing(play, _some(soak, each.random, list(written()), 25))
        assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("migrated_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
async def test_the_table_holds_on_the_other_database(migrated_url: str, soak: Soak) -> None:
    """All of it is played on the first one; a tenth is here, in the full form."""
    async with playing(CHEAPEST, migrated_url) as play:
        for each in soak.rounds(reduced=1, full=1):
            for way in WAYS:
                every = playable(way)
                found = await wrong(play, each.random.sample(every, len(every) // 10 if soak.full else 6), way)
                assert not found, "\n".join(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("play", [each for each in platforms() if each != CHEAPEST], indirect=True)
async def test_the_table_holds_on_each_platform(play: Play, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        for way in WAYS:
            every = playable(way)
            some = every if soak.full else each.random.sample(every, SAMPLE)
            found = await wrong(play, some, way)
            assert not found, "\n".join(found)
        found = await wrong_by_others(play, _some(soak, each.random, opening(), 5), each.random)
        found += await wrong_by_losing(play, _some(soak, each.random, lost(), 8))
        found += await wrong_by_leaving(play, _some(soak, each.random, opening(), 3))
        found += await wrong_by_access_ended(play, _some(soak, each.random, let_in(), 3))
        found += await wrong_by_strangers(play, _some(soak, each.random, tries(), 12))
        found += await wrong_alone(play, _some(soak, each.random, list(alone()), 12))
        found += await wrong_by_writing(play, _some(soak, each.random, list(written()), 4))
        found += await wrong_by_newcomers(play, _some(soak, each.random, by_newcomers(), 8), sent(each.random, 1))
        assert not found, "\n".join(found)
