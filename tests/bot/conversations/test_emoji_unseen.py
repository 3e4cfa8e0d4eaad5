"""An emoji, or the message action, of somebody who may know nothing of the request that a message is."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from storage.rows import id_of, table_of
from storage.tables import Source
from storage.unit import Unit
from tests.bot.conversations.test_executive_desk import rules
from tests.bot.desk_harness import Story, Wrote, answered

INVOICE = "merci de relancer le client Dupont pour sa facture, je suis à Lyon"
ROOM = "il me faudrait une salle pour le comité à Lyon jeudi à 14h"


@pytest.fixture(params=[("karim", INVOICE), ("helene", ROOM)], ids=["restricted", "an executive's"])
def unseen(desk: Story, request: pytest.FixtureRequest) -> Wrote:
    """A message in a channel that asks for something, where no card tells of it."""
    rules(desk)
    who, text = request.param
    desk.says(who, "@", text)
    asked = id_of(desk.requests()[-1])
    wrote = desk.says(who, "#lyon", "merci")
    sources = table_of(Source)

    def of_it(unit: Unit) -> None:
        unit.execute(update(sources).where(sources.c.ts == wrote.ts).values(request_id=asked))

    answered(desk.writer.run(of_it))
    return wrote


def test_an_act_by_emoji_is_met_by_silence(desk: Story, unseen: Wrote) -> None:
    for other in ("tom", "julie"):
        before = desk.sees(other).strip()
        for emoji in ("eyes", "white_check_mark", "rotating_light"):
            assert desk.text(desk.reacts(other, unseen, emoji), other) == ""
            assert desk.sees(other).strip() == before
    (request,) = desk.requests()
    assert not request.urgent
    assert desk.who_has(request.ref) is None


def test_asking_for_it_to_be_a_request_is_answered_as_of_any_personal_message(desk: Story, unseen: Wrote) -> None:
    personal = desk.says("lea", "#lyon", "je suis en arrêt maladie, à qui envoyer mon certificat ?")
    for other in ("tom", "julie"):
        by_emoji = [desk.text(desk.reacts(other, each, "ticket"), other) for each in (unseen, personal)]
        by_action = [desk.text(desk.uses(other, "desk_from_message", each), other) for each in (unseen, personal)]
        for told, of_personal in (by_emoji, by_action):
            assert told == of_personal
            assert "LYO-" not in told
    assert len(desk.requests()) == 1
