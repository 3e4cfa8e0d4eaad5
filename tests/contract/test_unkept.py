"""What is refused reaches nothing that the desk keeps, and goes back to whoever typed it, on each platform."""

from __future__ import annotations

import re

import pytest

from bot.views.parts import PLATFORMS
from tests.contract.conftest import Stage
from tests.fakes.company import LYON, TRIAGE

ILL = "mon arrêt de travail est pour dépression, du 3 au 7 décembre"
REPORT = "je veux signaler un harcèlement"
SPACES = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")


async def test_a_diagnosis_is_cut_out_and_its_author_told_how_to_delete_it(stage: Stage) -> None:
    await stage.ask(ILL)
    told = [SPACES.sub(" ", each.text) for each in await stage.direct(stage.far.cast.asker)]
    (told_of_it,) = [each for each in told if "ni le nom de la maladie" in each]
    assert ("« Supprimer" in told_of_it) is (stage.far.name in PLATFORMS)
    assert "mon arrêt de travail est […], du 3 au 7 décembre" in "\n".join(told)
    assert "dépression" not in "\n".join(told)
    assert [each.text for each in (*await stage.desk_in(LYON), *await stage.desk_in(TRIAGE))] == []


async def test_a_report_typed_in_a_command_is_given_back_and_is_nowhere(stage: Stage) -> None:
    if not stage.able.slash_commands:
        pytest.skip("no commands there")
    asker = stage.far.cast.asker
    answer = await stage.far.command(asker, LYON, f"nouvelle {REPORT}")
    await stage.settle()
    told = [answer.text, *(each.text for each in (*await stage.far.whispers(asker), *await stage.direct(asker)))]
    assert REPORT in "\n".join(told)
    assert "aucune demande n’est créée" in "\n".join(told)
    assert [each.text for each in (*await stage.desk_in(LYON), *await stage.desk_in(TRIAGE))] == []
