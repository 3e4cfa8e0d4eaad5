"""What the desk looks at again after a time in which Slack told it nothing: its people, and who reads where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import yaml
from sqlalchemy import select

from adapters import platform as port
from adapters.platform import Someone
from adapters.slack import catching_up
from bot.charter import Charter, parse
from relais.app import App
from storage.rows import table_of
from storage.tables import Conversation, Identity
from tests.adapters.slack import test_platform
from tests.adapters.slack.nights import Night
from tests.adapters.slack.test_platform import slack_of, until
from tests.contract.harness_slack import user_id
from tests.fakes.company import DEMO, TRIAGE
from tests.fakes.slack import TEAM, CallFault

TRAIN = "Pouvez-vous réserver un train pour Paris jeudi à 14 h ?"
FLIGHT = "Pouvez-vous réserver un vol pour Strasbourg lundi prochain ?"
GUEST, GONE = (True, True), (False, False)


def standing(night: Night, app: App, user: str) -> tuple[bool, bool]:
    """Whether the desk takes someone for an outsider, and for active."""
    (found,) = [each for each in night.rows(app, Identity) if each["user"] == user]
    return found["outsider"], found["active"]


@contextmanager
def connection_lost(night: Night) -> Iterator[None]:
    night.an_hour_passes()
    night.slack.fault(CallFault("apps.connections.open", "busy"))
    night.slack.deliveries.off = True
    night.slack.sockets.cut()
    yield
    night.slack.deliveries.off = False


async def on_a_socket(night: Night) -> App:
    app = await night.desk(socket=True, far=False)
    await until(lambda: not app.not_ready())
    await night.at_rest(app)
    return app


async def test_who_lost_rights_while_a_connection_was_lost_has_none_once_it_is_made_again(night: Night) -> None:
    space, asker, ines = night.slack.workspace, night.cast.asker, user_id("ines")
    app = await on_a_socket(night)
    with connection_lost(night):
        space.change_user(asker, kind="guest")
        space.change_user(ines, deleted=True)
    await until(lambda: (standing(night, app, asker), standing(night, app, ines)) == (GUEST, GONE))
    await night.ask(TRAIN)
    await night.at_rest(app)
    assert night.requests(app) == {}


async def test_who_left_while_the_desk_was_down_and_is_in_no_channel_is_asked_for(night: Night) -> None:
    space, ines = night.slack.workspace, user_id("ines")
    app = await night.evening()
    await night.leave(app)
    for channel in space.channels.values():
        if ines in channel.members:
            channel.members.remove(ines)
    space.change_user(ines, deleted=True)
    app = await night.morning()
    await until(lambda: standing(night, app, ines) == GONE)


async def test_who_cannot_be_written_to_is_asked_for_once(night: Night) -> None:
    space, ines = night.slack.workspace, user_id("ines")
    app = await night.evening()
    night.slack.deliveries.off = True
    space.change_user(ines, deleted=True)
    night.slack.deliveries.off = False
    night.slack.log.clear()
    night.slack.fault(CallFault("conversations.open", "user_disabled", times=2))
    for _ in range(2):
        with pytest.raises(port.Gone):
            await slack_of(app).direct(Someone(TEAM, ines))
    await until(lambda: standing(night, app, ines) == GONE)
    assert len(night.slack.calls("users.info")) == 1


def in_house() -> Charter:
    """The sample company, whose travel is nobody else's to read, in channels that the charter shares with nobody."""
    given = yaml.safe_load(
        re.sub(
            r", shared_with: provider",
            "",
            re.sub(r"platform: \w+", "platform: slack", DEMO.read_text(encoding="utf-8")),
        )
    )
    for service in given["services"]:
        if service["id"] == "travel":
            service["in_house_only"] = True
    for person in given["people"]:
        if "travel" in person.get("services", []):
            person["services"].remove("travel")
        if person["id"] in ("samia", "nadia"):
            person["services"].append("travel")
        if person["id"] == "samia":
            person["sites"] = ["aix", "lyon", "strasbourg", "reunion"]
    return parse(yaml.safe_dump(given, allow_unicode=True))


async def test_what_is_of_the_house_alone_is_never_shown_where_another_company_came_to_read_meanwhile(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_platform, "CHARTER", in_house())
    # What is told meanwhile is answered before anything is looked at of itself.
    monkeypatch.setattr(catching_up, "SETTLED", 2.0)
    space = night.slack.workspace
    app = await on_a_socket(night)
    await night.ask(TRAIN)
    await night.at_rest(app)
    before = [each.ts for each in space.rooms[TRIAGE].values()]
    assert before
    doubts = slack_of(app).introducing._doubts
    with connection_lost(night):
        space.share(TRIAGE)
        await night.ask(FLIGHT)
    await until(lambda: slack_of(app).introducing._doubts > doubts and not app.not_ready())
    await night.ask(TRAIN.replace("Paris", "Lille"))
    await until(lambda: len(night.requests(app)) == 3)
    await until(lambda: not night.unheard(app).stretches)
    await night.at_rest(app)
    with app.database.read() as connection:
        table = table_of(Conversation)
        shared = connection.execute(select(table.c.shared).where(table.c.conversation == TRIAGE)).scalar()
    assert shared
    assert [each.ts for each in space.rooms[TRIAGE].values()] == before, "nothing new was ever posted there"
    assert all(each.gone for each in space.rooms[TRIAGE].values())
