"""A desk that is stopped for an hour, or loses its connection, in a fake workspace that goes on without it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import update

from adapters.slack import catching_up
from adapters.slack.unheard import Unheard, unheard
from relais.app import App
from storage.database import open_database
from storage.rows import table_of
from storage.tables import Inbox, Request, State, Words
from tests.adapters.slack.test_platform import Stage
from tests.fakes.company import LYON
from tests.fakes.slack import running_fake_slack
from tests.fakes.slack.records import Message


class Night(Stage):
    """A desk that is stopped for an hour, as far as it can tell, and started again."""

    async def evening(self) -> App:
        app = await self.desk(far=False)
        await self.at_rest(app)
        return app

    async def leave(self, app: App) -> None:
        await self.at_rest(app)
        await app.stop()
        self.apps.remove(app)
        self.an_hour_passes()
        self.slack.deliveries.off = True

    def an_hour_passes(self) -> None:
        """What was received was received an hour ago."""
        inbox = table_of(Inbox)
        database = open_database(self.url)
        with database.engine.begin() as connection:
            for row in connection.execute(inbox.select()).mappings().all():
                before = row["received_at"] - timedelta(hours=1)
                connection.execute(update(inbox).where(inbox.c.id == row["id"]).values(received_at=before))
        database.close()

    async def morning(self) -> App:
        app = await self.desk(far=False)
        self.slack.deliveries.off = False
        return app

    async def at_rest(self, app: App) -> None:
        await self.slack.idle()
        await app.idle()

    async def ask(self, text: str, root: str | None = None) -> Message:
        return await self.slack.people.post(self.cast.asker, LYON, text, root)

    def requests(self, app: App) -> dict[str, State]:
        return {each["ref"]: each["state"] for each in self.rows(app, Request)}

    def unheard(self, app: App) -> Unheard:
        with app.database.read() as connection:
            return unheard(connection)

    def swept(self, app: App) -> list[str]:
        """The keys of what was said, and read back."""
        rows = (each for each in self.rows(app, Inbox) if each["kind"] == "message_posted")
        return [each["key"] for each in rows if each["key"].startswith("slack:swept:")]

    def words(self, app: App) -> list[str]:
        return [each["body"] for each in self.rows(app, Words)]


@pytest.fixture
async def night(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Night]:
    monkeypatch.setattr(catching_up, "SETTLED", 0.05)
    monkeypatch.setattr(catching_up, "LOOK_EVERY", 0.02)
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with running_fake_slack() as slack:
        night = Night(slack, f"sqlite:///{file}")
        yield night
        for app in night.apps:
            await app.stop()
