"""A Slack of our own, over real HTTP and WebSocket, stateful and strict (platform facts, part 1).

async with running_fake_slack() as slack:
    client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
    slack.request_url = "http://127.0.0.1:8080/slack/events"   # without it: Socket Mode
    ines = slack.workspace.user("Inès Caron", email="ines@essai.invalid")
    lyon = slack.workspace.channel("lyon", [ines.id])
    await slack.people.post(ines.id, lyon.id, "Un train pour Paris jeudi")
    await slack.idle()
"""

from tests.fakes.slack.acting import Impossible, People, Seen
from tests.fakes.slack.faults import CallFault, DeliveryFault
from tests.fakes.slack.records import APP, BOT, BOT_USER, OTHER_TEAM, TEAM
from tests.fakes.slack.server import FakeSlack, running_fake_slack

__all__ = [
    "APP",
    "BOT",
    "BOT_USER",
    "OTHER_TEAM",
    "TEAM",
    "CallFault",
    "DeliveryFault",
    "FakeSlack",
    "Impossible",
    "People",
    "Seen",
    "running_fake_slack",
]
