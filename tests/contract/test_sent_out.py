"""The desk is taken out of a channel where requests are open: its requesters are answered directly, and nobody less."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from adapters.platform import Blocked, NotMember
from tests.contract.conftest import Stage
from tests.contract.harness import Harness, harness_of, platforms
from tests.contract.test_refused import refuse_posts
from tests.fakes.company import LYON, TRIAGE

BROKEN = "La clim est en panne à Lyon"
AT_THREE = "Le dépanneur passe à 15 h."
WHICH = "C'est à quel étage ?"
SECOND = "C'est au deuxième étage"


@pytest.fixture(params=[each for each in platforms() if each != "sandbox"])
async def far(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """The far side of each platform where there is a way out of a channel: the sandbox's desk is in all for ever."""
    async with harness_of(request.param) as harness:
        yield harness


async def asked(stage: Stage, text: str = BROKEN, *, claimed: bool = True) -> str:
    """A request of Lyon, held by Inès, in whose channel the desk is no longer; the message's ts."""
    ts = await stage.ask(text)
    if claimed:
        triage = await stage.triage("LYO-1")
        await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button("claim"))
        await stage.settle()
    await stage.far.send_out(LYON)
    await stage.settle()
    return ts


async def write(stage: Stage, act: str, text: str) -> None:
    ines, triage = stage.far.user("ines"), await stage.triage("LYO-1")
    opened = await stage.far.press(ines, TRIAGE, triage, triage.button(act))
    assert opened.form is not None
    assert (await stage.far.submit(ines, opened.form, {"text": text})).kind == "close_form"
    await stage.settle()


async def brought_back(stage: Stage, where: str, seen: Callable[[], Awaitable[bool]]) -> None:
    """The desk is added there again, and has looked around."""
    await stage.far.bring_back(where)
    async with asyncio.timeout(10):
        while not await seen():  # noqa: ASYNC110  # it happens on the platform's side
            await asyncio.sleep(0.05)
    await stage.settle()


async def told(stage: Stage, user: str) -> list[str]:
    """What the desk says to someone directly, in order, in plain spaces."""
    return [re.sub(r"\s+", " ", each.text) for each in await stage.direct(user)]


async def noted(stage: Stage) -> list[str]:
    return await stage.replies(TRIAGE, (await stage.triage("LYO-1")).ts)


async def test_answers_and_questions_go_to_the_requester_directly_each_once_after_their_card(stage: Stage) -> None:
    await asked(stage)
    asker = stage.far.cast.asker
    await write(stage, "reply", AT_THREE)
    await write(stage, "wait", WHICH)
    await write(stage, "reply", "Finalement 16 h.")

    card, *rest = await told(stage, asker)
    assert "LYO-1" in card
    said = [next(at for at, each in enumerate(rest) if line in each) for line in (AT_THREE, WHICH, "Finalement")]
    assert said == sorted(said)
    assert [sum(line in each for each in rest) for line in (AT_THREE, WHICH, "Finalement")] == [1, 1, 1]
    assert len(await stage.direct(asker, "request")) == 1
    assert [each for each in await noted(stage) if "a répondu au demandeur" in each and AT_THREE in each]
    assert "n’a pas" not in " ".join(await told(stage, stage.far.user("ines")))


async def test_what_its_requester_answers_there_reaches_triage_and_not_the_channel(stage: Stage) -> None:
    ts = await asked(stage)
    asker = stage.far.cast.asker
    await write(stage, "wait", WHICH)
    await stage.far.bring_back(LYON)
    await stage.settle()
    (card,) = await stage.direct(asker, "request")
    await stage.far.post(asker, stage.far.direct(asker), SECOND, card.ts)
    await stage.settle()
    assert [SECOND in each for each in await noted(stage)].count(True) == 1
    await write(stage, "reply", AT_THREE)
    assert [AT_THREE in each for each in await told(stage, asker)].count(True) == 1
    assert [each for each in await stage.replies(LYON, ts) if SECOND in each or AT_THREE in each] == []


async def test_back_in_the_channel_its_cards_there_are_as_they_should_be(stage: Stage) -> None:
    ts = await asked(stage, claimed=False)
    triage = await stage.triage("LYO-1")
    for act in ("claim", "resolve"):
        await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button(act))
        await stage.settle()
        triage = await stage.triage("LYO-1")
    before = (await stage.card(ts)).text
    assert "Inès Caron" not in before
    assert "Demande traitée" not in before

    async def is_drawn_anew() -> bool:
        return "Demande traitée" in (await stage.card(ts)).text

    await brought_back(stage, LYON, is_drawn_anew)
    assert len(await stage.desk_in(LYON, ts, "request")) == 1


async def test_triage_gets_what_it_was_not_shown_once_the_desk_is_back(stage: Stage) -> None:
    await stage.far.send_out(TRIAGE)
    await stage.settle()
    await stage.ask(BROKEN)
    await stage.ask("Le badge de Lyon ne marche plus", stage.far.cast.colleague)
    assert await stage.desk_in(TRIAGE) == []

    async def is_shown() -> bool:
        return len(await stage.desk_in(TRIAGE)) > 1

    await brought_back(stage, TRIAGE, is_shown)
    # Two requests' cards are two lanes: which comes first is nobody's promise.
    assert sorted(each.subject or "" for each in await stage.desk_in(TRIAGE, kind="triage")) == ["LYO-1", "LYO-2"]


@pytest.mark.parametrize(("claimed", "who"), [(True, "ines"), (False, "coralie")])
async def test_what_triage_cannot_be_told_goes_to_whoever_has_it_else_to_who_coordinates(
    stage: Stage, claimed: bool, who: str
) -> None:
    ts = await stage.ask(BROKEN)
    if claimed:
        triage = await stage.triage("LYO-1")
        await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button("claim"))
        await stage.settle()
    await stage.far.send_out(TRIAGE)
    await stage.settle()
    for line in (SECOND, "au fond du couloir"):
        await stage.far.post(stage.far.cast.asker, LYON, line, ts)
        await stage.settle()
    read = {each: " ".join(await told(stage, stage.far.user(each))) for each in ("ines", "coralie")}
    assert [read[who].count(line) for line in (SECOND, "au fond du couloir")] == [1, 1]
    assert "LYO-1" in read[who]
    assert all(SECOND not in text for each, text in read.items() if each != who)


async def test_who_coordinates_is_told_of_the_channel_by_its_name(stage: Stage) -> None:
    await asked(stage)
    await write(stage, "reply", AT_THREE)
    coralie = stage.far.user("coralie")
    (said,) = [re.sub(r"\s+", " ", each.text) for each in await stage.direct(coralie, "post_refused")]
    assert "LYO-1" in said
    assert AT_THREE not in said


async def test_whoever_wrote_what_nobody_can_read_is_told_and_triage_does_not_say_otherwise(stage: Stage) -> None:
    await asked(stage)
    ines, direct = stage.far.user("ines"), stage.far.direct(stage.far.cast.asker)
    refuse_posts(stage, lambda where: Blocked() if where == direct else NotMember() if where == LYON else None)
    await write(stage, "reply", AT_THREE)
    await write(stage, "reply", "Finalement 16 h.")
    lost = [each for each in await told(stage, ines) if "n’a pas reçu votre réponse sur LYO-1" in each]
    assert [AT_THREE in each for each in lost] == [True, False]
    assert ["Finalement" in each for each in lost] == [False, True]
    inside = [each for each in await noted(stage) if AT_THREE in each or "Finalement" in each]
    assert ["n’a pas pu le lire" in each for each in inside] == [True, True]


async def test_an_answer_that_its_requester_refuses_directly_is_not_said_to_be_read(stage: Stage) -> None:
    asker, ines = stage.far.cast.asker, stage.far.user("ines")
    await stage.ask(BROKEN, where=stage.far.direct(asker))
    refuse_posts(stage, lambda where: Blocked() if where == stage.far.direct(asker) else None)
    await write(stage, "reply", AT_THREE)
    assert ["n’a pas reçu votre réponse sur LYO-1" in each for each in await told(stage, ines)].count(True) == 1
    assert ["n’a pas pu le lire" in each for each in await noted(stage)].count(True) == 1
