"""Every call to Teams' connector: one session, the desk's own token, its pace, and every failure in the port's words.

Nothing is tried again here but a call whose token had just ended: the pump does that, and knows what may be repeated.
What is posted, changed and taken back in a conversation is one budget, all that is asked in the tenant another.
The token goes to Microsoft's own origins alone, or to those that the settings name: an activity tells where it is to be
answered, and is not believed.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import structlog
from yarl import URL

from adapters.platform import Forbidden, Gone, PlatformError, RateLimited, Transient, Unknown
from adapters.shapes import Json, text_at
from adapters.teams.bearer import Bearer, read
from adapters.teams.limits import CHANGES, IN_ALL, LOOKS, WRITES
from adapters.teams.origins import origin_of
from adapters.teams.pace import Pace
from adapters.teams.refusals import BLOCKED_NUMBER, PASSING, error_of, is_in_doubt

log = structlog.get_logger(__name__)

PATIENCE = 15.0
"""Seconds that one call may take, less than what the pump gives it."""
TO_CONNECT = 5.0
"""Seconds to be connected; nothing was sent before."""
LONGEST = 3600.0
FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
"""Seconds to wait where a refusal does not say how long: twice as long each time."""
LARGEST = 8_000_000
"""Bytes of an answer that are read."""
LONGEST_PATH = 4_000
EVERYWHERE = "*"
MOST_LIMITED = 1_000
_CHANGES = {"PUT": "update", "DELETE": "delete"}
"""The pump's verb of each method that changes what stands."""


class Calls:
    """The connector as one bot. `origins`: where it may be called. `clock`: monotonic seconds; `chance`: 0 ≤ x < 1."""

    def __init__(
        self,
        bearer: Bearer,
        origins: Collection[str],
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        patience: float = PATIENCE,
    ) -> None:
        self._bearer = bearer
        self._origins = frozenset(filter(None, map(origin_of, origins)))
        self._chance = chance
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._closed = False
        self._clock = clock
        self._in_all = Pace(((IN_ALL, 1.0),), clock)
        self._writes, self._looks = Pace(WRITES, clock), Pace(LOOKS, clock)
        self._times: dict[str, int] = {}
        self._resting: dict[str, float] = {}
        self._silent: set[str] = set()
        self._refused: str | None = None

    @property
    def refused(self) -> str | None:
        """Why the desk's credentials are refused, as a code; none while they are not."""
        return self._refused

    @property
    def ahead(self) -> float | None:
        """Seconds by which this machine's clock is ahead of Microsoft's, as of the last token; none where not told."""
        return self._bearer.ahead

    async def ask(
        self,
        method: str,
        service_url: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        scope: str = EVERYWHERE,
        once: bool = False,
    ) -> Json:
        """Call the connector; what it answers. `path` is made of `segments`.

        `scope`: what is paced, and rests when it is limited. `once`: it shows a second thing when it is done a second
        time, so that a call of which nobody knows whether it was done is `Unknown`, where any other is `Transient`.

        Raises:
            PlatformError: whatever went wrong, of the port's family.
        """
        url = self._url(service_url, path, params)
        self._keep_pace(method, scope)
        if once and scope in self._silent:
            await self._hear_from(service_url, scope)
        try:
            status, headers, told = await self._said(method, url, json, once=once)
        except Unknown:
            self._silent |= {scope} - {EVERYWHERE}
            raise
        if status == 401:
            status, headers, told = await self._said(method, url, json, once=once)
        if 200 <= status < 300:
            self._times.pop(scope, None)
            return told
        raise self._failed(status, headers, told, scope, once=once)

    async def check(self) -> None:
        """Have a token; raises where there is none."""
        await self._token(self._open())

    async def close(self) -> None:
        """Let go of the connections; nothing can be asked any more."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    def allows(self, service_url: str) -> bool:
        """Whether the desk may call there."""
        return origin_of(service_url) in self._origins

    def _keep_pace(self, method: str, scope: str) -> None:
        """Raises `RateLimited` where a conversation takes no more now; a change leaves room for what is new."""
        left = self._resting.get(scope, 0.0) - self._clock()
        if left > 0:
            raise RateLimited(left, scope)
        self._resting.pop(scope, None)
        if scope == EVERYWHERE:
            return
        verb = _CHANGES.get(method)
        left = (self._looks if method == "GET" else self._writes).take(scope, CHANGES if verb else 1.0)
        if left > 0:
            raise RateLimited(left, f"{verb}:{scope}" if verb else scope)

    async def _hear_from(self, service_url: str, conversation: str) -> None:
        """Ask something that changes nothing, where the last post got no answer at all: while Teams is silent, nothing
        is posted there that may stand already. Raises `Transient` then; whatever Teams says is an answer.
        """
        path = segments("conversations", conversation, "pagedmembers")
        await self._said("GET", self._url(service_url, path, {"pageSize": "50"}), None, once=False)
        self._silent.discard(conversation)

    async def _said(self, method: str, url: URL, body: Any, *, once: bool) -> tuple[int, Mapping[str, str], Json]:
        session = self._open()
        token = await self._token(session)
        while (wait := self._in_all.take(EVERYWHERE)) > 0:  # noqa: ASYNC110  # the wait is told
            await asyncio.sleep(wait)
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        try:
            async with session.request(
                method, url, json=body, headers=headers, allow_redirects=False, compress=False
            ) as answer:
                told = await read(answer, LARGEST)
                if answer.status == 401:
                    self._bearer.spent(token)
                return answer.status, answer.headers, told
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Transient(type(error).__name__) from None
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _in_doubt(type(error).__name__, once=once) from None

    async def _token(self, session: aiohttp.ClientSession) -> str:
        try:
            token = await self._bearer.token(session)
        except PlatformError as error:
            self._refused = None if isinstance(error, Transient) else str(error)
            raise
        self._refused = None
        return token

    def _open(self) -> aiohttp.ClientSession:
        """The session, made where the event loop runs."""
        if self._closed:
            raise Transient("closed")
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._patience, sock_connect=TO_CONNECT)
            self._session = aiohttp.ClientSession(
                timeout=timeout, cookie_jar=aiohttp.DummyCookieJar(), json_serialize=_dumped
            )
        return self._session

    def _url(self, service_url: str, path: str, params: Mapping[str, str] | None) -> URL:
        if not self.allows(service_url):
            log.warning("teams.origin_refused", host=origin_of(service_url) or "unreadable")
            raise Forbidden("origin")
        if len(path) > LONGEST_PATH:
            raise Gone("nowhere")
        query = f"?{urlencode(params)}" if params else ""
        # Already quoted: it would read « %3A » as a colon, which is another name to Teams.
        return URL(f"{service_url.rstrip('/')}/{path}{query}", encoded=True)

    def _failed(self, status: int, headers: Mapping[str, str], told: Json, scope: str, *, once: bool) -> PlatformError:
        code = _code(told)
        after = _seconds(headers.get("Retry-After"))
        doubtful = is_in_doubt(status)
        if doubtful and once:
            if after is not None:
                self._rest(scope, after)
            return Unknown(f"http_{status}", answered=True)
        if status == 429 or (after is not None and (doubtful or status in PASSING)):
            return self._limited(scope, after)
        if status == 401:
            self._refused = "http_401"
        if doubtful or 300 <= status < 400:
            return Transient(f"http_{status}")
        return error_of(status, code)

    def _rest(self, scope: str, after: float) -> None:
        """Nothing is asked there for as long as Teams said."""
        self._resting[scope] = self._clock() + after
        if len(self._resting) > MOST_LIMITED:
            del self._resting[next(iter(self._resting))]

    def _limited(self, scope: str, after: float | None) -> RateLimited:
        """For how long the pump leaves a scope alone: as long as it was told, else longer each time."""
        times = self._times.pop(scope, 0)
        self._times[scope] = times + 1
        if len(self._times) > MOST_LIMITED:
            del self._times[next(iter(self._times))]
        if after is None:
            after = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(times, 10)) * (0.5 + self._chance())
        return RateLimited(after, scope)


def segments(*names: str) -> str:
    """A path under /v3 of the connector, each name quoted whole; `Gone` for what names nothing."""
    if any(each.strip(".") == "" for each in names):
        raise Gone("nowhere")
    return "v3/" + "/".join(quote(each, safe="") for each in names)


def _code(told: Json) -> str:
    """The code of a refusal, in either of the shapes that the service has: the older one hides it in a message."""
    code = text_at(told, "error", "code") or text_at(told, "error", "innerHttpError", "body", "code")
    if code:
        return code
    if told.get("errorCode") == BLOCKED_NUMBER:
        return "MessageWritesBlocked"
    try:
        inner = json.loads(text_at(told, "message"))
    except (ValueError, RecursionError):
        inner = None
    return text_at(inner, "subCode") or text_at(told, "errorCode") or text_at(told, "code")


def _in_doubt(code: str, *, once: bool) -> PlatformError:
    return Unknown(code) if once else Transient(code)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _seconds(said: str | None) -> float | None:
    """Seconds of a Retry-After, be it a number or a date; none where it says nothing."""
    if said is None:
        return None
    try:
        found = float(said)
    except ValueError:
        try:
            found = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
        except (TypeError, ValueError):
            return None
    return min(max(found, 0.0), LONGEST) if math.isfinite(found) else None
