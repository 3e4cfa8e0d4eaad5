"""A message action in a conversation that the desk is not in: its requester is answered directly, and nobody there."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from adapters.platform import Post, Ref
from tests.contract.conftest import Stage
from tests.fakes.company import TRIAGE

BROKEN = "La clim est en panne à Lyon"


async def somewhere_else(stage: Stage) -> str:
    where = await stage.far.elsewhere()
    if where is None:
        pytest.skip("the desk is in all conversations there")
    return where


async def told(stage: Stage, user: str) -> list[str]:
    """What the desk says to someone, in order, in plain spaces."""
    return [re.sub(r"\s+", " ", each.text) for each in await stage.direct(user)]


async def reply(stage: Stage, text: str) -> None:
    ines, triage = stage.far.user("ines"), await stage.triage("LYO-1")
    opened = await stage.far.press(ines, TRIAGE, triage, triage.button("reply"))
    assert opened.form is not None
    assert (await stage.far.submit(ines, opened.form, {"text": text})).kind == "close_form"


async def test_who_asks_there_by_the_message_action_is_answered_directly(stage: Stage) -> None:
    where, asker = await somewhere_else(stage), stage.far.cast.asker
    ts = await stage.far.post(asker, where, BROKEN)
    for _ in range(2):
        await stage.far.raise_message(asker, where, ts)
        await stage.settle()
    (card,) = await stage.direct(asker, "request")
    assert card.subject == "LYO-1"
    assert "La clim est en panne" in card.text
    await reply(stage, "Le dépanneur passe à 15 h.")
    await stage.settle()
    assert ["Le dépanneur passe à 15 h." in each for each in await told(stage, asker)].count(True) == 1
    assert await stage.desk_in(where) == []

    said = await stage.far.post(asker, stage.far.direct(asker), "C'est au deuxième étage", card.ts)
    await stage.settle()
    assert said
    root = (await stage.triage("LYO-1")).ts
    assert ["deuxième étage" in each for each in await stage.replies(TRIAGE, root)].count(True) == 1


async def test_a_colleague_who_uses_it_there_is_told_and_its_author_has_the_card(stage: Stage) -> None:
    where, (asker, colleague) = await somewhere_else(stage), (stage.far.cast.asker, stage.far.cast.colleague)
    ts = await stage.far.post(asker, where, BROKEN)
    await stage.far.raise_message(colleague, where, ts)
    await stage.settle()
    (card,) = await stage.direct(asker, "request")
    assert card.subject == "LYO-1"
    (said,) = await told(stage, colleague)
    assert "C’est la demande LYO-1" in said
    assert await stage.desk_in(where) == []
    assert await stage.direct(colleague, "request") == []


async def test_what_waited_for_the_card_that_was_refused_follows_it_in_its_order_once(stage: Stage) -> None:
    where, asker = await somewhere_else(stage), stage.far.cast.asker
    answered = asyncio.Event()
    send = stage.platform.send

    async def held(post: Post) -> Ref:
        if post.to.conversation == where:
            await answered.wait()
        return await send(post)

    on: Any = stage.platform
    on.send = held
    ts = await stage.far.post(asker, where, BROKEN)
    await stage.far.raise_message(asker, where, ts)
    async with asyncio.timeout(10):
        while not await stage.desk_in(TRIAGE, kind="triage"):  # noqa: ASYNC110  # it happens on the platform's side
            await asyncio.sleep(0.02)
    triage = await stage.triage("LYO-1")
    await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button("claim"))
    await reply(stage, "J'appelle le dépanneur.")
    await reply(stage, "Il passe à 15 h.")
    answered.set()
    await stage.settle()

    card, *rest = await told(stage, asker)
    assert "LYO-1" in card
    assert "Inès Caron s’en occupe" in card
    found = [(line, [line in each for each in rest].count(True)) for line in ("J'appelle le dépanneur.", "15 h.")]
    assert found == [("J'appelle le dépanneur.", 1), ("15 h.", 1)]
    places = [next(at for at, each in enumerate(rest) if line in each) for line in ("s’en occupe", "J'appelle", "15 h")]
    assert places == sorted(places)
    assert len(await stage.direct(asker, "request")) == 1
    assert await stage.desk_in(where) == []
