"""Unhappy people in a Teams tenant, on `relais serve`: the wrong one, twice, too late, and while the desk is down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.teams_scene import TRIAGE, VANNES, Scene, a_tenant, plainly
from tests.fakes.teams import forms

ASK = "bonjour, pouvez-vous faire réparer la sertisseuse 4, qui est en panne ?"
SECRET = "je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"
ANSWER = "le dépanneur arrive demain matin"
NOT_THEIRS = "VAN-1. Cela revient à la personne qui a fait la demande, ou à qui s’en occupe."
OUTSIDE = "Je réponds aux personnes de l’entreprise. Maud Rival peut vous aider"
REFUSED = "VAN-1. Les assistants du pôle s’en chargent. Ronan Le Goff et Soizic Cadoret peuvent vous aider."
IN_CHAT = "Je vous réponds dans notre conversation privée."
CLAIM, EYES, DONE = "Je m’en charge", "1f440_eyes", "2705_whiteheavycheckmark"

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with a_tenant(tmp_path, unlimited=True) as found:
        yield found


async def test_whoever_may_not_is_told_so_alone_and_nothing_changes(scene: Scene) -> None:
    root = (await scene.says("lucie", VANNES, ASK)).id
    card = scene.card("lucie", VANNES, root)
    for who, at_once, *told in (("amine", IN_CHAT, REFUSED, NOT_THEIRS), ("bruno", OUTSIDE, OUTSIDE)):
        for title in ("C’est urgent", "Oui, l’annuler"):
            assert at_once in scene.told(who, await scene.presses(who, VANNES, card, title))
        await scene.reacts(who, VANNES, card, EYES)
        assert all(each in scene.reads(who) for each in told)
    assert OUTSIDE in scene.told("bruno", await scene.acts_on("bruno", VANNES, root))
    assert scene.card("lucie", VANNES, root).text == card.text
    assert len(scene.thread("maud", VANNES, root)) == 1
    assert "Nouvelle." in plainly(scene.triage("VAN-1").text)
    await scene.says("amine", VANNES, SECRET)
    (offer,) = [each for each in scene.private("amine") if "Oui, en privé" in each.titles]
    await scene.presses("amine", scene.chat("amine"), offer, "Oui, en privé")
    for order in ("voir VAN-2", "prendre VAN-2", "escalade VAN-2"):
        assert await scene.tells("ronan", order) == [
            "Je ne trouve pas « VAN-2 ». Vérifiez la référence, par exemple VAN-42."
        ]


async def test_whoever_may_not_tells_who_may_though_the_desk_died_in_between(scene: Scene) -> None:
    root = (await scene.says("lucie", VANNES, ASK)).id
    await scene.presses("amine", VANNES, scene.card("amine", VANNES, root), "C’est urgent")
    (refusal,) = scene.private("amine")
    assert plainly(refusal.text) == REFUSED
    await scene.desk.kill()
    await scene.desk.start()
    told = await scene.presses("amine", scene.chat("amine"), refusal, "Prévenir Ronan Le Goff")
    assert "C’est noté, je préviens Ronan Le Goff." in scene.told("amine", told)
    assert "VAN-1 : Amine Cherif vous demande d’y jeter un œil." in scene.reads("ronan")
    (after,) = scene.private("amine")
    assert (plainly(after.text), after.titles) == ("C’est noté, je préviens Ronan Le Goff.", [])


async def test_twice_and_too_late_change_nothing_and_say_who_has_it(scene: Scene) -> None:
    root = (await scene.says("lucie", VANNES, ASK)).id
    people, shown = scene.teams.people, scene.triage("VAN-1")
    message = scene.teams.tenant.messages[TRIAGE][shown.id]
    action, fields = forms.find(message.card(), CLAIM)
    ronan = scene.who("ronan")
    twice = await asyncio.gather(*(people.use(ronan, message, action, fields, {}) for _ in range(2)))
    await scene.settle()
    assert {scene.told("ronan", each).strip() for each in twice} == {"VAN-1 est à vous.", "VAN-1 est déjà à vous."}
    late = await people.use(scene.who("soizic"), message, action, fields, {})
    assert "Ronan Le Goff s’en occupe déjà" in scene.told("soizic", late)
    await scene.settle()
    said = [plainly(each.text) for each in scene.thread("lucie", VANNES, root)]
    assert said.count("Ronan Le Goff s’en occupe.") == 1
    for _ in range(2):
        await scene.reacts("ronan", TRIAGE, scene.triage("VAN-1"), DONE)
    assert await scene.tells("ronan", "fait VAN-1") == ["VAN-1 est déjà terminée."]
    assert await scene.tells("soizic", "prendre VAN-1") == ["VAN-1 n’est plus ouverte. Vous pouvez la rouvrir."]


async def test_a_form_that_could_not_be_sent_is_sent_once_the_desk_is_back(scene: Scene) -> None:
    root = (await scene.says("lucie", VANNES, ASK)).id
    await scene.presses("ronan", TRIAGE, scene.triage("VAN-1"), "Répondre au demandeur")
    await scene.desk.kill()
    people, ronan = scene.teams.people, scene.who("ronan")
    assert (await people.submit(ronan, {"text": ANSWER})).trouble == "connection_failed"
    assert (await people.press(ronan, TRIAGE, scene.triage("VAN-1").id, CLAIM)).trouble == "connection_failed"
    await scene.desk.start()
    # What was typed still stands in the dialog before him.
    assert (await scene.fills("ronan")).trouble is None
    said = [plainly(each.text) for each in scene.thread("lucie", VANNES, root)]
    assert [each for each in said if ANSWER in each] == [f"Ronan Le Goff vous répond :\n{ANSWER}"]
    assert (await scene.presses("ronan", TRIAGE, scene.triage("VAN-1"), CLAIM)).ok
    assert "Ronan Le Goff s’en occupe." in plainly(scene.card("lucie", VANNES, root).text)
