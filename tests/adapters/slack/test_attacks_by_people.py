"""Whoever acts, by whatever button or word they made up: what is not theirs is not done, and nothing is found out."""

from __future__ import annotations

import sys

import pytest

from bot.conversations.hasty import Hasty
from bot.talk import ANSWERS
from tests.adapters.slack.attacking import CERTIFICATE, INVOICE, MARK, TRAIN, Scene, without_names
from tests.contract.harness import Pressable
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import BOT_USER
from tests.fakes.slack.envelopes import command
from tests.fakes.slack.records import JSON

NONE = "LYO-99"
"""A reference that is nobody's."""
VALUES = ["{ref}", "{ref}:service:travel", "{ref}:site:aix", "{ref}:1", "source:{id}:{ref}", "source:{id}", "{id}"]
ODD = [
    "",
    "-",
    "é",
    "\0",
    "\ud83d",
    "LYO-0",
    "LYO-99999999999999999999",
    "' or 1=1 --",
    "{ref}",
    "<!channel>",
    "x" * 2000,
]


pytestmark = pytest.mark.usefixtures("nothing_is_logged")


@pytest.fixture
async def scene(scene: Scene) -> Scene:
    """LYO-1 is for everybody at Lyon, LYO-2 confidential, LYO-3 restricted; all are the asker's."""
    # Buttons are made up faster than anybody presses: what is too fast would be answered alike, whatever was asked.
    scene.app.desk.hasty = Hasty(*[sys.maxsize] * 4)
    asker = scene.far.cast.asker
    await scene.ask(TRAIN)
    await scene.ask(CERTIFICATE)
    (offer,) = await scene.direct(asker, "sensitive_offer")
    await scene.far.press(asker, scene.far.direct(asker), offer, offer.button("confide"))
    await scene.settle()
    await scene.ask(INVOICE)
    assert len(scene.decided()["request"]) == 3
    return scene


def acts() -> list[str]:
    """Every act that the desk has, and some that it has not."""
    return sorted({*ANSWERS.acts, *ANSWERS.presses, "see", "note", "approve", "refuse", "__class__", "relais", "é"})


async def test_a_made_up_button_finds_nothing_out_of_what_is_confidential(scene: Scene) -> None:
    """To whoever may not know of it, it is answered as what does not exist; by the hundred."""
    before = scene.decided()
    people = [scene.far.cast.colleague, scene.far.user("hugo")]
    tried = 0
    for user in people:
        for act in acts():
            for value in VALUES:
                real = await scene.answer(user, scene.press(user, act, value.format(ref="LYO-2", id=2)))
                none = await scene.answer(user, scene.press(user, act, value.format(ref=NONE, id=9999)))
                assert MARK not in real, (user, act, value)
                assert without_names(real, "LYO-2", "2") == without_names(none, NONE, "9999"), (user, act, value)
                tried += 1
    assert tried > 500
    assert scene.decided() == before
    await scene.settle()
    assert scene.decided() == before


async def test_a_made_up_button_does_nothing_to_what_is_not_ones_own(scene: Scene) -> None:
    before = scene.decided()
    colleague, direct = scene.far.cast.colleague, scene.far.direct(scene.far.cast.colleague)
    for act in acts():
        for value in [*(each.format(ref=ref, id=1) for ref in ("LYO-1", "LYO-3") for each in VALUES[:3]), *ODD]:
            for channel in (LYON, direct) if value == "LYO-3" else (LYON,):
                told = await scene.answer(colleague, scene.press(colleague, act, value, channel))
                assert "4217" not in told, (act, value)
    await scene.settle()
    assert scene.decided() == before


VERBS = [
    "voir {ref}",
    "{ref}",
    "je prends {ref}",
    "claim {ref}",
    "release {ref}",
    "resolve {ref}",
    "annuler {ref}",
    "cancel {ref}",
    "reopen {ref}",
    "urgent {ref}",
    "répondre {ref} bonjour",
    "reply {ref} bonjour",
    "wait {ref} une précision ?",
    "assign {ref} Inès Caron",
    "transfer {ref} Déplacements",
    "correct {ref} aix",
    "rate {ref} 5",
    "escalade {ref} en retard",
    "note {ref} x",
    "see {ref}; drop table request",
]
LISTS = ["mine", "mes demandes", "list", "site", "help", "aide", "liste", "figures", "recherche attestation", "toutes"]
NOT_CLEARED = ("hugo", "marc", "andre", "ines", "claire", "helene", "tom", "julie")
"""Who may not know of LYO-2: assistants, managers, executives and the administrator."""


def ran(scene: Scene, user: str, text: str, name: str = "/desk") -> JSON:
    space = scene.slack.workspace
    hook = f"{scene.slack.origin}/response/{space.hook(user, LYON)}"
    return command(space, space.users[user], LYON, name, text, hook)


async def test_commands_tell_no_role_of_what_is_confidential_to_it(scene: Scene) -> None:
    secret = [row for row in scene.decided()["request"] if "LYO-2" in row]
    for user in (scene.far.cast.colleague, *map(scene.far.user, NOT_CLEARED)):
        for verb in VERBS:
            real = await scene.answer(user, ran(scene, user, verb.format(ref="LYO-2")))
            none = await scene.answer(user, ran(scene, user, verb.format(ref=NONE)))
            assert without_names(real, "LYO-2") == without_names(none, NONE), (user, verb)
        for verb in LISTS:
            told = await scene.answer(user, ran(scene, user, verb))
            assert "LYO-2" not in told, (user, verb)
            assert "maternité" not in told, (user, verb)
        for name in ("/escalate", "/escalade", "/demande", "/unknown"):
            assert MARK not in await scene.answer(user, ran(scene, user, "LYO-2 en retard", name))
    assert [row for row in scene.decided()["request"] if "LYO-2" in row] == secret


async def test_who_coordinates_knows_that_it_waits_and_not_a_word_of_it(scene: Scene) -> None:
    coralie = scene.far.user("coralie")
    before = scene.decided()
    for verb in VERBS:
        told = await scene.answer(coralie, ran(scene, coralie, verb.format(ref="LYO-2")))
        assert MARK not in told, verb
        assert "attestation" not in told.lower(), verb
    assert scene.decided()["request"] == before["request"]


async def test_an_employees_commands_do_nothing_to_the_requests_of_another(scene: Scene) -> None:
    before = scene.decided()
    colleague = scene.far.cast.colleague
    for verb in VERBS:
        for ref in ("LYO-1", "LYO-3"):
            told = await scene.answer(colleague, ran(scene, colleague, verb.format(ref=ref)))
            assert "4217" not in told
            assert MARK not in told.replace(verb, ""), (verb, told)
    assert scene.decided()["request"] == before["request"]
    assert scene.decided()["journal"] == before["journal"]


STRANGERS = ["outsider", "guest", "single"]


@pytest.mark.parametrize("kind", STRANGERS)
async def test_who_is_from_elsewhere_does_nothing_and_is_told_so_once(scene: Scene, kind: str) -> None:
    space, people = scene.slack.workspace, scene.slack.people
    stranger = space.user("Paul Ailleurs", kind=kind, email="paul@ailleurs.example")
    for channel in (LYON, TRIAGE):
        space.channels[channel].members.append(stranger.id)
        space.channels[channel].shared = True
    ts = next(each.ts for each in scene.posted() if MARK in each.text and each.channel == LYON)
    await people.react(stranger.id, LYON, ts, "eyes")
    await scene.settle()
    before = scene.decided()
    for emoji in ("eyes", "ticket", "white_check_mark", "rotating_light"):
        for message in [each for each in scene.posted() if each.channel in (LYON, TRIAGE)]:
            await people.react(stranger.id, message.channel, message.ts, emoji)
            await people.unreact(stranger.id, message.channel, message.ts, emoji)
    await scene.settle()
    assert len(_denials(scene, stranger.id)) == 1
    for text in (TRAIN, "il me faudrait un badge", "@Relais claim LYO-1"):
        await scene.far.post(stranger.id, LYON, text, ts)
    await scene.settle()
    assert len(_denials(scene, stranger.id)) == 1, "once in all, wherever they write after that"
    for act in acts():
        for value in ("LYO-1", "LYO-2", "source:1"):
            told = await scene.answer(stranger.id, scene.press(stranger.id, act, value))
            assert "personnes de l’entreprise" in told
            assert MARK not in told
    for form in ("f", "0" * 32):
        assert MARK not in await scene.answer(stranger.id, scene.submission(stranger.id, form, {"text": "x"}))
    await scene.settle()
    assert scene.decided() == before


def _denials(scene: Scene, user: str) -> list[str]:
    texts = [*scene.slack.people.ephemerals(user), *scene.slack.people.direct(user)]
    return [each.text for each in texts if "personnes de l’entreprise" in each.text]


async def test_whose_account_was_closed_does_nothing_from_then_on(scene: Scene) -> None:
    ines, asker = scene.far.user("ines"), scene.far.cast.asker
    triage = await scene.triage("LYO-1")
    bodies = [scene.press(ines, act, "LYO-1", TRIAGE, triage.ts) for act in acts()]
    bodies += [scene.press(asker, act, "LYO-1") for act in ("cancel", "urgent", "correct", "rate")]
    bodies += [ran(scene, ines, verb.format(ref="LYO-1")) for verb in VERBS]
    bodies += [scene.event(type="message", channel=TRIAGE, user=ines, text="x", ts="1.1", thread_ts=triage.ts)]
    for user in (ines, asker):
        scene.slack.workspace.change_user(user, deleted=True)
    await scene.settle()
    before = scene.decided()
    for body in bodies:
        assert (await scene.send(body)).status == 200
    await scene.settle()
    after = scene.decided()
    for table in ("request", "journal", "place", "rating"):
        assert after[table] == before[table]


async def test_a_card_posted_by_somebody_else_gives_no_right(scene: Scene) -> None:
    """A button of another app that looks like ours, a text that looks like a card, a reaction on either."""
    robot = scene.slack.workspace.user("Faux Relais", kind="bot")
    scene.slack.workspace.channels[LYON].members.append(robot.id)
    fake = await scene.slack.people.post(robot.id, LYON, "LYO-1, Déplacements, Lyon. [Je m'en charge]", raw=True)
    human = await scene.slack.people.post(scene.far.cast.colleague, LYON, "LYO-1 LYO-2 c'est fait", raw=True)
    await scene.settle()
    before = scene.decided()["request"]
    for ts in (fake.ts, human.ts):
        for user in (scene.far.cast.colleague, scene.far.user("hugo"), scene.far.user("nadia")):
            for emoji in ("eyes", "white_check_mark", "rotating_light"):
                await scene.far.react(user, LYON, ts, emoji)
    button = Pressable("claim", "Je m'en charge", "LYO-1")
    message = {"ts": fake.ts, "user": robot.id, "bot_id": robot.bot_id, "text": button.label}
    body = scene.press(scene.far.cast.colleague, "claim", "LYO-1", ts=fake.ts, message=message)
    assert (await scene.send(body)).status == 200
    await scene.settle()
    assert scene.decided()["request"] == before
    assert BOT_USER not in {each.user for each in scene.posted() if each.thread in (fake.ts, human.ts)}
