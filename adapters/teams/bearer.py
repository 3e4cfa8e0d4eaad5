"""The desk's own token, which every call to Teams carries: asked for when needed, and kept while it is good."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from adapters.platform import NotInstalled, PlatformError, Transient
from adapters.shapes import text_at

SCOPE = "https://api.botframework.com/.default"
TOKEN_URL = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"  # noqa: S105  # an address
EARLY = 300.0
"""Seconds before its end at which a token is no longer used: a call may be under way meanwhile."""
LONGEST = 86_400.0
UNSAID = 3_600.0
"""Seconds for which a token is good whose end was not told."""
LARGEST = 64_000
"""Bytes of an answer that are read."""
NOT_AGAIN = 10.0
"""Seconds in which a token is not asked for again after one was refused: the whole outbox would ask."""
REFUSED = frozenset("invalid_client unauthorized_client invalid_grant invalid_scope invalid_request".split())
"""What the identity service answers to credentials that are no good (RFC 6749, 5.2)."""


class Bearer:
    """A token by client credentials. `clock`: monotonic seconds; `now`: the machine's time, in seconds since 1970."""

    def __init__(
        self,
        url: str,
        app: str,
        secret: str,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._url = url
        self._app = app
        self._secret = secret
        self._clock = clock
        self._now = now
        self.ahead: float | None = None
        """Seconds by which this machine's clock was ahead of Microsoft's at its last answer; none before one."""
        self._token = ""
        self._until = -math.inf
        self._turn = asyncio.Lock()
        self._refused: tuple[float, PlatformError] | None = None

    async def token(self, session: aiohttp.ClientSession) -> str:
        """A token that is good now; one call at a time asks for it.

        Raises:
            NotInstalled: the credentials are refused.
            Transient: the identity service does not tell now.
        """
        if self._clock() < self._until:
            return self._token
        async with self._turn:
            if self._clock() < self._until:
                return self._token
            if self._refused is not None and self._clock() - self._refused[0] < NOT_AGAIN:
                raise type(self._refused[1])(*self._refused[1].args)
            try:
                told = await self._ask(session)
            except NotInstalled as error:
                self._refused = self._clock(), error
                raise
            self._refused = None
            self._token, lasts = told
            self._until = self._clock() + max(lasts - EARLY, lasts / 2)
            return self._token

    def spent(self, token: str) -> None:
        """This token was refused: it is not used again."""
        if token == self._token:
            self._until = -math.inf

    async def _ask(self, session: aiohttp.ClientSession) -> tuple[str, float]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._app,
            "client_secret": self._secret,
            "scope": SCOPE,
        }
        try:
            async with session.post(self._url, data=form, allow_redirects=False) as answer:
                self.ahead = _ahead(answer.headers.get("Date"), self._now())
                status, told = answer.status, await read(answer, LARGEST)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Transient(f"token_{type(error).__name__}") from None
        code = text_at(told, "error")
        if status in (400, 401) and code in REFUSED:
            raise NotInstalled(code)
        token = text_at(told, "access_token")
        if status != 200 or not token or not token.isascii() or not token.isprintable():
            raise Transient(f"token_http_{status}")
        return token, _seconds(told.get("expires_in"))


async def read(answer: aiohttp.ClientResponse, largest: int) -> dict[str, Any]:
    """The JSON object of an answer; an empty one where it is none, or a larger one."""
    body = bytearray()
    async for chunk in answer.content.iter_chunked(64_000):
        body += chunk
        if len(body) > largest:
            answer.close()
            return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _ahead(date: str | None, now: float) -> float | None:
    """How far `now` is ahead of what an answer is dated; none where it is not."""
    try:
        return now - parsedate_to_datetime(date or "").timestamp()
    except (ValueError, OverflowError):
        return None


def _seconds(said: Any) -> float:
    try:
        found = float(said)
    except (TypeError, ValueError):
        return UNSAID
    return min(max(found, 1.0), LONGEST) if math.isfinite(found) else UNSAID
