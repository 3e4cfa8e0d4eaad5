"""Who changed in the workspace: what an event of it is worth, told in order, late, or while Slack is silent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.slack import changing
from adapters.slack.own import Own
from adapters.slack.people import People
from storage.rows import table_of
from storage.tables import Identity
from tests.adapters.slack.attacking import BOT_USER, TRAIN, Scene
from tests.adapters.slack.office import until
from tests.fakes.slack import CallFault
from tests.fakes.slack.records import JSON

ACTIVE, GUEST, GONE = (False, True), (True, True), (False, False)


def standing(scene: Scene, user: str) -> tuple[bool, bool]:
    """Whether the desk takes someone for an outsider, and for active."""
    table = table_of(Identity)
    with scene.app.database.read() as connection:
        row = connection.execute(table.select().where(table.c.user == user)).one()
    return row.outsider, row.active


def shown(scene: Scene, user: str) -> JSON:
    said: JSON = scene.slack.workspace.users[user].shown(email=True, locale=True)
    return said


async def told_late(scene: Scene, users: list[JSON]) -> None:
    for number, user in enumerate(users):
        event = scene.event(type="user_change", user=user, cache_ts=1)
        await scene.send(event | {"event_id": f"EvLATE{number}{user['id']}"})
    await scene.settle()


async def test_who_changed_is_not_what_they_were_when_a_channel_is_listed(scene: Scene) -> None:
    space, ines, asker = scene.slack.workspace, scene.far.user("ines"), scene.far.cast.asker
    space.change_user(ines, deleted=True)
    space.change_user(asker, kind="guest")
    await scene.settle()
    assert (standing(scene, ines), standing(scene, asker)) == (GONE, GUEST)
    space.join(space.channel("nouveau", [asker, ines], bot=False).id, BOT_USER)
    await scene.settle()
    assert (standing(scene, ines), standing(scene, asker)) == (GONE, GUEST)
    await scene.ask(TRAIN)
    assert scene.decided()["request"] == []


async def test_an_old_event_undoes_nothing(scene: Scene) -> None:
    space, ines, asker = scene.slack.workspace, scene.far.user("ines"), scene.far.cast.asker
    before = [shown(scene, each) for each in (ines, asker)]
    space.change_user(ines, deleted=True)
    space.change_user(asker, kind="guest")
    await scene.settle()
    gone = [shown(scene, each) for each in (ines, asker)]
    await told_late(scene, before)
    assert (standing(scene, ines), standing(scene, asker)) == (GONE, GUEST)
    space.change_user(ines, deleted=False)
    space.change_user(asker, kind="member")
    await scene.settle()
    await told_late(scene, [each | {"cache_ts": 2} for each in gone])
    assert (standing(scene, ines), standing(scene, asker)) == (ACTIVE, ACTIVE)


async def test_while_slack_tells_of_nobody_an_event_is_believed_where_it_takes_rights_away(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "PAUSE", 0.3)
    space, ines, asker = scene.slack.workspace, scene.far.user("ines"), scene.far.cast.asker
    space.change_user(asker, kind="guest")
    await scene.settle()
    scene.slack.fault(CallFault("users.info", "busy", times=3))
    space.change_user(ines, deleted=True)
    space.change_user(asker, kind="member")
    await scene.slack.idle()
    assert (standing(scene, ines), standing(scene, asker)) == (GONE, GUEST)
    await until(lambda: standing(scene, asker) == ACTIVE)
    assert standing(scene, ines) == GONE


async def test_many_changes_of_one_moment_are_asked_about_once(scene: Scene) -> None:
    asker = scene.far.cast.asker
    before = len(scene.slack.calls("users.info"))
    for number in range(10):
        scene.slack.workspace.change_user(asker, tz="Europe/Paris" if number % 2 else "Indian/Reunion")
    await scene.settle()
    assert 1 <= len(scene.slack.calls("users.info")) - before <= 3


class Slow:
    """Slack, telling what it read before somebody changed."""

    def __init__(self) -> None:
        self.deleted, self.asked = False, 0
        self.go_on = asyncio.Event()

    async def ask(self, method: str, **given: Any) -> JSON:
        self.asked += 1
        user = {"id": given["user"], "team_id": "T1", "profile": {"team": "T1"}, "deleted": self.deleted}
        await self.go_on.wait()
        return {"user": user}


async def test_what_slack_was_telling_when_somebody_changed_is_not_kept() -> None:
    slack = Slow()
    people: Any = People(slack)  # type: ignore[arg-type]  # of the calls it only asks
    listing = asyncio.create_task(people.these(["U1"], Own("T1", "UDESK", "B1")))
    await until(lambda: slack.asked == 1)
    slack.deleted = True
    people.forget("U1")
    slack.go_on.set()
    (found,) = await listing
    assert not found.active
    people.forget()
    slack.deleted = False
    assert [each.active for each in await people.these(["U1"], Own("T1", "UDESK", "B1"))] == [True]
    assert slack.asked == 3
