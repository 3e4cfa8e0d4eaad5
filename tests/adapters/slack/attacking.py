"""A whole desk in a fake Slack, what somebody hostile sends it, and an ear on all that is logged meanwhile."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.requests import TURNED_AWAY
from relais.app import App
from relais.settings import Settings
from tests.contract.conftest import Calls, Stage
from tests.contract.harness_slack import SlackHarness, open_harness
from tests.fakes.company import LYON, a_working_morning
from tests.fakes.delivering import Answer
from tests.fakes.slack import BOT_USER, TEAM
from tests.fakes.slack.delivering import signed
from tests.fakes.slack.envelopes import Delivery, Kind, event_callback, interaction, named_channel
from tests.fakes.slack.records import JSON, Call, Message

MARK = "Zorglub"
"""A word that people write and nobody may log."""
CERTIFICATE = f"J'ai besoin d'une attestation employeur pour mon congé maternité {MARK}"
INVOICE = f"Merci de payer la facture 4217 du fournisseur {MARK}"
TRAIN = f"Bonjour, pouvez-vous réserver un train pour Paris jeudi à 14 h ? {MARK}"
DECIDED = "request journal place source message copy reaction rating words file".split()
"""The tables of what is decided and what was said of it; the rest is what the desk knows of people and has to say."""
ASKED = "access_asked"
SHOWING = ("chat.postMessage", "chat.postEphemeral", "chat.update", "views.open", "views.update", "views.push")


@contextmanager
def unlogged(caplog: pytest.LogCaptureFixture, *secrets: str) -> Iterator[None]:
    """Whatever happens within, none of these is logged, by us or by a library, however much it is told to say."""
    caplog.set_level(logging.DEBUG)
    # Its own lines are the statements and their values, where somebody asks for them; the desk's log never does.
    caplog.set_level(logging.WARNING, "sqlalchemy")
    with capture_logs() as lines:
        yield
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    heard = [*map(logging.Formatter().format, records), *map(repr, lines)]
    leaking = [line[:2000] for line in heard if any(each in line for each in secrets)]
    assert leaking == [], leaking


class Scene(Stage):
    """A desk of the sample company, and its people in Slack."""

    far: SlackHarness

    @property
    def slack(self) -> Any:
        """The fake Slack."""
        return self.far.slack

    @property
    def secrets(self) -> tuple[str, ...]:
        """What may never be logged."""
        return MARK, self.slack.bot_token, self.slack.app_token, self.slack.signing_secret

    async def settle(self) -> None:
        """Return when Slack has told all and the desk has said all."""
        await self.slack.idle()
        await self.app.idle()

    async def send(self, body: JSON, at: float = 0.0) -> Answer:
        """What Slack itself would send, signed now, or `at` seconds from now."""
        raw, kind = written(body)
        headers = {"Content-Type": kind} | signed(self.slack.signing_secret, raw, time.time() + at)
        answer: Answer = await self.slack.deliveries.send_raw(raw, headers)
        return answer

    def event(self, **event: Any) -> JSON:
        """An event, as Slack envelops it."""
        space, channel = self.slack.workspace, event.get("channel", LYON)
        return event_callback(space, {"event_ts": space.ts(), **event}, channel)

    def press(self, user: str, act: str, value: str, channel: str = LYON, ts: str = "1.000001", **more: Any) -> JSON:
        """A press of a button that no message need carry."""
        space = self.slack.workspace
        action = {"action_id": f"{act}#1", "block_id": "b", "type": "button", "value": value, "action_ts": space.ts()}
        container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
        body = {"container": container, "actions": [action], "trigger_id": space.trigger(user)}
        body |= {
            "channel": named_channel(space, channel),
            "message": {"ts": ts, "user": BOT_USER, "bot_id": "B0RELAIS"},
        }
        body |= {"response_url": f"{self.slack.origin}/response/{space.hook(user, channel, ts)}", **more}
        return interaction(space, "block_actions", space.users[user], **body)

    def submission(self, user: str, form: str, values: dict[str, str], **more: Any) -> JSON:
        """A form sent, as Slack tells it, whether or not it is on anybody's screen."""
        state = {name: {f"value#{form}": {"type": "plain_text_input", "value": each}} for name, each in values.items()}
        view: JSON = {"id": "V0FORGED", "type": "modal", "callback_id": "relais_form", "hash": "1.a", "team_id": TEAM}
        view |= {"private_metadata": json.dumps({"form": form}), "state": {"values": state}}
        view |= {"blocks": [{"type": "input", "block_id": each} for each in values]} | more
        space = self.slack.workspace
        return interaction(space, "view_submission", space.users[user], view=view, trigger_id=space.trigger(user))

    def decided(self) -> dict[str, list[Any]]:
        """All that is decided, row by row; that somebody was told no, or asks to be let in, decides nothing."""
        with self.app.database.read() as connection:
            found = {
                table: [tuple(row) for row in connection.execute(text(f'select * from "{table}" order by 1'))]
                for table in DECIDED
            }
        found["journal"] = [row for row in found["journal"] if not {TURNED_AWAY, ASKED} & {*row}]
        return found

    def posted(self) -> list[Message]:
        """All that stands anywhere, the desk's and people's."""
        rooms = self.slack.workspace.rooms.values()
        return [each for room in rooms for each in room.values() if not each.gone]

    async def answer(self, user: str, body: JSON) -> str:
        """What somebody is shown for what they did: said to them alone, put on their screen, or answered at once."""
        people, before = self.slack.people, len(self.slack.people.ephemerals(user))
        shown = {each.id: each.hash for each in people.views(user)}
        told = await self.send(body)
        assert told.status == 200, (told.status, body.get("type"))
        whispers = [[each.text, each.blocks] for each in people.ephemerals(user)[before:]]
        views = [each.body for each in people.views(user) if shown.get(each.id) != each.hash]
        return json.dumps([told.body, whispers, views], ensure_ascii=False)

    def calls_with(self, *words: str) -> list[Call]:
        """The calls that said any of these."""
        return [each for each in self.slack.log if any(word in said_in(each) for word in words)]


def said_in(call: Call) -> str:
    return json.dumps(call.arguments, ensure_ascii=False)


def written(body: JSON) -> tuple[bytes, str]:
    """A payload as Slack writes it, and its content type."""
    kind: Kind = "event" if body.get("type") == "event_callback" else "command" if "command" in body else "interactive"
    return Delivery(kind, body).written()


def without_names(answer: str, *names: str) -> str:
    """An answer where these references and ids, and those that change each time, read the same."""
    bare = re.sub(r"(?<![\w-])[\w-]{24}(?![\w-])|\b[bV][0-9A-F]{8}\b|\d+\.\d{6}", "#", answer)
    for name in names:
        bare = re.sub(rf"\b{re.escape(name)}\b", "REF", bare, flags=re.IGNORECASE)
    return bare


@asynccontextmanager
async def scene_on(migrated: Path, folder: Path) -> AsyncIterator[Scene]:
    """A desk on a copy of this database, in a workspace of its own, at ten on a working morning."""
    database_url = f"sqlite:///{copyfile(migrated, folder / 'desk.db')}"
    async with open_harness() as far:
        assert isinstance(far, SlackHarness)
        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), far.charter, database_url, clock, [far.factory])
        try:
            await app.start()
            await far.opened(app)
            await app.idle()
            yield Scene(app, far, Calls())
        finally:
            await app.stop()


__all__ = ["BOT_USER", "TEAM", "Scene", "scene_on", "unlogged"]
