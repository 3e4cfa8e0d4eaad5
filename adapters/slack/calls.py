"""Every call to Slack's Web API: one session, one client, and every failure in the port's words.

Nothing is tried again here: the pump does that, and knows what may be repeated. A limited method is not called before
its time (platform facts 1.6: Retry-After holds for that method alone); chat.postMessage is limited by channel, and
there the pump keeps the time.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import AsyncIterator, Callable, Mapping
from hashlib import blake2b
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.platform import PlatformError, RateLimited, TooBig, Transient, Unknown
from adapters.slack.refusals import RATE_LIMITED, UNCERTAIN, error_of

PATIENCE = 15.0
"""Seconds that one call may take, less than what the pump gives it."""
TO_CONNECT = 5.0
"""Seconds to be connected; nothing was sent before."""
UNSAID = 30.0
"""Seconds to wait where a refusal does not say how long."""
LONGEST = 3600.0
ONCE = frozenset("chat.postEphemeral chat.postMessage views.open views.push".split())
"""What shows a second thing when it is done a second time; any other method may be called again."""
POSTING = "chat.postMessage"
VERBS = {
    POSTING: "send",
    "chat.update": "update",
    "chat.delete": "delete",
    "chat.postEphemeral": "whisper",
    "reactions.add": "react",
    "reactions.remove": "react",
    "views.publish": "home",
    "views.update": "form",
    "users.info": "fetch_person",
    "conversations.members": "fetch_members",
    "users.list": "fetch_members",
}
"""The pump's verb that rests while a method is limited; any other limit holds back its own row alone."""
PAGE = 200
"""Items a page, as Slack recommends for every method with a cursor."""

# The SDK logs what is sent wherever its logger would show debug lines, and by default that is everywhere.
_silent = logging.getLogger("adapters.slack.sdk")
_silent.setLevel(logging.CRITICAL)


class Calls:
    """Slack's Web API as one bot. `clock`: monotonic seconds. `patience`: seconds that a call may take."""

    def __init__(
        self, token: str, base_url: str, clock: Callable[[], float] = time.monotonic, patience: float = PATIENCE
    ) -> None:
        self.client = AsyncWebClient(token, base_url, logger=_silent, retry_handlers=[])
        """The SDK's client, for bolt; it shares the session once one call was made."""
        self._clock = clock
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None
        self._limited: dict[str, float] = {}
        self._closed = False
        self.scopes: frozenset[str] | None = None
        """What the token may do, as the last answer said (`x-oauth-scopes`); none while none did."""

    def told_apart(self, text: str) -> str:
        """What tells a text from another one, the same in each replica; by the token, which no database keeps.

        A bare digest of what is refused and not kept would let whoever reads the database try what it might be.
        """
        secret = blake2b((self.client.token or "").encode(), digest_size=blake2b.MAX_KEY_SIZE).digest()
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12, key=secret).hexdigest()

    async def ask(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Call a method (`chat.postMessage`); what it answers. Arguments that are none are left out.

        Raises:
            PlatformError: whatever went wrong, of the port's family.
        """
        given = {name: value for name, value in arguments.items() if value is not None}
        self._wait_for(method)
        self._open()
        try:
            answer = await self.client.api_call(method, **_body(given))
        except SlackApiError as error:
            raise self._refused(method, str(given.get("channel", "")), error) from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Transient(type(error).__name__) from None
        except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError) as error:
            raise _in_doubt(method, type(error).__name__) from None
        except (AttributeError, TypeError, ValueError):
            # So the SDK fails at an answer that is no JSON object, or no text at all.
            raise _in_doubt(method, "unreadable") from None
        if (told := answer.headers.get("x-oauth-scopes")) is not None:
            self.scopes = frozenset(each.strip() for each in str(told).split(",") if each.strip())
        return answer.data if isinstance(answer.data, dict) else {}

    async def pages(self, method: str, items: str, most: int, **arguments: Any) -> AsyncIterator[list[Any]]:
        """The items of a method with a cursor, a page at a time, `most` pages at most."""
        cursor: str | None = None
        for _ in range(most):
            answer = await self.ask(method, cursor=cursor, limit=PAGE, **arguments)
            yield list(answer.get(items) or ())
            cursor = next_cursor(answer)
            if cursor is None:
                return

    async def close(self) -> None:
        """Let go of the connections; nothing can be asked any more."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    def _open(self) -> None:
        """The session, made where the event loop runs. Once it is closed the SDK would make one for each call."""
        if self._closed:
            raise Transient("closed")
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._patience, sock_connect=TO_CONNECT)
            self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
            self.client.session = self._session

    def _wait_for(self, method: str) -> None:
        left = self._limited.get(method, 0.0) - self._clock()
        if left > 0:
            raise RateLimited(left, VERBS.get(method, method))

    def _refused(self, method: str, channel: str, error: SlackApiError) -> PlatformError:
        status, headers, data = _answer_of(error)
        code = str(data.get("error") or "")
        if status == 429 or code in RATE_LIMITED:
            after = _seconds(headers.get("Retry-After"))
            if method == POSTING:
                return RateLimited(after, f"{VERBS[method]}:{channel}")
            self._limited[method] = self._clock() + after
            return RateLimited(after, VERBS.get(method, method))
        if status == 503:
            return Transient("http_503")
        if code in UNCERTAIN or status >= 500 or (status == 200 and not code):
            return _in_doubt(method, code or f"http_{status}", answered=code in UNCERTAIN or status >= 500)
        if code:
            return error_of(method, code)
        # Slack refuses with 200 and a code: it was somebody on the way who answered this.
        return TooBig("http_413") if status == 413 else Transient(f"http_{status}")


def next_cursor(answer: Mapping[str, Any]) -> str | None:
    """Where the next page begins; none after the last one."""
    found = (answer.get("response_metadata") or {}).get("next_cursor")
    return str(found) if found else None


def _body(given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON where a value has parts: methods that take such values read it. Else a form, which every method reads."""
    if any(isinstance(value, dict | list) for value in given.values()):
        return {"json": dict(given)}
    return {"data": {name: _flat(value) for name, value in given.items()}}


def _flat(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


def _in_doubt(method: str, code: str, *, answered: bool = False) -> PlatformError:
    """Nobody knows whether it was done: to be asked where it would show twice, else to be done again."""
    return Unknown(code, answered=answered) if method in ONCE else Transient(code)


def _answer_of(error: SlackApiError) -> tuple[int, Mapping[str, str], Mapping[str, Any]]:
    """Status, headers and JSON of a refusal; the SDK gives aiohttp's own response where it could read no JSON."""
    response: AsyncSlackResponse | aiohttp.ClientResponse = error.response
    if isinstance(response, AsyncSlackResponse):
        return response.status_code, response.headers, response.data if isinstance(response.data, dict) else {}
    return response.status, response.headers, {}


def _seconds(said: str | None) -> float:
    try:
        found = float(said or UNSAID)
    except ValueError:
        return UNSAID
    return min(max(found, 0.0), LONGEST) if math.isfinite(found) else UNSAID
