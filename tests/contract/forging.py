"""A form sent as a forger sends it: by its id alone, whether or not it was ever on their screen."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.contract.harness import Answer, Harness, Shown
from tests.contract.harness_slack import SlackHarness
from tests.contract.harness_teams import UNSEEN, TeamsHarness
from tests.fakes.slack import TEAM
from tests.fakes.slack.envelopes import interaction
from tests.fakes.slack.records import JSON


async def forged(far: Harness, user: str, spot: Shown, form: str, values: Mapping[str, str]) -> str:
    """All that they are answered. `spot`: a message in their direct conversation, which a client names with it."""
    match far:
        case SlackHarness():
            return await _in_slack(far, user, form, values)
        case TeamsHarness():
            return await _in_teams(far, user, spot, form, values)
    return _all_of(await far.submit(user, form, dict(values)))


def _all_of(answer: Answer) -> str:
    return " ".join((answer.kind, answer.text, *answer.errors.values()))


async def _in_slack(far: SlackHarness, user: str, form: str, values: Mapping[str, str]) -> str:
    space, people = far.slack.workspace, far.slack.people
    before = len(people.ephemerals(user))
    state = {name: {f"value#{form}": {"type": "plain_text_input", "value": each}} for name, each in values.items()}
    # Slack makes another hash each time a view is drawn: what has the same one is the same press, told again.
    view: JSON = {"id": "V0FORGED", "type": "modal", "callback_id": "relais_form", "hash": space.ts(), "team_id": TEAM}
    view |= {"private_metadata": json.dumps({"form": form}), "state": {"values": state}}
    view |= {"blocks": [{"type": "input", "block_id": each} for each in values]}
    body = interaction(space, "view_submission", space.users[user], view=view, trigger_id=space.trigger(user))
    delivery = await far.slack.deliveries.deliver("interactive", body)
    assert delivery.answer.ok, delivery.answer
    await far.slack.idle()
    told = [delivery.answer.body, *([each.text, each.blocks] for each in people.ephemerals(user)[before:])]
    return json.dumps(told, ensure_ascii=False)


async def _in_teams(far: TeamsHarness, user: str, spot: Shown, form: str, values: Mapping[str, str]) -> str:
    message = far.teams.tenant.messages[far.direct(user)][spot.ts]
    data = {"relais": {"v": 1, "form": form, "fields": list(values)}, **values}
    action = {"type": "Action.Execute", "title": "…", "verb": "form", "data": data}
    seen = await far.teams.people.use(user, message, action, [], {})
    assert seen.ok, seen
    await far.teams.idle()
    told = json.dumps([seen.told, seen.card, seen.dialog and seen.dialog.card], ensure_ascii=False)
    return told.replace(UNSEEN, "")
