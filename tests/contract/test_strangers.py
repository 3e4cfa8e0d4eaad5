"""Whatever a stranger sends to any address of the desk: nothing is accepted, nothing breaks, nothing is logged."""

from __future__ import annotations

import gzip
import io
import json
import logging
import random
import time
import zlib
from collections.abc import AsyncIterator
from typing import Any, get_args

import aiohttp
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from tests.contract.conftest import TRAIN, Stage
from tests.fakes.slack.delivering import signed
from tests.fakes.teams.login import FakeLogin, Spoilt
from tests.soaking import Soak

# A stranger is turned away before there is any database.
pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

MARK = "Zorglub"
DOORS = {
    "slack": ("/slack/events",),
    "teams": ("/api/messages",),
    "sandbox": ("act", "files", "clock", "story/next"),
    "tiny": (),
}
OWN = (
    "/healthz",
    "/readyz",
    "/metrics",
    "/",
    "/sandbox/ws",
    "/.env",
    f"/{MARK}",
    "/slack/events/",
    "/api/messages/../x",
)
METHODS = "GET POST PUT DELETE PATCH OPTIONS TRACE HEAD PROPFIND".split()
KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data",
    "",
    "application/xml",
)
A_ROUND = 500
CUT = 499
Headers = dict[str, str]


class Stranger:
    """Somebody who knows the desk's address and none of its secrets."""

    def __init__(self, stage: Stage, session: aiohttp.ClientSession, chance: random.Random) -> None:
        self.stage, self.session, self.chance = stage, session, chance
        self.address = f"http://127.0.0.1:{stage.app.port}"
        doors = DOORS[stage.far.name]
        self.doors = [each if each.startswith("/") else f"/sandbox/api/{each}" for each in doors]

    async def knock(self) -> tuple[str, str, int]:
        """Send something: how, where, and the status it is answered with."""
        path = self.chance.choice([*self.doors, *self.doors, *OWN] if self.doors else OWN)
        method = "POST" if path in self.doors and self.chance.random() < 0.8 else self.chance.choice(METHODS)
        raw = self._body()
        headers = {"Content-Type": self.chance.choice(KINDS)} | self._papers(raw) | self._odd()
        packing = headers.get("Content-Encoding")
        packed = gzip.compress(raw) if packing == "gzip" else zlib.compress(raw) if packing else raw
        sent = _in_pieces(packed) if self.chance.random() < 0.1 else io.BytesIO(packed)
        try:
            async with self.session.request(method, self.address + path, data=sent, headers=headers) as answer:
                await answer.read()
                return method, path, answer.status
        except aiohttp.ClientConnectionError:
            # Refused before all of it came.
            return method, path, CUT

    def _body(self) -> bytes:
        said = f"{TRAIN} {MARK} {self.chance.random()}"
        message = {"type": "message", "channel": "C0LYON", "user": "U1", "text": said, "ts": "1.1"}
        bodies: list[Any] = [
            {"type": "event_callback", "event_id": f"Ev{self.chance.random()}", "team_id": "T1", "event": message},
            {"type": "url_verification", "challenge": MARK},
            {
                "type": "message",
                "channelId": "msteams",
                "text": said,
                "conversation": {"id": "19:a"},
                "from": {"id": MARK},
            },
            {"as": "ines", "do": "post", "conversation": "C0LYON", "text": said},
            {"by": MARK, "to": MARK},
            [MARK],
            MARK,
            None,
        ]
        raw = json.dumps(self.chance.choice(bodies)).encode()
        match self.chance.randrange(8):
            case 0:
                return raw[: self.chance.randrange(len(raw) + 1)]
            case 1:
                return self.chance.randbytes(self.chance.randrange(200))
            case 2:
                return b"command=/desk&user_id=U1&trigger_id=1&text=" + MARK.encode()
            case 3 if self.chance.random() < 0.1:
                return MARK.encode() * 400_000
            case 4:
                return b"[" * 50_000 + MARK.encode()
        return raw

    def _papers(self, raw: bytes) -> Headers:
        """What it is signed with: nothing, or what is worth nothing; from another site, where nothing is signed."""
        match self.stage.far.name:
            case "sandbox":
                foreign = f"http://{MARK}.example"
                return self.chance.choice([{"Origin": foreign}, {"Origin": "null"}, {"Host": f"{MARK}.example"}])
            case "slack":
                at = time.time() + self.chance.choice((0, -400, 400, -1e9))
                secret = "not-a-real-secret" if abs(at - time.time()) > 300 else MARK
                return self.chance.choice([{}, signed(secret, raw, at), {"X-Slack-Signature": f"v0={MARK}"}])
            case "teams":
                return self.chance.choice([{}, {"Authorization": f"Bearer {self._token()}"}, {"Authorization": MARK}])
        return {}

    def _token(self) -> str:
        login: FakeLogin = self.stage.far.teams.login  # type: ignore[attr-defined]  # Teams' own
        wrong: list[dict[str, Any]] = [
            {"aud": MARK},
            {"iss": MARK},
            {"exp": None},
            {"exp": 1},
            {"nbf": 10**12},
            {"exp": MARK},
        ]
        spoilt = self.chance.choice([*get_args(Spoilt), None])
        return login.token(spoilt=spoilt, **({} if spoilt else self.chance.choice(wrong)))

    def _odd(self) -> Headers:
        return self.chance.choice(
            [
                {},
                {},
                {"Content-Encoding": self.chance.choice(("gzip", "deflate"))},
                {f"X-{MARK}": MARK * self.chance.choice((1, 900))},
                {"X-Forwarded-For": MARK, "X-HTTP-Method-Override": "POST", "Referer": f"http://{MARK}/"},
                {"Cookie": f"a={MARK}", "Accept-Encoding": MARK, "Range": "bytes=0-1"},
                {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": MARK},
            ]
        )


async def _in_pieces(raw: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(raw), 70_000):
        yield raw[at : at + 70_000]


def kept(stage: Stage) -> list[Any]:
    """All that came in and all that was decided."""
    with stage.app.database.read() as connection:
        tables = ("request", "source", "message", "words", "journal")
        counted = [connection.execute(text(f'select count(*) from "{table}"')).scalar() for table in tables]
        kinds = [kind for (kind,) in connection.execute(text("select kind from inbox"))]
        return [
            *counted,
            sum(kind.endswith(("posted", "edited", "given", "pressed", "submitted", "used")) for kind in kinds),
        ]


@pytest.mark.soak
@pytest.mark.timeout(7200)
async def test_a_stranger_is_told_no_and_leaves_no_trace(
    stage: Stage, soak: Soak, caplog: pytest.LogCaptureFixture
) -> None:
    """The full form sends 50,000 to each platform's desk."""
    caplog.set_level(logging.DEBUG)
    before = kept(stage)
    for each in soak.rounds(reduced=1, full=100):
        caplog.clear()
        with capture_logs() as lines:
            # Each on a connection of its own: what spoils one spoils nothing of the next.
            alone = aiohttp.TCPConnector(force_close=True)
            async with aiohttp.ClientSession(connector=alone, timeout=aiohttp.ClientTimeout(30)) as session:
                stranger = Stranger(stage, session, each.random)
                answers = [await stranger.knock() for _ in range(A_ROUND if soak.full else A_ROUND // 2)]
        accepted = [one for one in answers if one[1] in stranger.doors and one[2] < 400]
        assert accepted == []
        assert [one for one in answers if one[2] >= 500] == []
        assert kept(stage) == before
        assert [line for line in lines if MARK in repr(line)] == []
        assert MARK not in caplog.text
        assert [record.message for record in caplog.records if record.exc_info] == []
        assert {status for _, path, status in answers if path == "/healthz"} <= {200, 400, 405}
