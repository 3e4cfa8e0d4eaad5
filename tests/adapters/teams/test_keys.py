"""Microsoft's keys are fetched without harm, whatever their server does, and believed as long as they are published."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from adapters.teams import tokens
from adapters.teams.tokens import AGAIN, EMPTY_AGAIN, FRESH, Key
from tests.adapters.teams.door import Door, open_door
from tests.fakes.teams.login import How, SigningKey


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


async def test_keys_are_fetched_once_for_all_who_wait(door: Door) -> None:
    door.login.trouble("keys", "slow", after=0.2)
    assert await asyncio.gather(*(door.knock() for _ in range(20))) == [200] * 20
    assert door.login.asked == {"openid": 1, "keys": 1}


async def test_a_rotated_key_is_found_and_the_former_is_no_longer_believed(door: Door) -> None:
    assert await door.knock() == 200
    former = door.login.published[0]
    door.login.rotate()
    assert await door.knock() == 401
    door.clock.passed += AGAIN
    assert await door.knock() == 200
    assert await door.knock(token=door.login.token(key=former)) == 401
    assert door.login.asked["keys"] == 2


async def test_unknown_key_ids_make_one_fetch_a_minute(door: Door) -> None:
    await door.keys.start()
    for _ in range(3):
        door.clock.passed += AGAIN
        statuses = await asyncio.gather(*(door.knock(token=door.login.token(spoilt="unknown_kid")) for _ in range(9)))
        assert statuses == [401] * 9
    assert door.login.asked["keys"] == 4


@pytest.mark.parametrize("how", ["down", "error", "huge", "redirect", "not_json", "no_keys", "elsewhere", "cut"])
@pytest.mark.parametrize("at", ["openid", "keys"])
async def test_what_goes_wrong_with_a_fetch_is_401_and_leaves_the_keys_known(door: Door, how: How, at: Any) -> None:
    door.login.trouble(at, how)
    assert await door.knock() == 401
    assert door.codes == ["no_keys"]
    assert not door.keys.known
    door.login.trouble(at, None)
    assert await door.knock() == 401
    door.clock.passed += EMPTY_AGAIN
    assert await door.knock() == 200
    door.login.trouble(at, how)
    door.clock.passed += AGAIN
    for token in (door.login.token(spoilt="unknown_kid"), door.login.token(key=door.login.liar)):
        assert await door.knock(token=token) == 401
    assert await door.knock() == 200
    assert door.login.asked["lies"] == 0


@pytest.mark.parametrize("how", ["slow", "endless"])
@pytest.mark.parametrize("at", ["openid", "keys"])
async def test_a_server_that_does_not_end_is_not_waited_for(
    door: Door, monkeypatch: pytest.MonkeyPatch, how: How, at: Any
) -> None:
    monkeypatch.setattr(tokens, "PATIENCE", 0.3)
    door.login.trouble(at, how)
    began = time.monotonic()
    assert await asyncio.gather(*(door.knock() for _ in range(5))) == [401] * 5
    assert time.monotonic() - began < 3
    assert door.login.asked[at] == 1
    door.login.trouble(at, None)
    door.clock.passed += EMPTY_AGAIN
    assert await door.knock() == 200


async def test_a_slow_fetch_holds_up_nobody_whose_key_is_known(door: Door) -> None:
    assert await door.knock() == 200
    door.login.trouble("keys", "slow", after=1.0)
    door.clock.passed += AGAIN
    stranger = asyncio.create_task(door.knock(token=door.login.token(spoilt="unknown_kid")))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    assert await asyncio.gather(*(door.knock() for _ in range(5))) == [200] * 5
    assert time.monotonic() - began < 0.8
    assert not stranger.done()
    assert await stranger == 401


async def test_keys_of_yesterday_are_used_while_new_ones_are_fetched(door: Door) -> None:
    assert await door.knock() == 200
    door.clock.passed += FRESH + 1
    door.login.trouble("keys", "slow", after=0.3)
    began = time.monotonic()
    assert await door.knock() == 200
    assert time.monotonic() - began < 0.25
    async with asyncio.timeout(5):
        while door.login.asked["keys"] < 2:  # noqa: ASYNC110  # a fake login does not tell that it was asked
            await asyncio.sleep(0.01)
    await door.keys.start()
    assert door.login.asked["keys"] == 2
    door.clock.passed += AGAIN
    assert await door.knock() == 200
    assert door.login.asked["keys"] == 2


async def test_one_who_goes_away_does_not_stop_the_fetch_for_the_others(door: Door) -> None:
    door.login.trouble("keys", "slow", after=0.3)
    kid = door.login.published[0].kid
    waiting = [asyncio.create_task(door.keys.of(kid)) for _ in range(2)]
    await asyncio.sleep(0.05)
    waiting[0].cancel()
    assert isinstance(await waiting[1], Key)


async def test_keys_that_cannot_be_trusted_are_left_out(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    short = rsa.generate_private_key(65537, 1024)
    weak, sound = SigningKey("weak", short), door.login.published[0]
    curve = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()).public_key(), as_dict=True) | {"kid": "curve"}
    told = [
        weak.public,
        curve,
        "key",
        None,
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"},
        {"kty": "RSA", "kid": "lame", "n": "!", "e": "AQAB"},
        {"kty": "RSA", "kid": "lame", "n": 7, "e": []},
        sound.public | {"kid": 7},
        sound.public | {"kid": "for encryption", "use": "enc"},
        RSAAlgorithm.to_jwk(sound.private, as_dict=True) | {"kid": "private"},
        sound.public,
    ]
    monkeypatch.setattr(SigningKey, "public", property(lambda self: told.pop(0)))
    door.login.published = [sound] * len(told)
    await door.keys.start()
    assert await door.keys.of(sound.kid) is not None
    for kid in ("weak", "curve", "secret", "lame", "7", "for encryption", "private"):
        assert await door.keys.of(kid) is None
