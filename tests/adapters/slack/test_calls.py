"""Every way in which Slack refuses, or does not answer, is one of the port's family, and nothing else gets out."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from structlog.testing import capture_logs

from adapters import platform as port
from adapters.platform import PlatformError, RateLimited, TooBig, Transient, Unknown
from adapters.slack.calls import LONGEST, ONCE, UNSAID, Calls
from adapters.slack.refusals import ERRORS, RATE_LIMITED, UNCERTAIN

TOKEN = "xoxb-1-sample"
POST, READ = "chat.postMessage", "conversations.history"
Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Far:
    """A server that answers every call the same, and keeps what it was asked."""

    url: str = ""
    answers: Answers | None = None
    heard: list[tuple[str, str, Any]] = field(default_factory=list)
    now: float = 1000.0
    calls: Calls = field(init=False)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        form = await request.post() if request.content_type != "application/json" else await request.json()
        self.heard.append((request.match_info["method"], request.headers["Authorization"], dict(form)))
        assert self.answers is not None
        return await self.answers(request)

    def says(self, body: Any, status: int = 200, **headers: str) -> None:
        async def answer(request: web.Request) -> web.Response:
            if isinstance(body, bytes):
                return web.Response(body=body, status=status, headers=headers)
            return web.json_response(body, status=status, headers=headers)

        self.answers = answer

    def refuses(self, code: str) -> None:
        self.says({"ok": False, "error": code})


@pytest.fixture
async def far() -> AsyncIterator[Far]:
    far = Far()
    app = web.Application()
    app.router.add_post("/api/{method}", far.handle)
    async with TestServer(app) as server:
        far.url = f"http://127.0.0.1:{server.port}/api/"
        far.calls = Calls(TOKEN, far.url, lambda: far.now, patience=0.5)
        yield far
        await far.calls.close()


async def failed(calls: Calls, method: str, **arguments: Any) -> PlatformError:
    with pytest.raises(PlatformError) as raised:
        await calls.ask(method, **arguments)
    return raised.value


async def test_what_is_asked_arrives_as_it_was_said_and_none_is_left_out(far: Far) -> None:
    far.says({"ok": True, "ts": "1.2"})
    blocks = [{"type": "divider"}]
    assert await far.calls.ask(POST, channel="C1", text="é & <b>", thread_ts=None, blocks=blocks) == {
        "ok": True,
        "ts": "1.2",
    }
    await far.calls.ask(READ, channel="C1", limit=1, inclusive=True, include_all_metadata=False, cursor=None)
    bearer = f"Bearer {TOKEN}"
    assert far.heard == [
        (POST, bearer, {"channel": "C1", "text": "é & <b>", "blocks": blocks}),
        (READ, bearer, {"channel": "C1", "limit": "1", "inclusive": "true", "include_all_metadata": "false"}),
    ]


@pytest.mark.parametrize(("code", "error"), [(code, ERRORS[code]) for code in sorted(ERRORS)])
async def test_each_known_code_has_its_meaning(far: Far, code: str, error: type[PlatformError]) -> None:
    far.refuses(code)
    raised = await failed(far.calls, POST, channel="C1")
    assert (type(raised), str(raised)) == (error, code)


def test_no_code_has_two_meanings() -> None:
    assert not (ERRORS.keys() & RATE_LIMITED) | (ERRORS.keys() & UNCERTAIN)
    assert set(ERRORS.values()) >= {port.Gone, port.NotMember, port.Blocked, port.Forbidden}


async def test_an_unknown_code_is_permanent_and_never_shown_when_it_is_no_code(far: Far) -> None:
    with capture_logs() as logged:
        far.refuses("brand_new_code")
        assert str(await failed(far.calls, READ)) == "brand_new_code"
        far.refuses("Le salaire de Zoé")
        raised = await failed(far.calls, READ)
    assert (type(raised), str(raised)) == (port.Permanent, "unreadable")
    assert [(each["method"], each["code"]) for each in logged] == [(READ, "brand_new_code"), (READ, "unreadable")]


@pytest.mark.parametrize("code", sorted(UNCERTAIN))
@pytest.mark.parametrize("method", sorted({*ONCE, READ, "chat.update", "views.update"}))
async def test_where_something_may_have_been_done_only_what_would_show_twice_is_in_doubt(
    far: Far, code: str, method: str
) -> None:
    wanted = Unknown if method in ONCE else Transient
    far.refuses(code)
    assert type(await failed(far.calls, method)) is wanted
    for status in (500, 502, 504):
        far.says(b"<html>oops</html>", status, **{"Content-Type": "text/html"})
        assert type(await failed(far.calls, method)) is wanted


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>a portal</html>", "text/html"),
        (b"plain words", "text/plain"),
        (b"[1]", "application/json"),
        (b'"ok"', "application/json"),
        (b"null", "application/json"),
        (b"{}", "application/json"),
        (b"{broken", "application/json"),
        (b'{"ok": "\xff"}', "application/json"),
        (b"", "application/json"),
    ],
)
async def test_an_answer_that_cannot_be_read_is_a_doubt_and_no_fault(far: Far, body: bytes, kind: str) -> None:
    far.says(body, 200, **{"Content-Type": kind})
    assert type(await failed(far.calls, POST, channel="C1")) is Unknown
    assert type(await failed(far.calls, READ)) is Transient


@pytest.mark.parametrize(("status", "error"), [(503, Transient), (403, Transient), (407, Transient), (413, TooBig)])
async def test_somebody_on_the_way_refuses_and_nothing_was_done(
    far: Far, status: int, error: type[PlatformError]
) -> None:
    far.says(b"no", status, **{"Content-Type": "text/html"})
    assert type(await failed(far.calls, POST, channel="C1")) is error


async def test_a_cut_or_late_answer_is_a_doubt_only_where_it_would_show_twice(far: Far) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def late(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(1)
        return web.json_response({"ok": True})

    for far.answers in (cut, late):
        assert type(await failed(far.calls, POST, channel="C1")) is Unknown
        assert type(await failed(far.calls, READ)) is Transient


async def test_nothing_was_sent_where_nobody_listens() -> None:
    calls = Calls(TOKEN, f"http://127.0.0.1:{unused_port()}/api/")
    assert type(await failed(calls, POST, channel="C1")) is Transient
    await calls.close()
    assert str(await failed(calls, POST, channel="C1")) == "closed"


async def test_a_limited_method_waits_its_time_and_no_other_does(far: Far) -> None:
    far.says({"ok": False, "error": "ratelimited"}, 429, **{"Retry-After": "7"})
    limited = await failed(far.calls, "chat.update", channel="C1")
    assert isinstance(limited, RateLimited)
    assert (limited.after, limited.scope) == (7.0, "update")
    far.says({"ok": True})
    far.now += 6
    again = await failed(far.calls, "chat.update", channel="C2")
    assert isinstance(again, RateLimited)
    assert again.after == pytest.approx(1.0)
    assert [method for method, _, _ in far.heard] == ["chat.update"]
    await far.calls.ask("chat.delete", channel="C1")
    far.now += 1
    await far.calls.ask("chat.update", channel="C1")


async def test_posting_is_limited_by_channel(far: Far) -> None:
    far.says({"ok": False, "error": "ratelimited"}, 429, **{"Retry-After": "2"})
    limited = await failed(far.calls, POST, channel="C1")
    assert isinstance(limited, RateLimited)
    assert (limited.after, limited.scope) == (2.0, "send:C1")
    far.says({"ok": True})
    await far.calls.ask(POST, channel="C1")


@pytest.mark.parametrize(
    ("said", "after"), [("30", 30), ("soon", UNSAID), ("", UNSAID), ("nan", UNSAID), ("1e9", LONGEST)]
)
async def test_how_long_to_wait_is_always_a_number(far: Far, said: str, after: float) -> None:
    far.says(b"slow down", 429, **{"Retry-After": said, "Content-Type": "text/plain"})
    limited = await failed(far.calls, "users.info")
    assert isinstance(limited, RateLimited)
    assert limited.after == after


async def test_pages_are_read_to_the_end_and_no_further_than_told(far: Far) -> None:
    async def page(request: web.Request) -> web.Response:
        number = int(str((await request.post()).get("cursor") or 0))
        following = str(number + 1) if number < 4 else ""
        return web.json_response({"ok": True, "members": [number], "response_metadata": {"next_cursor": following}})

    far.answers = page
    assert [each async for each in far.calls.pages("users.list", "members", 9)] == [[0], [1], [2], [3], [4]]
    assert [each async for each in far.calls.pages("users.list", "members", 2)] == [[0], [1]]


async def test_the_sdk_logs_nothing_of_what_is_sent_or_answered(far: Far, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    far.says({"ok": False, "error": "msg_too_long", "needed": "secret words"})
    raised = await failed(far.calls, POST, channel="C1", text="secret words", blocks=[])
    assert "secret words" not in caplog.text + json.dumps([str(raised), repr(raised.__cause__)])
    assert raised.__suppress_context__
