"""One request on two platforms: two triage places, two of the requester's; each message once everywhere it may be."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot import placing
from bot.placing import thread_spot
from bot.requests import by_ref
from relais.app import App
from storage.unit import Unit
from tests.contract.conftest import TRAIN, Opens
from tests.contract.harness import Harness, Shown, harness_of
from tests.fakes.company import company_on_both

HERE, THERE = "sandbox", "tiny"


class Both:
    """A desk on both platforms. A request asked on the first has a thread, and a place in triage, on each."""

    def __init__(self, app: App, sides: dict[str, Harness]) -> None:
        self.app = app
        self.sides = sides
        self.roots: dict[str, str] = {}

    async def begin(self) -> None:
        asker = self.sides[HERE].cast.asker
        self.roots[f"L-{HERE}"] = await self.sides[HERE].post(asker, f"L-{HERE}", TRAIN)
        await self.app.idle()
        announced = await self.sides[THERE].post("ines", f"L-{THERE}", "Pour Zoé, vue au bureau")
        self.roots[f"L-{THERE}"] = announced
        await asyncio.wrap_future(self.app.writer.run(partial(stand_there, root=announced)))
        await self.app.idle()
        for name in (HERE, THERE):
            self.roots[f"D-{name}"] = (await self.triage(name)).ts

    def side(self, conversation: str) -> Harness:
        return self.sides[conversation.partition("-")[2]]

    async def say(self, user: str, conversation: str, text: str) -> None:
        await self.side(conversation).post(user, conversation, text, self.roots[conversation])

    async def desk_in(self, conversation: str) -> list[Shown]:
        return [each for each in await self.side(conversation).seen(conversation) if each.author is None]

    async def triage(self, name: str) -> Shown:
        (card,) = [each for each in await self.desk_in(f"D-{name}") if each.kind == "triage"]
        return card

    async def carried(self, words: str) -> Counter[str]:
        """In which conversations the desk repeats these words, and how often; each in the request's own thread."""
        found: Counter[str] = Counter()
        for conversation, root in self.roots.items():
            for each in await self.desk_in(conversation):
                if words in each.text:
                    assert each.root == root
                    found[conversation] += 1
        return found

    async def everywhere(self) -> list[Shown]:
        return [each for conversation in self.roots for each in await self.desk_in(conversation)]


def stand_there(unit: Unit, root: str) -> None:
    """Show the request in a second thread of its requester's, on the other platform."""
    request = by_ref(unit, "LYO-1")
    assert request is not None
    placing.stand(unit, request, thread_spot(THERE, f"L-{THERE}", root))


@pytest.fixture
async def both(opens: Opens) -> AsyncIterator[Both]:
    charter = company_on_both(HERE, THERE)
    async with harness_of(HERE) as here, harness_of(THERE) as there:
        for side in (here, there):
            side.charter = charter
        app = await opens(charter, [here, there])
        made = Both(app, {HERE: here, THERE: there})
        await made.begin()
        yield made


async def test_it_has_a_card_in_each_of_its_four_places(both: Both) -> None:
    for conversation in both.roots:
        cards = [each for each in await both.desk_in(conversation) if each.subject == "LYO-1"]
        assert len(cards) == 1, conversation
    assert not [each for each in await both.sides[THERE].seen(f"L-{HERE}") if each.author is None]


async def test_what_the_asker_says_reaches_each_other_place_once(both: Both) -> None:
    await both.say(both.sides[HERE].cast.asker, f"L-{HERE}", "plutôt le matin")
    await both.app.idle()
    assert await both.carried("plutôt le matin") == {f"L-{THERE}": 1, f"D-{HERE}": 1, f"D-{THERE}": 1}


@pytest.mark.parametrize("name", [HERE, THERE])
async def test_a_note_of_triage_reaches_the_other_triage_and_nobody_else(both: Both, name: str) -> None:
    await both.say("ines", f"D-{name}", "il est pénible, celui-là")
    await both.app.idle()
    other = THERE if name == HERE else HERE
    assert await both.carried("pénible") == {f"D-{other}": 1}
    asker = both.sides[HERE].cast.asker
    shown = [*await both.sides[HERE].whispers(asker), *await both.sides[HERE].seen(both.sides[HERE].direct(asker))]
    assert not any("pénible" in each.text for each in shown)


@pytest.mark.parametrize("name", [HERE, THERE])
async def test_a_reply_is_shown_once_in_each_place(both: Both, name: str) -> None:
    card = await both.triage(name)
    opened = await both.sides[name].press("ines", f"D-{name}", card, card.button("reply"))
    assert opened.form is not None
    await both.sides[name].submit("ines", opened.form, {"text": "Le train de 8 h vous va ?"})
    await both.app.idle()
    assert await both.carried("Le train de 8 h") == dict.fromkeys(both.roots, 1)


async def test_a_claim_on_one_platform_is_seen_on_both_and_stops_the_other(both: Both) -> None:
    first, second = [(await both.triage(name)) for name in (HERE, THERE)]
    await asyncio.gather(
        both.sides[HERE].press("ines", f"D-{HERE}", first, first.button("claim")),
        both.sides[THERE].press("claire", f"D-{THERE}", second, second.button("claim")),
    )
    await both.app.idle()
    cards = [each for each in await both.everywhere() if each.kind in ("request", "triage")]
    assert len(cards) == 4
    names = [name for each in cards for name in ("Inès Caron", "Claire Morel") if name in each.text]
    assert len(names) == 4
    assert len(set(names)) == 1
    lines = [each.text for each in await both.everywhere() if each.kind == "claimed"]
    assert lines == [f"{names[0]} s’en occupe."] * 2


async def test_an_edit_and_a_deletion_follow_to_every_copy(both: Both) -> None:
    asker, here = both.sides[HERE].cast.asker, both.sides[HERE]
    ts = await here.post(asker, f"L-{HERE}", "à huit heures", both.roots[f"L-{HERE}"])
    await both.app.idle()
    await here.edit(asker, f"L-{HERE}", ts, "à neuf heures")
    await both.app.idle()
    assert await both.carried("à neuf heures") == {f"L-{THERE}": 1, f"D-{HERE}": 1, f"D-{THERE}": 1}
    assert not await both.carried("à huit heures")
    await here.remove(asker, f"L-{HERE}", ts)
    await both.app.idle()
    assert not await both.carried("à neuf heures")
