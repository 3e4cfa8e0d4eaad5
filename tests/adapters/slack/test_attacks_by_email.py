"""Whoever shows somebody else's e-mail, from another company or as a guest: nothing of theirs, no act, no card."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.own import Own
from adapters.slack.people import profile_of
from tests.adapters.slack.attacking import CERTIFICATE, INVOICE, MARK, Scene
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import BOT, BOT_USER, TEAM
from tests.fakes.slack.records import User

OWN = Own(TEAM, BOT_USER, BOT)
KINDS = ["outsider", "guest", "single"]
NORA = "nora@ateliers-durance.example"


pytestmark = pytest.mark.usefixtures("nothing_is_logged")


@pytest.fixture
async def scene(scene: Scene) -> Scene:
    for channel in (LYON, TRIAGE):
        scene.slack.workspace.channels[channel].shared = True
    return scene


def joins(scene: Scene, name: str, email: str, kind: str = "member") -> User:
    someone: User = scene.slack.workspace.user(name, kind=kind, email=email)
    scene.slack.workspace.channels[LYON].members.append(someone.id)
    return someone


async def is_met(scene: Scene, someone: User) -> None:
    """The desk hears of somebody: they react to what is said."""
    said = await scene.slack.people.post(scene.far.cast.asker, LYON, "bonjour", raw=True)
    await scene.slack.people.react(someone.id, LYON, said.ts, "eyes")
    await scene.settle()


def reads(scene: Scene, someone: User) -> str:
    """All that the desk ever showed to somebody alone."""
    people = scene.slack.people
    shown: list[Any] = [*people.direct(someone.id), *people.ephemerals(someone.id), *people.views(someone.id)]
    return str([vars(each) for each in [*shown, *filter(None, [people.home(someone.id)])]])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("when", ["first", "after her", "later"])
async def test_what_an_employee_confides_goes_to_nobody_who_shows_her_e_mail(
    scene: Scene, kind: str, when: str
) -> None:
    shown = "paul@ailleurs.example" if when == "later" else NORA.upper()
    order = [("Nora Petit", NORA, "member"), ("Paul Ailleurs", shown, kind)]
    met: dict[str, User] = {}
    for name, email, what in order if when == "after her" else reversed(order):
        met[name] = joins(scene, name, email, what)
        await is_met(scene, met[name])
    nora, paul = met["Nora Petit"], met["Paul Ailleurs"]
    await scene.ask(INVOICE, nora.id)
    scene.slack.workspace.change_user(paul.id, email=NORA)
    await scene.settle()
    await scene.ask(CERTIFICATE, nora.id)
    (offer,) = await scene.direct(nora.id, "sensitive_offer")
    await scene.far.press(nora.id, scene.far.direct(nora.id), offer, offer.button("confide"))
    await scene.settle()
    await scene.slack.people.open_home(paul.id)
    await scene.settle()
    assert len(await scene.direct(nora.id, "request")) == 2
    told = reads(scene, paul)
    assert MARK not in told
    assert "LYO-" not in told


@pytest.mark.parametrize("kind", KINDS)
async def test_nobody_acts_as_a_person_of_the_charter_whose_e_mail_they_show(scene: Scene, kind: str) -> None:
    await scene.ask(INVOICE)
    before = scene.decided()["request"]
    for person in scene.far.charter.people:
        fake = joins(scene, f"Faux {person.name}", person.email, kind)
        await scene.slack.people.open_home(fake.id)
        for _ in range(2):
            for act in ("show", "claim", "resolve"):
                assert MARK not in await scene.answer(fake.id, scene.press(fake.id, act, "LYO-1"))
            await scene.settle()
        assert "LYO-" not in reads(scene, fake)
        assert "personnes de l’entreprise" in reads(scene, fake)
    assert scene.decided()["request"] == before


def test_only_whoever_slack_says_is_of_this_team_is_of_the_company() -> None:
    ours = {"id": "U1", "name": "zoe", "team_id": OWN.team, "profile": {"team": OWN.team}}
    assert not profile_of(ours, OWN).elsewhere
    untold: dict[str, Any] = {"team_id": None, "profile": {"email": NORA}}
    for theirs in ({"team_id": "T0OTHER"}, {"profile": {"team": "T0OTHER"}}, {"is_stranger": True}, untold):
        found = profile_of({**ours, **theirs}, OWN)
        assert (found.outsider, found.elsewhere) == (True, True)
    guest = profile_of({**ours, "is_restricted": True}, OWN)
    assert (guest.outsider, guest.elsewhere) == (True, False)
