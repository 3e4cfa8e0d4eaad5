"""Whatever is typed is shown as typed and does nothing: by each way in, in each thing that a platform shows."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.platform import Address, Post
from adapters.rendering import Drawn, DrawnFields, DrawnLine, DrawnPart, Run, Runs
from bot.events import PeopleSeen, Profile, Who
from storage.tables import Audience
from tests.contract.conftest import Stage, a_desk
from tests.contract.harness import Shown, platforms
from tests.fakes.company import LYON, TRIAGE
from tests.hostile import ink, storable, texts
from tests.soaking import Soak

# What is shown of a text is the same whatever database the desk has.
on_sqlite = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

MANY, A_CARD, LEAST = 2_000, 20, 40


def said(text: str) -> Runs:
    return (Run("text", "Karim : ", strong=True), Run("said", text))


def card(words: Sequence[str]) -> Drawn:
    """A card that says each of these somewhere: in a line, in a quotation, as a fact, in its notification."""
    third = len(words) // 3
    lines: list[DrawnPart] = [DrawnLine(said(each)) for each in words[:third]]
    lines += [DrawnLine((Run("said", each),), "quote") for each in words[third : 2 * third]]
    rows = tuple((said("Objet"), (Run("said", each),)) for each in words[2 * third :])
    lines += [DrawnFields(rows[at : at + 5]) for at in range(0, len(rows), 5)]
    return Drawn("notice", Audience.REQUESTER, None, (Run("said", words[0]),), tuple(lines), "fr")


def unharmed(found: Shown, words: Sequence[str]) -> None:
    """All of it is read, and nothing of it does anything."""
    assert not found.pings, found.text
    assert not found.links, found.text
    missing = [each for each in words if not is_read(each, ink(found.text))]
    assert not missing, (missing, found.text)


def is_read(text: str, seen: str) -> bool:
    """Whether all of a text is seen, or where it is too long its beginning, and that it goes on."""
    whole, goes_on = ink(text), ink("…")
    return whole in seen or any(whole[:at] + goes_on in seen for at in range(len(whole) - 1, LEAST, -1))


@on_sqlite
@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_two_thousand_texts_are_shown_as_typed_and_do_nothing(stage: Stage, soak: Soak) -> None:
    """By every verb that shows something; the full form has twenty thousand others."""
    for each in soak.rounds(reduced=1, full=10):
        found = [storable(text) for text in texts(each.random, MANY)]
        cards = [found[at : at + A_CARD] for at in range(0, MANY, A_CARD)]
        ref = await stage.platform.send(Post(9001, Address(LYON), card(cards[0])))
        for words in cards:
            await stage.platform.update(ref, card(words))
            (shown,) = [one for one in await stage.far.seen(LYON) if one.ts == ref.ts]
            unharmed(shown, words)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", platforms())
async def test_by_every_way_in_they_are_words_wherever_they_come_out(name: str, tmp_path: Path, soak: Soak) -> None:
    """The full form has fourteen hundred."""
    for each in soak.rounds(reduced=1, full=200):
        async with a_desk(name, f"sqlite:///{tmp_path}/{each.number}.db") as stage:
            await say_everywhere(stage, each.random)


async def say_everywhere(stage: Stage, chance: random.Random) -> None:
    far, ways = stage.far, 7
    asker, ines, helene = far.cast.asker, far.user("ines"), far.user("helene")
    found = chance.sample(texts(chance, 400), ways)
    # In Slack, what is typed so in an edit names somebody, as it should.
    found = [text if at == 3 else f"{text} <@{helene}> <at>{helene}</at>" for at, text in enumerate(found)]
    if far.name == "tiny":
        # A platform of the tests' own, whose door takes what is storable.
        found = [storable(text) for text in found]
    typed = iter(found)
    await asyncio.wrap_future(stage.app.door.submit(named(stage, asker, next(typed))))
    before = len(await stage.desk_in(TRIAGE, kind="triage"))
    ts = await stage.ask(f"Pouvez-vous réserver un train pour Paris ? {next(typed)}")
    if len(await stage.desk_in(TRIAGE, kind="triage")) == before:
        # Some of it makes it doubtful, and its author is asked.
        found[1] = ""
        await stage.app.advance(stage.app.clock.now() + timedelta(hours=1))
        ts = await stage.ask("Pouvez-vous réserver un train pour Paris ?")
    triage = (await stage.desk_in(TRIAGE, kind="triage"))[-1]
    await far.press(ines, TRIAGE, triage, triage.button("claim"))
    await stage.settle()
    triage = (await stage.desk_in(TRIAGE, kind="triage"))[-1]
    more = await far.post(asker, LYON, f"précision : {next(typed)}", ts)
    await far.edit(asker, LYON, more, f"précision encore : {next(typed)}")
    await far.post(ines, TRIAGE, f"note : {next(typed)}", triage.ts)
    for act in ("reply", "wait"):
        opened = await far.press(ines, TRIAGE, triage, triage.button(act))
        assert opened.form is not None
        await far.submit(ines, opened.form, {"text": next(typed)})
    await far.open_home(asker)
    await stage.settle()
    everywhere = await shown_anywhere(stage)
    assert not {ping for one in everywhere for ping in one.pings} & {helene, "channel", "here", "everyone"}
    assert not [link for one in everywhere for link in one.links if "evil" in link or "script" in link]
    seen = ink("\n".join(one.text for one in everywhere))
    # What was asked, answered and asked back: the rest is shown in its author's own message, or not yet.
    lost = [(at, text) for at, text in enumerate(found) if at in (1, 5, 6) and not is_read(storable(text), seen)]
    assert not lost, lost


def named(stage: Stage, user: str, name: str) -> PeopleSeen:
    """The platform tells of somebody under another name."""
    who, at = Who(platform=stage.far.name, team=stage.far.team, user=user), stage.app.clock.now()
    return PeopleSeen(key="named", at=at, profiles=[Profile(who=who, name=storable(name), email=None)])


async def shown_anywhere(stage: Stage) -> list[Shown]:
    """All that the desk shows to anybody."""
    people = [stage.far.cast.asker, *(stage.far.user(name) for name in ("ines", "claire", "helene"))]
    found = [*await stage.desk_in(LYON), *await stage.desk_in(TRIAGE)]
    for user in people:
        home = await stage.far.home(user)
        found += [*await stage.direct(user), *await stage.far.whispers(user), *([home] if home else [])]
    return found
