"""An emoji of somebody who may know nothing of the request that a message is: answered as on any other message."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from storage.rows import id_of, table_of
from storage.tables import Source
from storage.unit import Unit
from tests.bot.conversations.test_executive_desk import rules
from tests.bot.desk_harness import Story, answered

INVOICE = "merci de relancer le client Dupont pour sa facture, je suis à Lyon"
ROOM = "il me faudrait une salle pour le comité à Lyon jeudi à 14h"


@pytest.mark.parametrize(("who", "text"), [("karim", INVOICE), ("helene", ROOM)], ids=["restricted", "an executive's"])
def test_it_is_met_by_silence_where_no_card_tells_of_it(desk: Story, who: str, text: str) -> None:
    rules(desk)
    desk.says(who, "@", text)
    request = desk.requests()[-1]
    wrote = desk.says(who, "#lyon", "merci")
    sources = table_of(Source)

    def of_it(unit: Unit) -> None:
        unit.execute(update(sources).where(sources.c.ts == wrote.ts).values(request_id=id_of(request)))

    answered(desk.writer.run(of_it))
    for other in ("tom", "julie"):
        before = desk.sees(other).strip()
        for emoji in ("eyes", "white_check_mark", "rotating_light"):
            assert desk.text(desk.reacts(other, wrote, emoji), other) == ""
            assert desk.sees(other).strip() == before
    assert not desk.request(request.ref).urgent
    assert desk.who_has(request.ref) is None
