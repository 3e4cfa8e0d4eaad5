"""Two bots that answer each other stop at the first word: what a bot writes, presses or marks in Teams is not heard."""

from __future__ import annotations

import copy
from typing import Any

from bot.events import ButtonPressed, MessagePosted, ReactionAdded
from tests.adapters.teams.office import Office, claim
from tests.contract.conftest import TRAIN
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams.envelopes import activity

ROBOTS: list[dict[str, Any]] = [
    {"id": "28:0c1e5f7e-other", "name": "Robot"},
    {"id": "28:0c1e5f7e-other", "name": "Robot", "aadObjectId": "0c1e5f7e"},
    {"role": "bot"},
]


async def test_what_a_bot_does_is_not_heard(office: Office) -> None:
    card = await office.asked()
    tenant, before = office.teams.tenant, len(office.slowed.taken)
    zoe, room = tenant.people[office.zoe], tenant.rooms[LYON]
    (ts,) = [each.id for each in tenant.standing(LYON) if each.author == office.zoe]
    root = office.message(ts, LYON)
    shown = len(tenant.standing(LYON)), len(tenant.standing(TRIAGE)), len(office.direct_to(office.zoe))
    told = [
        activity(tenant, "message", zoe, room, root, text=TRAIN),
        activity(tenant, "message", zoe, room, root, value=claim("LYO-1")),
        activity(tenant, "messageReaction", zoe, room, root, reactionsAdded=[{"type": "like"}]),
        activity(tenant, "message", zoe, tenant.direct(office.zoe), None, text="Je suis absent jusqu'à lundi"),
    ]
    for number, each in enumerate(told):
        for other, robot in enumerate(ROBOTS):
            said = copy.deepcopy(each)
            said["from"] = said["from"] | robot
            said["id"] = f"179500000{number}{other}000"
            assert (await office.teams.deliveries.deliver(said)).answer.status == 200
    await office.settled()
    heard = [
        one for one in office.slowed.taken[before:] if isinstance(one, MessagePosted | ButtonPressed | ReactionAdded)
    ]
    assert heard == []
    assert (len(tenant.standing(LYON)), len(tenant.standing(TRIAGE)), len(office.direct_to(office.zoe))) == shown
    assert card.subject == "LYO-1"
