"""The body of a request, read to its limit and in its time: whoever sends too much or too slowly holds nothing up."""

from __future__ import annotations

import asyncio

from aiohttp import web

PATIENCE = 10.0
"""Seconds in which a body is to arrive."""
TOO_LARGE, SLOW, BROKEN = "too_large", "slow_body", "broken_body"
UNREAD = frozenset({TOO_LARGE, SLOW, BROKEN})
"""Why a body is refused of which more may come yet: the connection that it came on bears no other request."""


class Unread(Exception):
    """A body that was not read to its end. `code`: one of `UNREAD`; `status`: 400 or 413."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.status = 413 if code == TOO_LARGE else 400


async def read_body(request: web.Request, most: int) -> bytes:
    """The body of a request, when it has no more than `most` bytes, unpacked.

    Raises:
        Unread: it is longer, it is broken, or it does not come.
    """
    if (request.content_length or 0) > most:
        raise Unread(TOO_LARGE)
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            while len(body) <= most and (more := await request.content.read(most + 1 - len(body))):
                body += more
    except TimeoutError:
        raise Unread(SLOW) from None
    except (web.RequestPayloadError, ConnectionError):
        raise Unread(BROKEN) from None
    if len(body) > most:
        raise Unread(TOO_LARGE)
    return body
