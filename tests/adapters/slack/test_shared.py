"""Somebody shares a confidential card in a channel: what they write beside it is read, and the desk adds nothing."""

from __future__ import annotations

import pytest

from tests.adapters.slack.attacking import CERTIFICATE, MARK, Scene
from tests.adapters.slack.test_attacks_on_privacy import confide, leaks
from tests.fakes.company import LYON, TRIAGE

ROOM = "Pouvez-vous réserver une salle jeudi à 14 h ?"
pytestmark = pytest.mark.usefixtures("nothing_is_logged")


async def test_what_is_shared_of_a_confidential_card_is_read_by_nobody_more(scene: Scene) -> None:
    far, people = scene.far, scene.slack.people
    asker, ines, nadia = far.cast.asker, far.user("ines"), far.user("nadia")
    await scene.ask(CERTIFICATE)
    await confide(scene, asker)
    await scene.settle()
    (card,) = await scene.direct(nadia, "triage")
    for to in (LYON, TRIAGE):
        bare = await people.share(nadia, far.direct(nadia), card.ts, to)
        await scene.settle()
        # Its text is empty, whatever stands beside it: there is nothing of it to make a request of.
        await far.raise_message(ines, to, bare.ts)
        await far.react(ines, to, bare.ts, "ticket")
        await far.react(ines, to, bare.ts, "eyes")
        await scene.settle()
    beside = await people.share(asker, far.direct(asker), (await scene.direct(asker, "request"))[0].ts, LYON, ROOM)
    await people.unfurl(LYON, beside.ts, reads=card.text)
    await scene.settle()
    assert leaks(scene, (asker, nadia, far.user("samia")), "attestation", MARK, "LYO-1 ", "LYO-1,") == []
    (made,) = await scene.desk_in(LYON, beside.ts, "request")
    assert made.subject == "LYO-2"
    assert ROOM in made.text
