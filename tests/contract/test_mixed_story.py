"""One request across Slack and Teams, both in one process: asked on one, taken and done on the other, rated."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from relais.app import App
from storage.rows import table_of
from storage.tables import Identity, Rating, Request
from tests.contract import harness_slack, harness_teams
from tests.contract.conftest import TRAIN, Opens
from tests.contract.harness import Harness, Shown
from tests.contract.harness_slack import SlackHarness
from tests.contract.harness_teams import TeamsHarness
from tests.fakes.company import company_on_both
from tests.fakes.slack import running_fake_slack
from tests.fakes.teams import running_fake_teams

BOTH = ("slack", "teams")
ROOMS = tuple(f"{letter}-{name}" for letter in "LD" for name in BOTH)
CARDS = ("request", "triage")


class Mixed:
    """A desk in a workspace and in a tenant of the same company; L: where Lyon asks, D: the assistants', of each."""

    def __init__(self, app: App, sides: dict[str, Harness]) -> None:
        self.app = app
        self.sides = sides

    async def settle(self) -> None:
        await self.app.idle()

    async def desk_in(self, conversation: str, kind: str | None = None) -> list[Shown]:
        side = self.sides[conversation.partition("-")[2]]
        return [each for each in await side.seen(conversation) if each.author is None and kind in (None, each.kind)]

    async def triage(self, name: str) -> Shown:
        (card,) = await self.desk_in(f"D-{name}", "triage")
        return card

    async def cards(self) -> Counter[str]:
        """How many cards of a request stand in each of the four channels."""
        return Counter({room: n for room in ROOMS if (n := len([*await self._of(room, CARDS)]))})

    async def told(self, words: str) -> Counter[str]:
        """In which of the four channels the desk says these words beside the cards, and how often."""
        found = Counter[str]()
        for room in ROOMS:
            cards = await self._of(room, CARDS)
            found[room] += sum(words in each.text for each in await self.desk_in(room) if each not in cards)
        return +found

    async def _of(self, room: str, kinds: tuple[str, ...]) -> list[Shown]:
        return [each for each in await self.desk_in(room) if each.kind in kinds]

    def rows(self, table: type[Any]) -> list[Any]:
        with self.app.database.read() as connection:
            return list(connection.execute(table_of(table).select()).mappings())


@pytest.fixture
async def mixed(opens: Opens) -> AsyncIterator[Mixed]:
    charter = company_on_both(*BOTH)
    async with running_fake_slack() as slack, running_fake_teams() as teams:
        sides: dict[str, Harness] = {
            "slack": SlackHarness(slack, charter, harness_slack.company_in(slack, charter)),
            "teams": TeamsHarness(teams, charter, harness_teams.company_in(teams, charter)),
        }
        yield Mixed(await opens(charter, list(sides.values())), sides)


@pytest.mark.parametrize(("asked_on", "done_on"), [BOTH, BOTH[::-1]])
async def test_asked_on_one_and_done_on_the_other_is_one_request(mixed: Mixed, asked_on: str, done_on: str) -> None:
    here, there = mixed.sides[asked_on], mixed.sides[done_on]
    asker, ines = here.cast.asker, there.user("ines")
    asked, desk = f"L-{asked_on}", f"D-{done_on}"
    root = await here.post(asker, asked, TRAIN)
    await mixed.settle()
    (request,) = mixed.rows(Request)
    assert await mixed.cards() == {asked: 1, "D-slack": 1, "D-teams": 1}

    card = await mixed.triage(done_on)
    assert (await there.press(ines, desk, card, card.button("claim"))).kind in ("done", "say")
    await mixed.settle()
    assert (await mixed.told("Inès Caron s’en occupe."))[asked] == 1
    for name in BOTH:
        assert "resolve" in {each.act for each in (await mixed.triage(name)).buttons}

    card = await mixed.triage(done_on)
    opened = await there.press(ines, desk, card, card.button("reply"))
    assert opened.form is not None
    sent = await there.submit(ines, opened.form, {"text": "Le train de 8 h vous va ?"})
    assert sent.kind == "close_form"
    await mixed.settle()
    assert await mixed.told("Le train de 8 h") == {asked: 1, "D-slack": 1, "D-teams": 1}

    await here.post(asker, asked, "oui, le matin c'est parfait", root)
    await mixed.settle()
    assert await mixed.told("le matin c'est parfait") == {"D-slack": 1, "D-teams": 1}
    assert {each.root for each in await mixed.desk_in(asked)} == {root}

    await there.react(ines, desk, (await mixed.triage(done_on)).ts, "white_check_mark")
    await mixed.settle()
    assert (await mixed.told("C’est fait."))[asked] == 1
    direct = here.direct(asker)
    (question,) = [each for each in await here.seen(direct) if each.kind == "rating_ask"]
    scores = [each for each in question.buttons if each.act == "rate"]
    rated = await here.press(asker, direct, question, scores[4])
    assert rated.form is not None
    assert (await here.submit(asker, rated.form, {"score": "5", "comment": "merci"})).kind == "close_form"
    await mixed.settle()
    (rating,) = mixed.rows(Rating)
    assert (rating["request_id"], rating["score"]) == (request["id"], 5)
    assert len(mixed.rows(Request)) == 1


async def test_who_has_both_is_one_person_by_their_verified_address(mixed: Mixed) -> None:
    await mixed.settle()
    accounts: dict[int, set[str]] = {}
    for each in mixed.rows(Identity):
        if each["email"]:
            accounts.setdefault(each["person_id"], set()).add(each["platform"])
    assert len(accounts) == len(mixed.sides["slack"].charter.people)
    assert all(platforms == set(BOTH) for platforms in accounts.values())


async def test_the_first_of_two_claims_wins_whichever_platform_it_comes_by(mixed: Mixed) -> None:
    slack, teams = mixed.sides["slack"], mixed.sides["teams"]
    await slack.post(slack.cast.asker, "L-slack", TRAIN)
    await mixed.settle()
    first, second = await mixed.triage("teams"), await mixed.triage("slack")
    await teams.press(teams.user("claire"), "D-teams", first, first.button("claim"))
    late = await slack.press(slack.user("ines"), "D-slack", second, second.button("claim"))
    await mixed.settle()
    assert "Claire Morel" in late.text
    assert (await mixed.told("s’en occupe."))["L-slack"] == 1
    assert "Claire Morel" in (await mixed.triage("slack")).text
