"""Nothing that can be sent to the desk's address is answered with a fault of ours, whoever sends it."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from adapters import bodies
from adapters.teams import guard
from adapters.teams.guard import DEEPEST, LARGEST
from adapters.teams.references import LONGEST_ID
from tests.adapters.teams.door import Door, open_door


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        await opened.keys.start()
        yield opened


def signed(door: Door, **more: str) -> dict[str, str]:
    return {"Authorization": door.login.authorization()} | more


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b"\xff{}", 400, "not_json"),
        (b"\xef\xbb\xbf{}", 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"9" * 10_000, 400, "not_json"),
        (b'{"a":NaN}', 400, "not_json"),
        (b'{"a":-Infinity}', 400, "not_json"),
        (b"[]", 400, "not_an_object"),
        (b'"type"', 400, "not_an_object"),
        (b"null", 400, "not_an_object"),
        (b"{}", 403, "channel"),
        (b" " * (LARGEST + 1), 413, "too_large"),
    ],
)
async def test_what_is_no_activity_is_refused_by_what_it_is(door: Door, raw: bytes, status: int, code: str) -> None:
    assert await door.send(raw, signed(door)) == status
    assert door.codes == [code]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": None}, "no_type"),
        ({"type": ""}, "no_type"),
        ({"type": ["message"]}, "no_type"),
        ({"conversation": {}}, "no_conversation"),
        ({"conversation": {"id": ""}}, "no_conversation"),
        ({"conversation": {"id": 19}}, "no_conversation"),
        ({"conversation": None}, "no_conversation"),
        ({"conversation": "19:a"}, "shape"),
        ({"from": "29:1abc"}, "shape"),
        ({"recipient": ["28:app"]}, "shape"),
    ],
)
async def test_an_activity_without_what_every_activity_has_is_400(
    door: Door, changes: dict[str, Any], code: str
) -> None:
    assert await door.knock(door.activity(**changes)) == 400
    assert door.codes == [code]


def within(path: Sequence[str], value: str) -> dict[str, Any]:
    """What an activity says where only that stands at the end of these names."""
    name, *rest = path
    return {name: within(rest, value) if rest else value}


@pytest.mark.parametrize("path", guard._IDS, ids=".".join)
async def test_an_id_that_teams_would_not_make_is_refused(door: Door, path: tuple[str, ...]) -> None:
    for value, status in (("é" * (LONGEST_ID // 2), 200), ("x" * (LONGEST_ID + 1), 400), ("é" * LONGEST_ID, 400)):
        told = within(path, value)
        for name in ("conversation", "channelData"):
            told[name] = door.activity()[name] | told.get(name, {})
        assert await door.knock(door.activity(**told)) == status
    assert door.codes == ["long_id", "long_id"]


@pytest.mark.parametrize("raw", [b"", b"{", b" " * (LARGEST + 1), b"[" * 100_000])
async def test_a_stranger_is_401_whatever_they_send(door: Door, raw: bytes) -> None:
    assert await door.send(raw, {}) == 401
    assert await door.send(raw, {}, "text/plain") == 401


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("APPLICATION/JSON", 200),
        ("text/plain", 400),
        ("application/x-www-form-urlencoded", 400),
        ("application/json-patch+json", 400),
        ("", 400),
    ],
)
async def test_an_activity_is_json(door: Door, kind: str, status: int) -> None:
    assert await door.send(json.dumps(door.activity()).encode(), signed(door), kind) == status


async def test_two_tokens_are_none(door: Door) -> None:
    raw = json.dumps(door.activity()).encode()
    good = door.login.authorization()
    headers = [("Content-Type", "application/json"), ("Authorization", good), ("Authorization", good)]
    async with door.session.post(door.url, data=raw, headers=headers) as answer:
        assert answer.status == 401


async def test_a_body_at_its_limit_is_taken_and_a_byte_more_is_not(door: Door) -> None:
    bare = len(json.dumps(door.activity(text="")).encode())
    full = json.dumps(door.activity(text="x" * (LARGEST - bare))).encode()
    assert len(full) == LARGEST
    assert await door.send(full, signed(door)) == 200
    assert await door.send(full + b" ", signed(door)) == 413


async def test_a_body_that_is_told_too_large_is_refused_before_it_comes(door: Door) -> None:
    address = urlsplit(door.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    told = {"Host": "desk", "Content-Type": "application/json", "Content-Length": str(LARGEST + 1)} | signed(door)
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    writer.write(f"POST {address.path} HTTP/1.1\r\n{head}\r\n".encode())
    async with asyncio.timeout(5):
        assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")
    writer.close()
    await writer.wait_closed()


async def test_a_body_of_no_told_length_is_counted_as_it_comes(door: Door) -> None:
    async def more() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b" " * 50_000

    assert await door.send(more(), signed(door)) == 413


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
async def test_a_packed_body_is_counted_unpacked(door: Door, kind: str) -> None:
    pack = gzip.compress if kind == "gzip" else zlib.compress
    headers = signed(door, **{"Content-Encoding": kind})
    assert await door.send(pack(json.dumps(door.activity()).encode()), headers) == 200
    assert await door.send(pack(b" " * 50_000_000), headers) in (400, 413)
    assert await door.send(b"not packed", headers) == 400


async def test_a_body_that_does_not_come_is_not_waited_for(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.2)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(2)
        yield b"}"

    assert await door.send(slowly(), signed(door)) == 400
    assert door.codes == ["slow_body"]


@pytest.mark.parametrize(("depth", "status"), [(DEEPEST - 1, 200), (DEEPEST, 400), (400, 400)])
async def test_what_nests_too_deep_is_400(door: Door, depth: int, status: int) -> None:
    lists: Any = []
    objects: Any = {}
    for _ in range(depth - 1):
        lists, objects = [lists], {"a": objects}
    assert await door.knock(door.activity(value=lists)) == status
    assert await door.knock(door.activity(value=objects)) == status


async def test_what_is_unknown_in_an_activity_is_kept_as_it_came(door: Door) -> None:
    told = door.activity(recipient={"id": "28:x", "isTargeted": True}, entities=[{"type": "clientInfo"}], later=None)
    assert await door.knock(told) == 200
    assert door.taken == [told]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = "type id channelId serviceUrl from recipient conversation channelData entities value text".split()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=80) | st.dictionaries(st.sampled_from(FIELDS), JSON), min_size=5, max_size=10))
@example([{"channelData": {"tenant": {"id": "\ud800"}}}, {"serviceUrl": "\x00"}, {"conversation": {"id": "\udfff"}}])
def test_any_body_with_a_good_token_is_taken_or_refused(bodies: list[bytes | dict[str, Any]]) -> None:
    async def knock() -> list[int]:
        async with open_door() as door:
            raws = [each if isinstance(each, bytes) else json.dumps(door.activity(**each)).encode() for each in bodies]
            return [await door.send(raw, signed(door)) for raw in raws]

    assert set(asyncio.run(knock())) <= {200, 400, 403}
