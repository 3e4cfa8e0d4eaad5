"""Every way in which Teams refuses, or does not answer, is one of the port's family; its token goes nowhere else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from structlog.testing import capture_logs

from adapters import platform as port
from adapters.platform import (
    Forbidden,
    Gone,
    NotInstalled,
    Permanent,
    PlatformError,
    RateLimited,
    TooBig,
    Transient,
    Unknown,
)
from adapters.teams.bearer import EARLY, NOT_AGAIN, SCOPE, Bearer
from adapters.teams.calls import LONGEST, LONGEST_WAIT, Calls, segments
from adapters.teams.limits import IN_ALL, WRITES
from adapters.teams.pace import MARGIN
from adapters.teams.refusals import ERRORS

APP, SECRET = "11111111-2222-3333-4444-555555555555", "s~cret"
Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Far:
    """A connector and an identity service that answer every call the same, and keep what they were asked."""

    origin: str = ""
    answers: Answers | None = None
    token: Answers | None = None
    heard: list[tuple[str, str, str, Any]] = field(default_factory=list)
    """Method, path as sent, authorization and body."""
    given: list[dict[str, Any]] = field(default_factory=list)
    now: float = 1000.0
    calls: Calls = field(init=False)
    bearer: Bearer = field(init=False)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        self.heard.append((request.method, request.raw_path, request.headers["Authorization"], body))
        assert self.answers is not None
        return await self.answers(request)

    async def identify(self, request: web.Request) -> web.StreamResponse:
        self.given.append(dict(await request.post()))
        if self.token is not None:
            return await self.token(request)
        return web.json_response({"access_token": f"token-{len(self.given)}", "expires_in": 3600})

    def says(self, body: Any, status: int = 200, **headers: str) -> None:
        self.answers = saying(body, status, **headers)

    def refuses(self, code: str, status: int = 403) -> None:
        self.says({"error": {"code": code, "message": "SECRET WORDS"}}, status)

    async def ask(self, path: str = "v3/conversations/c/activities", **more: Any) -> dict[str, Any]:
        return await self.calls.ask("POST", f"{self.origin}/emea/", path, json={"text": "Zoé"}, **more)


def saying(body: Any, status: int = 200, **headers: str) -> Answers:
    async def answer(request: web.Request) -> web.Response:
        if isinstance(body, bytes):
            return web.Response(body=body, status=status, headers=headers)
        return web.json_response(body, status=status, headers=headers)

    return answer


@pytest.fixture
async def far() -> AsyncIterator[Far]:
    far = Far()
    app = web.Application()
    app.router.add_route("*", "/emea/{rest:.*}", far.handle)
    app.router.add_post("/token", far.identify)
    async with TestServer(app) as server:
        far.origin = f"http://127.0.0.1:{server.port}"
        far.bearer = Bearer(f"{far.origin}/token", APP, SECRET, lambda: far.now)
        far.calls = Calls(far.bearer, [far.origin], lambda: far.now, lambda: 0.5, patience=2.0)
        far.says({"id": "17"})
        yield far
        await far.calls.close()


async def test_a_call_carries_the_desk_s_own_token_which_is_kept_until_shortly_before_its_end(far: Far) -> None:
    assert await far.ask() == {"id": "17"}
    assert far.given == [
        {"grant_type": "client_credentials", "client_id": APP, "client_secret": SECRET, "scope": SCOPE}
    ]
    (heard,) = far.heard
    assert heard == ("POST", "/emea/v3/conversations/c/activities", "Bearer token-1", '{"text": "Zoé"}')
    far.now += 3600 - EARLY - 1
    await far.ask()
    assert len(far.given) == 1
    far.now += 2
    await asyncio.gather(*(far.ask() for _ in range(5)))
    assert len(far.given) == 2
    assert far.heard[-1][2] == "Bearer token-2"


async def test_a_short_token_is_used_and_not_asked_for_at_each_call(far: Far) -> None:
    far.token = saying({"access_token": "short", "expires_in": "60"})
    for _ in range(3):
        await far.ask()
    assert len(far.given) == 1
    far.now += 31
    await far.ask()
    assert len(far.given) == 2


async def test_a_token_that_had_ended_is_asked_for_anew_and_the_call_made_once_more(far: Far) -> None:
    await far.ask()

    async def new_ones_only(request: web.Request) -> web.Response:
        fresh = request.headers["Authorization"] == "Bearer token-2"
        return web.json_response({"id": "18"} if fresh else {"message": "denied"}, status=200 if fresh else 401)

    far.answers = new_ones_only
    assert await far.ask() == {"id": "18"}
    assert len(far.given) == 2
    far.says({"message": "denied"}, 401)
    with pytest.raises(NotInstalled):
        await far.ask()
    assert far.calls.refused == "http_401"
    assert len(far.heard) == 5
    far.says({"id": "19"})
    await far.ask()
    assert far.calls.refused is None


async def test_credentials_that_are_refused_are_told_and_not_tried_by_the_whole_outbox(far: Far) -> None:
    far.token = saying({"error": "invalid_client", "error_description": "AADSTS7000215 SECRET"}, 401)
    for _ in range(4):
        with pytest.raises(NotInstalled, match="invalid_client"):
            await far.ask()
    assert (len(far.given), far.heard) == (1, [])
    assert far.calls.refused == "invalid_client"
    far.now += NOT_AGAIN + 1
    far.token = None
    assert await far.ask() == {"id": "17"}
    assert far.calls.refused is None


@pytest.mark.parametrize(
    "answer",
    [
        saying({}, 503),
        saying({"error": "temporarily_unavailable"}, 400),
        saying(b"<html>", 200),
        saying({"access_token": "é\n"}),
        saying(b"x" * 100_000),
    ],
)
async def test_an_identity_service_that_does_not_answer_is_waited_for(far: Far, answer: Answers) -> None:
    far.token = answer
    with pytest.raises(Transient):
        await far.ask(once=True)
    assert far.heard == []
    far.token = None
    await far.ask()


REFUSALS: list[tuple[int, str, type[PlatformError]]] = [
    (301, "", Transient),
    (302, "", Transient),
    (400, "", Permanent),
    (400, "BadSyntax", Permanent),
    (400, "BadArgument", Permanent),
    (401, "", NotInstalled),
    (401, "BotNotRegistered", NotInstalled),
    (403, "", Forbidden),
    (403, "InsufficientPrivileges", Forbidden),
    (403, "BotNotInConversationRoster", port.NotMember),
    (403, "MessageWritesBlocked", port.Blocked),
    (403, "ConversationBlockedByUser", port.Blocked),
    (403, "ForbiddenOperationException", port.NotInstalledHere),
    (403, "BotDisabledByAdmin", NotInstalled),
    (404, "", Gone),
    (404, "ConversationNotFound", Gone),
    (404, "ActivityNotFoundInConversation", Gone),
    (405, "", Permanent),
    (408, "", Transient),
    (409, "", Transient),
    (409, "ConflictingOperation", Transient),
    (410, "", Gone),
    (412, "", Transient),
    (412, "PreconditionFailed", Transient),
    (413, "", TooBig),
    (413, "MessageSizeTooBig", TooBig),
    (415, "BadSyntax", Permanent),
    (429, "", RateLimited),
    (500, "", Unknown),
    (500, "InternalServerError", Unknown),
    (502, "", Unknown),
    (502, "ServiceError", Unknown),
    (503, "", Transient),
    (503, "ServiceUnavailable", Transient),
    (504, "GatewayTimeout", Unknown),
    (520, "", Unknown),
]
"""What each answer means to a post; to what may be done twice, a doubt is only something to be done again."""


@pytest.mark.parametrize(("status", "code", "error"), REFUSALS)
async def test_each_status_and_each_code_is_one_of_the_family(
    far: Far, status: int, code: str, error: type[PlatformError]
) -> None:
    far.refuses(code, status)
    with pytest.raises(PlatformError) as posted:
        await far.ask(once=True)
    assert type(posted.value) is error
    assert getattr(posted.value, "answered", error is not Unknown)
    with pytest.raises(PlatformError) as repeated:
        await far.ask()
    assert type(repeated.value) is (Transient if error is Unknown else error)
    assert "SECRET" not in f"{posted.value}{repeated.value}"


async def test_every_code_that_is_known_says_more_than_its_status(far: Far) -> None:
    for code, error in ERRORS.items():
        far.now += 0.1
        far.refuses(code)
        with pytest.raises(PlatformError) as refused:
            await far.ask(once=True)
        assert type(refused.value) is error, code


@pytest.mark.parametrize("status", [429, 409, 412, 503])
async def test_what_was_not_done_rests_as_long_as_teams_says(far: Far, status: int) -> None:
    far.says({}, status, **{"Retry-After": "3"})
    for once in (True, False):
        with pytest.raises(RateLimited) as limited:
            await far.ask(scope="c2", once=once)
        assert (limited.value.after, limited.value.scope) == (3.0, "c2")


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_what_may_have_been_done_is_told_so_and_its_conversation_rests_as_long_as_teams_says(
    far: Far, status: int
) -> None:
    far.says({}, status, **{"Retry-After": "7"})
    with pytest.raises(Unknown):
        await far.ask(scope="c1", once=True)
    far.now += 3.0
    far.says({"id": "18"})
    with pytest.raises(RateLimited) as resting:
        await far.ask(scope="c1", once=True)
    assert (resting.value.after, resting.value.scope) == (4.0, "c1")
    assert await far.ask(scope="c3", once=True) == {"id": "18"}
    far.now += 4.0
    assert await far.ask(scope="c1", once=True) == {"id": "18"}
    far.says({}, status, **{"Retry-After": "7"})
    with pytest.raises(RateLimited):
        await far.ask(scope="c1")


async def test_what_is_posted_changed_and_taken_back_in_a_conversation_is_one_budget(far: Far) -> None:
    async def write(method: str, scope: str = "c1") -> None:
        await far.calls.ask(method, f"{far.origin}/emea/", "v3/conversations/c/activities/1", scope=scope)

    most = WRITES[0][0]
    for method in ("PUT", "DELETE", "PUT", "DELETE", "PUT"):
        await write(method)
    for method, scope in (("PUT", "update:c1"), ("DELETE", "delete:c1")):
        with pytest.raises(RateLimited) as limited:
            await write(method)
        assert limited.value.scope == scope
    for _ in range(most - 5):
        await write("POST")
    with pytest.raises(RateLimited) as limited:
        await write("POST")
    assert limited.value.scope == "c1"
    await write("PUT", "c2")
    await far.calls.ask("GET", f"{far.origin}/emea/", "v3/conversations/c/pagedmembers", scope="fetch_members:c1")
    assert len(far.heard) == most + 2


async def test_a_token_that_had_ended_costs_two_calls_of_the_tenant_s(far: Far) -> None:
    far.says({"message": "denied"}, 401)
    for _ in range(IN_ALL // 2):
        with pytest.raises(NotInstalled):
            await far.ask()
    assert len(far.heard) == IN_ALL
    far.says({"id": "19"})

    async def move() -> None:
        await asyncio.sleep(0.3)
        assert len(far.heard) == IN_ALL
        far.now += 1.0 + MARGIN

    moved = asyncio.create_task(move())
    await far.ask()
    await moved


async def test_the_older_shape_of_a_refusal_is_read_too(far: Far) -> None:
    inner = json.dumps({"subCode": "MessageWritesBlocked", "details": "Thread blocks message write."})
    for body in ({"errorCode": 209, "message": "x"}, {"errorCode": 7, "message": inner}):
        far.says(body, 403)
        with pytest.raises(port.Blocked):
            await far.ask()


async def test_what_is_limited_is_told_with_how_long_it_rests(far: Far) -> None:
    far.says({}, 429, **{"Retry-After": "7"})
    with pytest.raises(RateLimited) as limited:
        await far.ask(scope="c1")
    assert (limited.value.after, limited.value.scope) == (7.0, "c1")


async def test_where_it_is_not_told_it_rests_longer_each_time(far: Far) -> None:
    waits = []
    for _ in range(9):
        far.says({}, 429)
        with pytest.raises(RateLimited) as limited:
            await far.ask(scope="c1")
        waits.append(limited.value.after)
        far.now += limited.value.after
    assert waits[:4] == [1.0, 2.0, 4.0, 8.0]
    assert waits[-1] == LONGEST_WAIT
    far.says({})
    await far.ask(scope="c1")
    far.says({}, 429)
    with pytest.raises(RateLimited) as again:
        await far.ask(scope="c1")
    assert again.value.after == 1.0


@pytest.mark.parametrize(("said", "waits"), [("-4", 0.0), ("1e9", LONGEST), ("nan", 1.0), ("soon", 1.0)])
async def test_a_wait_that_makes_no_sense_is_not_believed(far: Far, said: str, waits: float) -> None:
    far.says({}, 429, **{"Retry-After": said})
    with pytest.raises(RateLimited) as limited:
        await far.ask(scope="c1")
    assert limited.value.after == waits
    far.says({}, 412, **{"Retry-After": "3"})
    with pytest.raises(RateLimited) as failed:
        await far.ask(scope="c2")
    assert failed.value.after == 3.0


async def test_a_connection_cut_after_it_was_sent_is_a_doubt_only_where_it_would_show_twice(far: Far) -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    far.answers = cut
    await far.calls.check()
    with pytest.raises(Unknown):
        await far.ask(once=True)
    with pytest.raises(Transient):
        await far.ask()

    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(3)
        return web.Response()

    far.answers = slow
    with pytest.raises(Unknown):
        await far.ask(once=True)


async def test_where_nobody_listens_nothing_was_done(far: Far) -> None:
    await far.calls.check()
    nowhere = f"http://127.0.0.1:{unused_port()}"
    calls = Calls(far.bearer, [nowhere], lambda: far.now)
    try:
        with pytest.raises(Transient):
            await calls.ask("POST", nowhere, "v3/conversations", json={}, once=True)
    finally:
        await calls.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/emea/",
        "https://evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net.evil.example/",
        "http://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "file:///etc/passwd",
        "//evil.example",
        "",
        "https://smba.trafficmanager.net\\@evil.example/",
    ],
)
async def test_the_token_goes_to_no_other_origin(far: Far, url: str) -> None:
    calls = Calls(far.bearer, ["https://smba.trafficmanager.net"], lambda: far.now)
    with capture_logs() as logs, pytest.raises(Forbidden, match="origin"):
        await calls.ask("POST", url, "v3/conversations", json={})
    assert [each["event"] for each in logs] == ["teams.origin_refused"]
    assert far.given == []
    assert calls.allows("https://smba.trafficmanager.net/emea/9/")
    assert calls.allows("https://SMBA.trafficmanager.net:443/emea/")


async def test_a_redirect_is_not_followed(far: Far) -> None:
    far.says({}, 307, Location=f"{far.origin}/emea/elsewhere")
    with pytest.raises(Transient):
        await far.ask()
    assert len(far.heard) == 1


async def test_names_are_quoted_whole_and_what_names_nothing_is_asked_of_nobody(far: Far) -> None:
    path = segments("conversations", "19:a b/../c@thread.tacv2;messageid=1?x=#", "activities")
    await far.ask(path)
    assert far.heard[0][1] == (
        "/emea/v3/conversations/19%3Aa%20b%2F..%2Fc%40thread.tacv2%3Bmessageid%3D1%3Fx%3D%23/activities"
    )
    for name in ("", ".", ".."):
        with pytest.raises(Gone):
            segments("conversations", name)
    with pytest.raises(Gone):
        await far.ask("v3/" + "x" * 5000)
    assert len(far.heard) == 1


async def test_an_answer_that_is_no_object_or_far_too_long_is_an_empty_one(far: Far, monkeypatch: Any) -> None:
    monkeypatch.setattr("adapters.teams.calls.LARGEST", 1000)
    for body in (b"", b"[1]", b"nothing", b'{"id": "' + b"x" * 2000 + b'"}', b"[" * 900):
        far.says(body)
        assert await far.ask() == {}


async def test_no_more_is_asked_in_a_second_than_the_tenant_may(far: Far) -> None:
    """The clock is told: what would come too early waits for it."""

    async def move() -> None:
        await asyncio.sleep(0.3)
        assert len(far.heard) == IN_ALL
        far.now += 1.0 + MARGIN

    moved = asyncio.create_task(move())
    await asyncio.gather(*(far.ask() for _ in range(IN_ALL + 3)))
    await moved
    assert len(far.heard) == IN_ALL + 3


async def test_once_closed_nothing_is_asked(far: Far) -> None:
    await far.calls.close()
    with pytest.raises(Transient):
        await far.ask()


async def test_neither_token_nor_words_are_logged(far: Far) -> None:
    with capture_logs() as logs:
        for status in (400, 403, 404, 418, 500):
            far.refuses("Sneaky code with WORDS", status)
            with pytest.raises(PlatformError):
                await far.ask()
    assert not any(word in str(logs) for word in ("token-", "SECRET", "WORDS", "Zoé"))
