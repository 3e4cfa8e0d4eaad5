"""A running desk knows within seconds what it was taught, and reads the next message by it."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from storage.rows import table_of
from storage.tables import Request
from storage.unit import Unit
from tests.relais.test_demo import asked, running

KARIM = "karim.haddad"
KAKEMONO = ("il me faudrait un kakemono pour le salon", "@Relais pouvez-vous refaire le kakemono ?")


async def act(session: aiohttp.ClientSession, **said: Any) -> None:
    async with session.post("/sandbox/api/act", json={"as": KARIM, **said}) as response:
        assert response.status == 200, await response.text()
    await asked(session, "idle")


@pytest.mark.timeout(120)
async def test_what_is_corrected_in_the_page_is_how_the_next_is_read(sqlite_url: str) -> None:
    async with running(sqlite_url) as (demo, session):

        async def asks(text: str) -> Request:
            await act(session, do="post", conversation="C0LYON", text=text)
            with demo.database.read() as connection:
                unit = Unit(connection, demo.clock.now())
                newest = table_of(Request).select().order_by(table_of(Request).c.id.desc())
                made = unit.first(Request, newest)
            assert made is not None
            async with session.post("/sandbox/api/clock", json={"by": "20m"}) as response:
                assert response.status == 200, await response.text()
            return made

        for text in KAKEMONO:
            made = await asks(text)
            assert made.service is None
            await act(session, do="press", act="correct", value=f"{made.ref}:service:office")
        assert (await asks("@Relais il me faudrait encore un kakemono")).service == "office"
