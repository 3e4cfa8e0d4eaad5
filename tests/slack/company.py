"""A printing house of the tests' own in a fake workspace: its sites, services and people are not the sample's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.charter import Charter, parse
from tests.contract.harness import Cast
from tests.contract.harness_slack import company_in, user_id
from tests.fakes.slack import FakeSlack

CHARTER = Path(__file__).with_name("charter.yaml")
NANTES, ROCHEFORT, BRISTOL, TRIAGE, ALERTS = "C0NANTES", "C0ROCHEFORT", "C0BRISTOL", "C0POLE", "C0ALARME"
"""The channels where each site asks, the assistants', and that of alerts."""


@cache
def printers() -> Charter:
    """The company's charter."""
    return parse(CHARTER.read_text(encoding="utf-8"))


def printers_in(slack: FakeSlack, outside: str = "member") -> Cast:
    """The company's people in every channel, and two employees whom the charter does not name where requests are made.

    `outside`: what Yanis Kerbrat, an assistant of the provider's, is in the workspace: member, guest, single or
    outsider; for an outsider the channels that the charter shares are shared with his company.
    """
    cast = company_in(slack, printers())
    for inside in (TRIAGE, ALERTS):
        for employee in (cast.asker, cast.colleague):
            slack.workspace.channels[inside].members.remove(employee)
    slack.workspace.users[user_id("yanis")].kind = outside
    if outside == "outsider":
        for channel in printers().channels:
            room = slack.workspace.channels[channel.id]
            room.shared = channel.shared_with == "provider"
            if not room.shared:
                room.members.remove(user_id("yanis"))
    return cast
